"""The mark before a postal code is told by its ink."""

import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.glyphs import Glyph, Glyphs, text_of
from cardscan.ocr.postmarks import with_postal_mark

HEIGHT = 48  # pixels of a row
DIGIT = 20  # pixels from one digit to the next
BEGIN = 60  # pixels; left edge of the first digit


def row(code: str, *, mark: str) -> tuple[Glyphs, Pixels]:
    """Draw a row with a sign before its digits, which are mere strokes, and how it was read."""
    pixels = np.full((HEIGHT, BEGIN + DIGIT * len(code) + 10, 3), 255, dtype=np.uint8)
    if mark == "postal":
        pixels[8:11, 14:46] = pixels[18:21, 14:46] = 0
        pixels[18:42, 28:32] = 0
    elif mark == "envelope":
        pixels[10:40, 10:48] = 0
        pixels[14:36, 14:44] = 255
    for at in range(len(code)):
        left = BEGIN + DIGIT * at + 6
        pixels[8:42, left : left + 6] = 0
    width = pixels.shape[1]
    glyphs = (Glyph(c, 0.99, (BEGIN + DIGIT * (at + 0.5)) / width) for at, c in enumerate(code))
    return tuple(glyphs), pixels


@pytest.mark.parametrize(
    ("code", "mark", "text"),
    [
        ("100-0005", "postal", "〒100-0005"),
        ("100-0005", "envelope", "100-0005"),
        ("100-0005", "", "100-0005"),
        ("03-0123-4567", "postal", "03-0123-4567"),
    ],
)
def test_only_two_bars_over_a_stem_before_a_postal_code_are_the_mark(
    code: str, mark: str, text: str
) -> None:
    assert text_of(with_postal_mark(*row(code, mark=mark))) == text


def test_what_the_mark_was_read_as_makes_room_for_it() -> None:
    glyphs, pixels = row("100-0005", mark="postal")
    misread = (Glyph("=", 0.6, 30 / pixels.shape[1]), *glyphs)
    assert text_of(with_postal_mark(misread, pixels)) == "〒100-0005"
