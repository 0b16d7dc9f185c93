"""Turn contacts into the rows of a table, column by column as a profile says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from tempfile import SpooledTemporaryFile

from cardscan.contact import Contact
from cardscan.formats.coverage import Coverage
from cardscan.formats.guard import guarded_cells
from cardscan.formats.ledger import Ledger, MissingCell
from cardscan.formats.profile import Column, Profile
from cardscan.formats.sources import REST
from cardscan.formats.texts import Texts

SPOOL_IN_MEMORY = 16 * 2**20  # bytes; more waits in a nameless file that the system removes


def rows_of(
    contacts: Iterable[Contact], profile: Profile, ledger: Ledger
) -> Iterator[Sequence[str]]:
    """Yield the header, then the cells of each contact.

    Where columns are repeated, the header is known only when the last contact was seen: the
    rows wait in a temporary file, so memory does not grow with the library.
    """
    table = _Table(profile, ledger)
    if any(block.is_repeated for block in table.blocks):
        yield from _after_the_last(contacts, table)
        return
    yield table.header((1,) * len(table.blocks))
    for contact in contacts:
        yield table.row(contact).cells


class _Block:
    """Neighbouring columns that are repeated together, or not at all."""

    def __init__(self, columns: Iterable[Column], *, least: int) -> None:
        self.columns = tuple(columns)
        self.least = least  # copies that are written even when empty
        sources = (source for column in self.columns for source in column.sources)
        # all parts of a field are equally many
        self._counted = tuple({s.field: s for s in sources if s.is_repeated}.values())

    @property
    def is_repeated(self) -> bool:
        return self.columns[0].is_repeated

    def copies(self, texts: Texts) -> int:
        """Return how many copies of the columns a contact fills."""
        if not self._counted:
            return 1
        return max(self.least, *[len(texts.of(source)) for source in self._counted])


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a contact, and how many copies of each block they are."""

    cells: list[str]
    copies: tuple[int, ...]


class _Table:
    """The columns of a profile, ready to turn contacts into rows."""

    def __init__(self, profile: Profile, ledger: Ledger) -> None:
        self.profile = profile
        self.ledger = ledger
        self.blocks = _blocks(profile)
        self._choosing = tuple(column for column in profile.columns if column.first_only)
        always = [
            source
            for column in profile.columns
            if not column.first_only
            for source in column.sources
        ]
        self._coverage = Coverage(always)
        self._tells_rest = any(source.field == REST for source in always)
        self._headers: dict[tuple[int, ...], list[str]] = {}
        self._writers: dict[tuple[int, ...], list[Callable[[Texts], str]]] = {}

    def header(self, copies: tuple[int, ...]) -> list[str]:
        """Return all headers, given how many copies each block has."""
        if copies not in self._headers:
            columns = self._columns(copies)
            self._headers[copies] = [column.numbered(number) for column, number in columns]
        return self._headers[copies]

    def _cells(self, copies: tuple[int, ...]) -> list[Callable[[Texts], str]]:
        """Return what writes each cell, given how many copies each block has."""
        if copies not in self._writers:
            self._writers[copies] = [column.cell(n) for column, n in self._columns(copies)]
        return self._writers[copies]

    def _columns(self, copies: tuple[int, ...]) -> Iterator[tuple[Column, int]]:
        """Yield all columns with the number of their copy."""
        for block, count in zip(self.blocks, copies, strict=True):
            for number in range(1, count + 1):
                for column in block.columns:
                    yield column, number

    def row(self, contact: Contact) -> _Row:
        """Return the cells of a contact, ready to be written, and keep the books on them."""
        texts = Texts(contact, self.profile.forms)
        self._tell_rest(texts)
        copies = tuple([block.copies(texts) for block in self.blocks])
        cells = [cell(texts) for cell in self._cells(copies)]
        return _Row(self._finished(cells, self.header(copies), contact.id), copies)

    def _tell_rest(self, texts: Texts) -> None:
        """Let a column tell what no other writes, or count it where there is no such column."""
        chosen = [source for column in self._choosing for source in column.chosen(texts)]
        rest = self._coverage.rest(texts, chosen)
        if self._tells_rest:
            texts.rest = ("\n".join(f"{kind}: {text}" for kind, text in rest),) if rest else ()
        else:
            self.ledger.left_out.update(kind for kind, _ in rest)

    def _finished(self, cells: list[str], headers: list[str], contact_id: str) -> list[str]:
        cells = _with_one_line_break(cells, " " if self.profile.one_line else "\n")
        cells = self.ledger.fit_row(cells, contact_id=contact_id, fields=headers)
        if self.profile.required:
            self.ledger.missing += (
                MissingCell(contact_id, header)
                for header, cell in zip(headers, cells, strict=True)
                if not cell and header in self.profile.required
            )
        if self.profile.spreadsheet and not self.profile.is_typed:
            return guarded_cells(cells, self.profile.forms.region)
        return cells


def _with_one_line_break(cells: list[str], line_break: str) -> list[str]:
    """Return cells in which every line ends the same way; most rows have no second line."""
    joined = "".join(cells)
    if "\n" not in joined and "\r" not in joined:
        return cells
    unix = (cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells)
    return [cell.replace("\n", line_break) for cell in unix]


def _blocks(profile: Profile) -> tuple[_Block, ...]:
    least = dict(profile.least)
    grouped = groupby(profile.columns, key=lambda column: column.group)
    return tuple(_Block(columns, least=least.get(group, 1)) for group, columns in grouped)


def _after_the_last(contacts: Iterable[Contact], table: _Table) -> Iterator[Sequence[str]]:
    """Yield header and rows once every row is known, padded to the longest of each block."""
    most = tuple(block.least for block in table.blocks)
    with SpooledTemporaryFile(SPOOL_IN_MEMORY) as spool:
        for contact in contacts:
            row = table.row(contact)
            most = tuple(map(max, most, row.copies))
            spool.write(_packed(row))
        yield table.header(most)
        spool.seek(0)
        for line in spool:
            yield _padded(_unpacked(line), table.blocks, most)


CELL, BREAK = "\x1f", "\x1e"  # control characters, which the ledger lets into no cell


def _packed(row: _Row) -> bytes:
    """Return a row as one line of the temporary file."""
    copies = " ".join(map(str, row.copies))
    line = CELL.join((copies, *row.cells)).replace("\n", BREAK)
    return line.encode() + b"\n"


def _unpacked(line: bytes) -> _Row:
    copies, *cells = line.decode()[:-1].replace(BREAK, "\n").split(CELL)
    return _Row(cells, tuple(map(int, copies.split())))


def _padded(row: _Row, blocks: Sequence[_Block], most: Sequence[int]) -> list[str]:
    """Return the cells of a row with empty copies added where other contacts have more."""
    if list(row.copies) == list(most):
        return row.cells
    cells = iter(row.cells)
    padded: list[str] = []
    for block, copies, wanted in zip(blocks, row.copies, most, strict=True):
        width = len(block.columns)
        padded += islice(cells, copies * width)
        padded += [""] * ((wanted - copies) * width)
    return padded
