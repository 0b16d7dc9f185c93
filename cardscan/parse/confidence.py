"""Confidence: from the weight of a rule and what the readers saw to an honest probability.

A field is right when its text was read right *and* stands in the right field, so its
probability is the product of the two. The thresholds are set so that on drawn cards read by
both engines fewer than one accepted field in two hundred is wrong.
"""

from collections.abc import Iterable
from math import exp

from cardscan.model import Field, Kind, Line, Status
from cardscan.parse.candidates import Candidate
from cardscan.parse.text import fold, is_latin, squeezed

ACCEPT_FROM = 0.93  # probability from which no person looks at a field
ACCEPT_CRITICAL_FROM = 0.95  # a wrong name, number or address is the worst error there is
CRITICAL = frozenset({Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.MOBILE})

# how likely a text is read right, by who saw it
BOTH_SAW_IT = 0.998
ONE_READER_ALONE = 0.985  # when only one looked
ONE_OF_TWO = 0.95  # the other read something else
CORROBORATED = 0.99  # the other read something else, and the card itself says it again

FAINT = 0.85  # confidence of the reader below which its text is doubted
LARGEST = 6.0  # log-odds; no rule is surer than this

_SAID_AGAIN = frozenset(
    {
        "read so in kana",
        "read so in Latin letters",
        "the postal code names the same town",
        "the address lies in its town",
        "domain stands twice on the card",
        "stands twice on the card",
    }
)


def field_of(candidate: Candidate, raw: str, lines: Iterable[Line]) -> Field:
    """Make the field of a chosen candidate; ``lines`` are those that hold its ink."""
    held = tuple(lines)
    readers, looked = witnesses(raw, held)
    evidence = list(candidate.evidence)
    if looked > 1:
        evidence.append("two readers agree" if len(readers) > 1 else "the readers differ")
    if held and min(line.confidence for line in held) < FAINT:
        evidence.append("faint ink")
    score = max(-LARGEST, min(LARGEST, candidate.score))
    read_right = _read_right(candidate, len(readers), looked, held)
    confidence = round(read_right / (1 + exp(-score)), 3)
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


def _read_right(candidate: Candidate, saw_it: int, looked: int, lines: tuple[Line, ...]) -> float:
    """Return how likely the text itself is right."""
    if not lines:
        return 1.0  # from a code, which checks itself
    if looked > 1 and saw_it > 1:
        likely = BOTH_SAW_IT
    elif looked > 1:
        likely = CORROBORATED if _is_said_again(candidate) else ONE_OF_TWO
    else:
        likely = ONE_READER_ALONE
    faintest = min(line.confidence for line in lines)
    return min(likely, 0.6 + 0.4 * faintest) if faintest < FAINT else likely


def _is_said_again(candidate: Candidate) -> bool:
    """Tell whether something else on the card spells the same text."""
    if _SAID_AGAIN & set(candidate.evidence):
        return True
    spelt = candidate.kind is Kind.NAME and is_latin(candidate.value)
    return spelt and "the e-mail address names the person" in candidate.evidence


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
