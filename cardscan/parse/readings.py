"""Readings: whether kana, Latin letters and kanji can be said alike."""

import re
import unicodedata
from functools import lru_cache

import jaconv
from rapidfuzz import fuzz

# letters that Unicode does not take apart
_NO_ACCENT = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d"}
)
_LONG = tuple(
    (re.compile(pattern), short)
    for pattern, short in (
        (r"ou|oo|oh(?![aiueo])|ō", "o"),
        (r"uu|ū", "u"),
        (r"ii", "i"),
        (r"m(?=[bpm])", "n"),
    )
)
_KUNREI: tuple[tuple[str, str], ...] = (
    ("si", "shi"),
    ("ti", "chi"),
    ("tu", "tsu"),
    ("hu", "fu"),
    ("zi", "ji"),
    ("sya", "sha"),
)
_KUNREI += (
    ("syo", "sho"),
    ("syu", "shu"),
    ("tya", "cha"),
    ("tyo", "cho"),
    ("zyu", "ju"),
    ("l", "r"),
)


def letters(text: str) -> str:
    """Return the plain lower-case Latin letters of a text.

    >>> letters("Zoë O'Connor")
    'zoeoconnor'
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_NO_ACCENT))
    return re.sub(r"[^a-z]", "", plain)


@lru_cache(maxsize=4096)  # each reading of a family name is tried with each of a given one
def romaji(kana: str) -> str:
    """Write kana in Latin letters, long vowels short, as names in passports are.

    >>> romaji("オオノ"), romaji("ゆういちろう"), romaji("ホンマ")
    ('ono', 'yuichiro', 'honma')
    """
    return folded(str(jaconv.kana2alphabet(jaconv.kata2hira(kana.replace("ー", "")))))


@lru_cache(maxsize=4096)  # many rules compare the same few words
def folded(latin: str) -> str:
    """Bring the ways of writing Japanese in Latin letters to one.

    >>> folded("Ohno"), folded("Oono"), folded("Satoh"), folded("Shimpei")
    ('ono', 'ono', 'sato', 'shinpei')
    """
    text = letters(latin.replace("ō", "o").replace("ū", "u"))
    for kunrei, hepburn in _KUNREI:
        if kunrei in text:
            text = re.sub(rf"(?<![sct]){kunrei}", hepburn, text)
    for pattern, short in _LONG:
        text = pattern.sub(short, text)
    return text


def likeness(one: str, other: str) -> float:
    """Return how alike two folded Latin texts are, 0 to 100."""
    return fuzz.ratio(one, other) if one and other else 0.0


def katakana(text: str) -> str:
    """Write hiragana as katakana."""
    return str(jaconv.hira2kata(text))
