"""Which columns the list of contacts shows."""

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cardscan.language import N_, _
from cardscan.tui.widgets.columns import known_columns
from cardscan.tui.widgets.facet_list import OPEN, TICKED


class ChooseColumnsScreen(ModalScreen[frozenset[str]]):
    """A list to tick; closes with the titles of the columns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "take", N_("Done")),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, shown: Collection[str]) -> None:
        super().__init__()
        self.shown = set(shown)
        self.titles = [column.title for column in known_columns("JP")]

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        ticks = OptionList(*(Option(self._line(it), id=it) for it in self.titles), markup=False)
        ticks.border_title = _("Columns")
        ticks.border_subtitle = _("Space ticks, Escape shows them")
        yield ticks

    def _line(self, title: str) -> str:
        return f"{TICKED if title in self.shown else OPEN} {_(title)}"

    def action_tick(self) -> None:
        """Tick what is under the cursor, or take its tick away."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def turn(self, selected: OptionList.OptionSelected) -> None:
        """Tick a column, or take its tick away."""
        title = selected.option_id or ""
        self.shown ^= {title}
        selected.option_list.replace_option_prompt(title, self._line(title))

    def action_take(self) -> None:
        """Show what is ticked; the name always is."""
        self.dismiss(frozenset(self.shown | {"Name"}))
