"""Names read in katakana of half width keep their voicing marks, which stand alone there."""

import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.glyphs import Glyph, Glyphs, text_of
from cardscan.ocr.half_width import is_half_width, voiced

CELL, HEIGHT = 20, 40  # pixels


def picture(cells: str) -> Pixels:
    """Draw a row: ``#`` for a kana, ``'`` for a voicing mark, and spaces."""
    row = np.full((HEIGHT, CELL * len(cells), 3), 250, np.uint8)
    for at, cell in enumerate(cells):
        left = at * CELL
        if cell == "#":
            row[5:35, left + 3 : left + 17] = 20
        if cell == "'":
            row[6:14, left + 3 : left + 6] = row[5:13, left + 8 : left + 11] = 20
    return row


def reading(text: str, cells: str, confidence: float = 0.9) -> Glyphs:
    """Set the characters of a text over the kana of a row, one after the other."""
    places = [(at + 0.5) / len(cells) for at, cell in enumerate(cells) if cell == "#"]
    return tuple(Glyph(sign, confidence, at) for sign, at in zip(text, places, strict=True))


@pytest.mark.parametrize(
    ("cells", "read", "printed"),
    [
        ("##' ##'#", "ツシノフオ", "ツジ ノブオ"),
        ("##'## ####", "コハヤシキイチロ", "コバヤシキイチロ"),
        ("### ###", "ミカミタカシ", "ミカミタカシ"),
        ("#### ##", "才力モト力ナ", "オカモトカナ"),
        ("      ", "", ""),
        ("##' ###", "ヤマリサト", "ヤマリサト"),  # マ has no voice: the mark is dirt
    ],
)
def test_marks_beside_kana_voice_them(cells: str, read: str, printed: str) -> None:
    glyphs = reading(read, cells)
    assert text_of(voiced(glyphs, glyphs, picture(cells))) == printed


def test_the_stretched_reading_counts_where_it_knows_more_kana() -> None:
    cells = "##' ####"
    wide = reading("ハタケイスケ", cells, 0.7)
    assert (
        text_of(voiced(reading("9~ケイ又ケ", cells, 0.8), wide, picture(cells))) == "ハダ ケイスケ"
    )


def test_kana_of_full_width_are_read_once() -> None:
    cells = "##########"
    assert is_half_width(reading("ニノミヤノブヒサシオ", cells), picture(cells))
    wide = np.repeat(picture(cells), 2, axis=1)
    assert not is_half_width(reading("ニノミヤノブヒサシオ", cells), wide)
