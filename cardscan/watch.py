"""A folder watched for days: what lands in it is filed once it has come to rest."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from cardscan.contact import Filed
from cardscan.errors import InputMissing, LibraryError
from cardscan.inputs import Paper, find_files, pair_sides
from cardscan.intake import IntakeOptions, file_papers
from cardscan.language import _
from cardscan.scan import Recipe, check_engine
from cardscan.store.library import Library

log = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds between two looks; ten thousand files take a twentieth of that

Stamp = tuple[int, int, int]  # size, time of change and inode: with another one it is read anew


def watch_folder(
    library: Library,
    folder: str,
    recipe: Recipe,
    options: IntakeOptions,
    *,
    settle: float,
    pause: Callable[[], None] = lambda: time.sleep(INTERVAL),
) -> Iterator[Filed]:
    """File what lands in a folder, for ever, yielding what became of each card.

    ``settle`` is how many seconds a file must stay as it is: scanners write slowly.
    The folder is looked at again and again, because networks tell nobody of new files. It may
    go away and come back; when the library cannot be written, the same files are tried later.
    Workers run only while there is something to read. Raises InputMissing when there is no
    such folder at the beginning, EngineMissing or UnknownName.
    """
    check_engine(recipe)
    if not os.path.isdir(folder):  # noqa: PTH112 - Path raises for names that are too long
        raise InputMissing(_("{folder}: no such folder; check the name").format(folder=folder))
    watched = WatchedFolder(folder, settle=settle)
    options = replace(options, roots=(folder,))
    while True:
        papers = watched.at_rest(time.monotonic())
        try:
            yield from file_papers(library, papers, recipe, options)
        except LibraryError as error:
            log.warning(_("%s Its cards are tried again."), error)
        else:
            watched.mark_filed(papers)
        pause()


@dataclass(slots=True)
class WatchedFolder:
    """What is known of the files in a folder: since when each is as it is, and what was filed."""

    folder: str
    settle: float  # seconds
    is_there: bool = True
    since: dict[str, tuple[Stamp, float]] = field(default_factory=dict)
    filed: dict[str, Stamp] = field(default_factory=dict)

    def at_rest(self, now: float) -> tuple[Paper, ...]:
        """Return the papers with something new, each as soon as all its files are at rest."""
        self._tell_whether_it_is_there()
        found = {str(file): _stamp(str(file)) for file in find_files([self.folder])}
        stamps = {file: stamp for file, stamp in found.items() if stamp}
        if not stamps:  # it is empty, or away: then it is as it was when it comes back
            return ()
        self.since = {file: self._since(file, stamp, now) for file, stamp in stamps.items()}
        self.filed = {file: stamp for file, stamp in self.filed.items() if file in stamps}
        resting = {file for file, (_, then) in self.since.items() if now - then >= self.settle}
        return tuple(
            paper
            for paper in pair_sides(stamps)
            if resting.issuperset(paper.files) and any(map(self._is_new, paper.files))
        )

    def mark_filed(self, papers: tuple[Paper, ...]) -> None:
        """Remember what was filed, as it was when it was found at rest."""
        files = (file for paper in papers for file in paper.files)
        self.filed |= {file: self.since[file][0] for file in files}

    def _since(self, file: str, stamp: Stamp, now: float) -> tuple[Stamp, float]:
        known = self.since.get(file)
        return known if known and known[0] == stamp else (stamp, now)

    def _is_new(self, file: str) -> bool:
        return self.filed.get(file) != self.since[file][0]

    def _tell_whether_it_is_there(self) -> None:
        was_there, self.is_there = self.is_there, os.path.isdir(self.folder)  # noqa: PTH112 - as above
        if self.is_there is not was_there:
            told = "back" if self.is_there else "away; waiting for it"
            log.warning(_("%s is %s."), self.folder, told)


def _stamp(file: str) -> Stamp | None:
    """Return what tells a file from another of its name; None when it is gone, or no file yet."""
    try:
        status = os.stat(file)  # noqa: PTH116 - as above
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino)
