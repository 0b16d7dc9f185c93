"""Kana beside a name: where it is cut into family and given name, and what its marks were."""

import re
import unicodedata
from collections.abc import Callable

import jaconv

from cardscan.parse.dictionary import FAMILY, GIVEN, readings
from cardscan.parse.people import PersonName
from cardscan.parse.readings import katakana, likeness, romaji

_LARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")
_TWICE = re.compile(r"(.)\1")
_LOOSE_MARK = re.compile(r"(?<=[か-とは-ほカ-トハ-ホ])[“”\"゛゜°]")
MISPLACED = 25.0  # of 200; a printed gap is wrong where another cut fits so much better


def kana_parts(name: PersonName, pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Cut kana where they were printed apart, unless another cut reads far more like the name."""
    cut = _kana_cut(name, "".join(pieces))
    if len(pieces) != 2:
        return cut
    printed = _kana_fit(name, pieces[0], pieces[1])
    return cut if _kana_fit(name, *cut) > printed + MISPLACED else pieces


def voiced(name: PersonName, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give back the marks of voiced sounds that the reader missed: かすひこ of 和彦 is かずひこ."""
    return _respelt(name, parts, _unvoiced)


def with_doubles(name: PersonName, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give back the second of two like kana, which readers of letter-spaced lines lose.

    >>> from cardscan.parse.people import east_asian_name
    >>> with_doubles(east_asian_name("佐々木 健"), ("さき", "けん"))
    ('ささき', 'けん')
    """
    return _respelt(name, parts, lambda kana: _TWICE.sub(r"\1", kana))


def with_marks(text: str) -> str:
    """Give kana the mark of a voiced sound that stands behind it as a sign of its own.

    >>> with_marks("トヨタ“リョウ"), with_marks("ハ゜ン")
    ('トヨダリョウ', 'パン')
    """
    joined = _LOOSE_MARK.sub(lambda sign: "\u309a" if sign[0] in "゜°" else "\u3099", text)
    return unicodedata.normalize("NFC", joined)


def with_small_kana(name: PersonName, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Make kana small or large as the name is read: りよう of 亮 is りょう.

    >>> from cardscan.parse.people import east_asian_name
    >>> with_small_kana(east_asian_name("木本 亮"), ("きもと", "りよう"))
    ('きもと', 'りょう')
    """
    return _respelt(name, parts, lambda kana: kana.translate(_LARGE))


def _respelt(
    name: PersonName, parts: tuple[str, ...], blurred: Callable[[str], str]
) -> tuple[str, ...]:
    """Spell each half as the only one of its readings that is the same when blurred."""
    if len(parts) != 2:
        return parts
    spelt = []
    for printed, text, kind in ((parts[0], name.family, FAMILY), (parts[1], name.given, GIVEN)):
        known, kana = readings(text, kind), katakana(printed)
        like = [one for one in known if blurred(one) == blurred(kana)]
        if kana in known or len(like) != 1:
            spelt.append(printed)
        else:
            spelt.append(like[0] if printed == kana else str(jaconv.kata2hira(like[0])))
    return tuple(spelt)


def is_unheard(name: PersonName, parts: tuple[str, ...]) -> bool:
    """Tell whether the family name has readings, and its kana are none of them: すき of 鈴木."""
    known = readings(name.family, FAMILY)
    return bool(known) and katakana(parts[0]) not in known


def is_cut_short(name: PersonName, parts: tuple[str, ...]) -> bool:
    """Tell whether the given name is read on where its kana end: タ of 拓 is the half of タク."""
    known = readings(name.given, GIVEN)
    kana = katakana(parts[-1])
    return kana not in known and any(one.startswith(kana) for one in known)


def _unvoiced(kana: str) -> str:
    plain = unicodedata.normalize("NFD", kana)
    return "".join(sign for sign in plain if sign not in "\u3099\u309a")


def _kana_cut(name: PersonName, kana: str) -> tuple[str, ...]:
    """Cut kana where the two halves read like family and given name."""
    place = max(range(1, len(kana)), key=lambda at: _kana_fit(name, kana[:at], kana[at:]))
    return kana[:place], kana[place:]


def _kana_fit(name: PersonName, family: str, given: str) -> float:
    """Return how well two pieces of kana read like family and given name, 0 to 200."""
    first, second = romaji(family), romaji(given)
    return max(
        (
            likeness(first, spoken.partition(" ")[0]) + likeness(second, spoken.partition(" ")[2])
            for spoken in name.spoken
        ),
        default=0.0,
    )
