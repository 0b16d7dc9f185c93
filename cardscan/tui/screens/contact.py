"""The second screen: everything about one contact, and where it came from."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from cardscan.contact import Change, Contact, StoredCard
from cardscan.errors import CardscanError
from cardscan.store.library import Library
from cardscan.tui.plain import plain, shortened
from cardscan.tui.results import Results
from cardscan.tui.rows import (
    card_rows,
    contact_rows,
    display_name,
    history_rows,
    timeline_rows,
)
from cardscan.tui.widgets.row_list import DATE_WIDTH, RowList

HISTORY = 100  # changes shown; the command line prints the rest


class ContactScreen(Screen[int]):
    """One contact of a list; closes with the row it stands on."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,q", "back", "Back", key_display="esc"),
        Binding("n,right_square_bracket", "step(1)", "Next", key_display="n"),
        Binding("p,left_square_bracket", "step(-1)", "Previous", key_display="p"),
        Binding("c,y", "copy", "Copy", key_display="c"),
        Binding("tab", "app.focus_next", "Pane", show=True),
        Binding("r,f5", "reload", "Refresh", show=False),
    ]

    @dataclass
    class Loaded(Message):
        """A contact came back with its cards and its history."""

        row: int
        contact: Contact
        cards: tuple[StoredCard, ...]
        history: tuple[Change, ...]

    @dataclass
    class NoneThere(Message):
        """The list has no contact on that side."""

        step: int

    @dataclass
    class ContactLost(Message):
        """The contact cannot be read, and why."""

        reason: str

    def __init__(
        self, library: Library, contact_id: str, *, results: Results, row: int, home: str
    ) -> None:
        super().__init__()
        self.library = library
        self.contact_id = contact_id
        self.results = results
        self.row = row
        self.home = home
        self.cards: tuple[StoredCard, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the heading, four panes and the keys."""
        yield Static(id="heading")
        with Container(id="panes"):
            yield RowList("Contact", id="facts")
            yield RowList("Cards, newest first", id="timeline")
            yield RowList("What this card says", id="card")
            yield RowList("History", id="history", label_width=DATE_WIDTH)
        yield Footer()

    # Asking the library, away from the event loop

    @work(thread=True, exclusive=True, group="contact")
    def load(self, contact_id: str, row: int) -> None:
        """Post a contact with all that belongs to it."""
        try:
            self.post_message(self._loaded(contact_id, row))
        except CardscanError as error:
            self.post_message(self.ContactLost(str(error)))

    @work(thread=True, exclusive=True, group="contact")
    def load_neighbour(self, row: int, step: int) -> None:
        """Post the contact beside a row of the list."""
        if row + step < 0:
            self.post_message(self.NoneThere(step))
            return
        try:
            found = self.library.search(
                self.results.query, limit=1, offset=row + step, sort=self.results.sort
            )
            neighbour = next(iter(found), None)
            self.post_message(
                self._loaded(neighbour.id, row + step) if neighbour else self.NoneThere(step)
            )
        except CardscanError as error:
            self.post_message(self.ContactLost(str(error)))

    def _loaded(self, contact_id: str, row: int) -> Loaded:
        return self.Loaded(
            row,
            self.library.contact(contact_id),
            self.library.cards(contact_id),
            tuple(self.library.history(contact_id, limit=HISTORY)),
        )

    # What came back

    @on(Loaded)
    def show_contact(self, loaded: Loaded) -> None:
        """Fill the panes."""
        self.row, self.contact_id, self.cards = loaded.row, loaded.contact.id, loaded.cards
        self._head(loaded.contact)
        self._pane("facts").show(contact_rows(loaded.contact, home=self.home))
        timeline = self._pane("timeline")
        timeline.show(timeline_rows(loaded.cards))
        self._show_card(timeline.highlighted or 0)
        self._pane("history").show(history_rows(loaded.history))

    def _head(self, contact: Contact) -> None:
        spoken = contact.name_kana.text or contact.name_roman.text
        name = display_name(contact)
        beside = [spoken if spoken != name else "", contact.company, *contact.titles[:1]]
        mark = "! " if contact.needs_review else ""  # as in the list
        words = Content.assemble(
            (f"{mark}{shortened(name)}", "bold"), *(f"  {plain(word)}" for word in beside if word)
        )
        self._heading(words, wrong=False)

    def _heading(self, words: Content, *, wrong: bool) -> None:
        heading = self.query_one("#heading", Static)
        heading.set_class(wrong, "error")
        heading.update(words)

    @on(OptionList.OptionHighlighted, "#timeline")
    def show_chosen_card(self, chosen: OptionList.OptionHighlighted) -> None:
        """Show the card under the cursor of the timeline."""
        self._show_card(chosen.option_index)

    def _show_card(self, index: int) -> None:
        rows = card_rows(self.cards[index], home=self.home) if self.cards else ()
        self._pane("card").show(rows)

    @on(OptionList.OptionSelected, "#timeline")
    def go_to_card(self) -> None:
        """Step from the timeline into the card."""
        self._pane("card").focus()

    @on(NoneThere)
    def say_end(self, none: NoneThere) -> None:
        """Say that the list ends here."""
        self.notify("This is the last contact." if none.step > 0 else "This is the first contact.")

    @on(ContactLost)
    def show_loss(self, lost: ContactLost) -> None:
        """Say that the contact cannot be read and what can be done."""
        words = Content(f"✗ {shortened(lost.reason)}\nF5 tries again, Escape goes back.")
        self._heading(words, wrong=True)

    # What a person does

    @on(events.ScreenResume)
    def action_reload(self) -> None:
        """Read the contact again: another program may have changed it."""
        self.load(self.contact_id, self.row)

    def action_step(self, step: int) -> None:
        """Go to the next or previous contact of the list."""
        self.load_neighbour(self.row, step)

    def action_back(self) -> None:
        """Return to the list, on the row of this contact."""
        self.dismiss(self.row)

    def action_copy(self) -> None:
        """Copy the value under the cursor, as it is seen."""
        pane = self.focused
        if isinstance(pane, RowList) and (row := pane.chosen):
            self.app.copy_to_clipboard(plain(row.value))
            self.notify(shortened(row.value), title=f"Copied: {row.label}", markup=False)

    def _pane(self, name: str) -> RowList:
        return self.query_one(f"#{name}", RowList)
