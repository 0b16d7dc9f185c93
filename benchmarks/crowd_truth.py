"""What a list of pairs got right, against whose cards they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import jaconv

from benchmarks.crowd import Row

Pair = tuple[int, int]  # two places in the order of the rows, the lower first

FACTS = ("phone", "mobile", "email", "company", "address")
"""What may tie two cards beside the name, as it was read."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs were claimed, how many of them rightly, and how many there are."""

    claimed: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """Return the share of the claimed pairs that are one person."""
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the wanted pairs that were claimed."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def true_pairs(rows: Sequence[Row]) -> set[Pair]:
    """Return the pairs of cards of one person."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.person].append(place)
    return {pair for mine in places.values() for pair in combinations(mine, 2)}


def hard_pairs(rows: Sequence[Row]) -> set[Pair]:
    """Return the pairs of people who are easily taken for each other."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.person].append(place)
    return {
        (min(place, other), max(place, other))
        for place, row in enumerate(rows)
        if row.beside is not None
        for other in places[row.beside]
    }


def sharing_a_fact(rows: Sequence[Row], pairs: Iterable[Pair]) -> set[Pair]:
    """Return the pairs whose cards, as they were read, share a fact beside the name."""
    return {
        (a, b)
        for a, b in pairs
        if any(_plain(rows[a], fact) == _plain(rows[b], fact) != "" for fact in FACTS)
    }


def score(claimed: Collection[Pair], wanted: Collection[Pair]) -> Score:
    """Count what was claimed against what is wanted."""
    return Score(len(claimed), len(set(claimed) & set(wanted)), len(wanted))


def _plain(row: Row, fact: str) -> str:
    return jaconv.z2h(str(getattr(row, fact)), ascii=True, digit=True, kana=False)
