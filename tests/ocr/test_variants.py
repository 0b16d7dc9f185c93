"""Old forms of kanji stand where they were surely read or their ink is seen."""

import numpy as np
import pytest

from cardscan.model import Line, Quad, Reading, Word
from cardscan.ocr.variants import with_seen_forms


@pytest.mark.parametrize(
    ("read", "confidence", "told"),
    [
        ("讓二", 0.53, "譲二"),  # few print 讓, and it was not surely read
        ("讓二", 0.99, "讓二"),
        ("齊木", 0.6, "齊木"),  # a name keeps its old form; type this small shows no other
        ("峯岸", 0.6, "峯岸"),
        ("健二", 0.4, "健二"),
    ],
)
def test_an_old_form_read_badly_is_the_new_one(read: str, confidence: float, told: str) -> None:
    quads = [Quad.of_box(20 * at, 0, 20 * at + 20, 24) for at in range(len(read))]
    words = tuple(Word(sign, confidence, quad) for sign, quad in zip(read, quads, strict=True))
    quad = Quad.of_box(0, 0, 20 * len(read), 24)
    line = Line(read, confidence, quad, readings=(Reading("one", read, confidence, words),))
    seen = with_seen_forms(line, np.full((24, 60, 3), 250, np.uint8))
    assert (seen.text, seen.readings[0].text) == (told, told)


@pytest.mark.parametrize(
    ("read", "height", "told"),
    [
        *(("鬼ヶ窪", 36, "鬼ケ窪"), ("鬼ケ窪", 36, "鬼ケ窪"), ("鬼ケ窪", 24, "鬼ヶ窪")),
        *(("鬼ヶ窪", 24, "鬼ヶ窪"), ("鬼ヶ窪", 30, "鬼ヶ窪"), ("マケテ", 24, "マケテ")),
    ],
)
def test_a_large_ke_is_told_from_a_small_one_by_its_ink(read: str, height: int, told: str) -> None:
    pixels = np.full((50, 150, 3), 250, np.uint8)
    for at, high in enumerate((40, height, 40)):
        left, right, top = 50 * at + 25 - high // 2, 50 * at + 25 + high // 2, 45 - high
        pixels[top:45, left:right] = 20
        pixels[top + 4 : 41, left + 4 : right - 4] = 250
    quads = [Quad.of_box(50 * at, 0, 50 * at + 50, 50) for at in range(3)]
    words = tuple(Word(sign, 0.9, quad) for sign, quad in zip(read, quads, strict=True))
    quad = Quad.of_box(0, 0, 150, 50)
    line = Line(read, 0.9, quad, readings=(Reading("one", read, 0.9, words),))
    assert with_seen_forms(line, pixels).text == told
