"""A pane of labelled values that wrap, of which one is chosen."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cardscan.language import _
from cardscan.tui.plain import shortened
from cardscan.tui.rows import Row

LABEL_WIDTH = 10  # cells; the longest label in rows.py
DATE_WIDTH = 16  # cells of "2026-11-22 10:00"
NOTE_WIDTH = 28  # cells of "98% rapidocr+tesseract check"


class RowList(OptionList):
    """A titled list of rows: label, value, note."""

    def __init__(self, title: str, *, id: str, label_width: int = LABEL_WIDTH) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self.border_title = title
        self.rows: tuple[Row, ...] = ()
        self._label_width = label_width

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the chosen place stays chosen."""
        if tuple(rows) == self.rows:
            return
        place = self.highlighted or 0
        self.rows = tuple(rows)
        self.set_options(Option(self._prompt(row)) for row in rows)
        self.highlighted = min(place, len(rows) - 1) if rows else None
        self._count(self.highlighted)

    def on_resize(self) -> None:
        """Keep the chosen row in sight when the pane closes down to one line."""
        self.call_after_refresh(self.scroll_to_highlight)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Say in the border which of how many rows it is: most may be out of sight."""
        super().watch_highlighted(highlighted)
        self._count(highlighted)

    def _count(self, highlighted: int | None) -> None:
        rows = len(self.rows)
        is_one_of_many = highlighted is not None and rows > 1
        place = _("{n} of {all}").format(n=(highlighted or 0) + 1, all=rows)
        self.border_subtitle = place if is_one_of_many else ""

    @property
    def chosen(self) -> Row | None:
        """Return the row under the cursor."""
        return None if self.highlighted is None else self.rows[self.highlighted]

    def _prompt(self, row: Row) -> Table:
        grid = Table.grid(padding=(0, 1), expand=True)
        grid.add_column(width=self._label_width, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        if row.note:
            grid.add_column(max_width=NOTE_WIDTH, justify="right", overflow="fold")
        cells = (row.label, row.value, row.note) if row.note else (row.label, row.value)
        grid.add_row(*(Text(shortened(cell)) for cell in cells))
        return grid
