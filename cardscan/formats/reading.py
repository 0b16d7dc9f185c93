"""Read contacts from a file whose format, encoding and columns are found by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cardscan.errors import ImportFailed, InputMissing
from cardscan.formats.csv_reader import Record, read_records
from cardscan.formats.encoding import encoding_named
from cardscan.formats.headers import Columns, Header, RowReader
from cardscan.formats.incoming import BadRow, Incoming, ReadContact, UnreadableRow
from cardscan.formats.jsonl_reader import read_jsonl
from cardscan.formats.profile import Profile
from cardscan.formats.recognizing import SAMPLE, recognized_csv
from cardscan.formats.vcard_reader import read_vcards
from cardscan.formats.xlsx_reader import recognized_xlsx, sheet_rows
from cardscan.language import _
from cardscan.letters import encoding_of, is_rather_utf8

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of contacts that is understood, and its rows as they are asked for."""

    profile: str
    encoding: str
    contacts: Iterator[Incoming]
    header: Header | None = None  # of a table

    @property
    def unknown(self) -> tuple[str, ...]:
        """List the headers that nobody understands; their texts are kept in notes."""
        return self.header.unknown if self.header else ()


def open_contacts(
    path: Path, profiles: Sequence[Profile], *, region: str = "JP", encoding: str | None = None
) -> Opened:
    """Understand a file as one of these profiles, or as vCard, JSON Lines or a spreadsheet.

    ``region`` (ISO 3166 alpha-2) is where the numbers of a vCard are dialled; ``encoding`` is
    found when it is not given. Raises InputMissing, UnknownName for an encoding, and ImportFailed
    when no contacts are to be expected from the file.
    """
    told = encoding_named(encoding) if encoding else None
    if path.exists() and not path.is_file():  # it is read twice: for its columns, then its rows
        raise InputMissing(
            _("{path} is no file. Write what comes from it into one first.").format(path=path)
        )
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
    except OSError as error:
        raise InputMissing(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    try:
        return _opened(path, sample, profiles, region, told or encoding_of(sample))
    except ImportFailed as error:
        way_out = f" It was read in {told}: leave that out to have it found." if told else ""
        raise ImportFailed(f"{path}: {error}{way_out}") from error


def expected_rows(path: Path) -> int | None:
    """Guess how many contacts a file has, for who waits: its cards, or its lines below the first.

    None for a workbook, which does not tell, and for what cannot be read.
    """
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            if file.read(len(ZIP)) == ZIP:
                return None
            file.seek(0)
            cards = lines = 0
            while piece := file.read(2**20):
                cards += piece.upper().count(b"BEGIN:VCARD")
                lines += piece.count(b"\n")
    except OSError:
        return None
    return cards or max(lines - 1, 1)


def _opened(
    path: Path, sample: bytes, profiles: Sequence[Profile], region: str, encoding: str
) -> Opened:
    if not sample.strip():
        raise ImportFailed(_("the file is empty."))
    tables = [profile for profile in profiles if profile.columns]
    if sample.startswith(ZIP):
        typed_first = sorted(tables, key=lambda profile: not profile.is_typed)
        columns = [Columns(profile) for profile in typed_first]
        table = recognized_xlsx(path, columns)
        rows = _contacts_of(sheet_rows(path), table.header, table.header_row)
        return Opened(table.header.profile.name, "", rows, table.header)
    start = sample.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if start[:11].upper() == "BEGIN:VCARD":
        return Opened("vcard", encoding, _vcards(path, encoding, region))
    if start.startswith("{"):
        return Opened("jsonl", encoding, _objects(path, encoding))
    columns = [Columns(profile) for profile in tables if not profile.is_typed]
    table = recognized_csv(sample, columns, encoding)
    rows = _contacts_of(
        _records(path, table.encoding, table.delimiter), table.header, table.header_row
    )
    return Opened(table.header.profile.name, table.encoding, rows, table.header)


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[Record | UnreadableRow]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as text:
        records = read_records(text, delimiter)
        yield from records if encoding.startswith("utf") else _in_one(encoding, records)


def _in_one(
    encoding: str, records: Iterator[Record | UnreadableRow]
) -> Iterator[Record | UnreadableRow]:
    """Refuse a row of which a cell is UTF-8 in a file that is not: it would be kept as garbage."""
    reason = f"it is in UTF-8, and the file in {encoding}: save all of it in one encoding"
    for record in records:
        cells = record.cells if isinstance(record, Record) else ()
        is_other = any(is_rather_utf8(cell, encoding) for cell in cells)
        yield UnreadableRow(record.row, reason) if is_other else record


def _vcards(path: Path, encoding: str, region: str) -> Iterator[Incoming]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as text:
        yield from read_vcards(text, region)


def _objects(path: Path, encoding: str) -> Iterator[Incoming]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as text:
        yield from read_jsonl(text)


def _contacts_of(
    records: Iterator[Record | UnreadableRow], header: Header, header_row: int
) -> Iterator[Incoming]:
    """Turn the rows below the header into contacts."""
    reader = RowReader(header)
    for record in records:
        if record.row <= header_row:
            continue
        if isinstance(record, UnreadableRow):
            yield record
            continue
        try:
            yield ReadContact(record.row, reader.draft(record.cells).contact())
        except BadRow as error:
            yield UnreadableRow(record.row, str(error))
