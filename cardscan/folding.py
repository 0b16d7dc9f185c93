"""Bring spellings of one thing to one form, so that they can be compared."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import jaconv
from cleanco import basename

# Both forms stand on cards of one person: 髙橋 prints 高橋 where the fonts lack the ladder form.
_FORMS = resources.files("cardscan").joinpath("data/kanji_forms.txt").read_text("utf-8")
_TODAY = str.maketrans(
    {
        old: today
        for today, olds in (line.split() for line in _FORMS.splitlines() if line[0] != "#")
        for old in olds
    }
)

_HIRAGANA = {kana: jaconv.kata2hira(kana) for kana in map(chr, range(0x30A0, 0x3100))}
_ONE_FORM = str.maketrans(_HIRAGANA | {chr(old): today for old, today in _TODAY.items()})

_BEYOND_ASCII = re.compile(r"[\u0080-\u02ff\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_NO_WORD = re.compile(r"[^\w]|_")
_GAP = re.compile(r"[\s,、・]+")

SPELLINGS_KEPT = 50_000  # names, towns and companies repeat; folding them again is slow

_LEGAL_FORMS = re.compile(
    r"(株式|有限|合同|合名|合資)会社|(一般|公益|特定非営利活動|NPO)?(社団|財団)?法人|[(][株有同名資社財][)]"
)

_TIGHT_COMMA = re.compile(r",(?=\S)")
_SPELLED = re.compile(r"[A-Za-z\u0400-\u04ff]")  # as every legal form that cleanco knows is

_LONG_VOWELS = tuple(
    (re.compile(long), short)
    for long, short in ((r"ou|oo|oh(?![aiueoy])", "o"), (r"uu", "u"), (r"m(?=[bpm])", "n"))
)


@lru_cache(maxsize=SPELLINGS_KEPT)
def fold(text: str) -> str:
    """Drop what does not change the meaning: width, case, accents, punctuation, old kanji.

    >>> fold("髙﨑　ＴＡＲＯ"), fold("Zoë O'Connor-Müller"), fold("ヤマダ ﾀﾛｳ")
    ('高崎taro', 'zoeoconnormuller', 'やまだたろう')
    """
    letters = fold_letters(text)
    return letters if letters.isalnum() else _NO_WORD.sub("", letters)


def fold_words(text: str) -> tuple[str, ...]:
    """Fold, and keep the words apart.

    >>> fold_words("O'Connor, Zoë")
    ('oconnor', 'zoe')
    """
    words = _GAP.split(fold_letters(text))
    plain = (word if word.isalnum() else _NO_WORD.sub("", word) for word in words)
    return tuple(word for word in plain if word)


@lru_cache(maxsize=SPELLINGS_KEPT)
def fold_letters(text: str) -> str:
    """Fold letter by letter, and keep spaces and punctuation.

    >>> fold_letters("髙﨑・Zoë@ACME.example")
    '高崎・zoe@acme.example'
    """
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ONE_FORM)
    return _BEYOND_ASCII.sub(lambda found: _plain(found.group()), text)


@lru_cache(maxsize=SPELLINGS_KEPT)
def fold_company(name: str) -> str:
    """Fold a company's name without its legal form.

    >>> fold_company("㈱見本"), fold_company("見本　株式会社"), fold_company("Acme Co.,Ltd.")
    ('見本', '見本', 'acme')
    """
    name = _LEGAL_FORMS.sub(" ", unicodedata.normalize("NFKC", name)).strip()
    name = _TIGHT_COMMA.sub(", ", name)  # "Co.,Ltd." as Japanese cards print it
    for _ in range(2 if _SPELLED.search(name) else 0):  # "Acme Co., Ltd." has two
        name = basename(name)
    return fold(name)


@lru_cache(maxsize=SPELLINGS_KEPT)
def romaji(text: str) -> tuple[str, ...]:
    """Spell the words of a reading so that kana and the ways to write romaji meet.

    >>> romaji("オオノ ユウイチロウ"), romaji("OHNO Yuichiro"), romaji("しんぺい Shimpei")
    (('ono', 'yuichiro'), ('ono', 'yuichiro'), ('shinpei', 'shinpei'))
    """
    return tuple(_latin(word) for word in fold_words(text))


def kana(text: str) -> str:
    """Spell romaji in hiragana, near enough to be sorted among readings.

    >>> kana("tanaka ohno")
    'たなか おおの'
    """
    return str(jaconv.alphabet2kana(text))


def run_together(words: Iterable[str]) -> str:
    """Spell words of romaji as one.

    >>> run_together(romaji("タカノ オサム"))
    'takanosamu'
    """
    return _short_vowels("".join(words))


@lru_cache(maxsize=SPELLINGS_KEPT)
def _latin(word: str) -> str:
    spelled = jaconv.kana2alphabet(word.replace("ー", "")) if _KANA.search(word) else word
    return _short_vowels(spelled)


def _short_vowels(word: str) -> str:
    for long, short in _LONG_VOWELS:
        word = long.sub(short, word)
    return word


@lru_cache(maxsize=1000)
def _plain(sign: str) -> str:
    """Take the accent off a Latin letter; the marks of kana are letters of their own."""
    if not unicodedata.name(sign, "").startswith("LATIN"):
        return sign
    marks = unicodedata.normalize("NFD", sign)
    return "".join(mark for mark in marks if not unicodedata.combining(mark))
