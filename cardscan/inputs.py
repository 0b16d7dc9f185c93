"""Find the pictures in files and folders, in the order of the stack, with their back sides."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from cardscan.errors import InputMissing
from cardscan.language import _

SUFFIXES = frozenset(
    (
        *(".avif", ".bmp", ".gif", ".heic", ".heif", ".j2k", ".jfif", ".jp2"),
        *(".jpe", ".jpeg", ".jpf", ".jpg", ".jpx", ".pdf", ".png", ".tif", ".tiff", ".webp"),
    )
)

UNSEEN = (".", "~", "@", "__MACOSX")  # ~: half written; @eaDir: thumbnails of NAS boxes

_FRONT = re.compile(r"(?P<card>.*?)((^|[ _.-])(front|omote)|[ _.-]?(表面?|オモテ))", re.IGNORECASE)
_BACK = re.compile(r"(?P<card>.*?)((^|[ _.-])(back|ura)|[ _.-]?(裏面?|ウラ))", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<card>.+)[_-](?P<number>\d{1,4})")


@dataclass(frozen=True, slots=True)
class Barren:
    """A folder without anything to read, and why."""

    path: str
    error: InputMissing


@dataclass(frozen=True, slots=True)
class Paper:
    """One or two files that hold the sides of the same cards."""

    front: str
    back: str | None = None
    is_named: bool = True  # the names say front and back; False: they only count 1, 2

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files, front first."""
        return (self.front, self.back) if self.back else (self.front,)


@dataclass(slots=True)
class Count:
    """How far a run is, in files; whoever shows it may look at any time."""

    files: int = 0
    done: int = 0

    @property
    def left(self) -> int:
        """Return how many files wait to be read."""
        return self.files - self.done


def find_files(paths: Iterable[str]) -> Iterator[str | Barren]:
    """Yield the files named and those inside folders, in natural order.

    Inside folders hidden files, sidecars and files that are no pictures by their suffix are
    passed over; a file that is named is always tried. A folder that cannot be read, or that
    holds no picture, is yielded as Barren.
    """
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - Path raises for names that are too long
            yield path
            continue
        found = False
        for item in _walk(path.rstrip("/") or "/"):
            found = True
            yield item
        if not found:
            yield Barren(
                path, InputMissing(_("{path}: no pictures in this folder").format(path=path))
            )


def _walk(folder: str) -> Iterator[str | Barren]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: natural(entry.name))
        own = {f"{PurePath(entry.name).stem}.images" for entry in entries if entry.is_file()}
    except OSError as error:
        yield Barren(
            folder,
            InputMissing(
                _("{folder}: cannot be opened ({reason})").format(
                    folder=folder, reason=error.strerror
                )
            ),
        )
        return
    for entry in entries:
        if entry.name.startswith(UNSEEN):
            continue
        if entry.is_dir(follow_symlinks=False):  # a link may lead round in circles
            if entry.name in own:  # the pictures that a library beside it keeps
                continue
            yield from _walk(f"{folder}/{entry.name}")
        elif PurePath(entry.name).suffix.lower() in SUFFIXES:
            yield f"{folder}/{entry.name}"


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers by their value.

    >>> sorted(["scan10.jpg", "Scan2.jpg", "scan1.jpg"], key=natural)
    ['scan1.jpg', 'Scan2.jpg', 'scan10.jpg']
    """
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def pair_sides(files: Iterable[str]) -> list[Paper]:
    """Put each back side with its front, by their names; the order of the fronts stays.

    >>> [paper.back for paper in pair_sides(["lee_front.jpg", "lee_back.jpg", "ono.jpg"])]
    ['lee_back.jpg', None]
    >>> [paper.back for paper in pair_sides(["scan-1.jpg", "scan-2.jpg", "scan-3.jpg"])]
    [None, None, None]
    """
    files = list(files)
    backs = _counted_backs(files) | _named_backs(files)
    taken = {back for back, _ in backs.values()}
    return [Paper(file, *backs.get(file, (None, True))) for file in files if file not in taken]


def _named_backs(files: list[str]) -> dict[str, tuple[str, bool]]:
    fronts: dict[tuple[str, str], str] = {}
    for file in files:  # "lee.jpg" is the front of "lee_back.jpg" unless "lee_front.jpg" is there
        if found := _FRONT.fullmatch(PurePath(file).stem):
            fronts[_card(file, found["card"])] = file
        else:
            fronts.setdefault(_card(file, PurePath(file).stem), file)
    backs = {}
    for file in files:
        found = _BACK.fullmatch(PurePath(file).stem)
        front = fronts.get(_card(file, found["card"])) if found else None
        if front:
            backs[front] = (file, True)
    return backs


def _counted_backs(files: list[str]) -> dict[str, tuple[str, bool]]:
    """Pair ``x-1`` with ``x-2`` where there is no ``x-3``: that would be a numbered stack."""
    series: dict[tuple[str, str], dict[str, str]] = {}
    for file in files:
        if found := _COUNTED.fullmatch(PurePath(file).stem):
            series.setdefault(_card(file, found["card"]), {})[found["number"]] = file
    pairs = (numbers for numbers in series.values() if sorted(numbers) == ["1", "2"])
    return {numbers["1"]: (numbers["2"], False) for numbers in pairs}


def _card(file: str, name: str) -> tuple[str, str]:
    return str(PurePath(file).parent), name.casefold()
