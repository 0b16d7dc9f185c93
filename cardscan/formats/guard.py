"""Keep cells that come from a stranger's card from running as formulas in a spreadsheet.

Spreadsheets run a cell that starts with one of ``= + - @``, a tab or a line break (CWE-1236);
Japanese and Chinese editions read the full-width signs too, and ``|`` starts a DDE call in
old ones. A leading apostrophe makes such a cell text. Programs that import a file would
store the apostrophe, so only profiles that people open in a spreadsheet are guarded.
"""

import re
from collections.abc import Iterable

from cardscan.formats.phones import in_spreadsheet, is_valid

_RUNS = re.compile(r"['\s]*[=+\-@|＝＋－−＠]|[\t\r\n]")
_FIRST = frozenset("'=+-@|＝＋－−＠")  # quick to ask, as nearly no cell starts so
_MAYBE_PHONE = re.compile(r"\+[\d ().-]+")


def guarded(cell: str, region: str) -> str:
    """Return a cell that a spreadsheet shows and never runs.

    A valid phone number is written as people in ``region`` dial it. One apostrophe is added
    before those already there, so that taking one away restores the cell.

    >>> guarded("=1+1", "JP"), guarded("+81-3-1234-5678", "JP"), guarded("山田-1", "JP")
    ("'=1+1", '03-1234-5678', '山田-1')
    """
    if not _RUNS.match(cell):
        return cell
    if _MAYBE_PHONE.fullmatch(cell) and is_valid(cell):
        return in_spreadsheet(cell, region)
    return f"'{cell}"


def guarded_cells(cells: Iterable[str], region: str) -> list[str]:
    """Return the cells of a row, each as a spreadsheet shows and never runs it."""
    return [
        guarded(cell, region) if cell and (cell[0] in _FIRST or cell[0].isspace()) else cell
        for cell in cells
    ]


def unguarded(cell: str) -> str:
    """Return what a guarded cell says.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''=1")
    ('=1+1', "'tis", "'=1")
    """
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell[1:]) else cell
