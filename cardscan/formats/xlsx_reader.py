"""Read the rows of a spreadsheet, the first sheet that has any."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from cardscan.errors import ImportFailed
from cardscan.formats.csv_reader import Record, checked_record
from cardscan.formats.headers import Columns
from cardscan.formats.incoming import UnreadableRow
from cardscan.formats.recognizing import PREAMBLE, Table, best_header
from cardscan.language import _

MAX_UNPACKED = 2**30  # bytes; a small file that unpacks to more is made to fill the memory


def recognized_xlsx(path: Path, columns: Sequence[Columns]) -> Table:
    """Find the header of a spreadsheet; raise ImportFailed."""
    first = [one for one in islice(sheet_rows(path), PREAMBLE) if isinstance(one, Record)]
    for row, header in best_header([(one.row, one.cells) for one in first], columns):
        return Table(header, row)
    raise ImportFailed(
        _(
            "no columns of contacts are known in its first sheet. Say what they "
            "mean, such as --map 'Full name=name' --map 'Mail=email'."
        )
    )


def sheet_rows(path: Path) -> Iterator[Record | UnreadableRow]:
    """Yield the rows of the first sheet as text; raise ImportFailed when it is no spreadsheet."""
    with _sheet(path) as sheet:
        for row, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in values]
            if any(cells):
                yield checked_record(row, cells)


@contextmanager
def _sheet(path: Path) -> Iterator[Any]:
    import openpyxl  # noqa: PLC0415 - a quarter of a second that other files need not wait

    try:
        with path.open("rb") as file, ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise ImportFailed(_("it unpacks to more than a gigabyte."))
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write them wrong
            yield sheet
    except (BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError) as error:
        raise ImportFailed(
            _("it is no spreadsheet that can be read ({error}).").format(error=error)
        ) from error


def _text(value: Any) -> str:
    """Return what a cell says; a number that a spreadsheet made of a code has no fraction.

    >>> _text(1000005.0), _text(None), _text(datetime(2026, 11, 1))
    ('1000005', '', '2026-11-01')
    """
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
