"""The tables of names and places, and which part of them is held out."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parent / "data"
TUNE, HELD_OUT = "tune", "held-out"
EVERY = 4  # every fourth row is held out: drawn only to report figures, never to tune by

Row = TypeVar("Row")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one table."""
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines())


def group(name: str, key: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table that begin with a key, without it."""
    return tuple(row[1:] for row in rows(name) if row[0] == key)


def part(table: Sequence[Row], split: str) -> tuple[Row, ...]:
    """Return the part of a table that belongs to a split, ``tune`` or ``held-out``."""
    return tuple(_part(table, split))


def _part(table: Sequence[Row], split: str) -> Iterator[Row]:
    if split not in (TUNE, HELD_OUT):
        raise ValueError(f"no split named {split!r}: tune or held-out")
    for at, row in enumerate(table):
        if (at % EVERY == EVERY - 1) == (split == HELD_OUT):
            yield row
