"""Sets of drawn cards for measuring; a set that lies in its folder already is used again."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.draw import write_truth
from samples.drawing.degrade import QUALITIES

SPLITS = ("held-out", "tune")  # names, companies and towns that tuning never sees, and the others


@dataclass(frozen=True, slots=True)
class DrawnSet:
    """Pictures in one folder, with what is printed on them."""

    folder: Path
    truth: tuple[dict[str, Any], ...]  # as ``samples.draw`` writes it

    @property
    def files(self) -> list[str]:
        """Return the paths of the pictures, in the order of the truth."""
        return [str(self.folder / picture["file"]) for picture in self.truth]


def drawn(folder: Path, *options: str) -> DrawnSet:
    """Return the set that ``python -m samples.draw`` draws with these options."""
    if not (folder / "truth.json").exists():
        command = (sys.executable, "-m", "samples.draw", "--out", str(folder), *options)
        subprocess.run(command, check=True)  # noqa: S603 - our own interpreter and module
    return _load(folder)


def drawn_in_all_qualities(
    folder: Path, *options: str, seed: int, count: int, jobs: int
) -> DrawnSet:
    """Draw equally many pictures of each quality, every quality from a seed of its own."""
    if not (folder / "truth.json").exists():
        parts = [folder / quality for quality in QUALITIES]
        each = -(-count // len(QUALITIES))

        def draw(at: int) -> DrawnSet:
            chance = ("--seed", str(seed + at), "--count", str(each))
            return drawn(parts[at], "--quality", QUALITIES[at], *chance, *options)

        with ThreadPoolExecutor(jobs) as threads:
            _unite(folder, list(threads.map(draw, range(len(parts)))))
    return _load(folder)


def _unite(folder: Path, sets: Sequence[DrawnSet]) -> None:
    """Move the pictures of several sets into one folder, under names that stay apart."""
    truth = []
    for one in sets:
        for picture in one.truth:
            name = f"{one.folder.name}-{picture['file']}"
            (one.folder / picture["file"]).rename(folder / name)
            truth.append({**picture, "file": name})
    write_truth(folder / "truth.json", truth)


def _load(folder: Path) -> DrawnSet:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return DrawnSet(folder, tuple(truth))


@contextmanager
def folder_for(kept: Path | None) -> Iterator[Path]:
    """Open the folder that is kept between runs, or one that is gone afterwards."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="cardscan-benchmark-") as folder:
        yield Path(folder)


def add_drawing(parser: argparse.ArgumentParser, *, count: int, seed: int) -> None:
    """Add the options that say which cards are drawn, and by how many workers they are read."""
    parser.add_argument("--count", type=int, default=count, help="pictures")
    parser.add_argument("--seed", type=int, default=seed)
    parser.add_argument("--split", choices=SPLITS, default=SPLITS[0])
    parser.add_argument("--jobs", type=int, default=2, help="worker processes")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="for pictures and readings")
