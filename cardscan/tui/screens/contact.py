"""The second screen: everything about one contact, and where it came from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from cardscan.contact import Change, Contact, StoredCard
from cardscan.corrections import values_of
from cardscan.errors import CardscanError
from cardscan.language import N_, _
from cardscan.model import Field, Kind
from cardscan.store.library import Library
from cardscan.tui.calling import display_name
from cardscan.tui.plain import plain, shortened
from cardscan.tui.results import Results
from cardscan.tui.rows import (
    card_rows,
    contact_rows,
    history_rows,
    label,
    timeline_rows,
    typed_text,
)
from cardscan.tui.screens.choose_kind import ChooseKindScreen
from cardscan.tui.screens.prompt import PromptScreen
from cardscan.tui.screens.spoken import SpokenScreen
from cardscan.tui.tagging import TAG_HINT, tag_with
from cardscan.tui.widgets.key_bar import KeyBar
from cardscan.tui.widgets.picture import Picture
from cardscan.tui.widgets.row_list import DATE_WIDTH, RowList

WEB = ("https://", "http://")
HISTORY = 100  # changes shown; the command line prints the rest


class ContactScreen(SpokenScreen[int]):
    """One contact of a list; closes with the row it stands on."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,q", "back", N_("Back"), key_display="esc"),
        Binding("n,right_square_bracket", "step(1)", N_("Next"), key_display="n"),
        Binding("p,left_square_bracket", "step(-1)", N_("Previous"), show=False),
        Binding("c,y", "copy", N_("Copy"), show=False),
        Binding("e", "edit", N_("Edit")),
        Binding("i", "add", N_("Add"), show=False),
        Binding("t", "tag", N_("Tags")),
        Binding("o", "note", N_("Note")),
        Binding("u", "undo", N_("Undo")),
        Binding("k", "code", N_("QR code"), show=False),
        Binding("w", "open", N_("Open mail or page"), show=False),
        Binding("tab", "app.focus_next", N_("Pane"), show=False),
        Binding("r,f5", "reload", N_("Refresh"), show=False),
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

    @dataclass
    class Pictured(Message):
        """The picture of a card came."""

        card_id: str
        picture: bytes

    @dataclass
    class Changed(Message):
        """A change was made, or refused, and why."""

        refusal: str = ""

    def __init__(
        self, library: Library, contact_id: str, *, results: Results, row: int, home: str
    ) -> None:
        super().__init__()
        self.library = library
        self.contact_id = contact_id
        self.results = results
        self.row = row
        self.home = home
        self.contact: Contact | None = None
        self.picture = b""
        self.cards: tuple[StoredCard, ...] = ()
        self.history: tuple[Change, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the heading, four panes and the keys."""
        yield Static(id="heading")
        with Container(id="panes"):
            yield RowList(_("Contact"), id="facts")
            yield RowList(_("Cards, newest first"), id="timeline")
            yield RowList(_("What this card says"), id="card")
            yield RowList(_("History"), id="history", label_width=DATE_WIDTH)
            yield Picture(id="ink")
        yield KeyBar()

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
        self.contact, self.history = loaded.contact, loaded.history
        self._head(loaded.contact)
        self._pane("facts").show(contact_rows(loaded.contact, home=self.home))
        timeline = self._pane("timeline")
        timeline.show(timeline_rows(loaded.cards))
        self._show_card(timeline.highlighted or 0)
        self._pane("history").show(history_rows(loaded.history))

    def _head(self, contact: Contact) -> None:
        spoken = contact.name_kana.text or contact.name_roman.text or contact.shown_kana
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
        if self.cards:
            self.load_picture(self.cards[index].id)
        else:
            self.query_one("#ink", Picture).show(b"")

    @work(thread=True, exclusive=True, group="picture")
    def load_picture(self, card_id: str) -> None:
        """Post the picture of a card."""
        try:
            self.post_message(self.Pictured(card_id, self.library.picture(card_id)))
        except CardscanError:  # the contact was taken back meanwhile: the heading says so
            self.post_message(self.Pictured(card_id, b""))

    @on(Pictured)
    def show_picture(self, came: Pictured) -> None:
        """Show a card, or the ink of the value that is chosen on it."""
        self.picture = came.picture
        self._show_ink()

    @on(OptionList.OptionHighlighted, "#card")
    @on(events.DescendantFocus)
    def _show_ink(self) -> None:
        field = self._chosen_field() if self.focused is self._pane("card") else None
        self.set_class(self.focused is self._pane("card"), "-ink")
        self.query_one("#ink", Picture).show(self.picture, part=field.quad if field else None)

    def _chosen_field(self) -> Field | None:
        """Return the field under the cursor of the card's pane; other lines follow the fields."""
        card, place = self._chosen_card(), self._pane("card").highlighted
        fields = card.card.fields if card else ()
        return fields[place] if place is not None and place < len(fields) else None

    def _chosen_card(self) -> StoredCard | None:
        place = self._pane("timeline").highlighted
        return self.cards[place] if place is not None and place < len(self.cards) else None

    @on(OptionList.OptionSelected, "#timeline")
    def go_to_card(self) -> None:
        """Step from the timeline into the card."""
        self._pane("card").focus()

    @on(NoneThere)
    def say_end(self, none: NoneThere) -> None:
        """Say that the list ends here."""
        last, first = _("This is the last contact."), _("This is the first contact.")
        self.notify(last if none.step > 0 else first)

    @on(ContactLost)
    def show_loss(self, lost: ContactLost) -> None:
        """Say that the contact cannot be read and what can be done."""
        hint = _("F5 tries again, Escape goes back.")
        words = Content(f"✗ {shortened(lost.reason)}\n{hint}")
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
            self.notify(
                shortened(row.value),
                title=_("Copied: {label}").format(label=row.label),
                markup=False,
            )

    # Changing, away from the event loop

    @work(thread=True, group="change")
    def change(self, deed: Callable[[], object]) -> None:
        """Change something and show what follows from it."""
        try:
            deed()
        except CardscanError as error:
            self.post_message(self.Changed(str(error)))
        else:
            self.post_message(self.Changed())

    @on(Changed)
    def show_change(self, changed: Changed) -> None:
        """Show the contact as it is now, or say why nothing was changed."""
        if changed.refusal:
            self.notify(shortened(changed.refusal), severity="error", markup=False)
        self.action_reload()

    def _ask(self, question: str, text: str, deed: Callable[[str], object], hint: str = "") -> None:
        def take(answer: str | None) -> None:
            if answer is not None:
                self.change(lambda: deed(answer))

        self.app.push_screen(PromptScreen(question, text, hint=hint), take)

    def action_edit(self) -> None:
        """Correct the value under the cursor: on its card, or whatever the cards say."""
        pane = self.focused
        row = pane.chosen if isinstance(pane, RowList) else None
        if row is None or row.kind is None:
            self.notify(_("Choose a value of the contact or of a card; i adds one."))
            return
        card, place = self._chosen_card(), self._pane("card").highlighted
        kind, stored, shown = row.kind, row.stored, plain(row.value)

        def correct(text: str) -> None:
            typed = typed_text(kind, text, home=self.home)
            if pane is self._pane("card") and card and place is not None:
                self.library.check([(card.id, place, typed)])
            else:
                known = values_of(self.library.contact(self.contact_id), kind)
                values = [typed if value == stored else value for value in known]
                self.library.edit(self.contact_id, {kind: [it for it in values if it]})

        self._ask(_("{label} (empty strikes it out)").format(label=row.label), shown, correct)

    def action_add(self) -> None:
        """Add a value that no card says."""

        def ask(kind: Kind | None) -> None:
            if kind:
                self._ask(label(kind), "", lambda text: add(kind, text))

        def add(kind: Kind, text: str) -> None:
            known = values_of(self.library.contact(self.contact_id), kind)
            typed = typed_text(kind, text, home=self.home)
            self.library.edit(self.contact_id, {kind: [*known, typed] if typed else known})

        self.app.push_screen(ChooseKindScreen(), ask)

    def action_tag(self) -> None:
        """Add and remove tags."""
        self._ask(
            _("Tags"), "", lambda text: tag_with(self.library, [self.contact_id], text), _(TAG_HINT)
        )

    def action_note(self) -> None:
        """Write something down for today."""
        today = datetime.now().astimezone().date()
        self._ask(_("Note"), "", lambda text: self.library.note(self.contact_id, text, day=today))

    def action_undo(self) -> None:
        """Take back the chosen change of the history, or the newest that stands."""
        pane = self._pane("history")
        chosen = pane.highlighted if self.focused is pane else None
        standing = (it for it in self.history if not it.undone and it.verb != "undo")
        change = self.history[chosen] if chosen is not None else next(standing, None)
        if change:
            self.change(lambda: self.library.undo(change.id))

    def action_code(self) -> None:
        """Show the contact as a QR code."""
        from cardscan.tui.screens.code import CodeScreen  # noqa: PLC0415 - brings segno

        if self.contact:
            self.app.push_screen(CodeScreen(self.contact))

    def action_open(self) -> None:
        """Open the mail program or the page of the value under the cursor."""
        pane = self.focused
        row = pane.chosen if isinstance(pane, RowList) else None
        if row and row.kind is Kind.EMAIL:
            self.app.open_url(f"mailto:{quote(row.stored, safe='@')}")
        elif row and row.kind in {Kind.URL, Kind.SOCIAL} and row.stored.startswith(WEB):
            self.app.open_url(row.stored)
        else:
            self.notify(_("Choose a mail address or a web page."))

    def _pane(self, name: str) -> RowList:
        return self.query_one(f"#{name}", RowList)
