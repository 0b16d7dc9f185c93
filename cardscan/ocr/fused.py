"""Both readers: PP-OCR finds and reads the lines, Tesseract reads the same lines as witness."""

import logging
from dataclasses import replace

from cardscan.errors import EngineMissing
from cardscan.model import OcrPage, PreparedCard
from cardscan.ocr.fusing import fuse
from cardscan.ocr.hangul import UNREAD_WARNING, with_hangul
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader, require

NAME = "fused"

log = logging.getLogger(__name__)


class FusedReader:
    """Reads every line twice; what both readers see needs no person."""

    name = NAME

    def __init__(self, first: RapidReader, witness: TesseractReader) -> None:
        self._first = first
        self._witness = witness

    def glance(self, card: PreparedCard) -> OcrPage:
        """Return what the first reader alone sees: enough to tell which way is up."""
        return self._first.read(card)

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card in reading order, with both readers' texts."""
        page = self._first.read(card)
        if UNREAD_WARNING in page.warnings:
            page = with_hangul(page, self._witness.hangul(card))
        readings = self._witness.witness(card.pixels, page.lines)
        return replace(
            page,
            lines=tuple(
                line if line.readings[0].reader == reading.reader else fuse(line, reading)
                for line, reading in zip(page.lines, readings, strict=True)
            ),
        )


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
