"""Both readers together: who reads what."""

from collections.abc import Sequence

import numpy as np

from cardscan.model import Line, OcrPage, Pixels, PreparedCard, Quad, Reading, Source, Word
from cardscan.ocr.fused import DOUBTFUL, FusedReader
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader

QUAD = Quad.of_box(0, 0, 400, 40)
SURE = ("Ann Lee", 0.99)
DOUBTED = ("T0kyo", DOUBTFUL - 0.1)


def line_of(text: str, score: float) -> Line:
    words = (Word(text, score, QUAD),)
    return Line(text, score, QUAD, readings=(Reading("rapidocr", text, score, words),))


class First(RapidReader):
    """Sees one line surely and one not."""

    def read(self, card: PreparedCard) -> OcrPage:
        return OcrPage(card.source, 400, 100, (line_of(*SURE), line_of(*DOUBTED)))


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


def test_only_doubtful_lines_are_read_twice() -> None:
    card = PreparedCard(Source("card", 0, 0), "", np.zeros((100, 400, 3), np.uint8))
    sure, doubted = FusedReader(First(), Witness()).read(card).lines
    assert [one.reader for one in sure.readings] == ["rapidocr"]
    assert [one.text for one in doubted.readings] == [DOUBTED[0], "Tokyo"]
