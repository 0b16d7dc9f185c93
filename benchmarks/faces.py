"""Measure what a person waits for in the terminal interface: ``python -m benchmarks.faces``.

The first paint is measured in a terminal of its own beside ``import textual, sqlalchemy``, both in
seconds of the processor; a key in the search box until its rows are on the screen, on the clock.
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


async def seconds_to_rows(library: Library) -> list[float]:
    """Return how long each key of the queries took until its rows stood on the screen."""
    taken = []
    app = CardscanApp(lambda _ask: library, Settings(library=""))
    async with app.run_test(size=(80, 24)) as pilot:
        await _settled(pilot, "")
        for query in QUERIES:
            for number in range(len(query)):
                began = time.perf_counter()
                app.post_message(Key(query[number], query[number]))
                await _settled(pilot, query[: number + 1])
                taken.append(time.perf_counter() - began)
            await pilot.press("escape")
            await _settled(pilot, "")
    return taken


async def _settled(pilot: Pilot[CardscanError], query: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)  # noqa: S101 - the screen it starts with
    while screen.shown is None or screen.shown.query != query:
        await asyncio.sleep(0.001)


def report(folder: Path, count: int) -> Iterator[str]:
    """Yield the table of a library of so many contacts."""
    library = folder / "contacts.db"
    imported(library, count, OnDuplicate.KEEP)
    least = started({"import": python("import textual, sqlalchemy")})["import"]
    paints = [seconds_to_paint(library) for _ in range(TURNS)]
    first, listed = (min(times) for times in zip(*paints, strict=True))
    with Library.open(library) as opened:
        keys = sorted(asyncio.run(seconds_to_rows(opened)))
    yield f"{count:,} invented contacts, on {machine()}."
    yield ""
    rows = (
        ("`import textual, sqlalchemy`, s of the processor", f"{least:.2f}"),
        ("start to first paint, s of the processor", f"{first:.2f}"),
        ("first paint / import", f"{first / least:.2f}"),
        ("start to rows, s of the processor", f"{listed:.2f}"),
        ("a key to its rows, ms on the clock (median)", f"{keys[len(keys) // 2] * 1000:.0f}"),
        ("a key to its rows, ms on the clock (p95)", f"{keys[len(keys) * 95 // 100] * 1000:.0f}"),
    )
    yield from table(("", "measured"), rows)


def main() -> None:
    """Import, measure, print or publish."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faces", description=__doc__)
    parser.add_argument("--contacts", type=int, default=100_000, metavar="N")
    add_into(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cardscan-faces-") as folder:
        publish("faces", report(Path(folder), given.contacts), given.into)


if __name__ == "__main__":
    main()
