"""Measure the memory of workers and what loading models costs: ``python -m benchmarks.memory``.

Peaks are what the kernel noted as the largest resident set of each process. Pages that processes
share, such as code of libraries, count in each of them, so the sum is above what the machine
really gives. Where a worker starts Tesseract as a process of its own, the largest of those is
added to its worker's peak, as if both came at once.
"""

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from benchmarks.drawing import DrawnSet, add_drawing, drawn, drawn_in_all_qualities, folder_for
from benchmarks.readers import read
from benchmarks.resident import Peak, watched
from benchmarks.tables import add_into, machine, publish, table
from benchmarks.workers import open_workers

READER = "fused"
LARGE = 48  # megapixels of the largest photos of common phones
TOGETHER, ALONE = 1.5, 1.0  # GiB that the workers together, and one on a large photo, may take
MIB_IN_GIB = 1024


def peaks_of_stack(files: Sequence[str], jobs: int) -> list[Peak]:
    """Read a stack in fresh workers and return the peak of each."""
    with open_workers(jobs) as workers:
        pids = [worker.submit(os.getpid).result() for worker in workers]
        with watched(pids) as peaks:
            tasks = [workers[at % jobs].submit(read, file, READER) for at, file in enumerate(files)]
            for task in tasks:
                task.result()
    return peaks


def seconds_of_each(files: Sequence[str]) -> list[float]:
    """Read files one after another in one fresh process; the first has models to load."""
    with open_workers(1) as (worker,):
        worker.submit(os.getpid).result()  # the process itself has started
        return [_seconds(worker, file) for file in files]


def _seconds(worker: Executor, file: str) -> float:
    begin = time.perf_counter()
    worker.submit(read, file, READER).result()
    return time.perf_counter() - begin


def report(stack: Sequence[Peak], large: Peak, seconds: Sequence[float]) -> Iterator[str]:
    """Yield the tables of memory and of the first cards."""
    rows = [(f"worker {at + 1} on a stack", *_row(one)) for at, one in enumerate(stack)]
    together = Peak(sum(one.own for one in stack), sum(one.started for one in stack))
    rows.append((f"{len(stack)} workers together (at most {TOGETHER} GiB)", *_row(together)))
    rows.append((f"one worker, {LARGE} megapixels (at most {ALONE:g} GiB)", *_row(large)))
    yield from table(("peak, in MiB", "worker", "Tesseract beside it", "sum"), rows)
    yield ""
    numbers = [str(at + 1) for at in range(len(seconds))]
    yield from table(
        ("card in a fresh process", *numbers), [("seconds", *(f"{one:.2f}" for one in seconds))]
    )


def _row(one: Peak) -> tuple[str, str, str]:
    return f"{one.own:.0f}", f"{one.started:.0f}", f"{one.both:.0f}"


def exceeded(stack: Sequence[Peak], large: Peak) -> list[str]:
    """Return what takes more memory than it may, in words."""
    together = sum(one.both for one in stack) / MIB_IN_GIB
    alone = large.both / MIB_IN_GIB
    told = [f"The workers took {together:.2f} GiB together."] if together >= TOGETHER else []
    if alone >= ALONE:
        told.append(f"A photo of {LARGE} megapixels took {alone:.2f} GiB.")
    return told


def main() -> None:
    """Measure, print, and leave with status 1 when a bound is exceeded."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    add_drawing(parser, count=40, seed=4804)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        cards, photo = _stack(folder, given), _large_photo(folder, given)
        stack = peaks_of_stack(cards.files, given.jobs)
        (large,) = peaks_of_stack(photo.files, 1)
        seconds = seconds_of_each(cards.files[:4])
    about = f"{len(cards.truth)} cards of all qualities, seed {given.seed}, on {machine()}."
    publish("memory", (about, "", *report(stack, large, seconds)), given.into)
    if told := exceeded(stack, large):
        raise SystemExit(" ".join(told))


def _stack(folder: Path, given: argparse.Namespace) -> DrawnSet:
    options = ("--split", given.split)
    into, jobs = folder / "all-qualities", given.jobs
    return drawn_in_all_qualities(into, *options, seed=given.seed, count=given.count, jobs=jobs)


def _large_photo(folder: Path, given: argparse.Namespace) -> DrawnSet:
    return drawn(
        folder / "large",
        *("--quality", "photo", "--megapixels", str(LARGE), "--count", "1"),
        *("--split", given.split, "--seed", str(given.seed)),
    )


if __name__ == "__main__":
    main()
