"""Old forms of kanji stand where they were surely read or their ink is seen."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from cardscan.model import Line, Quad, Reading, Word
from cardscan.ocr import variants
from cardscan.ocr.variants import with_seen_forms

TEMPLATES = Path(variants.__file__).parent / "data" / "variants.npz"


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


@pytest.mark.parametrize(
    ("old", "told", "confidence"),
    [(0.0, "崎", 0.99), (1.0, "﨑", 0.99), (0.55, "崎", 0.5)],  # the last as blurred ink is
)
def test_a_form_that_ink_does_not_tell_is_doubted(old: float, told: str, confidence: float) -> None:
    with np.load(TEMPLATES) as drawn:
        usual, other = (drawn[f"{ord(sign):x}"][0] / 255 for sign in "崎﨑")
    ink = cv2.resize((1 - old) * usual + old * other, (40, 40), interpolation=cv2.INTER_CUBIC)
    pixels = np.full((50, 50, 3), 250, np.uint8)
    pixels[5:45, 5:45] = (250 - 230 * np.clip(ink, 0, 1)[..., None]).astype(np.uint8)
    quad = Quad.of_box(0, 0, 50, 50)
    read = Reading("one", "崎", 0.99, (Word("崎", 0.99, quad),))
    line = Line("崎", 0.99, quad, readings=(read,))
    seen = with_seen_forms(line, pixels)
    assert seen.text == told
    assert seen.readings[0].words[0].confidence == confidence


@pytest.mark.parametrize(("read", "told"), [("高橋", "髙橋"), ("高等学校", "高等学校")])
def test_only_a_name_has_an_old_form(read: str, told: str) -> None:
    with np.load(TEMPLATES) as drawn:
        ink = cv2.resize(drawn[f"{ord('髙'):x}"][0] / 255, (40, 40), interpolation=cv2.INTER_CUBIC)
    pixels = np.full((50, 50 * len(read), 3), 250, np.uint8)
    pixels[5:45, 5:45] = (250 - 230 * np.clip(ink, 0, 1)[..., None]).astype(np.uint8)
    quads = [Quad.of_box(50 * at, 0, 50 * at + 50, 50) for at in range(len(read))]
    words = tuple(Word(sign, 0.99, quad) for sign, quad in zip(read, quads, strict=True))
    quad = Quad.of_box(0, 0, 50 * len(read), 50)
    line = Line(read, 0.99, quad, readings=(Reading("one", read, 0.99, words),))
    assert with_seen_forms(line, pixels).text == told
