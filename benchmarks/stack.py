"""Time a whole scan against the plain loop, and what it costs: ``python -m benchmarks.stack``.

Both are whole programs over the same photos: ``cardscan scan`` into a library of its own with so
many workers, then as many processes of ``pytesseract.image_to_string``. Memory is the share of
each process in what the machine gives (PSS), summed over the tree of the scan.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.drawing import DrawnSet, add_drawing, drawn, folder_for
from benchmarks.readers import text_card
from benchmarks.resident import PROC
from benchmarks.starting import cardscan, python, seconds_of_children, started
from benchmarks.tables import add_into, machine, publish, share, table
from cardscan.cli.reading import card_object
from cardscan.store.library import Library
from samples.score import score

MOMENT = 3.0  # seconds between two looks at memory, which cost the processes that are looked at
ASKED = {"times": 2.0, "GiB": 1.8, "cold": 2.0, "search": 1.5, "help": 2.0}
LOOP = """
import json, multiprocessing, sys
import pytesseract
from PIL import Image

def read(path):
    with Image.open(path) as image:
        return pytesseract.image_to_string(image, lang="jpn+eng")

if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(int(sys.argv[1])) as pool:
        for path, text in zip(sys.argv[2:], pool.imap(read, sys.argv[2:])):
            print(json.dumps({"path": path, "text": text}))
"""
BARE = """
import sys
from cardscan.ocr.images import read_images
from cardscan.ocr.prepare import prepare_cards
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader
card = prepare_cards(next(read_images(sys.argv[1])))[0]
page = RapidReader().read(card)
TesseractReader().witness(card.pixels, page.lines)
"""


@dataclass(slots=True)
class Side:
    """One of the two programs: what it read, in how many seconds."""

    seconds: float = 0
    processor: float = 0  # seconds, of the whole tree
    cards: list[dict[str, Any]] = field(default_factory=list)
    mebibytes: float = 0  # the peak of its tree
    bytes: int = 0  # of the library, with its pictures


def measured(photos: DrawnSet, folder: Path, jobs: int) -> tuple[Side, Side]:
    """Scan the photos into a library, then let the loop read them."""
    scan, loop = Side(), Side()
    (folder / "loop.py").write_text(LOOP, encoding="utf-8")
    library = folder / "library" / "contacts.db"
    library.parent.mkdir()
    words = ("--library", str(library), "--quiet", "scan", "--json", "--jobs", str(jobs))
    _run(scan, cardscan(*words, *photos.files))
    scan.cards = _as_read(library)
    scan.bytes = sum(file.stat().st_size for file in library.parent.rglob("*.*"))
    told = _run(loop, (sys.executable, str(folder / "loop.py"), str(jobs), *photos.files))
    loop.cards = [text_card(one["path"], one["text"]) for one in told]
    return scan, loop


def _run(side: Side, command: Sequence[str]) -> list[dict[str, Any]]:
    """Run a program to its end, adding its time; return the objects that it printed."""
    begin, spent = time.perf_counter(), seconds_of_children()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_here()) as process:  # noqa: S603 - ours
        watching = threading.Thread(target=_watch, args=(side, process))
        watching.start()
        told, _ = process.communicate()
        watching.join()
    side.seconds += time.perf_counter() - begin
    side.processor += seconds_of_children() - spent
    return [json.loads(line) for line in told.splitlines()]


def _here() -> dict[str, str]:
    """Return the environment of a program from here, whose Python keeps what it compiles."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[1])}


def _watch(side: Side, process: "subprocess.Popen[str]") -> None:
    while process.poll() is None:
        side.mebibytes = max(side.mebibytes, sum(map(_proportional, _tree(process.pid))))
        time.sleep(MOMENT)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _proportional(pid: int) -> float:
    """Return the memory of a process in MiB, what it shares counted in part."""
    with suppress(OSError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0


def _as_read(path: Path) -> list[dict[str, Any]]:
    """Return the cards of a library as ``read --json`` shows them."""
    with Library.open(path) as library:
        contacts = list(library.search(""))
        cards = [card for contact in contacts for card in library.cards(contact.id)]
    return [card_object(card.card) for card in cards]


def first_card(photo: str, folder: Path) -> float:
    """Return the seconds from the start of a scan to its first card."""
    begin = time.perf_counter()
    words = (
        "--library",
        str(folder / "first.db"),
        "--quiet",
        "scan",
        "--json",
        "--jobs",
        "1",
        photo,
    )
    with subprocess.Popen(cardscan(*words), stdout=subprocess.PIPE, env=_here()) as process:  # noqa: S603 - ours
        if process.stdout is not None:
            process.stdout.readline()
        return time.perf_counter() - begin


def bare_card(photo: str) -> float:
    """Return the seconds of a program that imports both readers and calls each once."""
    begin = time.perf_counter()
    subprocess.run((sys.executable, "-c", BARE, photo), check=True, env=_here())  # noqa: S603 - ours
    return time.perf_counter() - begin


def starts(library: Path) -> dict[str, float]:
    """Return the seconds that a search, the help, and what they cannot do without take."""
    return started(
        {
            "search": cardscan("--library", str(library), "--quiet", "search", "x"),
            "import sqlalchemy, typer": python("import sqlalchemy, typer"),
            "help": cardscan("--help"),
            "import typer": python("import typer"),
        }
    )


def report(
    photos: DrawnSet, sides: tuple[Side, Side], cold: tuple[float, float], begun: dict[str, float]
) -> Iterator[str]:
    """Yield the tables, and each figure beside what was asked for."""
    scan, loop = sides
    rows = []
    for name, side in (("cardscan scan", scan), ("plain loop", loop)):
        found = score(photos.truth, side.cards)
        recall = share(found.in_lines.total(), found.printed.total())
        speed = f"{len(photos.files) / side.seconds:.2f}"
        spent = f"{side.processor / len(photos.files):.2f}"
        rows.append((name, speed, spent, recall, f"{side.mebibytes / 1024:.2f}"))
    yield from table(
        (
            "whole program",
            "cards a second",
            "processor's seconds a card",
            "printed values in the text",
            "GiB",
        ),
        rows,
    )
    yield ""
    ratios = {
        "times as fast as the loop, at least": (loop.seconds / scan.seconds, ASKED["times"]),
        "GiB of the whole tree, at most": (scan.mebibytes / 1024, ASKED["GiB"]),
        "first card, to both readers alone, at most": (cold[0] / cold[1], ASKED["cold"]),
        "a search, to its imports, at most": (_ratio(begun, "search"), ASKED["search"]),
        "the help, to its import, at most": (_ratio(begun, "help"), ASKED["help"]),
    }
    yield from table(
        ("figure", "measured", "asked for"),
        [(name, f"{value:.2f}", f"{asked:g}") for name, (value, asked) in ratios.items()],
    )


def _ratio(begun: dict[str, float], what: str) -> float:
    bare = "import sqlalchemy, typer" if what == "search" else "import typer"
    return begun[what] / begun[bare]


def million(photos: DrawnSet, scan: Side) -> Iterator[str]:
    """Yield what a million such cards need by these figures."""
    worker_hours = scan.processor / len(photos.files) * 1e6 / 3600
    kilobytes = scan.bytes / len(photos.files) / 1000
    yield from table(
        ("a million cards", "need"),
        [
            ("core-hours", f"{worker_hours:,.0f}"),
            ("hours on 2 cores", f"{worker_hours / 2:,.0f}"),
            ("hours on 64 cores", f"{worker_hours / 64:,.1f}"),
            ("hours on 512 cores", f"{worker_hours / 512:,.1f}"),
            ("core-hours for 1,000 cards", f"{worker_hours / 1000:.2f}"),
            ("kB of library and pictures for a card", f"{kilobytes:,.0f}"),
            ("GB of library and pictures", f"{kilobytes:,.0f}"),
        ],
    )


def main() -> None:
    """Measure and print; leave with status 1 when the scan is not as fast as it has to be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stack", description=__doc__)
    add_drawing(parser, count=200, seed=5190)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as kept, TemporaryDirectory() as name:
        folder = Path(name)
        chance = ("--split", given.split, "--seed", str(given.seed), "--count", str(given.count))
        quality = ("--quality", "photo", "--megapixels", "3")
        photos = drawn(kept / "stack", *quality, *chance)
        sides = measured(photos, folder, given.jobs)
        cold = first_card(photos.files[0], folder), bare_card(photos.files[0])
        begun = starts(folder / "first.db")
    of = f"{given.count} photos of 3 megapixels, {given.split}, seed {given.seed}; "
    under = f"{given.jobs} workers on {machine()}."
    publish("stack", (of + under, "", *report(photos, sides, cold, begun)), given.into)
    publish("million", (of + under, "", *million(photos, sides[0])), given.into)
    times = sides[1].seconds / sides[0].seconds
    if times < ASKED["times"]:
        raise SystemExit(f"Too slow: {times:.2f} times the plain loop.")


if __name__ == "__main__":
    main()
