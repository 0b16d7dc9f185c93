"""Lost signs: whether the readings beside a name tell that one of its kanji was lost or added."""

import re
from collections.abc import Iterable, Iterator, Sequence

from cardscan.parse.candidates import Candidate
from cardscan.parse.dictionary import GIVEN, readings
from cardscan.parse.family_names import PARTICLES
from cardscan.parse.people import PersonName
from cardscan.parse.readings import folded, katakana, letters, romaji
from cardscan.parse.text import is_han, is_latin

SPELT = "the e-mail address spells the whole name"
_VOICED = {"k": "g", "s": "z", "t": "d", "h": "b", "ch": "j", "f": "b"}
# which end families of two signs far more often than they are one
_ENDS = frozenset("田川本山村野井崎口木藤沢澤塚尾瀬石橋")
_LONG = 4  # letters; what is no reading of a family of one sign belongs to a longer one
_SHORTEST = 3  # letters of a part of a mail address that may be a name


def lost_a_sign(name: PersonName, told: Iterable[tuple[str, str]], locals_: Sequence[str]) -> bool:
    """Tell whether the family or the given name is read on where its kanji end, or ends before.

    ``told`` are readings as family and given name in Latin letters, ``locals_`` what stands
    before the sign of mail addresses.

    >>> from cardscan.parse.people import east_asian_name
    >>> name = east_asian_name("大島 潤")
    >>> lost_a_sign(name, [], ["junichi.oshima"]), lost_a_sign(name, [], ["jun.oshima"])
    (True, False)
    >>> lost_a_sign(name, [("oshima", "junichi")], []), lost_a_sign(name, [], ["j.oshima"])
    (True, False)
    >>> lost_a_sign(east_asian_name("酒井 健和"), [("sakai", "ken")], [])
    True
    """
    families, givens = set(), set()
    for spoken in name.spoken:
        family, _, given = spoken.partition(" ")
        families.add(family)
        givens.add(given)
    pairs = [*told, *_pairs(locals_)]
    if any(family in families and given in givens for family, given in pairs):
        return False
    # of names that no dictionary has, readings of signs are joined, and say little
    sure = len(name.given) == 1 or bool(readings(name.given, GIVEN))
    return any(
        (sure and family in families and _is_other_length(given, givens))
        or (given in givens and _is_other_length(family, families))
        or (given in givens and len(name.family) == 1 and len(family) >= _LONG)
        or (family in families and given in _spoken(name.given[:-1]))
        for family, given in pairs
    )


def part_of_a_name(
    name: PersonName, told: Sequence[str], locals_: Sequence[str], *, vertical: bool
) -> str:
    """Return why a name may be a part of one, or only how one is read; empty when it is not.

    ``told`` is the evidence of the name, ``locals_`` what stands before the sign of mail addresses.
    """
    if is_latin(name.text):
        ends = name.text.rpartition(" ")[2].lower() in PARTICLES
        return "ends in the middle of a name" if ends else ""
    if "・" in name.text:
        return ""
    if not is_han(name.text):
        return "kana alone may be how a name is read"
    read = SPELT in told or any(sign.startswith("read so") for sign in told)
    if not read and not is_han(name.given) and not readings(name.given, GIVEN):
        return "no given name that is known"  # 松原 サ, of リサ
    lacks = not read and may_lack_a_sign(name, locals_, vertical=vertical)
    return "may be a part of a longer name" if lacks else ""


def may_lack_a_sign(name: PersonName, locals_: Sequence[str], *, vertical: bool) -> bool:
    """Tell whether a name that nothing reads may be the rest of one: 田 of 濵田, 雄 of 雄一.

    Readers lose the stroke of 一 at the end of a column.

    >>> from cardscan.parse.people import east_asian_name
    >>> may_lack_a_sign(east_asian_name("田 清"), [], vertical=False)
    True
    >>> name = east_asian_name("沢田 雄")
    >>> may_lack_a_sign(name, ["y.sawada"], vertical=True)
    True
    >>> may_lack_a_sign(name, ["t.sawada"], vertical=True)
    False
    """
    longer = _spoken(name.given + "一") if vertical and len(name.given) == 1 else set()
    initials = {part[0] for local in locals_ for part in re.split(r"[._\-+\d]+", local) if part}
    return name.family in _ENDS or any(not initials or one[0] in initials for one in longer)


def _spoken(given: str) -> set[str]:
    return {folded(romaji(reading)) for reading in readings(given, GIVEN)}


def _pairs(locals_: Sequence[str]) -> Iterator[tuple[str, str]]:
    for local in locals_:
        parts = [folded(part) for part in re.split(r"[._\-+\d]+", local) if letters(part)]
        if len(parts) == 2 and all(len(part) >= _SHORTEST for part in parts):
            yield parts[0], parts[1]
            yield parts[1], parts[0]


def _is_other_length(told: str, known: set[str]) -> bool:
    """Tell whether a reading goes on where a known one ends, or is a beginning of it."""
    whole = {reading for reading in known if len(reading) > 1}
    longer = any(told.startswith(one) or told.endswith((one, *_voiced(one))) for one in whole)
    shorter = len(told) >= _SHORTEST and any(one.startswith(told) for one in whole)
    return told not in known and (longer or shorter)


def _voiced(reading: str) -> Iterator[str]:
    """Yield how a reading may begin behind another: ta becomes da in hamada."""
    for plain, voiced in _VOICED.items():
        if reading.startswith(plain):
            yield voiced + reading[len(plain) :]


def readings_told(kana: Candidate | None, roman: Candidate | None) -> Iterator[tuple[str, str]]:
    """Yield the readings that the card gives, in Latin letters."""
    for parts in (dict(one.parts) for one in (kana, roman) if one is not None):
        family, given = parts.get("family", ""), parts.get("given", "")
        if family and given:
            latin = is_latin(family + given)
            yield (
                (folded(family), folded(given))
                if latin
                else (romaji(katakana(family)), romaji(katakana(given)))
            )
