"""Both readers together: who reads what."""

from collections.abc import Sequence

import numpy as np
import pytest

from cardscan.model import Line, OcrPage, Pixels, PreparedCard, Quad, Reading, Source, Word
from cardscan.ocr.fused import DOUBTFUL, UNCERTAIN, FusedReader
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader

SMALL, LARGE = Quad.of_box(0, 60, 400, 80), Quad.of_box(0, 0, 400, 40)
SURE = 0.99
LESS_SURE = (DOUBTFUL + UNCERTAIN) / 2  # enough for what does not matter
DOUBTED = DOUBTFUL - 0.1


def line_of(text: str, score: float, quad: Quad = SMALL, *, sign: str = "") -> Line:
    words = (Word(text, score, quad), *(Word(one, 0.1, quad) for one in sign))
    return Line(text, score, quad, readings=(Reading("rapidocr", text, score, words),))


class First(RapidReader):
    """Sees the lines that it was given."""

    def __init__(self, *lines: Line) -> None:
        self.lines = lines

    def read(self, card: PreparedCard) -> OcrPage:
        return OcrPage(card.source, 400, 100, self.lines)


class Witness(TesseractReader):
    """Reads every line as Tokyo."""

    def witness(
        self,
        pixels: Pixels,  # noqa: ARG002 - as the real one
        lines: Sequence[Line],
        *,
        among: Sequence[Line] = (),  # noqa: ARG002
    ) -> list[Reading]:
        return [Reading("tesseract", "Tokyo", 0.9) for _ in lines]


@pytest.mark.parametrize(
    ("line", "readers"),
    [
        (line_of("Small steps", LESS_SURE), ["rapidocr"]),
        (line_of("ann.lee@acme.example", SURE), ["rapidocr"]),
        (line_of("Sma11 stcps", DOUBTED), ["rapidocr", "tesseract"]),
        (line_of("TEL 03-0123-4567", LESS_SURE), ["rapidocr", "tesseract"]),
        (line_of("電話 〇三-〇一二三-四五六七", LESS_SURE), ["rapidocr", "tesseract"]),
        (line_of("ann.lee@acme.example", LESS_SURE), ["rapidocr", "tesseract"]),
        (line_of("山田 花子", LESS_SURE, LARGE), ["rapidocr", "tesseract"]),
        (line_of("田", DOUBTED), ["rapidocr"]),
        (line_of("Small steps", SURE, sign="|"), ["rapidocr"]),
    ],
)
def test_what_matters_or_is_doubted_is_read_twice(line: Line, readers: list[str]) -> None:
    card = PreparedCard(Source("card", 0, 0), "", np.zeros((100, 400, 3), np.uint8))
    lines = FusedReader(First(line_of("Ann Lee", SURE, LARGE), line), Witness()).read(card).lines
    assert [one.reader for one in lines[1].readings] == readers
