"""A stack on the scan screen: what was read from each paper and what became of it."""

import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from cardscan.contact import Filed
from cardscan.inputs import Paper
from cardscan.tui.rows import OUTCOMES, Row

if TYPE_CHECKING:  # it brings OpenCV, which a start must not wait for
    from cardscan.preview import ReadPaper


class State(StrEnum):
    """What became of a paper so far."""

    WAITING = "waiting"
    READ = "read"
    LEFT_OUT = "left out"
    FILED = "filed"


@dataclass(slots=True)
class Sheet:
    """One paper of the stack."""

    paper: Paper
    state: State = State.WAITING
    read: "ReadPaper | None" = None
    filed: tuple[Filed, ...] = ()

    @property
    def row(self) -> Row:
        """Return the line that tells of it."""
        back = f" + {PurePath(self.paper.back).name}" if self.paper.back else ""
        return Row("", PurePath(self.paper.front).name + back, self._note)

    @property
    def _note(self) -> str:
        if self.state is State.FILED:
            outcomes = Counter(OUTCOMES[it.outcome] for it in self.filed)
            return ", ".join(f"{n} {name}" if n > 1 else name for name, n in outcomes.items())
        if self.state is State.READ and self.read:
            return "✗ failed" if self.read.errors else cards_in_words(len(self.read.cards))
        return str(self.state)


def cards_in_words(number: int) -> str:
    """Return how many cards there are.

    >>> cards_in_words(0), cards_in_words(1), cards_in_words(2)
    ('no card', '1 card', '2 cards')
    """
    return f"{number or 'no'} {'card' if number < 2 else 'cards'}"


@dataclass(slots=True)
class StackState:
    """All papers of a stack, in their order."""

    sheets: list[Sheet] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def read(self) -> int:
        """Return how many papers were read."""
        return sum(sheet.read is not None for sheet in self.sheets)

    @property
    def seconds_left(self) -> float | None:
        """Return how long reading goes on, None until there is something to go by."""
        spent = time.monotonic() - self.started
        return spent / self.read * (len(self.sheets) - self.read) if self.read else None

    @property
    def words(self) -> str:
        """Return how far it is, in a line."""
        reads = [sheet.read for sheet in self.sheets if sheet.read]
        cards = sum(len(read.cards) for read in reads)
        failed = sum(bool(read.errors) for read in reads)
        filed = sum(sheet.state is State.FILED for sheet in self.sheets)
        told = [f"{self.read} of {len(self.sheets)} read", cards_in_words(cards)]
        told += [f"{failed} failed"] if failed else []
        told += [f"{filed} filed"] if filed else []
        if self.read < len(self.sheets) and (left := self.seconds_left) is not None:
            told.append(f"about {left:.0f} s left" if left < 100 else f"{left / 60:.0f} min left")
        return " · ".join(told)
