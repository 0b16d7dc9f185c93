"""Confidence: from the weight of a rule and what the readers saw to an honest probability."""

from collections.abc import Iterable
from math import exp

from cardscan.model import Field, Kind, Line, Status
from cardscan.parse.candidates import Candidate
from cardscan.parse.text import fold, squeezed

ACCEPT_FROM = 0.93  # probability from which no person looks at a field
ACCEPT_CRITICAL_FROM = 0.95  # a wrong name, number or address is the worst error there is
CRITICAL = frozenset({Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.MOBILE})

TWO_READERS = 0.8  # log-odds gained when two readers saw the same
ONE_OF_TWO = -0.6  # lost when only one of them did
FAINT = 0.85  # mean confidence of the reader below which its text is doubted


def field_of(candidate: Candidate, raw: str, lines: Iterable[Line]) -> Field:
    """Make the field of a chosen candidate; ``lines`` are those that hold its ink."""
    held = tuple(lines)
    readers, of_how_many = witnesses(raw, held)
    score = candidate.score
    evidence = list(candidate.evidence)
    if of_how_many > 1:
        score += TWO_READERS if len(readers) > 1 else ONE_OF_TWO
        evidence.append("two readers agree" if len(readers) > 1 else "the readers differ")
    if held and (faint := min(line.confidence for line in held)) < FAINT:
        score -= 4.0 * (FAINT - faint) + 0.5
        evidence.append("faint ink")
    confidence = round(1 / (1 + exp(-max(-6.0, min(6.0, score)))), 3)
    enough = ACCEPT_CRITICAL_FROM if candidate.kind in CRITICAL else ACCEPT_FROM
    return Field(
        candidate.kind,
        candidate.value,
        raw,
        confidence,
        Status.ACCEPTED if confidence >= enough else Status.REVIEW,
        candidate.rule,
        tuple(evidence),
        None,
        readers,
        candidate.parts,
    )


def witnesses(raw: str, lines: tuple[Line, ...]) -> tuple[tuple[str, ...], int]:
    """Return the readers whose own text holds the ink, and how many readers looked at all."""
    names = list(dict.fromkeys(r.reader for line in lines for r in line.readings))
    wanted = [squeezed(fold(piece).text).casefold() for piece in raw.split(" ")]
    seen: list[str] = []
    for name in names:
        text = squeezed(
            "".join(fold(r.text).text for line in lines for r in line.readings if r.reader == name)
        ).casefold()
        if all(piece in text for piece in wanted):
            seen.append(name)
    return tuple(seen), len(names)
