"""A list of any length: it draws what is seen and asks for the rows it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cardscan.contact import Contact
from cardscan.language import N_, _
from cardscan.tui.widgets.columns import GAP, Column, column_widths, columns_within, row_texts

PAGE = 100  # rows asked for at once: two tall screens, one short query
KEPT = 20 * PAGE  # rows remembered; farther ones are asked for again
HEADER = 1  # lines
MARKS = 3  # cells before the first column: cursor, to-be-checked, space


class ContactTable(ScrollView, can_focus=True):
    """Rows of contacts under a header, fetched as they are seen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "contact-table--header",
        "contact-table--row",
        "contact-table--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open")),
        Binding("up,k", "move(-1)", N_("Up"), show=False),
        Binding("down,j", "move(1)", N_("Down"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("home,g", "move_to(0)", N_("First"), show=False),
        Binding("end,G", "move_to(-1)", N_("Last"), show=False),
        Binding("space", "choose", N_("Choose")),
    ]

    cursor: reactive[int] = reactive(0)
    sort: reactive[str | None] = reactive(None)

    @dataclass
    class RowsWanted(Message):
        """Rows are on screen that the table does not have."""

        rows: range

    @dataclass
    class ContactChosen(Message):
        """A person opened the contact under the cursor."""

        row: int
        contact: Contact

    @dataclass
    class ChoiceChanged(Message):
        """Contacts were chosen, or no longer."""

    @dataclass
    class HeaderClicked(Message):
        """A person clicked the title of a column that can be sorted."""

        column: Column

    def __init__(self, columns: tuple[Column, ...], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.columns = columns
        self.total = 0
        self.chosen: dict[str, Contact] = {}  # by id, in the order they were chosen
        self._contacts: dict[int, Contact] = {}
        self._wanted = range(0)

    # What is shown

    def show(self, total: int, start: int, contacts: Sequence[Contact]) -> None:
        """Replace all rows by those of another search, of which some are at hand."""
        self._contacts.clear()
        self.extend(total)
        self.fill(start, contacts)

    def extend(self, total: int) -> None:
        """Take so many rows for all there are."""
        self.total = total
        self.virtual_size = Size(0, total + HEADER)
        self.cursor = self.validate_cursor(self.cursor)

    def fill(self, start: int, contacts: Sequence[Contact]) -> None:
        """Take rows that were asked for."""
        self._wanted = range(0)
        self._contacts.update(enumerate(contacts, start))
        self._forget()
        self.refresh()
        self._ask()

    def contact_at(self, row: int) -> Contact | None:
        """Return the contact of a row, or None while it is on its way."""
        return self._contacts.get(row)

    def row_of(self, contact_id: str) -> int | None:
        """Return the row of a contact among those at hand."""
        rows = (row for row, contact in self._contacts.items() if contact.id == contact_id)
        return next(rows, None)

    @property
    def _visible(self) -> range:
        top = self.scroll_offset.y
        return range(top, min(self.total, top + self._height))

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height - HEADER)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _ask(self) -> None:
        visible = self._visible
        missing = [row for row in visible if row not in self._contacts]
        if not missing or (missing[0] in self._wanted and missing[-1] in self._wanted):
            return
        start = missing[0] // PAGE * PAGE
        stop = -(-(missing[-1] + 1) // PAGE) * PAGE
        self._wanted = range(start, min(stop, self.total))
        self.post_message(self.RowsWanted(self._wanted))

    def _forget(self) -> None:
        if len(self._contacts) <= KEPT:
            return
        middle = self.scroll_offset.y
        near = sorted(self._contacts, key=lambda row: abs(row - middle))[: KEPT // 2]
        self._contacts = {row: self._contacts[row] for row in near}

    # The cursor

    def validate_cursor(self, row: int) -> int:
        """Keep the cursor on a row that exists."""
        return max(0, min(row, self.total - 1))

    def watch_cursor(self, row: int) -> None:
        """Bring the cursor into sight."""
        top, height = self.scroll_offset.y, self._height
        if row < top:
            self.scroll_to(y=row, animate=False)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def watch_sort(self) -> None:
        """Draw the mark in the header anew."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight and fill what became visible."""
        self.watch_cursor(self.cursor)
        self._ask()

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many screens."""
        self.cursor += pages * self._height

    def action_move_to(self, row: int) -> None:
        """Move the cursor to a row, counted from the end when negative."""
        self.cursor = row if row >= 0 else self.total + row

    def action_open(self) -> None:
        """Open the contact under the cursor, once it is there."""
        if contact := self.contact_at(self.cursor):
            self.post_message(self.ContactChosen(self.cursor, contact))

    def action_choose(self) -> None:
        """Choose the contact under the cursor, or no longer, and go on to the next."""
        if contact := self.contact_at(self.cursor):
            if contact.id in self.chosen:
                del self.chosen[contact.id]
            else:
                self.chosen[contact.id] = contact
            self.post_message(self.ChoiceChanged())
            self.refresh()
            self.cursor += 1

    def choose_none(self) -> None:
        """Choose nobody any more."""
        self.chosen.clear()
        self.post_message(self.ChoiceChanged())
        self.refresh()

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns."""
        self.columns = columns
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Sort by a title, choose a row, open it with a second click."""
        if event.y < HEADER:
            self._click_header(event.x)
            return
        row = self.scroll_offset.y + event.y - HEADER
        if row >= self.total:
            return
        self.cursor = row
        if event.chain > 1:
            self.action_open()

    def _click_header(self, x: int) -> None:
        left = MARKS
        for column, width in zip(self._columns, self._widths, strict=True):
            if left <= x < left + width + GAP and column.sort:
                self.post_message(self.HeaderClicked(column))
            left += width + GAP

    # Drawing

    @property
    def _columns(self) -> tuple[Column, ...]:
        return columns_within(self.columns, self._width)

    @property
    def _widths(self) -> tuple[int, ...]:
        return column_widths(self._columns, self._width - MARKS)

    def render_line(self, y: int) -> Strip:
        """Draw the header, or one row."""
        row = self.scroll_offset.y + y - HEADER
        if y < HEADER:
            return self._strip(" " * MARKS, self._titles(), "contact-table--header")
        if row >= self.total:
            return Strip.blank(self._width, self.rich_style)
        under_cursor = row == self.cursor
        look = "contact-table--cursor" if under_cursor else "contact-table--row"
        contact = self._contacts.get(row)
        if contact is None:
            return self._strip(" " * MARKS, ("…",) * len(self._columns), look)
        chosen = "●" if contact.id in self.chosen else " "
        marks = f"{'▸' if under_cursor else ' '}{'!' if contact.needs_review else ' '}{chosen}"
        return self._strip(marks, tuple(column.text(contact) for column in self._columns), look)

    def _titles(self) -> tuple[str, ...]:
        field, up = (self.sort or "")[:-1], (self.sort or "").endswith("+")
        mark = " ▴" if up else " ▾"
        return tuple(
            _(column.title) + (mark if field and column.sort[:-1] == field else "")
            for column in self._columns
        )

    def _strip(self, marks: str, cells: tuple[str, ...], look: str) -> Strip:
        style: Style = self.get_component_rich_style(look)
        texts = (marks, *row_texts(cells, self._widths))
        strip = Strip([Segment(text, style) for text in texts])
        return strip.adjust_cell_length(self._width, style)
