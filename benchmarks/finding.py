"""Measure how cards are found in pictures: ``python -m benchmarks.finding``.

Pictures with one card, with several on a desk or a flatbed sheet, and of desks without any: in
how many of them as many cards come out as lie there, and how many outlines fit.
"""

import argparse
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from benchmarks.drawing import DrawnSet, add_drawing, drawn, folder_for
from benchmarks.places import FOUND, best_overlap
from benchmarks.reading import ByFile, read_set
from benchmarks.tables import add_into, machine, publish, share, table
from benchmarks.workers import TIME_LIMIT
from cardscan.executors import open_executor

READER = "fused"
SETS: dict[str, tuple[float, tuple[str, ...]]] = {  # share of the pictures, how they are drawn
    "one card": (0.5, ()),
    "loose cards on a desk": (0.2, ("--several",)),
    "a flatbed sheet of 6": (0.05, ("--sheet", "6")),
    "a flatbed sheet of 8, any angle": (0.05, ("--sheet", "8", "--any-angle")),
    "a flatbed sheet of 12": (0.05, ("--sheet", "12")),
    "no card": (0.15, ("--empty",)),
    "a sheet of 10, edge to edge": (0.05, ("--sheet", "10", "--laid", "tight")),
    "a sheet of 9 in pockets": (0.05, ("--sheet", "9", "--laid", "pockets")),
}
HEADERS = ("pictures of", "pictures", "right number of cards", "cards", "outlines that fit")


def row_of(name: str, pictures: DrawnSet, read: ByFile) -> tuple[str, ...]:
    """Return the row of one set: pictures with the right number, and cards where they lie."""
    right = cards = fitting = 0
    for picture in pictures.truth:
        found = [card for card in read[picture["file"]] if "error" not in card]
        right += len(found) == len(picture["cards"])
        cards += len(picture["cards"])
        fitting += sum(best_overlap(card["quad"], found) >= FOUND for card in picture["cards"])
    count = len(pictures.truth)
    return name, str(count), share(right, count), str(cards), share(fitting, cards)


def rows(folder: Path, executor: Executor, given: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    """Draw and read one set after another."""
    for at, (name, (part, options)) in enumerate(SETS.items()):
        pictures = drawn(
            folder / name.replace(" ", "-").replace(",", ""),
            *("--seed", str(given.seed + at), "--count", str(round(part * given.count))),
            *("--split", given.split, *options),
        )
        yield row_of(name, pictures, read_set(pictures, READER, executor, given.jobs))


def main() -> None:
    """Draw, read and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finding", description=__doc__)
    add_drawing(parser, count=200, seed=7300)
    add_into(parser)
    given = parser.parse_args()
    with (
        folder_for(given.keep) as folder,
        open_executor(given.jobs, time_limit=TIME_LIMIT) as executor,
    ):
        lines = list(table(HEADERS, rows(folder, executor, given)))
    about = (
        f"{given.split}, seeds from {given.seed}; an outline fits when it shares at least "
        f"{FOUND:.0%} of the area with the printed card's (intersection over union). {machine()}."
    )
    publish("finding", (about, "", *lines), given.into)


if __name__ == "__main__":
    main()
