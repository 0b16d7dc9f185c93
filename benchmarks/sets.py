"""The two sets on which understanding is measured: cards of all kinds, and Japanese columns."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.drawing import DrawnSet, drawn
from benchmarks.pages import ByPicture, recorded

COLUMNS = 3  # a third as many cards in columns; drawn by the seed after that of the others


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is printed on the cards of both sets, and what the readers saw of it."""

    truth: tuple[dict[str, Any], ...]  # as ``samples.draw`` writes it
    pages: ByPicture


def drawn_and_recorded(folder: Path, given: argparse.Namespace) -> Recorded:
    """Draw both sets in all qualities and record what the readers see on them."""
    columns = ("--layout", "vertical", "--lang", "ja")
    few = -(-given.count // COLUMNS)
    mixed = _drawn(folder, given, seed=given.seed, count=given.count)
    others = _drawn(folder, given, *columns, seed=given.seed + 1, count=few)
    return _united(mixed, recorded(mixed, given.jobs), others, recorded(others, given.jobs))


def _united(mixed: DrawnSet, pages: ByPicture, others: DrawnSet, more: ByPicture) -> Recorded:
    """Put two sets together under names that stay apart."""
    told = tuple({**one, "file": _apart(one["file"])} for one in others.truth)
    return Recorded(
        (*mixed.truth, *told), pages | {_apart(name): one for name, one in more.items()}
    )


def _apart(name: str) -> str:
    return f"columns-{name}"


def _drawn(
    folder: Path, given: argparse.Namespace, *options: str, seed: int, count: int
) -> DrawnSet:
    place = folder / f"pages-{given.split}-{seed}-{count}"
    chance = ("--seed", str(seed), "--count", str(count), "--split", given.split)
    return drawn(place, *chance, *options)
