"""Confidence: named evidence becomes a probability, by weights that were fitted on drawn cards.

Each piece of evidence that a field shows has a weight in log-odds, one for all kinds and one for
its own kind; their sum is the log-odds that the field is right. The weights lie in
``data/confidence.txt``, written by ``python -m benchmarks.calibration``.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp

from cardscan.model import ACCEPT_FROM, Field, Kind, Line, Status
from cardscan.parse.candidates import Candidate
from cardscan.parse.text import fold, squeezed
from cardscan.parse.words import words

PROPOSED = 1.0  # score of a rule below which it only proposes: a person decides
CRITICAL = frozenset({Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.MOBILE, Kind.FAX})
GUESS = 0.5  # score below which a rule holds its value no likelier right than wrong
CODE = 0.99  # a code that decodes is right, unless its owner changed
CONTRADICTED = 0.5  # where print and code differ, one of them is old
AGREE, DIFFER, ONE_LOOKED = "two readers agree", "the readers differ", "one reader looked"
ANY = "any"  # stands for every kind in the table of weights
ALWAYS = "always"  # evidence that every field has: how often its kind is right

# how sure a rule is of itself, in the units of its score
_CASES = ((PROPOSED, "a weak case"), (2.5, "a fair case"), (4.0, "a good case"))
_STRONG = "a strong case"
# confidence of the reader in the least sure line that holds the ink
_INK = ((0.7, "hardly legible"), (0.85, "faint ink"), (0.95, "dull ink"), (0.99, "fair ink"))
_SHARP = "sharp ink"


def field_of(
    candidate: Candidate, raw: str, lines: Iterable[Line], accept_from: float = ACCEPT_FROM
) -> Field:
    """Make the field of a chosen candidate; ``lines`` are those that hold its ink."""
    held = tuple(lines)
    readers, looked = witnesses(raw, held)
    evidence = (
        *candidate.evidence,
        _step(candidate.score, _CASES, _STRONG),
        *_as_read(len(readers), looked, held),
    )
    likely = probability(candidate.kind, evidence)
    confidence = round(likely if candidate.score >= GUESS else min(likely, CONTRADICTED), 4)
    sure = confidence >= accept_from and candidate.score >= PROPOSED
    return Field(
        candidate.kind,
        candidate.value,
        raw,
        confidence,
        Status.ACCEPTED if sure else Status.REVIEW,
        candidate.rule,
        tuple(dict.fromkeys(evidence)),
        None,
        readers,
        candidate.parts,
    )


def field_of_code(candidate: Candidate, accept_from: float, *, alone: bool) -> Field:
    """Make the field that a QR code gives; ``alone``: nothing printed contradicts it."""
    confidence = CODE if alone and candidate.score >= PROPOSED else CONTRADICTED
    return Field(
        candidate.kind,
        candidate.value,
        candidate.value,
        confidence,
        Status.ACCEPTED if confidence >= accept_from else Status.REVIEW,
        candidate.rule,
        candidate.evidence,
        parts=candidate.parts,
    )


def probability(kind: Kind, evidence: Iterable[str]) -> float:
    """Return how likely a field with this evidence is right, 0.0 to 1.0."""
    weights = _weights()
    signs = (ALWAYS, *dict.fromkeys(map(sign_of, evidence)))
    odds = sum(weights.get((who, sign), 0.0) for who in (ANY, kind.value) for sign in signs)
    return 1 / (1 + exp(-max(-20.0, min(20.0, odds))))


def sign_of(evidence: str) -> str:
    """Return what a piece of evidence has a weight for: what stands before its details.

    >>> sign_of("possible number: JP"), sign_of("legal form")
    ('possible number', 'legal form')
    """
    return evidence.partition(":")[0]


@cache
def _weights() -> dict[tuple[str, str], float]:
    rows = (row.split("\t") for row in words("confidence"))
    return {(kind, sign): float(weight) for kind, sign, weight in rows}


def _as_read(saw_it: int, looked: int, lines: Sequence[Line]) -> tuple[str, ...]:
    """Say how surely the text was read; nothing about what comes from a code."""
    if not lines:
        return ()
    ink = _step(min(line.confidence for line in lines), _INK, _SHARP)
    if looked < 2:
        return ink, ONE_LOOKED
    return ink, AGREE if saw_it > 1 else DIFFER


def _step(value: float, bounds: Sequence[tuple[float, str]], beyond: str) -> str:
    return next((name for bound, name in bounds if value < bound), beyond)


def witnesses(raw: str, lines: Sequence[Line]) -> tuple[tuple[str, ...], int]:
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
