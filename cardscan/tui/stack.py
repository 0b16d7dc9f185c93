"""A stack on the scan screen: what was read from each paper and what became of it."""

import time
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING

from cardscan.contact import Filed
from cardscan.inputs import Paper
from cardscan.language import N_, _, ngettext
from cardscan.tui.rows import OUTCOMES, Row

if TYPE_CHECKING:  # it brings OpenCV, which a start must not wait for
    from cardscan.preview import ReadPaper


class State(Enum):
    """What became of a paper so far."""

    WAITING = N_("waiting")
    READ = N_("read")
    LEFT_OUT = N_("left out")
    FILED = N_("filed")


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
            outcomes = Counter(_(OUTCOMES[it.outcome]) for it in self.filed)
            return ", ".join(f"{n} {name}" if n > 1 else name for name, n in outcomes.items())
        if self.state is State.READ and self.read:
            failed = "✗ " + _("failed")
            return failed if self.read.errors else cards_in_words(len(self.read.cards))
        return _(self.state.value)


def cards_in_words(number: int) -> str:
    """Return how many cards there are.

    >>> cards_in_words(0), cards_in_words(1), cards_in_words(2)
    ('no card', '1 card', '2 cards')
    """
    return ngettext("{n} card", "{n} cards", number).format(n=number) if number else _("no card")


def time_in_words(seconds: float) -> str:
    """Return how long something goes on, as people say it.

    >>> time_in_words(42.4), time_in_words(601)
    ('about 42 s left', 'about 10 min left')
    """
    if seconds < 100:
        return _("about {n} s left").format(n=round(seconds))
    return _("about {n} min left").format(n=round(seconds / 60))


@dataclass(slots=True)
class StackState:
    """All papers of a stack, in their order."""

    sheets: list[Sheet] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    watching: bool = False  # the folder, for what comes into it

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
        read = _("{done} of {all} read").format(done=self.read, all=len(self.sheets))
        told = [read, cards_in_words(cards)]
        told += [_("{n} failed").format(n=failed)] if failed else []
        told += [_("{n} filed").format(n=filed)] if filed else []
        if self.read < len(self.sheets) and (left := self.seconds_left) is not None:
            told.append(time_in_words(left))
        told += [_("watching the folder")] if self.watching else []
        return " · ".join(told)
