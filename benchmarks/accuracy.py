"""Compare the readers on drawn cards: ``python -m benchmarks.accuracy``.

Draws as many cards in each of four qualities, reads them with every reader and with the plain
loop, and prints what each found, by kind of field, script, quality and layout. With ``--keep``
a stopped run goes on where it was; readings of other code belong into another folder.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.comparing import GROUPS, by_group, by_kind, overall
from benchmarks.drawing import DrawnSet, add_drawing, drawn_in_all_qualities, folder_for
from benchmarks.readers import READERS
from benchmarks.reading import ByFile, read_set
from benchmarks.tables import add_into, machine, publish
from benchmarks.workers import TIME_LIMIT
from cardscan.executors import open_executor


def read_by_all(pictures: DrawnSet, jobs: int) -> dict[str, ByFile]:
    """Return the cards that each reader saw in each picture."""
    with open_executor(jobs, time_limit=TIME_LIMIT) as executor:
        return {reader: read_set(pictures, reader, executor, jobs) for reader in READERS}


def report(pictures: DrawnSet, read: dict[str, ByFile]) -> Iterator[str]:
    """Yield all tables, one grouping after another."""
    yield from overall(pictures.truth, read)
    yield ""
    yield from by_kind(pictures.truth, read)
    for name in GROUPS:
        yield ""
        yield from by_group(name, pictures.truth, read)


def main() -> None:
    """Draw, read and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    add_drawing(parser, count=400, seed=1600)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        pictures = _pictures(folder / f"cards-{given.split}-{given.seed}-{given.count}", given)
        read = read_by_all(pictures, given.jobs)
    count = len(pictures.truth)
    about = f"{count} cards, {given.split}, seed {given.seed}; read on {machine()}."
    publish("accuracy", (about, "", *report(pictures, read)), given.into)


def _pictures(folder: Path, given: argparse.Namespace) -> DrawnSet:
    return drawn_in_all_qualities(
        folder,
        *("--split", given.split),
        seed=given.seed,
        count=given.count,
        jobs=given.jobs,
    )


if __name__ == "__main__":
    main()
