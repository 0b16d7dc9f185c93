"""Write contacts as a spreadsheet for people: every cell is text, so that nothing in it runs."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import Any
from unicodedata import east_asian_width

from cardscan.contact import Contact
from cardscan.errors import ExportError
from cardscan.formats.ledger import Ledger
from cardscan.formats.pictures import thumbnail
from cardscan.formats.profile import Profile
from cardscan.formats.tables import SPOOL_IN_MEMORY, rows_of
from cardscan.language import _

MAX_CELL = 32_767  # characters, Excel's limit
MAX_ROWS = 1_048_576
MEASURED = 200  # rows that tell how wide a column has to be
NARROWEST, WIDEST = 8, 50  # characters
CHUNK = 2**20  # bytes
THUMBNAIL = (150, 90)  # pixels


def write_xlsx(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[bytes]:
    """Yield the bytes of a workbook with one sheet; raise ExportError for too many rows.

    The header stays in sight and has a filter. Rows go through a temporary file.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this format waits for it

    with (
        SpooledTemporaryFile(SPOOL_IN_MEMORY) as spool,
        TemporaryDirectory(prefix="cardscan-") as folder,
    ):
        options = {"constant_memory": True, "tmpdir": folder, "in_memory": False}
        book = Workbook(spool, options)
        drawn = _Pictures(profile, Path(folder))
        _write_sheet(book, rows_of(drawn.noted(contacts), profile, ledger), ledger, drawn)
        book.close()
        spool.seek(0)
        yield from iter(lambda: spool.read(CHUNK), b"")


class _Pictures:
    """Small pictures of cards, in a folder until the rows beside them are written."""

    def __init__(self, profile: Profile, folder: Path) -> None:
        self._picture_of = profile.picture_of
        self._folder = folder
        self._files: dict[int, Path] = {}  # by row

    def noted(self, contacts: Iterable[Contact]) -> Iterator[Contact]:
        """Pass contacts through, keeping the picture of each."""
        for row, contact in enumerate(contacts, start=1):
            picture = self._picture_of(contact) if self._picture_of else b""
            if picture:
                self._files[row] = self._folder / f"{row}.jpg"
                self._files[row].write_bytes(thumbnail(picture, THUMBNAIL))
            yield contact

    def draw(self, sheet: Any, row: int, column: int) -> None:
        """Draw the picture of a row, if it has one, before its cells are written."""
        if row in self._files:
            sheet.set_row_pixels(row, THUMBNAIL[1] + 4)
            sheet.insert_image(row, column, str(self._files[row]), {"object_position": 1})


def _write_sheet(book: Any, rows: Iterator[Any], ledger: Ledger, drawn: _Pictures) -> None:
    sheet = book.add_worksheet("contacts")
    first = list(islice(rows, MEASURED))
    for column, cells in enumerate(zip(*first, strict=True)):
        sheet.set_column(column, column, _width(cells))
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    last = 0
    for row, cells in enumerate(chain(first, rows)):
        if row >= MAX_ROWS:
            raise ExportError(
                _("A spreadsheet has no more than {max_rows} rows; take csv.").format(
                    max_rows=MAX_ROWS
                )
            )
        drawn.draw(sheet, row, len(cells))
        for column, cell in enumerate(cells):
            if cell:
                text = _cut(cell, first[0][column], ledger)
                sheet.write_string(row, column, text, wrapped if row else bold)
        last = row
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(first[0]) - 1)


def _cut(cell: str, header: str, ledger: Ledger) -> str:
    if len(cell) > MAX_CELL:
        ledger.left_out[f"{header} beyond {MAX_CELL} characters"] += 1
    return cell[:MAX_CELL]


def _width(cells: Iterable[str]) -> int:
    """Return the width of a column, in characters: its longest line, within reason."""
    lines = (line for cell in cells for line in cell[:1000].split("\n"))
    return min(WIDEST, max(NARROWEST, *(_columns(line) + 2 for line in lines), NARROWEST))


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
