"""Word lists: one file each under ``data``, read once, when a card first needs it."""

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of a list, without its header line.

    >>> "株式会社" in [form for _, form in pairs("legal_forms")]
    True
    """
    text = files("cardscan.parse").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines()[1:] if line)


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Return the two columns of a list."""
    rows = (line.partition("\t") for line in words(name))
    return tuple((first, second) for first, _, second in rows)


@cache
def grouped(name: str) -> dict[str, frozenset[str]]:
    """Return the second column by the first."""
    groups: dict[str, set[str]] = {}
    for group, word in pairs(name):
        groups.setdefault(group, set()).add(word)
    return {group: frozenset(entries) for group, entries in groups.items()}


@cache
def longest_first(name: str) -> tuple[str, ...]:
    """Return the entries of a list, longest first, as alternations need them."""
    return tuple(sorted(words(name), key=len, reverse=True))


def ending_of(text: str, name: str) -> str:
    """Return the longest entry of a list that a text ends with; empty when there is none.

    >>> ending_of("第一営業部", "department_suffixes")
    '営業部'
    """
    endings = longest_first(name)
    if not text.endswith(endings):  # most texts, and this asks for all at once
        return ""
    return next(end for end in endings if text.endswith(end))
