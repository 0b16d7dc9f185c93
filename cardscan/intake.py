"""Many pictures in, filed cards out: a generator, and the only writer of cards."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path

from cardscan.cluster import ClusterExecutor
from cardscan.config import OnDuplicate
from cardscan.contact import Contact, Filed, Filing, Outcome, StoredCard, Verdict
from cardscan.errors import CardFailed, InputError
from cardscan.executors import SerialExecutor, in_order, open_executor
from cardscan.inputs import Barren, Count, Paper, find_files, pair_sides
from cardscan.interrupts import finished_first
from cardscan.language import _
from cardscan.match.compare import compare
from cardscan.match.deciding import decide
from cardscan.model import ScannedCard, Source
from cardscan.occasions import occasion_of
from cardscan.ocr.engine import UNCONFIRMED
from cardscan.ocr.images import MAX_BYTES
from cardscan.people import contact_of, contact_on
from cardscan.scan import PageResult, Recipe, Sides, check_engine, scan_paper, taken_on
from cardscan.store.library import Library

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How a stack is filed."""

    jobs: int = 1  # worker processes; 0 reads in this process
    cluster: str = ""  # address of a Dask scheduler, whose workers read instead
    time_limit: float = 600  # seconds that one file may take
    tags: tuple[str, ...] = ()
    event: str = ""  # "": what the folder says
    met: date | None = None  # None: the day the folder is named by, else the picture's, the file's
    on_duplicate: OnDuplicate = OnDuplicate.REVIEW
    dry_run: bool = False
    roots: tuple[str, ...] = ()  # folders of the stack; those inside them are tags


def file_cards(
    library: Library,
    paths: Sequence[str],
    recipe: Recipe,
    options: IntakeOptions,
    count: Count | None = None,
    *,
    executor: Executor | None = None,
) -> Iterator[Filed]:
    """Read files and folders and file every card, yielding what became of each.

    A file that the library knows is not read again, so a run that was interrupted is simply
    run again; what was filed stays filed. What fails is yielded and the stack goes on.
    Workers are opened as the options say, unless an executor is given. Raises EngineMissing or
    UnknownName before anything is read, LibraryError at any point.
    """
    check_engine(recipe)
    if options.cluster:  # where a worker was started is its own affair
        paths = [str(Path(path).absolute()) for path in paths]
    found = list(find_files(paths))
    for folder in found:
        if isinstance(folder, Barren):
            yield _failed(PageResult(folder.path, error=folder.error))
    papers = pair_sides(file for file in found if isinstance(file, str))
    options = replace(options, roots=tuple(paths))
    yield from file_papers(library, papers, recipe, options, count, executor=executor)


def file_papers(
    library: Library,
    papers: Iterable[Paper],
    recipe: Recipe,
    options: IntakeOptions,
    count: Count | None = None,
    *,
    executor: Executor | None = None,
) -> Iterator[Filed]:
    """Do the same for papers that were found already; Ctrl-C waits until one is filed whole."""
    papers, count = tuple(papers), count or Count()
    count.files = sum(len(paper.files) for paper in papers)
    opened = open_executor(options.jobs, time_limit=options.time_limit, cluster=options.cluster)
    with nullcontext(executor) if executor else opened as workers:
        desk = _Desk(library, options, recipe, workers)
        jobs = workers.jobs if isinstance(workers, ClusterExecutor) else options.jobs
        for paper, sides in in_order(desk.submit, papers, jobs=jobs):
            with finished_first():
                count.done += len(paper.files)
                yield from desk.file(paper, sides)


def file_pages(
    library: Library, paper: Paper, pages: Iterable[PageResult], options: IntakeOptions
) -> Iterator[Filed]:
    """File what was read from the files of a paper already, as ``file_cards`` would.

    They must still be the files that the pages came from. Raises LibraryError.
    """
    pages = tuple(pages)
    front, back = (
        tuple(it for it in pages if it.path == file) for file in (paper.front, paper.back)
    )
    digests = {file: _digest(file) for file in paper.files}
    desk = _Desk(library, options, Recipe(), SerialExecutor(), digests=digests)
    yield from desk.file(paper, Sides(front, back, taken_on(paper.front)))


@dataclass(slots=True)
class _Desk:
    """Where papers are filed one by one; remembers what this run has taken in."""

    library: Library
    options: IntakeOptions
    recipe: Recipe
    executor: Executor
    digests: dict[str, str] = field(default_factory=dict)  # by path
    taken: dict[str, str] = field(default_factory=dict)  # the first path, by digest
    reading: dict[str, list["Future[Sides | None]"]] = field(
        default_factory=dict
    )  # twins, by digest
    failed: dict[str, Filed] = field(default_factory=dict)  # by digest

    def submit(self, paper: Paper) -> "Future[Sides | None]":
        """Have a paper read, unless every file of it is known: then there is nothing to read."""
        fresh = [file for file in paper.files if not self._knows(file)]
        if fresh:
            self.reading |= {self.digests[file]: [] for file in fresh}
            return self.executor.submit(scan_paper, paper, self.recipe)
        known: Future[Sides | None] = Future()
        twins = [self.reading[digest] for digest in self._digests(paper) if digest in self.reading]
        if twins:
            twins[-1].append(known)  # it is known as soon as its twin is filed
        else:
            known.set_result(None)
        return known

    def _digests(self, paper: Paper) -> list[str]:
        return [self.digests[file] for file in paper.files]

    def _knows(self, file: str) -> bool:
        digest = self.digests[file] = _digest(file)
        if not digest:
            return False
        if digest in self.taken:
            return True
        self.taken[digest] = file
        return self.library.holds(digest, 0)  # its first page is marked last: see _mark

    def file(self, paper: Paper, sides: Sides | CardFailed | None) -> Iterator[Filed]:
        """File what was read, front before back, and mark the files that are done."""
        if sides is None:
            for file in paper.files:
                yield from self._known(file)
        elif isinstance(sides, CardFailed):
            for file in paper.files:
                yield self._failed(PageResult(file, error=CardFailed(f"{file}: {sides}")))
        else:
            yield from self._file_sides(paper, sides)
        for digest in self._digests(paper):
            for twin in self.reading.pop(digest, ()):
                twin.set_result(None)

    def _file_sides(self, paper: Paper, sides: Sides) -> Iterator[Filed]:
        for page in sides.pages:
            if page.error:
                yield self._failed(page)
            elif not page.cards:
                log.warning(_("%s: no card found on it"), _place(page))
            elif any(UNCONFIRMED in card.card.warnings for card in page.cards):
                log.warning(_("%s: %s. Run: cardscan doctor"), _place(page), UNCONFIRMED)
        skipped = False
        for filed in self._file_cards(paper, sides):
            skipped |= filed.outcome is Outcome.KNOWN and filed.card_id is None
            yield filed
        if not self.options.dry_run and not skipped:
            yield from self._mark(sides.front)
            yield from self._mark(sides.back)

    def _failed(self, page: PageResult) -> Filed:
        filed = _failed(page)
        self.failed[self.digests[page.path]] = filed
        return filed

    def _known(self, file: str) -> Iterator[Filed]:
        """Say where the cards of a known file are; a twin of a file shares its lot."""
        digest = self.digests[file]
        if digest in self.failed:
            error = f"{file}: the same picture as {self.taken[digest]}, which failed"
            yield replace(self.failed[digest], source=Source(file, 0, 0), error=error)
        elif self.options.dry_run and not self.library.holds(digest, 0):
            yield Filed(Source(file, 0, 0), Outcome.KNOWN)  # from the real run on
        for card in self.library.cards_from(digest):
            source = replace(card.card.source, path=file)
            yield Filed(source, Outcome.KNOWN, card.id, card.contact_id)

    def _file_cards(self, paper: Paper, sides: Sides) -> Iterator[Filed]:
        given = self._given(paper, sides)
        fronts = [card for page in sides.front for card in page.cards]
        backs = [card for page in sides.back for card in page.cards]
        if len(fronts) == len(backs) == 1:
            front, back = fronts[0], backs[0]
            if paper.is_named or _share_a_fact(front, back, given.met):
                filed = self._file(front, _both(front, back, given.met), given)
                yield filed
                yield self._file_back(back, filed, given)
                return
        for card in fronts + backs:
            yield self._file(card, contact_on(card.card, met=given.met), given)

    def _given(self, paper: Paper, sides: Sides) -> Filing:
        """Say when and where a card was given: as typed, else as its folder says."""
        options = self.options
        occasion = occasion_of(paper.front, options.roots)
        return Filing(
            met=options.met or occasion.met or sides.met,
            tags=tuple(dict.fromkeys((*options.tags, *occasion.tags))),
            event=options.event or occasion.event,
        )

    def _file(self, card: ScannedCard, person: Contact, given: Filing) -> Filed:
        with self._deciding():
            decision = decide(person, self.library.candidates(person), self.options.on_duplicate)
            if decision.outcome is Outcome.KNOWN or self.options.dry_run:
                place, contact = card.card.source, decision.contact_id
                return Filed(place, decision.outcome, None, contact, decision.reasons, scanned=card)
            filing = replace(
                given,
                outcome=decision.outcome,
                contact_id=decision.contact_id,
                reasons=decision.reasons,
                doubts=decision.doubts,
            )
            return replace(self.library.add_card(card, filing), scanned=card)

    def _deciding(self) -> AbstractContextManager[None]:
        """Let no other scan file the same person between our look and our filing."""
        return nullcontext() if self.options.dry_run else self.library.atomic()

    def _file_back(self, card: ScannedCard, front: Filed, given: Filing) -> Filed:
        if front.card_id is None:  # a dry run, or the front was skipped
            back = Filed(card.card.source, Outcome.BACK, None, front.contact_id)
        else:
            filing = replace(
                given,
                tags=(),
                outcome=Outcome.BACK,
                contact_id=front.contact_id,
                back_of=front.card_id,
            )
            back = self.library.add_card(card, filing)
        return replace(back, scanned=card)

    def _mark(self, pages: tuple[PageResult, ...]) -> Iterator[Filed]:
        """Keep a file and note that it is done, its first page last; not after a failure."""
        if any(page.error for page in pages):
            return
        for page in reversed(pages):
            original = None if page.page else Path(page.path)
            try:
                self.library.add_image(
                    page.digest,
                    path=page.path,
                    page=page.page,
                    cards=len(page.cards),
                    original=original,
                )
            except InputError as error:  # the file has changed since it was read
                yield _failed(replace(page, error=error))


def _both(front: ScannedCard, back: ScannedCard, met: date) -> Contact:
    """Return the contact that two sides make together; its id is empty."""
    sides = (
        StoredCard("front", "", front.card, met),
        StoredCard("back", "", back.card, met, back_of="front"),
    )
    return contact_of("", sides)


def _share_a_fact(front: ScannedCard, back: ScannedCard, met: date) -> bool:
    """Whether two sides that are only counted, 1 and 2, are of one person after all."""
    match = compare(contact_on(front.card, met=met), contact_on(back.card, met=met))
    return match.verdict in {Verdict.SAME, Verdict.LIKELY}


def _failed(page: PageResult) -> Filed:
    source = Source(page.path, page.page, 0)
    code = page.error.code if page.error else ""
    return Filed(source, Outcome.FAILED, error=str(page.error), error_code=code)


def _place(page: PageResult) -> str:
    return f"{page.path}, page {page.page + 1}" if page.page else page.path


def _digest(path: str) -> str:
    """Return the SHA-256 of a file, hex; empty when it will not be read anyway."""
    try:
        if not Path(path).is_file() or Path(path).stat().st_size > MAX_BYTES:
            return ""
        with Path(path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a NUL byte in the path
        return ""
