"""Time the whole reading of cards against the plain loop: ``python -m benchmarks.speed``.

The plain loop is ``pytesseract.image_to_string(image, lang="jpn+eng")`` over the same files, in
the environment as it is, and once more held to one thread. All run in the same worker processes
and take turns in small batches, so that whatever else the machine does hits all. A first card in
each worker is not counted.
"""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from benchmarks.drawing import DrawnSet, add_drawing, drawn, folder_for
from benchmarks.readers import PLAIN, PLAIN_ONE_THREAD, Reading, read
from benchmarks.tables import add_into, machine, publish, share, table
from benchmarks.workers import open_workers
from samples.score import score

CARDSCAN = "fused"
BATCH = 2  # pictures a worker reads in one turn
ASKED = {3: 2.0, 12: 4.0}  # megapixels of the photos: how many times faster cardscan has to be

Timed = dict[str, list[Reading]]


def timed(files: Sequence[str], workers: Sequence[Executor]) -> Timed:
    """Read all files with both, in turns; the first of a turn is now one, now the other."""
    readings: Timed = {CARDSCAN: [], PLAIN: [], PLAIN_ONE_THREAD: []}
    step = BATCH * len(workers)
    for turn, start in enumerate(range(0, len(files), step)):
        batch = files[start : start + step]
        for reader in sorted(readings, reverse=bool(turn % 2)):
            readings[reader] += dealt(batch, reader, workers)
    return readings


def dealt(files: Sequence[str], reader: str, workers: Sequence[Executor]) -> list[Reading]:
    """Deal files to the workers in turn and wait for them all."""
    tasks = [workers[at % len(workers)].submit(read, file, reader) for at, file in enumerate(files)]
    return [task.result() for task in tasks]


def measured(drawn_set: DrawnSet, jobs: int) -> Timed:
    """Warm every worker up with a card of its own, then time the others."""
    files = drawn_set.files
    with open_workers(jobs) as workers:
        for reader in (CARDSCAN, PLAIN, PLAIN_ONE_THREAD):
            dealt(files[:jobs], reader, workers)
        return timed(files[jobs:], workers)


def speedup(readings: Timed, loop: str = PLAIN) -> float:
    """Return how many times faster cardscan is than the plain loop."""
    return _seconds(readings[loop]) / _seconds(readings[CARDSCAN])


def report(readings: Timed, truth: Sequence[dict[str, object]], jobs: int) -> Iterator[str]:
    """Yield the table: both readers, their time and what they found."""
    rows = []
    for reader, read_so in readings.items():
        seconds = _seconds(read_so)
        result = score(truth, (card for reading in read_so for card in reading.cards))
        found = share(result.in_lines.total(), result.printed.total())
        rows.append((reader, f"{seconds:.2f}", f"{60 * jobs / seconds:.0f}", found))
    yield from table(
        (
            "reader",
            "seconds a card",
            f"cards a minute, {jobs} workers",
            "printed values in the text",
        ),
        rows,
    )


def _seconds(readings: Sequence[Reading]) -> float:
    """Return the mean time of a card in its worker."""
    return sum(reading.seconds for reading in readings) / len(readings)


def main() -> None:
    """Measure, print, and leave with status 1 when cardscan is not as fast as it has to be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    add_drawing(parser, count=40, seed=5150)
    parser.add_argument("--megapixels", type=int, choices=ASKED, default=3, help="of the photos")
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        photos = _photos(folder, given)
        readings = measured(photos, given.jobs)
    asked, reached = ASKED[given.megapixels], speedup(readings)
    kind = f"{given.count} photos of {given.megapixels} megapixels"
    lines = (
        f"{kind}, {given.split}, seed {given.seed}; {given.jobs} workers on {machine()}.",
        "",
        *report(readings, photos.truth[given.jobs :], given.jobs),
        "",
        f"cardscan is **{reached:.1f} times** as fast as the plain loop (asked for: {asked:g}),",
        f"and {speedup(readings, PLAIN_ONE_THREAD):.1f} times as fast as that on one thread.",
    )
    publish(f"speed {given.megapixels}", lines, given.into)
    if reached < asked:
        raise SystemExit(f"Too slow: {reached:.2f} times the plain loop, {asked:g} are asked for.")


def _photos(folder: Path, given: argparse.Namespace) -> DrawnSet:
    """Draw the photos that are counted, and one more for each worker to warm up with."""
    return drawn(
        folder / f"photos-{given.megapixels}",
        *("--quality", "photo", "--megapixels", str(given.megapixels)),
        *("--split", given.split, "--seed", str(given.seed)),
        *("--count", str(given.count + given.jobs)),
    )


if __name__ == "__main__":
    main()
