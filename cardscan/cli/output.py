"""Data for people and programs, on stdout: nothing else in the package writes there."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cardscan.tui.plain import plain

if TYPE_CHECKING:  # whoever asks for --help waits for what is imported
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

UNBOUND = 100_000  # columns; what goes into a file or a pipe is never cut or wrapped


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
    _console().print(_text(text, style))


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as wide as the terminal, with East Asian characters counted as two."""
    from rich.table import Table  # noqa: PLC0415 - not for --help

    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    _print(table)


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Write labels and values in two columns; empty values are left out."""
    from rich.table import Table  # noqa: PLC0415 - not for --help

    grid = Table.grid(padding=(0, 2))
    for label, value in pairs:
        if value:
            grid.add_row(_text(label, "dim"), _text(value))
    _print(grid)


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

    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console.width = UNBOUND
    return console
