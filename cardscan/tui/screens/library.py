"""The first screen: a search box over the list of contacts."""

from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Input, Static
from textual.worker import get_current_worker

from cardscan.config import Settings
from cardscan.contact import Contact, Facet
from cardscan.errors import LibraryError, QueryError
from cardscan.language import N_, _
from cardscan.tui.list_words import GREETING, NOTHING, matching_in_words, order_in_words
from cardscan.tui.plain import shortened
from cardscan.tui.results import Results
from cardscan.tui.screens.chosen import ChosenDeeds, contacts_in_words
from cardscan.tui.widgets.columns import contact_columns
from cardscan.tui.widgets.contact_table import PAGE, ContactTable
from cardscan.tui.widgets.facet_list import FacetList
from cardscan.tui.widgets.key_bar import KeyBar
from cardscan.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:  # it brings SQLAlchemy, which the first paint must not wait for
    from cardscan.store.library import Library

OTHER_SCREENS = frozenset({"review", "scan", "statistics"})


class LibraryScreen(ChosenDeeds):
    """Search as one types; the list below shows what matches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("Search"), key_display="/"),
        Binding("escape", "clear", N_("Clear"), show=False),
        Binding("s", "sort", N_("Sort"), show=False),
        Binding("S,o", "reverse", N_("Reverse"), show=False),
        Binding("v,f2", "review", N_("Review")),
        Binding("a,f3", "scan", N_("Scan")),
        Binding("ctrl+q", "app.quit", N_("Quit"), priority=True),
        Binding("f4", "statistics", N_("Statistics"), show=False),
        Binding("f,f6", "facets", N_("Narrow"), show=False),
        Binding("c", "columns", N_("Columns"), show=False),
        Binding("r,f5", "reload", N_("Refresh"), show=False),
        Binding("up", "table('move', -1)", N_("Up"), show=False),
        Binding("down", "table('move', 1)", N_("Down"), show=False),
        Binding("pageup", "table('page', -1)", N_("Page up"), show=False),
        Binding("pagedown", "table('page', 1)", N_("Page down"), show=False),
    ]

    @dataclass
    class Found(Message):
        """A search came back: the rows around the cursor, and how many there are in all."""

        results: Results
        start: int
        contacts: tuple[Contact, ...]
        total: int | None  # None: more than these, and being counted

    @dataclass
    class Counted(Message):
        """How many contacts a search found."""

        results: Results
        total: int

    @dataclass
    class RowsLoaded(Message):
        """Rows of the search on screen came back."""

        results: Results
        start: int
        contacts: tuple[Contact, ...]

    @dataclass
    class FacetsCounted(Message):
        """What the contacts of a search have in common came back."""

        query: str
        facets: tuple[Facet, ...]

    @dataclass
    class QueryRefused(Message):
        """The query makes no sense, and why."""

        results: Results
        reason: str

    @dataclass
    class LibraryLost(Message):
        """The library cannot be read, and why."""

        reason: str

    def __init__(self, opened: "Future[Library]", settings: Settings) -> None:
        super().__init__(opened)
        self.settings = settings
        self.home = settings.region
        self.results = Results()  # asked for
        self.shown: Results | None = None  # on screen

    def compose(self) -> ComposeResult:
        """Lay out the box, the line of words, the list and the keys."""
        box = SearchBox(placeholder=_("Search names, companies, numbers, tag:…, met:2026-01.."))
        box.border_title = "cardscan"
        yield box
        yield Static(id="status")
        with Horizontal():
            facets = FacetList(id="facets")
            facets.display = False
            yield facets
            with ContentSwitcher(initial="contacts"):
                yield ContactTable(contact_columns(self.home), id="contacts")
                with Vertical(id="greeting", classes="words"):
                    yield Static(Content(_(GREETING)))
                with Vertical(id="nothing", classes="words"):
                    yield Static(Content(_(NOTHING)))
        yield KeyBar()

    @property
    def table(self) -> ContactTable:
        """Return the list."""
        return self.query_one(ContactTable)

    # Asking the library, away from the event loop

    @work(thread=True, exclusive=True, group="search")
    def find(self, results: Results, near: int) -> None:
        """Search, and post the rows around one row; counting the others takes longer."""
        worker = get_current_worker()
        start = max(0, near - PAGE // 2)
        try:
            contacts = self._fetch(results, range(start, start + PAGE))
            if worker.is_cancelled:
                return
            is_end = len(contacts) < PAGE and (contacts or not start)
            total = start + len(contacts) if is_end else None
            self.post_message(self.Found(results, start, contacts, total))
            if total is None:
                self.post_message(self.Counted(results, self.library.count(results.query)))
        except QueryError as error:
            self.post_message(self.QueryRefused(results, str(error)))
        except LibraryError as error:
            self.post_message(self.LibraryLost(str(error)))

    @work(thread=True, exclusive=True, group="rows")
    def load(self, results: Results, rows: range) -> None:
        """Post the rows that came into sight."""
        try:
            contacts = self._fetch(results, rows)
        except (QueryError, LibraryError) as error:
            self.post_message(self.LibraryLost(str(error)))
        else:
            self.post_message(self.RowsLoaded(results, rows.start, contacts))

    @work(thread=True, exclusive=True, group="facets")
    def count_facets(self, query: str) -> None:
        """Post what the contacts of a search have in common."""
        with suppress(QueryError, LibraryError):  # the search itself says what is wrong
            self.post_message(self.FacetsCounted(query, self.library.facets(query)))

    def _fetch(self, results: Results, rows: range) -> tuple[Contact, ...]:
        found = self.library.search(
            results.query, limit=len(rows), offset=rows.start, sort=results.sort
        )
        return tuple(found)

    # What came back

    @on(Found)
    def show_found(self, found: Found) -> None:
        """Show a search, unless a newer one is on its way."""
        if self.shown is None:
            self.refresh_bindings()  # the library is open: its screens can be gone to
        if found.results != self.results:
            return
        table = self.table
        chosen = table.contact_at(table.cursor)
        same = self.shown == found.results
        self.shown = found.results
        table.sort = found.results.sort
        least = max(found.start + len(found.contacts), table.total if same else 0)
        total = least if found.total is None else found.total
        table.show(total, found.start, found.contacts)
        row = table.row_of(chosen.id) if same and chosen else None
        table.cursor = row if row is not None else table.cursor if same else 0
        self._show_total(total, is_least=found.total is None and not same)
        if self.query_one(FacetList).display:
            self.count_facets(found.results.query)

    @on(Counted)
    def show_count(self, counted: Counted) -> None:
        """Say how many there are, and let the list go down to the last."""
        if counted.results == self.shown:
            self.table.extend(counted.total)
            self._show_total(counted.total)

    def _show_total(self, total: int, *, is_least: bool = False) -> None:
        searching = bool(self.results.query.strip())
        pane = "contacts" if total else "nothing" if searching else "greeting"
        self.query_one(ContentSwitcher).current = pane
        counted = matching_in_words(total) if searching else contacts_in_words(total)
        words = [_("{n:,} and more").format(n=total) if is_least else counted]
        words += [order_in_words(self.results.sort)] if self.results.sort else []
        if chosen := len(self.table.chosen):
            words.append(_("{n:,} chosen").format(n=chosen))
        self._say(" · ".join(words))

    @on(RowsLoaded)
    def show_rows(self, loaded: RowsLoaded) -> None:
        """Fill in rows of the search on screen; a list that shrank is searched anew."""
        if loaded.results != self.shown:
            return
        if loaded.contacts:
            self.table.fill(loaded.start, loaded.contacts)
        else:
            self.action_reload()

    @on(QueryRefused)
    def show_refusal(self, refused: QueryRefused) -> None:
        """Say what is wrong with the query and leave the list as it was."""
        if refused.results != self.results:
            return
        if self.shown and not self.table.total:
            # "nothing matches" was said of the words before this one
            self.query_one(ContentSwitcher).current = None
        self._complain(refused.reason)

    @on(LibraryLost)
    def show_loss(self, lost: LibraryLost) -> None:
        """Say that the library cannot be read and how to try again."""
        self._complain(f"{lost.reason}\n" + _("F5 tries again."))

    def _say(self, words: str) -> None:
        status = self.query_one("#status", Static)
        status.remove_class("error")
        status.update(Content(words))

    def _complain(self, reason: str) -> None:
        status = self.query_one("#status", Static)
        status.add_class("error")
        status.update(Content(f"✗ {shortened(reason)}"))

    # What a person does

    @on(Input.Changed)
    def search_as_typed(self, changed: Input.Changed) -> None:
        """Search for what stands in the box."""
        self._ask(Results(changed.value, self.results.sort))
        self.refresh_bindings()  # "?" is a key only while the box is empty

    @on(Input.Submitted)
    def open_from_search(self) -> None:
        """Open the contact under the cursor from the search box."""
        self.table.action_open()

    @on(ContactTable.RowsWanted)
    def load_wanted(self, wanted: ContactTable.RowsWanted) -> None:
        """Fetch rows that came into sight."""
        if self.shown:
            self.load(self.shown, wanted.rows)

    @on(ContactTable.ChoiceChanged)
    def count_chosen(self) -> None:
        """Say how many are chosen."""
        if self.shown:
            self._show_total(self.table.total)

    @on(FacetsCounted)
    def show_facets(self, counted: FacetsCounted) -> None:
        """Show what the search can be narrowed by."""
        if counted.query == self.results.query:
            self.query_one(FacetList).show(counted.facets, counted.query)

    @on(FacetList.Toggled)
    def narrow(self, toggled: FacetList.Toggled) -> None:
        """Take the words of a facet into the query, or out of it."""
        box = self.query_one(SearchBox)
        words = box.value.replace(toggled.term, "")
        box.value = " ".join((words if words != box.value else f"{words} {toggled.term}").split())

    def action_facets(self) -> None:
        """Show or hide what the search can be narrowed by."""
        facets = self.query_one(FacetList)
        facets.display = not facets.display
        if facets.display:
            self.count_facets(self.results.query)
            facets.focus()
        else:
            self.table.focus()

    def action_columns(self) -> None:
        """Choose the columns of the list."""
        from cardscan.tui.screens.choose_columns import ChooseColumnsScreen  # noqa: PLC0415 - a start need not wait for it

        def show(titles: frozenset[str] | None) -> None:
            self.table.show_columns(contact_columns(self.home, titles or ()))

        shown = [column.title for column in self.table.columns]
        self.app.push_screen(ChooseColumnsScreen(shown), show)

    @on(ContactTable.ContactChosen)
    def open_contact(self, chosen: ContactTable.ContactChosen) -> None:
        """Show one contact; coming back, the cursor stands on the last one seen."""
        from cardscan.tui.screens.contact import ContactScreen  # noqa: PLC0415 - a start need not wait for it

        if self.shown is None:
            return
        screen = ContactScreen(
            self.library,
            chosen.contact.id,
            results=self.shown,
            row=chosen.row,
            home=self.home,
        )
        self.app.push_screen(screen, self._return_to)

    def _return_to(self, row: int | None) -> None:
        if row is not None:
            self.table.cursor = row

    @on(ContactTable.HeaderClicked)
    def sort_by_header(self, clicked: ContactTable.HeaderClicked) -> None:
        """Sort by a column; a second click turns the order around."""
        if (self.results.sort or "")[:-1] == clicked.column.sort[:-1]:
            self.action_reverse()
        else:
            self._sort_by(clicked.column.sort)

    def action_sort(self) -> None:
        """Sort by the next column, after the last one in the library's own order."""
        orders = [None, *(column.sort for column in self.table.columns if column.sort)]
        fields = [order and order[:-1] for order in orders]
        now = fields.index(self.results.sort and self.results.sort[:-1])
        self._sort_by(orders[(now + 1) % len(orders)])

    def action_reverse(self) -> None:
        """Turn the order around."""
        if sort := self.results.sort:
            self._sort_by(sort[:-1] + ("-" if sort.endswith("+") else "+"))

    def _sort_by(self, sort: str | None) -> None:
        self._ask(Results(self.results.query, sort))

    def _ask(self, results: Results) -> None:
        if results != self.results:
            self.results = results
            self.find(results, 0)

    @on(events.ScreenResume)
    def action_reload(self) -> None:
        """Search again for what is on screen: another program may have filed cards."""
        self.find(self.results, self.table.cursor)

    def action_review(self) -> None:
        """Settle what is in doubt."""
        from cardscan.tui.screens.review import ReviewScreen  # noqa: PLC0415 - a start need not wait for it

        self.app.push_screen(ReviewScreen(self.library, home=self.home))

    def action_statistics(self) -> None:
        """Show what the library holds in numbers."""
        from cardscan.tui.screens.statistics import StatisticsScreen  # noqa: PLC0415 - a start need not wait for it

        self.app.push_screen(StatisticsScreen(self.library))

    def action_scan(self) -> None:
        """Read pictures and file their cards."""
        from cardscan.tui.screens.scan import ScanScreen  # noqa: PLC0415 - a start need not wait for it

        self.app.push_screen(ScanScreen(self.library, self.settings))

    def action_search(self) -> None:
        """Go to the search box."""
        self.query_one(SearchBox).focus()

    def action_clear(self) -> None:
        """Empty the search box and go there."""
        box = self.query_one(SearchBox)
        box.value = ""
        box.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the other screens once the library is open."""
        if action in OTHER_SCREENS and not self.opened.done():
            return None
        return super().check_action(action, parameters)

    def action_table(self, verb: str, amount: int) -> None:
        """Move in the list while the search box has the keys."""
        moved = self.table.action_move if verb == "move" else self.table.action_page
        moved(amount)
