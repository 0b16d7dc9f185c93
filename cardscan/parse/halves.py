"""Halves: a name that stands in two boxes, beside each other or one over the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardscan.model import Kind
from cardscan.parse.candidates import Span
from cardscan.parse.cutting import Piece
from cardscan.parse.degrees import without_qualifications
from cardscan.parse.family_names import GENERATION, OF_SICILY, PARTICLES, is_asian_family
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.people import PersonName, western_name
from cardscan.parse.readings import letters
from cardscan.parse.text import is_han, is_latin, squeezed
from cardscan.parse.words import words

MOST_BELOW = 3  # words of the line on which a name ends: dos Santos Filho
UNSURE = 2.9  # score of a piece that may as well be a part of a name
_MAY_BE = frozenset({None, Kind.NAME, Kind.QUALIFICATION})
GIVEN_KNOWN = 3.0  # score of a Western name whose given name a list has
REACH = 1.0  # type sizes between the lines of a name
LARGE = 1.15  # times the usual type size


@dataclass(frozen=True, slots=True)
class Pair(Piece):
    """Two pieces that are one name."""

    second: Span


def with_pairs(
    sheet: Sheet, pieces: Sequence[Piece], locals_: Sequence[str], domains: Sequence[str]
) -> Iterator[Piece]:
    """Yield the pieces and the pairs among them; the half of a Latin name is no name.

    ``locals_`` and ``domains`` are those of the mail addresses.
    """
    stacked = list(_stacked(sheet, pieces, locals_, domains))
    lines = {span.strip for pair in stacked for span in (pair.span, pair.second)}
    yield from (piece for piece in pieces if piece.span.strip not in lines)
    yield from _beside(sheet, pieces)
    yield from stacked


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


def _stacked(
    sheet: Sheet, pieces: Sequence[Piece], locals_: Sequence[str], domains: Sequence[str]
) -> Iterator[Pair]:
    """Pair the lines of a name in the same large type: KEISHA, ROBINSON; Ana Luísa de, Sá."""
    lines = _latin_lines(sheet, pieces)
    for upper in lines.values():
        strip = sheet.strips[upper.span.strip]
        under = _alike_below(sheet, strip)
        lower = lines.get(under.index) if under else None
        if under is None or lower is None:
            continue
        large = min(strip.size, under.size) > LARGE * sheet.type_size
        if not (large or _is_unfinished(upper.text)):
            continue
        if not _goes_on(upper.text, lower.text, locals_, domains):
            continue
        text = f"{upper.text}{'' if upper.text.endswith('-') else ' '}{lower.text}"
        named = western_name(text)
        if named and (_is_known(named, locals_) or _is_placed(sheet, pieces, upper, under)):
            yield Pair(upper.span, text, Kind.NAME, 2.0, lower.span)


def _is_placed(sheet: Sheet, pieces: Sequence[Piece], upper: Piece, lower: Strip) -> bool:
    """Tell whether a degree before two lines or a post under them says that they are a person."""
    post = sheet.below(lower, reach=1.5)
    posts = {piece.span.strip for piece in pieces if piece.kind is Kind.TITLE}
    return bool(without_qualifications(upper.text)[1]) or (post is not None and post.index in posts)


def _latin_lines(sheet: Sheet, pieces: Sequence[Piece]) -> dict[int, Piece]:
    """Return the lines that may be a part of a name in Latin letters, by their number."""
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(piece.span.strip, []).append(piece)
    return {
        number: Piece(strip.whole, strip.text.strip(), None, 0.0)
        for number, on_it in lines.items()
        if is_latin((strip := sheet.strips[number]).text)
        and (len(on_it) > 1 or on_it[0].span.start == 0)
        and all(piece.kind in _MAY_BE or piece.score < UNSURE for piece in on_it)
    }


def _goes_on(upper: str, lower: str, locals_: Sequence[str], domains: Sequence[str] = ()) -> bool:
    """Tell whether a name that one line begins may end in the next.

    >>> _goes_on("Keisha", "Robinson", []), _goes_on("Anne-Sophie du", "Plessis", [])
    (True, True)
    >>> _goes_on("Pier Paolo", "Rossi", []), _goes_on("Pia Porter", "Acme", [])
    (True, False)
    >>> _goes_on("Dr. Eva Lind", "Berg", ["e.lindberg"])
    True
    """
    words_above = without_qualifications(upper)[0].split()
    words_below = [word for word in lower.split() if not GENERATION.fullmatch(word)]
    if not words_above or not 0 < len(words_below) <= MOST_BELOW:
        return False
    if len(words_above) == 1 or _is_unfinished(upper):
        return True
    family = letters(lower)
    given = words_above[-1] in OF_SICILY and _is_given(words_above[0])
    if (given or _is_given(words_above[-1])) and family not in map(letters, domains):
        return True
    return len(family) > 2 and any(letters(local).endswith(family) for local in locals_)


def _is_unfinished(upper: str) -> bool:
    """Tell whether a line ends in the middle of a name: Anne-Sophie du, Theodora Abernathy-."""
    return upper.endswith("-") or upper.rpartition(" ")[2].lower() in PARTICLES


def _is_given(word: str) -> bool:
    """Tell whether a word is a given name and hardly a family's, or an initial: J."""
    plain = letters(word)
    return len(plain) == 1 or (plain in words("given_names") and not is_asian_family(word))


def _alike_below(sheet: Sheet, upper: Strip) -> Strip | None:
    """Return the next line under one that is set alike; what stands beside it does not matter."""
    reach = REACH * upper.size
    under = [
        other
        for other in sheet.strips
        if other.vertical == upper.vertical
        and -0.3 * upper.size < other.across[0] - upper.across[1] < reach
        and other is not upper
        and _alike(upper, other)
    ]
    return min(under, key=lambda other: other.across[0], default=None)


def _alike(upper: Strip, lower: Strip) -> bool:
    """Tell whether two lines are set in the same type, flush on one side or centred."""
    size = min(upper.size, lower.size)
    near = (
        abs(upper.along[0] - lower.along[0]),
        abs(upper.along[1] - lower.along[1]),
        abs(sum(upper.along) - sum(lower.along)) / 2,
    )
    # a family name may be in capitals where the given name is not
    same = max(upper.size, lower.size) < 1.25 * size and (
        lower.text.isupper() or not upper.text.isupper()
    )
    return same and min(near) < size


def _is_known(name: PersonName, locals_: Sequence[str]) -> bool:
    """Tell whether a list has the given name, or a mail address holds one of the names."""
    parts = [part for part in (letters(name.given), letters(name.family)) if len(part) > 2]
    mailed = any(part in letters(local) for part in parts for local in locals_)
    return name.score >= GIVEN_KNOWN or mailed
