"""The scan: a folder's pictures with what was found in them, filed when a person says so."""

import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import cache
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, ProgressBar, Static
from textual.worker import get_current_worker

from cardscan.config import Settings
from cardscan.contact import Filed
from cardscan.errors import CardscanError
from cardscan.inputs import Paper
from cardscan.language import N_, _
from cardscan.store.library import Library
from cardscan.tui.letting_go import keep_what_is_loaded
from cardscan.tui.plain import shortened
from cardscan.tui.rows import Row, read_rows
from cardscan.tui.screens.spoken import SpokenScreen
from cardscan.tui.stack import Sheet, StackState, State
from cardscan.tui.widgets.key_bar import KeyBar
from cardscan.tui.widgets.path_box import PathBox
from cardscan.tui.widgets.picture import Picture
from cardscan.tui.widgets.row_list import RowList

AT_REST = 2.0  # seconds that a file must stay as it is: scanners write slowly
LOOK_EVERY = 1.0  # seconds

if TYPE_CHECKING:  # it brings OpenCV, which a start must not wait for
    from cardscan.preview import PagePicture, ReadPaper, Stack

HINT = N_("""\
Type a folder of card pictures or one picture, and press Enter. The right
arrow completes a name. What is found in each picture is shown before
anything is filed: boxes mark the cards.\
""")


class ScanScreen(SpokenScreen[None]):
    """Reads a stack, shows it, files it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "file", N_("File all")),
        Binding("x,space", "leave_out", N_("Leave out"), key_display="x"),
        Binding("w,f7", "watch", N_("Watch")),
        Binding("slash", "choose", N_("Another folder"), key_display="/"),
        Binding("escape,q", "leave", N_("Back"), key_display="esc"),
    ]

    @dataclass
    class Found(Message):
        """The papers of a stack were found, or the reason why there are none."""

        stack: "Stack"

    @dataclass
    class Arrived(Message):
        """Papers came into the folder that is watched."""

        papers: tuple[Paper, ...]

    @dataclass
    class Read(Message):
        """One paper was read."""

        index: int
        read: "ReadPaper"

    @dataclass
    class Drawn(Message):
        """A page can be shown."""

        picture: "PagePicture"

    @dataclass
    class FiledOne(Message):
        """One paper was filed."""

        index: int
        filed: tuple[Filed, ...]

    @dataclass
    class Failed(Message):
        """The stack cannot go on, and why."""

        reason: str

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.stack = StackState()
        self.filing = False
        self.path = ""  # of the stack

    def compose(self) -> ComposeResult:
        """Lay out the path, how far it is, the papers and what is on one."""
        box = PathBox(id="path")
        box.border_title = _("Scan")
        yield box
        yield Static(Content(_(HINT)), id="status")
        yield ProgressBar(id="progress", show_eta=False)
        with Horizontal(id="stack"):
            yield RowList(_("Pictures"), id="sheets", label_width=0)
            with Vertical(id="sheet"):
                yield Picture(id="page")
                yield RowList(_("What is on it"), id="fields")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is to show: nothing yet."""
        self.query_one("#progress").display = False
        self.query_one("#stack").display = False

    # Reading and filing, away from the event loop

    @work(thread=True, exclusive=True, group="scan")
    def read(self, path: str) -> None:
        """Find the papers, then read them one after the other until the screen is left."""
        from cardscan.preview import find_stack  # noqa: PLC0415 - brings OpenCV

        _prepare_for_workers()
        _keep_readers()
        stack = find_stack([path])
        self.post_message(self.Found(stack))
        self._read_papers(stack.papers, 0)

    def _read_papers(self, papers: tuple[Paper, ...], first: int) -> None:
        from cardscan.preview import Stack, read_stack  # noqa: PLC0415 - brings OpenCV
        from cardscan.workspace import recipe_of  # noqa: PLC0415

        worker, stack = get_current_worker(), Stack(papers)
        jobs, limit = self.settings.jobs, self.settings.time_limit
        reads = read_stack(stack, recipe_of(self.settings), jobs=jobs, time_limit=limit)
        try:
            for index, read in enumerate(reads, first):
                if worker.is_cancelled:
                    break
                self.post_message(self.Read(index, read))
        except CardscanError as error:
            self.post_message(self.Failed(str(error)))
        finally:
            reads.close()

    @work(thread=True, exclusive=True, group="watch")
    def keep_watch(self, folder: str, known: Sequence[Paper]) -> None:
        """Read what comes into a folder, each file once it has come to rest."""
        from cardscan.watch import WatchedFolder  # noqa: PLC0415 - brings OpenCV

        _prepare_for_workers()
        worker, number = get_current_worker(), len(known)
        watched = WatchedFolder(folder, settle=AT_REST)
        watched.at_rest(time.monotonic())
        watched.mark_filed(tuple(it for it in known if watched.since.keys() >= set(it.files)))
        while not worker.is_cancelled:
            if papers := watched.at_rest(time.monotonic()):
                watched.mark_filed(papers)
                self.post_message(self.Arrived(papers))
                self._read_papers(papers, number)
                number += len(papers)
            time.sleep(LOOK_EVERY)

    @work(thread=True, exclusive=True, group="page")
    def draw(self, read: "ReadPaper") -> None:
        """Post the first page of a paper."""
        from cardscan.preview import PagePicture, picture_of  # noqa: PLC0415 - brings OpenCV

        shown = next((page for page in read.pages if not page.error), None)
        try:
            picture = picture_of(shown) if shown else PagePicture(b"", ())
        except CardscanError:
            picture = PagePicture(b"", ())
        self.post_message(self.Drawn(picture))

    @work(thread=True, group="file")
    def file(self, sheets: list[tuple[int, Sheet]]) -> None:
        """File papers that were read, one after the other."""
        from cardscan.intake import IntakeOptions, file_pages  # noqa: PLC0415 - brings OpenCV

        for index, sheet in sheets:
            pages = sheet.read.pages if sheet.read else ()
            try:
                filed = file_pages(self.library, sheet.paper, pages, IntakeOptions(jobs=0))
                self.post_message(self.FiledOne(index, tuple(filed)))
            except CardscanError as error:
                self.post_message(self.Failed(str(error)))
                return

    # What came back

    @on(Found)
    def show_found(self, found: Found) -> None:
        """List the papers."""
        self.stack = StackState([Sheet(paper) for paper in found.stack.papers])
        self.query_one("#stack").display = bool(self.stack.sheets)
        progress = self.query_one("#progress", ProgressBar)
        progress.display = bool(self.stack.sheets)
        progress.update(total=len(self.stack.sheets), progress=0)
        if found.stack.barren:
            self._say(str(found.stack.barren[0].error), wrong=True)
        if self.stack.sheets:
            self._tell()
            self.query_one("#sheets").focus()

    @on(Arrived)
    def show_arrived(self, arrived: Arrived) -> None:
        """List papers that came into the folder."""
        self.stack.sheets += [Sheet(paper) for paper in arrived.papers]
        self.query_one("#progress", ProgressBar).update(total=len(self.stack.sheets))
        self.query_one("#stack").display = self.query_one("#progress").display = True
        self._tell()

    @on(Read)
    def show_read(self, came: Read) -> None:
        """Say what was found on one paper; file it when all are to be filed."""
        sheet = self.stack.sheets[came.index]
        sheet.read = came.read
        if sheet.state is State.WAITING:
            sheet.state = State.READ
        self.query_one("#progress", ProgressBar).update(progress=self.stack.read)
        self._tell()
        if self.query_one("#sheets", RowList).highlighted == came.index:
            self._show(came.index)
        if self.filing:
            self._file_read()

    @on(FiledOne)
    def show_filed(self, done: FiledOne) -> None:
        """Say what became of one paper."""
        self.stack.sheets[done.index].filed = done.filed
        self.stack.sheets[done.index].state = State.FILED
        self._tell()

    @on(Failed)
    def show_failure(self, failed: Failed) -> None:
        """Say why it does not go on."""
        self._say(failed.reason, wrong=True)

    @on(Drawn)
    def show_page(self, drawn: Drawn) -> None:
        """Show the page with its cards."""
        self.query_one("#page", Picture).show(drawn.picture.jpeg, boxes=drawn.picture.quads)

    def _tell(self) -> None:
        self.query_one("#sheets", RowList).show([sheet.row for sheet in self.stack.sheets])
        self._say(self.stack.words)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        status = self.query_one("#status", Static)
        status.set_class(wrong, "error")
        status.update(Content(f"✗ {shortened(words)}" if wrong else words))

    @on(OptionList.OptionHighlighted, "#sheets")
    def show_chosen(self, chosen: OptionList.OptionHighlighted) -> None:
        """Show the paper under the cursor."""
        self._show(chosen.option_index)

    def _show(self, index: int) -> None:
        sheet = self.stack.sheets[index]
        rows: tuple[Row, ...] = ()
        if sheet.read:
            rows = read_rows(sheet.read, home=self.settings.region)
            self.draw(sheet.read)
        else:
            self.query_one("#page", Picture).show(b"")
        self.query_one("#fields", RowList).show(rows)

    # What a person does

    @on(Input.Submitted, "#path")
    def begin(self) -> None:
        """Read what was named."""
        if path := self.query_one(PathBox).path:
            self.filing, self.path = False, path
            self.workers.cancel_group(self, "watch")
            self._say(_("Looking for pictures…"))
            self.read(path)

    @on(events.Key)
    def step_down(self, event: events.Key) -> None:
        """Go from the path to the pictures."""
        if event.key == "down" and self.focused is self.query_one(PathBox) and self.stack.sheets:
            self.query_one("#sheets").focus()

    def action_file(self) -> None:
        """File everything that is not left out, what is still being read as it comes."""
        self.filing = bool(self.stack.sheets) or self.stack.watching
        self._file_read()

    def _file_read(self) -> None:
        ready = [(n, it) for n, it in enumerate(self.stack.sheets) if it.state is State.READ]
        for _number, sheet in ready:
            sheet.state = State.FILED  # it is on its way; the words follow
        if ready:
            self.file(ready)

    def action_leave_out(self) -> None:
        """Leave a picture out, or take it in again."""
        index = self.query_one("#sheets", RowList).highlighted
        if index is None or self.focused is not self.query_one("#sheets"):
            return
        sheet = self.stack.sheets[index]
        if sheet.state is State.LEFT_OUT:
            sheet.state = State.READ if sheet.read else State.WAITING
        elif sheet.state is not State.FILED:
            sheet.state = State.LEFT_OUT
        self._tell()

    def action_watch(self) -> None:
        """Read what comes into the folder from now on, or no longer."""
        if self.stack.watching:
            self.workers.cancel_group(self, "watch")
        elif self.path and Path(self.path).is_dir():
            self.keep_watch(self.path, [sheet.paper for sheet in self.stack.sheets])
        else:
            self.notify(_("Name a folder first: only folders can be watched."))
            return
        self.stack.watching = not self.stack.watching
        self._tell()

    def action_choose(self) -> None:
        """Go to the path."""
        self.query_one(PathBox).focus()

    def action_leave(self) -> None:
        """Go back to the contacts; what is not filed stays where it is."""
        self.workers.cancel_node(self)
        self.dismiss()


_keep_readers = cache(keep_what_is_loaded)  # once, when they were loaded: the rest may go


def _prepare_for_workers() -> None:
    """Start what multiprocessing watches over its workers with: it hands on the real stderr.

    Textual puts an object without a file in the place of sys.stderr, which cannot be handed on.
    """
    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
