"""Guessing: how a Japanese name may be read where nothing on the card says it."""

import re

from cardscan.parse.dictionary import FAMILY, GIVEN, reading_of, readings, tokens
from cardscan.parse.people import PersonName
from cardscan.parse.readings import folded, romaji
from cardscan.parse.text import is_han

MANY = 12  # readings of one name that are tried against the mail address


def guessed_reading(name: PersonName, locals_: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return a likely reading of family and given name in katakana; one in four is another.

    The local parts of the card's mail addresses choose among the readings that a name has.

    >>> from cardscan.parse.people import east_asian_name
    >>> guessed_reading(east_asian_name("山田太郎"))
    ('ヤマダ', 'タロウ')
    >>> guessed_reading(east_asian_name("河野 剛"), ("tsuyoshi.kono",))
    ('コウノ', 'ツヨシ')
    """
    family, given = name.family, name.given
    if not (is_han(family + given) and family and given):
        return "", ""
    spelt = {folded(word) for local in locals_ for word in re.split(r"[._\-+\d]+", local)}
    likely = _in_context(family, given)
    return (
        _spelt_among(readings(family, FAMILY), spelt) or likely[0],
        _spelt_among(readings(given, GIVEN), spelt) or likely[1],
    )


def _in_context(family: str, given: str) -> tuple[str, str]:
    """Read the name as a whole, else the first reading that the dictionary has of each part."""
    whole = tokens(family + given)
    cuts = [token.start for token in whole]
    if len(family) in cuts:
        place = cuts.index(len(family))
        first, second = whole[:place], whole[place:]
        return "".join(one.reading for one in first), "".join(one.reading for one in second)
    parts = ((family, FAMILY), (given, GIVEN))
    one, other = ((*readings(text, kind), reading_of(text))[0] for text, kind in parts)
    return one, other


def _spelt_among(known: tuple[str, ...], spelt: set[str]) -> str:
    return next((reading for reading in known[:MANY] if romaji(reading) in spelt), "")
