"""Kana beside a name: where it is cut into family and given name, and what its marks were."""

import re
import unicodedata

import jaconv

from cardscan.parse.dictionary import FAMILY, GIVEN, readings
from cardscan.parse.people import PersonName
from cardscan.parse.readings import katakana, likeness, romaji

_LARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")
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
    if len(parts) != 2:
        return parts
    healed = []
    for printed, text, kind in ((parts[0], name.family, FAMILY), (parts[1], name.given, GIVEN)):
        known = readings(text, kind)
        like = [one for one in known if _unvoiced(one) == _unvoiced(katakana(printed))]
        if len(like) == 1 and katakana(printed) not in known:
            hiragana = printed != katakana(printed)
            healed.append(str(jaconv.kata2hira(like[0])) if hiragana else like[0])
        else:
            healed.append(printed)
    return tuple(healed)


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
    if len(parts) != 2:
        return parts
    spelt = []
    for printed, text, kind in ((parts[0], name.family, FAMILY), (parts[1], name.given, GIVEN)):
        known, kana = readings(text, kind), katakana(printed)
        like = [one for one in known if one.translate(_LARGE) == kana.translate(_LARGE)]
        as_printed = len(like) != 1 or kana in known
        hiragana = printed != kana
        healed = printed if as_printed else str(jaconv.kata2hira(like[0])) if hiragana else like[0]
        spelt.append(healed)
    return tuple(spelt)


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
