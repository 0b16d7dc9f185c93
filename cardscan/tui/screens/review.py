"""The review: one doubt after the other, each settled with one key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from cardscan.errors import CardscanError
from cardscan.language import N_, _, ngettext
from cardscan.model import Kind
from cardscan.review import (
    Doubt,
    DoubtfulField,
    DoubtfulMatch,
    MissingName,
    accept,
    correct,
    reject,
)
from cardscan.signs import sign_told
from cardscan.store.library import Library
from cardscan.tui.calling import display_name
from cardscan.tui.doubt_queue import DoubtQueue, Progress, Shown
from cardscan.tui.plain import plain, shortened
from cardscan.tui.rows import (
    card_rows,
    contact_rows,
    field_text,
    label,
    typed_text,
)
from cardscan.tui.screens.choose_kind import ChooseKindScreen
from cardscan.tui.screens.spoken import SpokenScreen
from cardscan.tui.stack import time_in_words
from cardscan.tui.widgets.key_bar import KeyBar
from cardscan.tui.widgets.picture import Picture
from cardscan.tui.widgets.row_list import RowList

ALL_DONE = N_("""\
Nothing waits for a person.

Every value that the readers doubted is settled, and every pair of
contacts that may be one person is decided.

u takes the last decision back, Escape goes to the contacts.\
""")

ON_FIELD = frozenset({"accept", "edit", "swap", "move", "strike", "later"})
ON_NAME = frozenset({"accept", "edit", "later"})
ON_MATCH = frozenset({"same", "different", "later"})


class ReviewScreen(SpokenScreen[None]):
    """What is doubtful, and nothing else."""

    AUTO_FOCUS = ""  # the keys are the screen's own
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,enter", "accept", N_("Accept"), key_display="a"),
        Binding("e", "edit", N_("Edit")),
        Binding("s", "swap", N_("Other")),
        Binding("m", "move", N_("Move")),
        Binding("x", "strike", N_("Not a field")),
        Binding("s", "same", N_("Same")),
        Binding("d", "different", N_("Different")),
        Binding("n,l,space", "later", N_("Later"), key_display="n"),
        Binding("u", "undo", N_("Undo")),
        Binding("escape,q", "leave", N_("Back"), key_display="esc"),
    ]

    @dataclass
    class Next(Message):
        """The next doubt came, or none is left."""

        shown: Shown | None
        progress: Progress

    @dataclass
    class Failed(Message):
        """Something could not be done, and why."""

        reason: str

    def __init__(self, library: Library, *, home: str) -> None:
        super().__init__()
        self.library = library
        self.home = home
        self.queue = DoubtQueue(library)
        self.shown: Shown | None = None
        self.busy = True

    def compose(self) -> ComposeResult:
        """Lay out the counter, the ink, the value and what is beside it."""
        yield Static(id="heading")
        with Vertical(id="one"):
            yield Picture(id="ink")
            yield Static(id="value")
            yield Input(id="text", select_on_focus=False)
            with Horizontal(id="beside"):
                yield RowList(_("What this card says"), id="card")
                yield Picture(id="whole")
        with Vertical(id="two"):
            with Horizontal():
                yield Picture(id="left-picture")
                yield Picture(id="right-picture")
            with Horizontal():
                yield RowList(_("One"), id="left")
                yield RowList(_("The other"), id="right")
            yield Static(id="evidence")
        yield Static(Content(_(ALL_DONE)), id="done", classes="words")
        yield KeyBar(compact=True, show_command_palette=False)  # nine keys at 80 columns

    def on_mount(self) -> None:
        """Ask for the first doubt."""
        for pane in self.query(RowList):
            pane.can_focus = False
        self.query_one("#text").display = False
        self._arrange(None)
        self.load()

    # Asking the library, away from the event loop

    @work(thread=True, exclusive=True, group="review")
    def load(self, deed: Callable[[], object] | None = None) -> None:
        """Do what was decided, if anything, and post the next doubt."""
        try:
            if deed:
                deed()
            shown = self.queue.next()
        except CardscanError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Next(shown, self.queue.progress))

    def _do(self, deed: Callable[[], object] | None) -> None:
        if not self.busy:  # a key that was pressed twice means the doubt on screen, once
            self.busy = True
            self.load(deed)

    def _decide(self, doubt: Doubt, deed: Callable[[], tuple[int, ...]]) -> None:
        self._do(lambda: self.queue.decide(doubt, deed))

    # What came back

    @on(Next)
    def show_next(self, came: Next) -> None:
        """Show a doubt, or that all is done."""
        self.busy = False
        self.shown = came.shown
        self._arrange(came.shown.doubt if came.shown else None)
        self._head(came.progress)
        if came.shown is None:
            pass
        elif isinstance(came.shown.doubt, DoubtfulMatch):
            self._show_match(came.shown, came.shown.doubt)
        else:
            self._show_value(came.shown, came.shown.doubt)
        self.refresh_bindings()

    @on(Failed)
    def show_failure(self, failed: Failed) -> None:
        """Say what could not be done; the doubt stays."""
        self.busy = False
        self.notify(shortened(failed.reason), severity="error", markup=False)

    def _arrange(self, doubt: Doubt | None) -> None:
        is_match = isinstance(doubt, DoubtfulMatch)
        self.query_one("#one").display = doubt is not None and not is_match
        self.query_one("#two").display = is_match
        self.query_one("#done").display = doubt is None and not self.busy

    def _head(self, progress: Progress) -> None:
        left = ngettext("{n:,} contact left", "{n:,} contacts left", progress.contacts_left)
        words = [_("{n:,} decided").format(n=progress.decided)]
        words.append(left.format(n=progress.contacts_left))
        if progress.seconds_left is not None and progress.contacts_left:
            words.append(time_in_words(progress.seconds_left))
        name = display_name(self.shown.doubt.contact) if self.shown else ""
        company = self.shown.doubt.contact.company if self.shown else ""
        who = f"{shortened(name)}  {shortened(company)}   "
        self.query_one("#heading", Static).update(
            Content.assemble((who, "bold"), " · ".join(words))
        )

    def _show_value(self, shown: Shown, doubt: DoubtfulField | MissingName) -> None:
        stored = next(card for card in shown.cards if card.id == doubt.card_id)
        quad = doubt.field.quad if isinstance(doubt, DoubtfulField) else None
        self.query_one("#ink", Picture).show(shown.picture, part=quad)
        self.query_one("#whole", Picture).show(shown.picture, boxes=[quad] if quad else [])
        self.query_one("#value", Static).update(self._value(shown, doubt))
        said = self.query_one("#card", RowList)
        said.show(card_rows(stored, home=self.home))
        said.highlighted = doubt.place if isinstance(doubt, DoubtfulField) else None

    def _value(self, shown: Shown, doubt: DoubtfulField | MissingName) -> Content:
        if isinstance(doubt, MissingName):
            return Content(_("No name was read.  e types it, a says that there is none."))
        field, other = doubt.field, _("Other reader")
        lines = [
            (f"{label(field.kind)}  ", "dim"),
            (shortened(field_text(field, home=self.home)), "bold"),
            ("   " + _("{share:.0%} sure").format(share=field.confidence), "dim"),
        ]
        lines += [(f"\n{other}  {plain(text)}", "") for text in shown.others]
        lines.append((f"\n{plain(', '.join(map(sign_told, field.evidence)))}", "dim"))
        return Content.assemble(*lines)

    def _show_match(self, shown: Shown, doubt: DoubtfulMatch) -> None:
        for side, contact, picture in (
            ("left", doubt.contact, shown.picture),
            ("right", doubt.other, shown.other_picture),
        ):
            self.query_one(f"#{side}-picture", Picture).show(picture)
            self.query_one(f"#{side}", RowList).show(contact_rows(contact, home=self.home))
        told = ",  ".join(
            f"{reason.weight:+.2f} {_(reason.evidence)}" for reason in doubt.match.reasons
        )
        score = _("{share:.0%} one person:").format(share=doubt.match.score)
        words = plain(told or _("no evidence"))
        self.query_one("#evidence", Static).update(Content(f"{score}  {words}"))

    # What a person does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys that make sense for what is on screen."""
        known = ON_FIELD | ON_MATCH
        if action not in known:
            return super().check_action(action, parameters)
        if self.shown is None or self._editing:
            return False
        match self.shown.doubt:
            case DoubtfulMatch():
                return action in ON_MATCH
            case MissingName():
                return action in ON_NAME
        return action in ON_FIELD and (action != "swap" or bool(self.shown.others))

    @property
    def _editing(self) -> bool:
        return self.query_one("#text").display

    def action_accept(self) -> None:
        """Say that the value is right."""
        if self.shown:
            doubt = self.shown.doubt
            self._decide(doubt, lambda: (accept(self.library, doubt).id,))

    action_same = action_accept

    def action_strike(self) -> None:
        """Say that no such field is there, or that the two are two persons."""
        if self.shown:
            doubt = self.shown.doubt
            self._decide(doubt, lambda: (reject(self.library, doubt).id,))

    action_different = action_strike

    def action_swap(self) -> None:
        """Take what the other reader saw."""
        if self.shown:
            self._correct(self.shown.others[0])

    def action_move(self) -> None:
        """Ask for another kind, and file the value under it."""

        def move(kind: Kind | None) -> None:
            if kind and self.shown and isinstance(doubt := self.shown.doubt, DoubtfulField):
                self._decide(doubt, lambda: self.queue.move(doubt, kind))

        self.app.push_screen(ChooseKindScreen(), move)

    def action_later(self) -> None:
        """Leave this one for another time."""
        if self.shown:
            doubt = self.shown.doubt
            self._do(lambda: self.queue.put_off(doubt))

    def action_undo(self) -> None:
        """Take the last decision back."""
        self._do(self._undo)

    def _undo(self) -> None:
        if not self.queue.undo():
            self.post_message(self.Failed(_("Nothing was decided in this review yet.")))

    def action_edit(self) -> None:
        """Write what stands there."""
        box = self.query_one("#text", Input)
        doubt = self.shown.doubt if self.shown else None
        box.value = (
            field_text(doubt.field, home=self.home) if isinstance(doubt, DoubtfulField) else ""
        )
        box.display = True
        box.focus()
        box.action_end()
        self.refresh_bindings()

    @on(Input.Submitted)
    def take_text(self, submitted: Input.Submitted) -> None:
        """Take what was written as the value."""
        text = submitted.value.strip()
        self._close_box()
        if text:
            self._correct(text)
        else:
            self.action_strike()

    def _correct(self, text: str) -> None:
        if self.shown and not isinstance(doubt := self.shown.doubt, DoubtfulMatch):
            kind = doubt.field.kind if isinstance(doubt, DoubtfulField) else Kind.NAME
            typed = typed_text(kind, text, home=self.home)
            self._decide(doubt, lambda: (correct(self.library, doubt, typed).id,))

    def _close_box(self) -> None:
        self.query_one("#text").display = False
        self.set_focus(None)
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Close the box, or go back to the contacts."""
        if self._editing:
            self._close_box()
        else:
            self.dismiss()
