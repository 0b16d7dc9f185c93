"""Resident memory of worker processes and of what they start, as Linux tells it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.02  # seconds between two looks; Tesseract runs for at least ten times as long
KIB_IN_MIB = 1024


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest resident set of a worker, and of the processes it started, in MiB."""

    own: float
    started: float

    @property
    def both(self) -> float:
        """Return their sum: the worst case, in which the peaks fall together."""
        return self.own + self.started


@contextmanager
def watched(pids: Sequence[int]) -> Iterator[list[Peak]]:
    """Watch processes while the block runs; afterwards the list holds the peak of each."""
    peaks: list[Peak] = []
    started = dict.fromkeys(pids, 0.0)
    done = threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            for pid in pids:
                started[pid] = max(started[pid], *map(resident_peak, children(pid)), 0.0)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        peaks += [Peak(resident_peak(pid), started[pid]) for pid in pids]
        done.set()
        thread.join()


def resident_peak(pid: int) -> float:
    """Return VmHWM, the largest resident set so far, in MiB; 0 when the process is gone."""
    with suppress(OSError):
        for line in (PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / KIB_IN_MIB
    return 0.0


def children(pid: int) -> list[int]:
    """Return the programs that a process started, by any of its threads, and that still run.

    A fork that has not begun its own program yet shares the memory of its parent.
    """
    found: list[int] = []
    with suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return [child for child in found if program(child) not in ("", program(pid))]


def program(pid: int) -> str:
    """Return the name of what a process runs, empty when it is gone."""
    with suppress(OSError):
        return (PROC / str(pid) / "comm").read_text().strip()
    return ""
