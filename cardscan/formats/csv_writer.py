"""Write contacts as CSV, one row each, column by column as a profile says."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, groupby
from tempfile import SpooledTemporaryFile

from cardscan.contact import Contact
from cardscan.formats.guard import guarded
from cardscan.formats.ledger import Ledger, MissingCell
from cardscan.formats.profile import Column, Profile
from cardscan.formats.sources import REST, rest_of

SPOOL_IN_MEMORY = 16 * 2**20  # bytes; more waits in a nameless file that the system removes

Row = list[list[str]]
"""The cells of a row, block by block; how long a repeated block is follows the contact."""


def write_csv(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[str]:
    """Yield the header, then a line for each contact.

    Where columns are repeated, the header is known only when the last contact was seen: the
    rows wait in a temporary file, so memory does not grow with the library.
    """
    table = _Table(profile, ledger)
    to_line = _line_maker(profile)
    if any(block.is_repeated for block in table.blocks):
        yield from _after_the_last(contacts, table, to_line)
        return
    yield to_line(table.header([1] * len(table.blocks)))
    for contact in contacts:
        yield to_line(list(chain.from_iterable(table.row(contact))))


class _Block:
    """Neighbouring columns that are repeated together, or not at all."""

    def __init__(self, columns: Sequence[Column], *, least: int) -> None:
        self.columns = columns
        self.is_repeated = columns[0].is_repeated
        self.least = least  # copies that are written even when empty
        self._headers: dict[int, list[str]] = {}

    def headers(self, copies: int) -> list[str]:
        """Return the headers of so many copies side by side."""
        if copies not in self._headers:
            numbers = range(1, copies + 1)
            self._headers[copies] = [c.numbered(n) for n in numbers for c in self.columns]
        return self._headers[copies]

    def copies(self, cells: Sequence[str]) -> int:
        """Return how many copies of the columns some cells fill."""
        return len(cells) // len(self.columns)


class _Table:
    """The columns of a profile, ready to turn contacts into rows."""

    def __init__(self, profile: Profile, ledger: Ledger) -> None:
        self.profile = profile
        self.ledger = ledger
        self.blocks = _blocks(profile)
        always = [column for column in profile.columns if not column.first_only]
        self.always = tuple(source for column in always for source in column.sources)
        self.choosing = tuple(column for column in profile.columns if column.first_only)
        self.writes_rest = any(source.field == REST for source in self.always)

    def header(self, copies: Sequence[int]) -> list[str]:
        """Return all headers, given how many copies each block has."""
        pairs = zip(self.blocks, copies, strict=True)
        return list(chain.from_iterable(block.headers(count) for block, count in pairs))

    def row(self, contact: Contact) -> Row:
        """Return the cells of a contact, ready to be written, and keep the books on them."""
        forms = self.profile.forms
        chosen = (column.chosen(contact, forms) for column in self.choosing)
        rest = rest_of(contact, (*self.always, *chain.from_iterable(chosen)), forms)
        if not self.writes_rest:
            self.ledger.left_out.update(kind for kind, _ in rest)
        told = "\n".join(f"{kind}: {text}" for kind, text in rest)
        return [self._cells(block, contact, told) for block in self.blocks]

    def _cells(self, block: _Block, contact: Contact, rest: str) -> list[str]:
        forms = self.profile.forms
        copies = 1
        if block.is_repeated:
            copies = max(block.least, *(c.length(contact, forms) for c in block.columns))
        cells = [
            self._broken(column.text(contact, forms, rest=rest, number=number))
            for number in range(1, copies + 1)
            for column in block.columns
        ]
        return self._finished(cells, block.headers(copies), contact.id)

    def _broken(self, text: str) -> str:
        """Return a text with one way of breaking lines, or with none."""
        if "\n" not in text and "\r" not in text:
            return text
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\n", " ") if self.profile.one_line else text

    def _finished(self, cells: list[str], headers: list[str], contact_id: str) -> list[str]:
        cells = self.ledger.fit_row(cells, contact_id=contact_id, fields=headers)
        if self.profile.required:
            self.ledger.missing += (
                MissingCell(contact_id, header)
                for header, cell in zip(headers, cells, strict=True)
                if not cell and header in self.profile.required
            )
        if self.profile.spreadsheet:
            return [guarded(cell, self.profile.forms.region) for cell in cells]
        return cells


def _blocks(profile: Profile) -> list[_Block]:
    least = dict(profile.least)
    grouped = groupby(profile.columns, key=lambda column: column.group)
    return [_Block(tuple(columns), least=least.get(group, 1)) for group, columns in grouped]


def _after_the_last(
    contacts: Iterable[Contact], table: _Table, to_line: Callable[[Sequence[str]], str]
) -> Iterator[str]:
    """Yield header and lines once every row is known, padded to the longest of each block."""
    most = [block.least for block in table.blocks]
    with SpooledTemporaryFile(SPOOL_IN_MEMORY, "w+", encoding="ascii", newline="\n") as spool:
        for contact in contacts:
            row = table.row(contact)
            pairs = zip(table.blocks, row, strict=True)
            most = [
                max(m, block.copies(cells)) for m, (block, cells) in zip(most, pairs, strict=True)
            ]
            spool.write(json.dumps(row) + "\n")
        header = table.header(most)
        yield to_line(header)
        widths = [len(block.headers(m)) for block, m in zip(table.blocks, most, strict=True)]
        spool.seek(0)
        for line in spool:
            padded = (
                cells + [""] * (width - len(cells))
                for cells, width in zip(json.loads(line), widths, strict=True)
            )
            yield to_line(list(chain.from_iterable(padded)))


def _line_maker(profile: Profile) -> Callable[[Sequence[str]], str]:
    """Return a function that turns cells into one line of CSV, its line end included.

    For people every cell is quoted: a spreadsheet that separates at ``;`` would else cut a cell
    in two and could run its second half.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(
        buffer,
        lineterminator=profile.line_end,
        quoting=csv.QUOTE_ALL if profile.spreadsheet else csv.QUOTE_MINIMAL,
    )

    def to_line(cells: Sequence[str]) -> str:
        writer.writerow(cells)
        line = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return line

    return to_line
