"""What the folders of a stack say about its cards: when and where they were given."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

_DAYS = (r"(\d{4})[-._年](\d\d?)[-._月](\d\d?)日?", r"(\d{4})(\d\d)(\d\d)")
_DATED = tuple(re.compile(rf"{day}(?!\d)[-._ 　]*(.*)") for day in _DAYS)


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where cards were given, as far as their folders say."""

    tags: tuple[str, ...] = ()
    event: str = ""
    met: date | None = None


def occasion_of(file: str, roots: Sequence[str]) -> Occasion:
    """Tell from the folders between a root and a file.

    A folder named by a day, such as ``2026-11-20_展示会``, tells the day and the event, the
    innermost first; so does a root. Any other folder inside a root is a tag. A file that lies
    in no root counts as named by hand: only its own folder is asked for a day.

    >>> occasion_of("in/leads/2026-11-20_展示会/1.jpg", ["in"])
    Occasion(tags=('leads',), event='展示会', met=datetime.date(2026, 11, 20))
    """
    root, inside = _parted(os.path.dirname(file), roots)  # noqa: PTH120 - a path is only text here
    own = PurePath(os.path.abspath(root)).name  # noqa: PTH100 - "." has a name too
    days = [found for name in (own, *inside) if (found := dated(name))]
    tags = tuple(name for name in inside if not dated(name))
    met, event = days[-1] if days else (None, "")
    return Occasion(tags, event, met)


def dated(name: str) -> tuple[date, str] | None:
    """Return the day and the event that a folder is named by, None when it is not.

    >>> dated("20261120 Trade fair"), dated("2026年11月5日"), dated("2026-13-01"), dated("2026")
    ((datetime.date(2026, 11, 20), 'Trade fair'), (datetime.date(2026, 11, 5), ''), None, None)
    """
    found = next(filter(None, (pattern.fullmatch(name) for pattern in _DATED)), None)
    if not found:
        return None
    *day, event = found.groups()
    try:
        return date(*map(int, day)), event.strip()
    except ValueError:  # no such day
        return None


def _parted(folder: str, roots: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Part a folder into its root and the names of the folders inside that."""
    for root in sorted((root.rstrip("/") for root in roots), key=len, reverse=True):
        if folder == root or folder.startswith(f"{root}/"):
            return root or "/", PurePath(folder[len(root) + 1 :]).parts
    return folder or ".", ()
