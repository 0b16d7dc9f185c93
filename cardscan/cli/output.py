"""Data for people and programs, on stdout: nothing else in the package writes there."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cardscan.cli.labels import label
from cardscan.tui.plain import plain

if TYPE_CHECKING:  # whoever asks for --help waits for what is imported
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

GAP = 2  # cells between columns


def print_json(value: object) -> None:
    """Write one line of JSON in UTF-8, whatever the terminal speaks, and pass it on at once."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        data = line.encode()
    except UnicodeEncodeError:  # a file name that is not text
        data = json.dumps(value).encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def print_line(text: str = "", *, style: str = "") -> None:
    """Write one line; what a card or a file name says is shown and never obeyed."""
    if _is_read_by_a_program():
        sys.stdout.write(plain(text) + "\n")
    else:
        _console().print(_text(text, style))


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as wide as the terminal, with East Asian characters counted as two."""
    headers = [label(header) for header in headers]
    if _is_read_by_a_program():
        _print_padded([headers, *rows])
        return
    from rich.table import Table  # noqa: PLC0415 - not for --help

    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        table.add_column(_text(header), overflow="fold")
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    _print(table)


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Write labels and values in two columns; empty values are left out."""
    told = [(label(name), value) for name, value in pairs if value]
    if _is_read_by_a_program():
        _print_padded(told)
        return
    from rich.table import Table  # noqa: PLC0415 - not for --help

    grid = Table.grid(padding=(0, GAP))
    for name, value in told:
        grid.add_row(_text(name, "dim"), _text(value))
    _print(grid)


def _is_read_by_a_program() -> bool:
    """Say whether nobody looks: then there is neither style nor width, and no need of Rich."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text file always
    return not sys.stdout.isatty()


def _print_padded(rows: Iterable[Sequence[str]]) -> None:
    """Write rows in columns as wide as their longest cell."""
    from rich.cells import cell_len  # noqa: PLC0415 - not for --help

    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) + GAP for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        sys.stdout.write("".join(padded).rstrip() + "\n")


def print_code(dark: Sequence[Sequence[int]]) -> None:
    """Draw the modules of a code, two rows a line, black on white whatever the theme is."""
    rows = [[bool(module) for module in row] for row in dark]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        line = "".join(signs[pair] for pair in zip(upper, lower, strict=True))
        _console().print(_text(line, "black on white"), no_wrap=True, crop=False)


def _print(grid: "Table") -> None:
    """Write a table without the blanks that pad its last column."""
    console = _console()
    with console.capture() as captured:
        console.print(grid)
    for line in captured.get().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def _text(words: str, style: str = "") -> "Text":
    from rich.text import Text  # noqa: PLC0415 - not for --help

    return Text(plain(words), style=style)


def _console() -> "Console":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text file always
    from rich.console import Console  # noqa: PLC0415 - not for --help

    return Console(file=sys.stdout, highlight=False)
