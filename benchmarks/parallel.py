"""Time two workers against one on the same photos: ``python -m benchmarks.parallel``.

One and both read the same files in turns, so that other work on the machine hits both. Whoever is
free takes the next photo, as in a scan, and a turn is long enough that the wait for its last one
counts for little. A first card in each worker is not counted.
"""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from time import perf_counter

from benchmarks.drawing import add_drawing, drawn, folder_for
from benchmarks.readers import read
from benchmarks.tables import add_into, machine, publish, table
from benchmarks.variants import processor_seconds
from benchmarks.workers import TIME_LIMIT
from cardscan.executors import open_executor

READER = "fused"
ASKED = 1.8  # times as many cards in the same time, with two workers
TURN = 12  # photos


@dataclass(slots=True)
class Spent:
    """What some workers took for all photos, in seconds."""

    clock: float = 0.0
    processor: float = 0.0  # of all workers


def worked(file: str) -> float:
    """Read a file; return the seconds of the processor that it took. Runs in a worker."""
    begin = processor_seconds()
    read(file, READER)
    return processor_seconds() - begin


def spent_on(files: Sequence[str], workers: Executor, spent: Spent) -> None:
    """Have workers read files, and add what they took."""
    begin = perf_counter()
    tasks = [workers.submit(worked, file) for file in files]
    spent.processor += sum(task.result() for task in tasks)
    spent.clock += perf_counter() - begin


def measured(files: Sequence[str]) -> tuple[Spent, Spent]:
    """Read all files with one worker and with two, in turns."""
    one, two = Spent(), Spent()
    with (
        open_executor(1, time_limit=TIME_LIMIT) as alone,
        open_executor(2, time_limit=TIME_LIMIT) as both,
    ):
        sides = ((alone, one), (both, two))
        for workers, _spent in sides:
            spent_on([files[0]] * 2, workers, Spent())
        for turn, start in enumerate(range(0, len(files), TURN)):
            for workers, spent in sides if turn % 2 else sides[::-1]:
                spent_on(files[start : start + TURN], workers, spent)
    return one, two


def report(one: Spent, two: Spent, count: int) -> Iterator[str]:
    """Yield the table and what it comes to."""
    rows = [
        (name, f"{spent.clock / count:.2f}", f"{spent.processor / count:.2f}")
        for name, spent in (("one worker", one), ("two workers", two))
    ]
    yield from table(("", "seconds a card", "of the processor"), rows)
    yield ""
    yield f"Two workers read **{one.clock / two.clock:.2f} times** as many cards as one (asked"
    yield f"for: {ASKED:g})."


def main() -> None:
    """Measure, print, and leave with status 1 when two workers gain less than they have to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parallel", description=__doc__)
    add_drawing(parser, count=24, seed=5150)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        photos = drawn(
            folder / "photos-3",
            *("--quality", "photo", "--megapixels", "3", "--split", given.split),
            *("--seed", str(given.seed), "--count", str(given.count)),
        )
        files = photos.files[: given.count]
        one, two = measured(files)
    about = f"{len(files)} photos of 3 megapixels, {given.split}, seed {given.seed}; {machine()}."
    publish("parallel", (about, "", *report(one, two, len(files))), given.into)
    if one.clock / two.clock < ASKED:
        raise SystemExit(f"Two workers are only {one.clock / two.clock:.2f} times as fast as one.")


if __name__ == "__main__":
    main()
