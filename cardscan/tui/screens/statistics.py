"""What the library holds, in numbers and bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from cardscan.contact import Stats
from cardscan.errors import LibraryError
from cardscan.language import N_, _, ngettext
from cardscan.store.library import Library
from cardscan.tui.plain import fitted, shortened
from cardscan.tui.screens.chosen import contacts_in_words
from cardscan.tui.screens.spoken import SpokenScreen
from cardscan.tui.widgets.key_bar import KeyBar

LABEL = 26  # cells before a bar
BAR = "▆"
AROUND = 9  # cells of a line beside label, bar and number: margins, gaps, the scrollbar
WIDEST_BAR = 60  # cells
MONTHS = 24  # the newest


def stats_lines(stats: Stats, width: int) -> Iterator[str]:
    """Lay out the numbers for a screen of so many cells."""
    counted = (contacts_in_words(stats.contacts), _cards(stats.cards), _pictures(stats.images))
    yield " · ".join(counted)
    yield _waiting(stats.waiting)
    if stats.due:
        yield ngettext("{n:,} reminder is due", "{n:,} reminders are due", stats.due).format(
            n=stats.due
        )
    if stats.first_met and stats.last_met:
        yield _("Met {first} to {last}").format(first=stats.first_met, last=stats.last_met)
    yield from _bars(_("Cards met by month"), stats.months[-MONTHS:], width)
    yield from _bars(_("Companies"), stats.companies, width)
    yield from _bars(_("Prefectures"), stats.prefectures, width)
    yield from _bars(_("Posts"), [(_(name), number) for name, number in stats.titles], width)
    if stats.readers:
        yield from ("", _("Readers, where a person has looked"))
    for score in stats.readers:
        share = score.right / score.seen if score.seen else 0
        said = _("{share:.0%} of {n:,} values were right").format(share=share, n=score.seen)
        yield f"  {fitted(score.reader, LABEL)} {said}"


def _cards(number: int) -> str:
    return ngettext("{n:,} card", "{n:,} cards", number).format(n=number)


def _pictures(number: int) -> str:
    return ngettext("{n:,} picture", "{n:,} pictures", number).format(n=number)


def _waiting(number: int) -> str:
    said = ngettext(
        "{n:,} contact waits for a person", "{n:,} contacts wait for a person", number
    ).format(n=number)
    return f"{said} " + _("(v reviews)") if number else said


def _bars(title: str, pairs: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    if not pairs:
        return
    yield from ("", title)
    most = max(number for _, number in pairs)
    room = max(4, min(WIDEST_BAR, width - LABEL - cell_len(f"{most:,}") - AROUND))
    for label, number in pairs:
        bar = BAR * max(1, round(room * number / most))
        yield f"  {fitted(label, LABEL)} {bar} {number:,}"


class StatisticsScreen(SpokenScreen[None]):
    """Cards over time, companies, prefectures, posts, what waits, how the readers do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,f5", "reload", N_("Refresh")),
        Binding("escape,q,backspace", "dismiss", N_("Back"), key_display="esc"),
    ]

    @dataclass
    class Counted(Message):
        """The numbers came."""

        stats: Stats

    @dataclass
    class LibraryLost(Message):
        """The library cannot be read, and why."""

        reason: str

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.stats: Stats | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll():
            yield Static(id="numbers")
        yield KeyBar()

    @work(thread=True, exclusive=True, group="stats")
    def count(self) -> None:
        """Post the numbers: a large library takes a moment."""
        try:
            self.post_message(self.Counted(self.library.stats()))
        except LibraryError as error:
            self.post_message(self.LibraryLost(str(error)))

    @on(Counted)
    def show(self, counted: Counted) -> None:
        """Draw the numbers."""
        self.stats = counted.stats
        self._draw()

    @on(LibraryLost)
    def show_loss(self, lost: LibraryLost) -> None:
        """Say that the library cannot be read."""
        words = f"✗ {shortened(lost.reason)}\n" + _("F5 tries again.")
        self.query_one("#numbers", Static).update(Content(words))

    @on(events.Resize)
    def _draw(self) -> None:
        if self.stats:
            lines = "\n".join(stats_lines(self.stats, self.size.width))
            self.query_one("#numbers", Static).update(Content(lines))

    @on(events.ScreenResume)
    def action_reload(self) -> None:
        """Count again."""
        self.count()
