"""Candidates: what a rule proposes for a piece of ink, before the rules compete."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardscan.model import Kind

if TYPE_CHECKING:
    from cardscan.parse.layout import Sheet


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of the folded text of one strip."""

    strip: int
    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Tell whether two spans share a character."""
        return self.strip == other.strip and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a rule proposes, the ink it would claim, and why."""

    kind: Kind
    value: str
    spans: tuple[Span, ...]  # ink of the value first; empty when not from ink
    score: float  # log-odds; 0 is as likely as not
    rule: str
    evidence: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    labels: tuple[Span, ...] = ()  # ink that only points at the value
    shares: bool = False  # may stand on ink that another candidate of the same rule claims


Rule = Callable[["Sheet"], Iterator[Candidate]]
