"""Both readers: PP-OCR finds and reads the lines, Tesseract reads the doubtful ones as witness."""

import logging
from dataclasses import replace

from cardscan.errors import EngineMissing
from cardscan.model import Line, OcrPage, PreparedCard
from cardscan.ocr.fusing import fuse
from cardscan.ocr.hangul import UNREAD_WARNING, with_hangul
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import NAME as TESSERACT
from cardscan.ocr.tesseract import TesseractReader, require

NAME = "fused"
# The score of a line's least sure word below which the second reader is asked: above it Tesseract
# changed none of 511 drawn lines, and asking for them left no fewer wrong fields accepted.
DOUBTFUL = 0.7

log = logging.getLogger(__name__)


class FusedReader:
    """Reads every card with the first reader, and what that doubts with the second as well."""

    name = NAME

    def __init__(self, first: RapidReader, witness: TesseractReader) -> None:
        self._first = first
        self._witness = witness

    def glance(self, card: PreparedCard) -> OcrPage:
        """Return what the first reader alone sees: enough to tell which way is up."""
        return self._first.read(card)

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card in reading order; doubtful ones have both readers' texts."""
        page = self._first.read(card)
        if UNREAD_WARNING in page.warnings:
            page = with_hangul(page, self._witness.hangul(card))
        doubtful = [at for at, line in enumerate(page.lines) if _is_doubtful(line)]
        lines = list(page.lines)
        asked = [lines[at] for at in doubtful]
        seen = self._witness.witness(card.pixels, asked, among=page.lines)
        for at, reading in zip(doubtful, seen, strict=True):
            lines[at] = fuse(lines[at], reading)
        return replace(page, lines=tuple(lines))


def engine() -> FusedReader | RapidReader:
    """Return both readers for the entry point ``cardscan.engines``.

    Without Tesseract the other reader goes on alone, with a warning.
    """
    try:
        require()
    except EngineMissing as error:
        log.warning("%s Reading goes on with one reader; nothing is confirmed by a second.", error)
        return RapidReader()
    return FusedReader(RapidReader(), TesseractReader())


def least_sure(line: Line) -> float:
    """Return the score of the word of which the first reader is least sure."""
    first = line.readings[0]
    return min((word.confidence for word in first.words), default=first.confidence)


def _is_doubtful(line: Line) -> bool:
    """Say whether the second reader is to look at a line that it has not found itself."""
    return least_sure(line) < DOUBTFUL and line.readings[0].reader != TESSERACT
