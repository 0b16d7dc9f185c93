"""Halves: a name that stands in two boxes, beside each other or one over the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardscan.model import Kind
from cardscan.parse.candidates import Span
from cardscan.parse.cutting import Piece
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.people import PersonName, western_name
from cardscan.parse.readings import letters
from cardscan.parse.text import is_han, is_latin, squeezed

GIVEN_KNOWN = 3.0  # score of a Western name whose given name a list has
LARGE = 1.15  # times the usual type size


@dataclass(frozen=True, slots=True)
class Pair(Piece):
    """Two pieces that are one name."""

    second: Span


def halves(sheet: Sheet, pieces: Sequence[Piece], locals_: Sequence[str]) -> Iterator[Pair]:
    """Pair the halves of names; ``locals_`` are the local parts of the mail addresses."""
    yield from _beside(sheet, pieces)
    yield from _stacked(sheet, pieces, locals_)


def _beside(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Pair]:
    """Pair the halves of a widely spaced name that stand in two boxes of one row."""
    short = [
        piece
        for piece in pieces
        if is_han(piece.text) and len(squeezed(piece.text)) <= 3 and piece.score < 4.5
    ]
    for piece in short:
        strip = sheet.strips[piece.span.strip]
        following = sheet.after(strip, reach=6.0) if piece.span.end == len(strip.text) else None
        for other in short:
            if following is None or other.span.strip != following.index:
                continue
            if other.span.start == 0:
                yield Pair(piece.span, f"{piece.text} {other.text}", Kind.NAME, 2.0, other.span)


def _stacked(sheet: Sheet, pieces: Sequence[Piece], locals_: Sequence[str]) -> Iterator[Pair]:
    """Pair a given name with the family name in the same large type under it: KEISHA, ROBINSON."""
    words = {
        piece.span.strip: piece
        for piece in pieces
        if is_latin(piece.text) and piece.span == sheet.strips[piece.span.strip].whole
    }
    for upper in words.values():
        strip = sheet.strips[upper.span.strip]
        under = sheet.below(strip, reach=1.0)
        lower = words.get(under.index) if under and _alike(sheet, strip, under) else None
        if lower is None or " " in upper.text:
            continue
        text = f"{upper.text} {lower.text}"
        if _is_known(western_name(text), locals_):
            yield Pair(upper.span, text, Kind.NAME, 2.0, lower.span)


def _alike(sheet: Sheet, upper: Strip, lower: Strip) -> bool:
    """Tell whether two lines are set in the same large type, flush on one side or centred."""
    size = min(upper.size, lower.size)
    near = (
        abs(upper.along[0] - lower.along[0]),
        abs(upper.along[1] - lower.along[1]),
        abs(sum(upper.along) - sum(lower.along)) / 2,
    )
    same = (
        max(upper.size, lower.size) < 1.25 * size and upper.text.isupper() == lower.text.isupper()
    )
    return same and size > LARGE * sheet.type_size and min(near) < size


def _is_known(name: PersonName | None, locals_: Sequence[str]) -> bool:
    """Tell whether a list has the given name, or a mail address holds one of the names."""
    if name is None:
        return False
    parts = [part for part in (letters(name.given), letters(name.family)) if len(part) > 2]
    mailed = any(part in letters(local) for part in parts for local in locals_)
    return name.score >= GIVEN_KNOWN or mailed
