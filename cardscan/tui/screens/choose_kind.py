"""A small list of field kinds, each under its own key."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cardscan.language import N_, _
from cardscan.model import Kind
from cardscan.tui.rows import label

KEYS: dict[str, Kind] = {
    "n": Kind.NAME,
    "k": Kind.NAME_KANA,
    "r": Kind.NAME_ROMAN,
    "c": Kind.COMPANY,
    "d": Kind.DEPARTMENT,
    "t": Kind.TITLE,
    "p": Kind.PHONE,
    "m": Kind.MOBILE,
    "f": Kind.FAX,
    "e": Kind.EMAIL,
    "u": Kind.URL,
    "o": Kind.POSTAL_CODE,
    "a": Kind.ADDRESS,
    "s": Kind.SOCIAL,
    "q": Kind.QUALIFICATION,
    "z": Kind.NOTE,
}


class ChooseKindScreen(ModalScreen[Kind | None]):
    """Asks what a value is; closes with the kind, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Back")),
        *(Binding(key, f"take('{kind}')", show=False) for key, kind in KEYS.items()),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        rows = (Option(f"{key}  {label(kind)}", id=kind) for key, kind in KEYS.items())
        kinds = OptionList(*rows, markup=False)
        kinds.border_title = _("What is it?")
        yield kinds

    @on(OptionList.OptionSelected)
    def take_selected(self, selected: OptionList.OptionSelected) -> None:
        """Take what a person chose with the cursor or the mouse."""
        self.dismiss(Kind(selected.option_id or ""))

    def action_take(self, kind: str) -> None:
        """Take what a key stands for."""
        self.dismiss(Kind(kind))
