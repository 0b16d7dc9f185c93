"""Beside a firm: people whose name a reader took for the beginning of the firm's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.candidates import Span
from cardscan.parse.cutting import Piece
from cardscan.parse.people import western_name
from cardscan.parse.readings import letters
from cardscan.parse.text import is_latin

FULL = (2, 3)  # words of a name
KNOWN = 3.0  # score from which words are a name


def parted(
    pieces: Iterable[Piece], locals_: Sequence[str], domains: Sequence[str]
) -> Iterator[Piece]:
    """Part a person whom a mail address names from the firm behind, which the domain names.

    >>> piece = Piece(Span(0, 0, 30), "Ann Osborne Hawkleaf & Sons Co", Kind.COMPANY, 6.0)
    >>> [one.text for one in parted([piece], ["osborne"], ["hawkleaf"])]
    ['Ann Osborne', 'Hawkleaf & Sons Co']
    >>> [one.text for one in parted([piece], ["info"], ["annosborne"])]
    ['Ann Osborne Hawkleaf & Sons Co']
    """
    for piece in pieces:
        place = _end_of_name(piece, locals_, domains) if piece.kind is Kind.COMPANY else 0
        if not place:
            yield piece
            continue
        start, gap = piece.span.start, len(piece.text[place:]) - len(piece.text[place:].lstrip())
        first = Span(piece.span.strip, start, start + place)
        yield Piece(first, piece.text[:place], Kind.NAME, KNOWN)
        rest = replace(piece.span, start=start + place + gap)
        yield replace(piece, span=rest, text=piece.text[place + gap :])


def _end_of_name(piece: Piece, locals_: Sequence[str], domains: Sequence[str]) -> int:
    """Return where the name before a firm ends, 0 where none stands there."""
    text = piece.text
    if not is_latin(text) or len(text) != piece.span.end - piece.span.start:
        return 0
    words = text.split(" ")
    for count in FULL:
        person, firm = " ".join(words[:count]), letters("".join(words[count:]))
        name = western_name(person)
        if name is None or name.score < KNOWN:
            continue
        told = any(letters(name.family) in letters(local) for local in locals_)
        if told and any(len(one) > 2 and firm.startswith(letters(one)) for one in domains):
            return len(person)
    return 0
