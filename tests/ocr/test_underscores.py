"""Underscores of mail addresses that were lost at first sight come back, and none is invented."""

import numpy as np
import pytest

from cardscan.model import Pixels, Quad
from cardscan.ocr.glyphs import Glyph, Glyphs, text_of
from cardscan.ocr.underscores import may_lack_underscore, with_hairlines, with_underscore

CELL, HEIGHT = 16, 40  # pixels


def picture(text: str) -> Pixels:
    """Draw a row: dots low, nothing for spaces and underscores, a block for all else."""
    row = np.full((HEIGHT, CELL * len(text), 3), 250, np.uint8)
    for at, sign in enumerate(text):
        if sign not in " _":
            row[30 if sign == "." else 8 : 34, at * CELL + 2 : at * CELL + 14] = 20
    return row


def reading(text: str, printed: str) -> Glyphs:
    """Return a reading of what is printed, without its blanks unless the text has them."""
    places = [
        at for at, sign in enumerate(printed) if sign not in " _" or len(text) == len(printed)
    ]
    return tuple(
        Glyph(sign, 0.9, (at + 0.5) / len(printed)) for sign, at in zip(text, places, strict=True)
    )


@pytest.mark.parametrize(
    ("read", "printed", "may"),
    [
        ("sato k@a.example", "sato_k@a.example", True),
        ("satok@a.example", "sato_k@a.example", True),
        ("sato.k@a.example", "sato.k@a.example", False),
        ("E-mail satok@a.example", "E-mail satok@a.example", False),
        ("sato ken", "sato ken", False),
        ("X:@sato ken", "X:@sato_ken", True),
        ("X:@satoken", "X:@satoken", False),
        ("s@a example.jp", "s@a example.jp", False),
    ],
)
def test_white_between_letters_of_a_mail_address_is_looked_into(
    read: str, printed: str, *, may: bool
) -> None:
    assert may_lack_underscore(reading(read, printed), picture(printed)) is may


def test_only_underscores_are_taken_from_the_second_look() -> None:
    def glyphs(text: str) -> Glyphs:
        return tuple(Glyph(sign, 0.9, at / len(text)) for at, sign in enumerate(text))

    first = glyphs("Mail sato k@a.example")
    assert (
        text_of(with_underscore(first, glyphs("Mail sato_k@a.example"))) == "Mail sato_k@a.example"
    )
    handle = glyphs("LINE:@sato ken")
    assert text_of(with_underscore(handle, glyphs("LINE:@sato_ken"))) == "LINE:@sato_ken"
    assert with_underscore(handle, glyphs("LINE:@sato ken")) == handle
    assert with_underscore(first, glyphs("Mail salo_k@a.example")) == first
    assert with_underscore(first, glyphs("Mail sato k@a.example")) == first


def test_a_hairline_below_the_box_of_the_line_becomes_a_stroke() -> None:
    pixels = np.full((60, 200, 3), 250, np.uint8)
    pixels[10:38, 10:60] = pixels[10:38, 90:190] = 20
    pixels[41, 62:88] = 150  # below the box, and not a third as dark
    row = with_hairlines(pixels, Quad.of_box(0, 5, 200, 39))
    dark = (row[..., 0] < 200)[-8:, 130:170]
    assert dark.any(axis=1).sum() >= 4
