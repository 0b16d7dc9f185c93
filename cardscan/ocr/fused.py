"""Both readers: PP-OCR finds and reads the lines, Tesseract is the witness of those that matter.

A wrong name, number or mail address is the worst that a card reader can do, so the lines that may
hold one are read twice unless the first reader is quite sure of them, and every other line in
which it doubts a word.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from cardscan.errors import EngineFailed, EngineMissing
from cardscan.language import _
from cardscan.model import Line, OcrPage, Pixels, PreparedCard, Quad
from cardscan.ocr.engine import UNCONFIRMED
from cardscan.ocr.fusing import fuse
from cardscan.ocr.hangul import UNREAD_WARNING, with_hangul
from cardscan.ocr.lines import type_size
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import NAME as TESSERACT
from cardscan.ocr.tesseract import TesseractReader, require

NAME = "fused"
# The score of a line's least sure word below which the second reader is asked for any line, and
# for one that matters. Above, it changed no drawn line for the better.
DOUBTFUL, UNCERTAIN = 0.85, 0.95
CRITICAL = re.compile(
    r"@|www\.|://|\d(?:[^A-Za-z\u3041-\u9fff]?\d){6,}|[〇一二三四五六七八九-]{9,}"
)
LARGE = 0.8  # of the largest type on the card; in such type names are set

GIVEN_UP = 3  # failures in a row after which the witness is not asked again: each may take minutes

T = TypeVar("T")

log = logging.getLogger(__name__)


class FusedReader:
    """Reads every card with the first reader, and what matters or is doubtful with both."""

    name = NAME

    def __init__(self, first: RapidReader, witness: TesseractReader) -> None:
        self._first = first
        self._witness = witness
        self._failures = 0  # of the witness, one after the other

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card in reading order; some have both readers' texts."""
        return self.complete(card, self.glance(card))

    def find_lines(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Return the boxes of the lines in any picture, in its pixels."""
        return self._first.find_lines(pixels)

    def glance(self, card: PreparedCard) -> OcrPage:
        """Return what the first reader sees, and Hangul, for which it is blind."""
        page = self._first.read(card)
        if UNREAD_WARNING in page.warnings:
            return with_hangul(page, self._asked(lambda: self._witness.hangul(card)) or [])
        return page

    def complete(self, card: PreparedCard, glimpse: OcrPage) -> OcrPage:
        """Return the page with the witness's reading of the lines that matter or are doubted."""
        lines = list(glimpse.lines)
        twice = [at for at, line in enumerate(lines) if is_read_twice(line, glimpse)]
        shown = [lines[at] for at in twice]
        seen = self._asked(lambda: self._witness.witness(card.pixels, shown, among=lines))
        if seen is None:
            return replace(glimpse, warnings=(*glimpse.warnings, UNCONFIRMED))
        for at, reading in zip(twice, seen, strict=True):
            lines[at] = fuse(lines[at], reading)
        return replace(glimpse, lines=tuple(lines))

    def _asked(self, ask: Callable[[], list[T]]) -> list[T] | None:
        """Return what the witness says; None when it breaks, or has broken too often."""
        if self._failures >= GIVEN_UP:
            return None
        try:
            answer = ask()
        except EngineFailed:
            self._failures += 1
            return None
        self._failures = 0
        return answer


def engine() -> FusedReader | RapidReader:
    """Return both readers for the entry point ``cardscan.engines``.

    Without Tesseract the other reader goes on alone, with a warning.
    """
    try:
        require()
    except EngineMissing as error:
        log.warning(
            _("Reading goes on with one reader; nothing is confirmed by a second. %s"), error
        )
        return RapidReader()
    return FusedReader(RapidReader(), TesseractReader())


def least_sure(line: Line) -> float:
    """Return the score of the word of which the first reader is least sure; signs are no words."""
    words = line.readings[0].words
    telling = (word for word in words if any(map(str.isalnum, word.text)))
    return min((word.confidence for word in telling), default=1.0)


def is_read_twice(line: Line, page: OcrPage) -> bool:
    """Say whether the second reader is to look at a line that it has not found itself."""
    if line.readings[0].reader == TESSERACT or len(line.text) < 2:
        return False  # a sign alone is an icon more often than print
    matters = bool(CRITICAL.search(line.text)) or _is_large(line, page)
    return least_sure(line) < (UNCERTAIN if matters else DOUBTFUL)


def _is_large(line: Line, page: OcrPage) -> bool:
    largest = max(type_size(other) for other in page.lines if len(other.text) > 1 or other is line)
    return len(line.text) > 1 and type_size(line) > LARGE * largest
