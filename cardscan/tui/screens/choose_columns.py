"""Which columns the list of contacts shows."""

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import SelectionList

from cardscan.language import N_, _
from cardscan.tui.widgets.columns import known_columns


class ChooseColumnsScreen(ModalScreen[frozenset[str]]):
    """A list to tick; closes with the titles of the columns."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "take", N_("Done"))]

    def __init__(self, shown: Collection[str]) -> None:
        super().__init__()
        self.shown = shown

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        titles = [column.title for column in known_columns("JP")]
        ticks = SelectionList[str](*((_(title), title, title in self.shown) for title in titles))
        ticks.border_title = _("Columns")
        ticks.border_subtitle = _("Space ticks, Escape shows them")
        yield ticks

    def action_take(self) -> None:
        """Show what is ticked; the name always is."""
        self.dismiss(frozenset(self.query_one(SelectionList).selected) | {"Name"})
