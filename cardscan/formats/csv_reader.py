"""Read the records of a CSV file, however damaged, in bounded time and memory.

A quotation mark that is never closed would swallow the rest of a file: then its row alone is
given up, and reading goes on in the next line.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from cardscan.formats.incoming import UnreadableRow
from cardscan.language import _

MAX_LINE = 4_000_000  # characters; a contact with a note as long as a book is shorter
MAX_RECORD = MAX_LINE

csv.field_size_limit(MAX_RECORD)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row."""

    row: int  # as a spreadsheet counts them, from 1
    cells: list[str]


def read_records(text: TextIO, delimiter: str) -> Iterator[Record | UnreadableRow]:
    """Yield every row, or why it cannot be read; empty rows are counted and left out."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    row = 0
    while True:
        row += 1
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Endless) as error:
            reader = csv.reader(lines, delimiter=delimiter)
            lines.give_back()
            yield UnreadableRow(row, _reason(error))
            continue
        if lines.is_cut:
            reader = csv.reader(lines, delimiter=delimiter)
            lines.give_back()
            yield UnreadableRow(row, _("a quotation mark is opened and never closed"))
        elif any(cells):
            yield checked_record(row, cells)


def _reason(error: Exception) -> str:
    if isinstance(error, _Endless):
        return str(error)
    return _("it is no CSV ({error})").format(error=error)


def checked_record(row: int, cells: list[str]) -> Record | UnreadableRow:
    """Return a row, or why it cannot be used: what is no text would end up in the library."""
    whole = "".join(cells)
    if "\0" in whole:
        return UnreadableRow(row, _("it holds NUL bytes, so a part of it is not text"))
    try:
        whole.encode()
    except UnicodeEncodeError:
        return UnreadableRow(row, _("it holds bytes that are no letters in this encoding"))
    return Record(row, cells)


class _Endless(Exception):
    """A line or a row has no end in sight."""


class _Lines:
    """The lines of a file, of which those of the current row can be given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self.is_cut = False  # the file ended within a row

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._text.readline(MAX_LINE)
        if not line:
            self.is_cut = bool(self._taken)
            raise StopIteration
        if len(line) == MAX_LINE and not line.endswith(("\n", "\r")):
            self._skip_line()
            raise _Endless(_("a line of more than {most} characters").format(most=MAX_LINE))
        self._taken.append(line)
        self._size += len(line)
        if self._size > MAX_RECORD:
            raise _Endless(
                _("a quotation mark is opened and not closed for millions of characters")
            )
        return line

    def begin(self) -> None:
        """Forget what the row before consisted of."""
        self._taken.clear()
        self._size = 0
        self.is_cut = False

    def give_back(self) -> None:
        """Let the lines after the first be read again, each as a row of its own."""
        self._waiting.extendleft(reversed(self._taken[1:]))

    def _skip_line(self) -> None:
        while (piece := self._text.readline(MAX_LINE)) and not piece.endswith(("\n", "\r")):
            pass
