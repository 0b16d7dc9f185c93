"""Measure what a person waits for in the terminal interface: ``python -m benchmarks.faces``.

The first paint is measured in a terminal of its own beside ``import textual, sqlalchemy``, both in
seconds of the processor; a key in the search box until its rows are on the screen, on the clock and
in time of the processor, which other work on the machine does not change.
"""

import argparse
import asyncio
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from benchmarks.scale_steps import imported
from benchmarks.starting import python, started
from benchmarks.tables import add_into, machine, publish, table
from cardscan.config import OnDuplicate, Settings
from cardscan.errors import CardscanError
from cardscan.store.library import Library
from cardscan.tui.app import CardscanApp
from cardscan.tui.screens.library import LibraryScreen

TURNS = 5
PAINTED, LISTED = b"earch names", b"contacts"  # of the empty screen; of the line above the rows
QUERIES = ("tanaka", "田中", "株式会社", "東京都", "suzuki", "090")
LONGEST = 30.0  # seconds to wait for a screen
LARGE = 1_000_000  # contacts, which have a table of their own


def seconds_to_paint(library: Path) -> tuple[float, float]:
    """Return the seconds of the processor until the first paint, and until there are rows."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "CARDSCAN_LANGUAGE": "en"}
        command = [sys.executable, "-m", "cardscan", "--library", str(library), "tui"]
        os.execv(sys.executable, command)  # noqa: S606 - our own interpreter
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        seen, until = b"", time.monotonic() + LONGEST
        first = 0.0
        while LISTED not in seen and time.monotonic() < until:
            if select.select([terminal], [], [], 1)[0]:
                seen += os.read(terminal, 1 << 16)
            if not first and PAINTED in seen:
                first = _processor_seconds(child)
        return first, _processor_seconds(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _processor_seconds(process: int) -> float:
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


async def seconds_to_rows(library: Library) -> tuple[list[float], list[float]]:
    """Return how long each key took until its rows were on the screen: clock, processor."""
    clock, processor = [], []
    app = CardscanApp(lambda _ask: library, Settings(library=""))
    async with app.run_test(size=(80, 24)) as pilot:
        await _settled(pilot, "")
        await _counted(pilot)  # and the screens are loaded: that is measured as the start
        for query in QUERIES:
            for number in range(len(query)):
                began, worked = time.perf_counter(), time.process_time()
                app.post_message(Key(query[number], query[number]))
                await _settled(pilot, query[: number + 1])
                clock.append(time.perf_counter() - began)
                processor.append(time.process_time() - worked)
                await _counted(pilot)
            await pilot.press("escape")
            await _settled(pilot, "")
            await _counted(pilot)
    return sorted(clock), sorted(processor)


async def _settled(pilot: Pilot[CardscanError], query: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)  # noqa: S101 - the screen it starts with
    while screen.shown is None or screen.shown.query != query:
        await asyncio.sleep(0.001)


async def _counted(pilot: Pilot[CardscanError]) -> None:
    """Wait until the hits are counted, which goes on behind the rows."""
    while any(not worker.is_finished for worker in pilot.app.workers):
        await asyncio.sleep(0.001)


def report(library: Path, count: int) -> Iterator[str]:
    """Yield the table of a library of so many contacts, which is made where there is none."""
    if not library.exists():
        imported(str(library), count, OnDuplicate.KEEP)
    least = started({"import": python("import textual, sqlalchemy")})["import"]
    paints = [seconds_to_paint(library) for _ in range(TURNS)]
    first, listed = (min(times) for times in zip(*paints, strict=True))
    with Library.open(library) as opened:
        clock, processor = asyncio.run(seconds_to_rows(opened))
    yield f"{count:,} invented contacts, on {machine()}."
    yield ""
    rows = (
        ("`import textual, sqlalchemy`, s of the processor", f"{least:.2f}"),
        ("start to first paint, s of the processor", f"{first:.2f}"),
        ("first paint / import", f"{first / least:.2f}"),
        ("start to rows, s of the processor", f"{listed:.2f}"),
        ("a key to its rows, ms on the clock (median)", _ms(clock, 50)),
        ("a key to its rows, ms on the clock (p95)", _ms(clock, 95)),
        ("a key to its rows, ms of the processor (median)", _ms(processor, 50)),
        ("a key to its rows, ms of the processor (p95)", _ms(processor, 95)),
    )
    yield from table(("", "measured"), rows)


def _ms(seconds: list[float], part: int) -> str:
    return f"{seconds[len(seconds) * part // 100] * 1000:.0f}"


def main() -> None:
    """Import, measure, print or publish."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faces", description=__doc__)
    parser.add_argument("--contacts", type=int, default=100_000, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for libraries to use again")
    add_into(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cardscan-faces-") as folder:
        library = (given.keep or Path(folder)) / f"contacts-{given.contacts}.db"
        name = "faces" if given.contacts < LARGE else f"faces {given.contacts}"
        publish(name, report(library, given.contacts), given.into)


if __name__ == "__main__":
    main()
