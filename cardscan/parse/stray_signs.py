"""Stray signs: what readers add to a family name from an icon or the line beside it."""

from collections.abc import Iterator, Sequence

from cardscan.parse.dictionary import FAMILY, readings
from cardscan.parse.people import PersonName, east_asian_name, is_known_name
from cardscan.parse.readings import folded, romaji
from cardscan.parse.text import is_han

SHORTEST = 3  # letters of a reading, below which it stands in other words, too


def without_stray(name: PersonName, locals_: Sequence[str]) -> PersonName | None:
    """Return a name without the sign for which its family is unknown, None where there is none.

    A mail address must have the family that is left; ``locals_`` is what stands before its sign.

    >>> without_stray(east_asian_name("部高田 雄太"), ["y.takada"]).text
    '高田 雄太'
    >>> without_stray(east_asian_name("宮呂本 貴之"), ["miyamoto"]).text
    '宮本 貴之'
    >>> without_stray(east_asian_name("高田 雄太"), ["y.takada"])
    """
    family, given = name.family, name.given
    if not (given and is_han(family)) or readings(family, FAMILY):
        return None
    for rest in _shorter(family):
        spelt = {folded(romaji(reading)) for reading in readings(rest, FAMILY)}
        told = any(
            len(one) >= SHORTEST and one in folded(local) for one in spelt for local in locals_
        )
        if told and is_known_name({"family": rest, "given": given}):
            return east_asian_name(f"{rest} {given}")
    return None


def _shorter(family: str) -> Iterator[str]:
    """Yield a family without one of its signs: the first and the last are likeliest stray."""
    places = sorted(range(len(family)), key=lambda place: place not in {0, len(family) - 1})
    yield from (family[:place] + family[place + 1 :] for place in places if len(family) > 1)
