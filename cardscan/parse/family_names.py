"""Family names: which part of a name in Latin letters the family gave."""

import re
from functools import cache

from cardscan.parse.readings import letters
from cardscan.parse.words import words

GENERATION = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "zu",
        "af",
        "av",
        "st",
        "ap",
        "degli",
        "dei",
        "della",
        "delle",
        "dello",
        "zum",
        "zur",
        "vom",
        "'t",
        "’t",
    ]
)
_ELIDED = re.compile(r"d['’](?=[^\W\d_a-z])")  # d'Estaing
OF_SICILY = frozenset({"Lo", "LO", "Li", "LI"})  # before a family's name; alone they are Chinese
_AND = frozenset({"y", "e"})  # stand between two family names
_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{1,6}")  # how East Asian given names are written


@cache
def _asian() -> frozenset[str]:
    return frozenset(words("asian_surnames"))


def is_asian_family(word: str) -> bool:
    """Tell whether a word is a family name that stands first: Nguyen, Kim, Zhang."""
    return letters(word) in _asian()


def family_and_given(plain: str, pieces: list[str]) -> tuple[str, str]:
    """Decide which part is the family name: capitals or a comma say so, else it comes last."""
    if len(pieces) > 2 and GENERATION.fullmatch(pieces[-1]):
        return family_and_given(plain.rpartition(" ")[0].rstrip(","), pieces[:-1])
    if plain.count(",") == 1:
        family, _, given = plain.partition(",")
        return family.strip(), given.strip()
    capitals = [piece.isupper() and len(piece.strip(".")) > 2 for piece in pieces]
    if any(capitals) and not all(capitals):
        family = " ".join(p for p, c in zip(pieces, capitals, strict=True) if c)
        given = " ".join(p for p, c in zip(pieces, capitals, strict=True) if not c)
        return family, given
    if len(pieces) == 2 and _SYLLABLES.fullmatch(pieces[1]):
        return pieces[0], pieces[1]  # Kim Min-su
    if is_asian_family(pieces[0]) and not (is_asian_family(pieces[-1]) or len(pieces) > 4):
        return pieces[0], " ".join(pieces[1:])  # Nguyen Thi Minh Tam
    lower = [piece.lower() for piece in pieces]
    firsts = [at for at, word in enumerate(lower) if at and word in PARTICLES - _AND]
    firsts += [at for at, piece in enumerate(pieces) if at and _ELIDED.match(piece)]
    firsts += [at for at, piece in enumerate(pieces[:-1]) if at and piece in OF_SICILY]
    firsts += [at - 1 for at, word in enumerate(lower) if at > 1 and word in _AND]
    first = min(firsts, default=len(pieces) - 1)
    return " ".join(pieces[first:]), " ".join(pieces[:first])
