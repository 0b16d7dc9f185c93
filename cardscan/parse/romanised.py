"""Japanese names in Latin letters: which word is the family name, and where a space was lost."""

import re

from cardscan.parse.people import PersonName
from cardscan.parse.readings import folded, likeness


def roman_parts(name: PersonName, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Tell which Latin word is the family name, by its sound; put a lost space back."""
    words = [word for word in re.split(r"[\s,]+", text.strip()) if word]
    if len(words) == 3 and (joined := _with_letter_joined(name, words)):
        words, text = joined, " ".join(joined)
    if len(words) == 1:
        words = list(_roman_cut(name, words[0]))
        text = " ".join(words)
    if len(words) < 2:
        return text, ()
    first, last = folded(words[0]), folded(words[-1])
    straight = crossed = 0.0
    for spoken in name.spoken:
        family, _, given = spoken.partition(" ")
        straight = max(straight, likeness(family, first) + likeness(given, last))
        crossed = max(crossed, likeness(family, last) + likeness(given, first))
    if straight >= crossed:
        return text, (("family", words[0]), ("given", " ".join(words[1:])))
    return text, (("family", words[-1]), ("given", " ".join(words[:-1])))


def _with_letter_joined(name: PersonName, words: list[str]) -> list[str]:
    """Join a letter and the word behind it where the name is read so: I WAO, of 巌.

    >>> from cardscan.parse.people import east_asian_name
    >>> roman_parts(east_asian_name("石井 誠"), "Makoto I SHII")[0]
    'Makoto ISHII'
    """
    for place in (0, 1):
        if len(words[place]) == 1:
            joined = [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]
            heard = {folded(word) for word in joined}
            if any(heard == set(spoken.split(" ")) for spoken in name.spoken):
                return joined
    return []


def _roman_cut(name: PersonName, word: str) -> tuple[str, ...]:
    def fits(place: int) -> float:
        first, second = folded(word[:place]), folded(word[place:])
        return max(
            (
                max(
                    likeness(first, family) + likeness(second, given),
                    likeness(first, given) + likeness(second, family),
                )
                for family, _, given in (spoken.partition(" ") for spoken in name.spoken)
            ),
            default=0.0,
        )

    camel = re.findall(r"[A-Z][a-z]+", word)
    if len(camel) == 2 and "".join(camel) == word:
        return tuple(camel)
    place = max(range(2, max(3, len(word) - 1)), key=fits)
    return (word[:place], word[place:]) if fits(place) >= 150 else (word,)
