"""Measure import and export of a large library: ``python -m benchmarks.exchanging``.

Each command runs as a user would run it, in a process of its own; its peak is the largest resident
set that the kernel noted. Beside the time on the clock stands that of the processor, because what
else the machine does lengthens only the first.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crowd import Crowd
from benchmarks.crowd_cards import scanned
from benchmarks.tables import add_into, machine, publish, table
from cardscan.contact import Contact
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from cardscan.people import contact_on
from cardscan.store.library import Library

FULL = 100_000  # contacts, for which the bounds on seconds hold
SECONDS = {"csv": 10, "vcard": 30}
ROWS_A_SECOND = 2_000
STARTING = 1.5  # seconds that loading takes, which few contacts must not be blamed for
MEMORY = 300  # MiB that an export may take
MET = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    what: str
    rows: int
    clock: float  # seconds
    processor: float  # seconds
    peak: float  # MiB

    @property
    def row(self) -> tuple[str, ...]:
        """Return the run as a row of the table."""
        rate = f"{self.rows / self.clock:.0f}"
        return self.what, f"{self.clock:.1f}", f"{self.processor:.1f}", rate, f"{self.peak:.0f}"


def crowd(count: int) -> Iterator[Contact]:
    """Yield invented contacts, each from one card."""
    for place, row in enumerate(Crowd().rows(count)):
        yield contact_on(scanned(row, place).card, met=MET)


def timed(what: str, rows: int, words: Sequence[str], folder: Path) -> Run:
    """Run a command of cardscan on the library in a folder."""
    settings = {"CARDSCAN_LIBRARY": str(folder / "crowd.db"), "CARDSCAN_CONFIG": os.devnull}
    command = [sys.executable, "-m", "cardscan", "--quiet", *words]
    begin = time.perf_counter()
    process = os.posix_spawn(sys.executable, command, os.environ | settings)
    _, status, used = os.wait4(process, 0)
    clock = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{what} failed.")
    return Run(what, rows, clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def runs(count: int, folder: Path) -> Iterator[Run]:
    """Import a crowd, import it again, and export the library as each kind of file."""
    file = folder / "crowd.csv"
    export_contacts(crowd(count), profile_named("csv"), file)
    yield timed("import csv", count, ("import", str(file)), folder)
    yield timed("import csv again", count, ("import", str(file)), folder)
    with Library.open(folder / "crowd.db") as library:
        contacts = library.count()  # fewer than rows: who stands in two is one contact
    for name in ("csv", "google", "vcard", "xlsx", "jsonl"):
        to = folder / f"out-{name}"
        yield timed(
            f"export {name}", contacts, ("export", "--profile", name, "--to", str(to)), folder
        )


def exceeded(measured: Sequence[Run]) -> list[str]:
    """Return what takes longer or more memory than it may, in words."""
    told = []
    for run in measured:
        verb, _, name = run.what.partition(" ")
        if verb == "import" and run.rows / run.clock < ROWS_A_SECOND:
            told.append(f"{run.what}: {run.rows / run.clock:.0f} rows a second.")
        if verb == "export" and run.clock > SECONDS.get(name, FULL) * run.rows / FULL + STARTING:
            told.append(f"{run.what}: {run.clock:.1f} s.")
        if verb == "export" and run.peak > MEMORY:
            told.append(f"{run.what}: {run.peak:.0f} MiB.")
    return told


def main() -> None:
    """Measure, print, and leave with status 1 when a bound is exceeded."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exchanging", description=__doc__)
    parser.add_argument("--count", type=int, default=FULL, help="contacts")
    add_into(parser)
    given = parser.parse_args()
    measured = []
    with TemporaryDirectory(prefix="cardscan-crowd-") as folder:
        for run in runs(given.count, Path(folder)):
            print(" ".join(run.row), file=sys.stderr, flush=True)  # a long run shows how far it is
            measured.append(run)
    about = f"{given.count} invented contacts on {machine()}."
    headers = ("command", "seconds", "of the processor", "rows a second", "peak, in MiB")
    publish("exchanging", (about, "", *table(headers, [run.row for run in measured])), given.into)
    if told := exceeded(measured):
        raise SystemExit(" ".join(told))


if __name__ == "__main__":
    main()
