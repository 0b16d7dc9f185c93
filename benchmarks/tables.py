"""Results as Markdown, printed, or set into a page in the place of the last ones."""

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table; all columns but the first are numbers."""
    yield f"| {' | '.join(headers)} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(headers) - 1)])} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def share(part: float, whole: float) -> str:
    """Write a share with three digits, or a dash when there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "–"


def machine() -> str:
    """Name the processor that a measure was taken on: its model, cores and clock."""
    told = dict(_fields(Path("/proc/cpuinfo")))
    model = " ".join(told.get("model name", "unknown processor").split())
    clock = f", {float(told['cpu MHz']) / 1000:.1f} GHz" if "cpu MHz" in told else ""
    return f"{model}, {os.cpu_count()} cores{clock}"


def _fields(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            yield name.strip(), value.strip()


def add_into(parser: argparse.ArgumentParser) -> None:
    """Add the option that sets what is printed into a page as well."""
    parser.add_argument("--into", type=Path, metavar="PAGE", help="a Markdown page to renew")


def publish(name: str, lines: Iterable[str], page: Path | None) -> None:
    """Print the lines; with a page, put them between its two comments of that name."""
    text = "\n".join(lines)
    print(text)
    if page is not None:
        page.write_text(renewed(page.read_text(encoding="utf-8"), name, text), encoding="utf-8")


def renewed(page: str, name: str, text: str) -> str:
    """Return the page with what stands between the comments of that name replaced."""
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    before, found_begin, rest = page.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found_begin and found_end):
        raise SystemExit(f"The page lacks the comments 'begin {name}' and 'end {name}'. Add them.")
    return f"{before}{begin}{text}\n{end}{after}"
