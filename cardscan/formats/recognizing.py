"""Find out how a table has to be read: its separator, its header, and whose columns it has."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cardscan.errors import ImportFailed
from cardscan.formats.csv_reader import Record, read_records
from cardscan.formats.headers import Columns, Header, folded
from cardscan.language import _

SAMPLE = 256 * 1024  # bytes from the beginning that tell encoding and columns
PREAMBLE = 30  # rows before the header at most: Eight writes seven
DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Table:
    """How a table of contacts has to be read."""

    header: Header
    header_row: int  # from 1
    encoding: str = ""
    delimiter: str = ""


def recognized_csv(sample: bytes, columns: Sequence[Columns], encoding: str) -> Table:
    """Find separator and header by the beginning of a CSV file; raise ImportFailed."""
    text = sample.decode(encoding, "replace")
    found = [
        Table(header, row, encoding, delimiter)
        for delimiter in DELIMITERS
        for row, header in best_header(_first_rows(text, delimiter), columns)
    ]
    if not found:
        raise ImportFailed(_unknown_columns(text))
    return max(found, key=lambda table: table.header.known)


def best_header(
    rows: Iterable[tuple[int, Sequence[str]]], columns: Sequence[Columns]
) -> Iterator[tuple[int, Header]]:
    """Yield the row that most columns of some profile stand in, if any row is a header at all."""
    headers = [
        (row, header)
        for row, cells in rows
        for header in (one.header(cells) for one in columns)
        if header.is_of_contacts and header.known >= min(2, len(list(filter(None, cells))))
    ]
    if headers:
        yield max(headers, key=lambda found: (found[1].known, _share(found[1]), -found[0]))


def _share(header: Header) -> float:
    """Return which part of a profile's own columns stand in the file."""
    names = {folded(one.header) for one in header.meanings}
    columns = [one for one in header.profile.columns if not one.is_repeated]
    return sum(folded(one.header) in names for one in columns) / max(len(columns), 1)


def _first_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    records = read_records(io.StringIO(text, newline=""), delimiter)
    first = islice(records, PREAMBLE)
    return [(one.row, one.cells) for one in first if isinstance(one, Record)]


def _unknown_columns(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    return _(
        "no columns of contacts are known in it. It begins: {line!r}. "
        "Say what they mean, such as --map 'Full name=name' --map 'Mail=email'."
    ).format(line=line[:120])
