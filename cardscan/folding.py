"""Bring spellings of one thing to one form, so that they can be compared."""

import re
import unicodedata
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

_LEGAL_FORMS = re.compile(
    r"(株式|有限|合同|合名|合資)会社|(一般|公益|特定非営利活動|NPO)?(社団|財団)?法人|[(][株有同名資社財][)]"
)

_LONG_VOWELS = ((r"ou|oo|oh(?![aiueoy])", "o"), (r"uu", "u"), (r"m(?=[bpm])", "n"))


def fold(text: str) -> str:
    """Drop what does not change the meaning: width, case, accents, punctuation, old kanji.

    >>> fold("髙﨑　ＴＡＲＯ"), fold("Zoë O'Connor-Müller"), fold("ヤマダ ﾀﾛｳ")
    ('高崎taro', 'zoeoconnormuller', 'やまだたろう')
    """
    return "".join(fold_words(text))


def fold_words(text: str) -> tuple[str, ...]:
    """Fold, and keep the words apart.

    >>> fold_words("O'Connor, Zoë")
    ('oconnor', 'zoe')
    """
    words = (re.sub(r"[^\w]|_", "", word) for word in re.split(r"[\s,、・]+", fold_letters(text)))
    return tuple(word for word in words if word)


def fold_letters(text: str) -> str:
    """Fold letter by letter, and keep spaces and punctuation.

    >>> fold_letters("髙﨑・Zoë@ACME.example")
    '高崎・zoe@acme.example'
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_TODAY)
    return _plain(jaconv.kata2hira(text))


@lru_cache(maxsize=10_000)  # trying every country's legal forms is slow; companies repeat
def fold_company(name: str) -> str:
    """Fold a company's name without its legal form.

    >>> fold_company("㈱見本"), fold_company("見本　株式会社"), fold_company("Acme Co.,Ltd.")
    ('見本', '見本', 'acme')
    """
    name = _LEGAL_FORMS.sub(" ", unicodedata.normalize("NFKC", name)).strip()
    name = re.sub(r",(?=\S)", ", ", name)  # "Co.,Ltd." as Japanese cards print it
    for _ in range(2):  # "Acme Co., Ltd." has two
        name = basename(name)
    return fold(name)


def romaji(text: str) -> tuple[str, ...]:
    """Spell the words of a reading so that kana and the ways to write romaji meet.

    >>> romaji("オオノ ユウイチロウ"), romaji("OHNO Yuichiro"), romaji("しんぺい Shimpei")
    (('ono', 'yuichiro'), ('ono', 'yuichiro'), ('shinpei', 'shinpei'))
    """
    words = (jaconv.kana2alphabet(word.replace("ー", "")) for word in fold_words(text))
    return tuple(_short_vowels(word) for word in words)


def _short_vowels(word: str) -> str:
    for long, short in _LONG_VOWELS:
        word = re.sub(long, short, word)
    return word


def _plain(word: str) -> str:
    """Take accents off Latin letters; the marks of kana are letters of their own."""
    return "".join(
        "".join(mark for mark in unicodedata.normalize("NFD", sign) if not _is_accent(mark))
        if unicodedata.name(sign, "").startswith("LATIN")
        else sign
        for sign in word
    )


def _is_accent(mark: str) -> bool:
    return unicodedata.combining(mark) != 0
