"""Which way is up: decided from how well the text reads, not from the card's shape."""

from collections.abc import Sequence
from math import atan2, degrees
from typing import Protocol, runtime_checkable

from cardscan.model import Direction, Line, OcrPage, PreparedCard
from cardscan.ocr.engine import Engine, read_page
from cardscan.ocr.glyphs import is_cjk
from cardscan.ocr.prepare import turned

LEGIBLE = 0.85  # a card that reads this well as it lies needs no second look
CLEARLY = 1.3  # how much better another way up must read; kanji on their side read well, too
MORE = 1.05  # how much more must be read of a card whose outline cut its print
LEAST_TEXT = 3.0  # characters; the shortest card says a two-kanji name and little else
LYING = 45.0  # degrees from the level; a row this steep lies on its side
ALONG_EDGE = 0.2  # share of characters up to which lying rows may be set along the edge
SURELY = 0.95  # mean confidence of all others then; of a card on its side they read no better
QUARTER_TURNS = (2, 1, 3)  # upside down is the commonest mistake after none
TOPS_TO_THE_LEFT = (3, 1, 2)  # a half turn leaves rows lying, where kanji pass for columns
TOPS_TO_THE_RIGHT = (1, 3, 2)
LEAST_OTHERS = 10  # Latin letters and digits, which every card in rows has
STRAY = 0.05  # share of Chinese characters and kana up to which a card is Latin: 一 is a dash


@runtime_checkable
class Glancing(Protocol):
    """An engine that reads in two steps, so that only a card the right way up takes both."""

    def glance(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card, surely enough to tell which way is up."""
        ...

    def complete(self, card: PreparedCard, glimpse: OcrPage) -> OcrPage:
        """Return what `Engine.read` does, given what a glance at the same card saw."""
        ...


def read_upright(card: PreparedCard, engine: Engine) -> tuple[PreparedCard, OcrPage]:
    """Read a card the way up in which it reads best; return it turned, with its text."""
    upright, glimpse = _way_up(card, engine)
    page = engine.complete(upright, glimpse) if isinstance(engine, Glancing) else glimpse
    return upright, page


def _way_up(card: PreparedCard, engine: Engine) -> tuple[PreparedCard, OcrPage]:
    glimpse = _glance(engine, card)
    if _is_upright(glimpse):
        return card, glimpse
    legible = _legibility(glimpse) >= LEGIBLE
    best, most = (card, glimpse), _legible_characters(glimpse) * (1 if legible else CLEARLY)
    for turns in _turns_to_try(glimpse, legible=legible):
        other = turned(card, turns)
        seen = _glance(engine, other)
        if _legible_characters(seen) > most:
            best, most = (other, seen), _legible_characters(seen)
            if _is_upright(seen):
                break
    return best


def _glance(engine: Engine, card: PreparedCard) -> OcrPage:
    return engine.glance(card) if isinstance(engine, Glancing) else read_page(engine, card)


def _turns_to_try(page: OcrPage, *, legible: bool) -> tuple[int, ...]:
    if legible:
        return TOPS_TO_THE_LEFT  # the side on which kanji read best
    lying = [line for line in page.lines if _lies(line)]
    if 2 * _length(lying) <= _length(page.lines):
        return QUARTER_TURNS
    upwards = [line for line in lying if _reads_upwards(line)]
    return TOPS_TO_THE_LEFT if 2 * _length(upwards) > _length(lying) else TOPS_TO_THE_RIGHT


def is_legible(page: OcrPage) -> bool:
    """Say whether enough was read surely for a card; a phone on the desk has scratches."""
    return _legible_characters(page) >= LEAST_TEXT


def reads_more(page: OcrPage, other: OcrPage) -> bool:
    """Say whether clearly more was read surely on one page than on another of the same card."""
    return _legible_characters(page) > MORE * _legible_characters(other)


def _legibility(page: OcrPage) -> float:
    """Return the mean confidence of the characters; those lying on their side count nothing.

    A few beside what reads surely are left out: a card that stands has a line along its edge.
    """
    standing = [line for line in page.lines if not _lies(line)]
    characters, upright = _length(page.lines), _length(standing)
    read = sum(len(line.text) * line.confidence for line in standing)
    if upright >= (1 - ALONG_EDGE) * characters and read >= SURELY * upright:
        characters = upright
    return read / characters if characters else 1.0


def _is_upright(page: OcrPage) -> bool:
    return _legibility(page) >= LEGIBLE and not _may_lie(page)


def _may_lie(page: OcrPage) -> bool:
    """Say whether a legible page may be one of kanji on their side.

    Kanji whose tops point to the left read well: columns pass for rows, and then hardly any Latin
    letters and digits are found. Rows that pass for columns are the reader's to tell.
    """
    signs = [sign for line in page.lines if not _lies(line) for sign in line.text]
    columns = _length([line for line in page.lines if line.direction is Direction.VERTICAL])
    if sum(map(is_cjk, signs)) <= STRAY * len(signs):
        return 2 * columns > len(signs)  # nobody sets Latin letters in columns
    others = sum(sign.isalnum() and not is_cjk(sign) for sign in signs)
    return 2 * columns < len(signs) and others < LEAST_OTHERS


def _legible_characters(page: OcrPage) -> float:
    """Return how many characters read surely; half of what is guessed is right by chance."""
    return sum(
        len(line.text) * max(0.0, 2 * line.confidence - 1) for line in page.lines if not _lies(line)
    )


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _reads_upwards(line: Line) -> bool:
    return line.quad.top_right[1] < line.quad.top_left[1]


def _lies(line: Line) -> bool:
    if line.direction is Direction.VERTICAL:
        return False
    (x1, y1), (x2, y2) = line.quad.top_left, line.quad.top_right
    return abs(degrees(atan2(y2 - y1, x2 - x1))) > LYING
