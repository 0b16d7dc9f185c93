"""Which script a card is written in, and Japanese forms of its characters."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol

CHINESE_SHARE = 0.06  # of the Chinese characters in mainland forms; a misread line has fewer
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
MAINLAND = re.compile(r"\+\s?86|\.cn\b")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def japanese_form(character: str) -> str:
    """Return the form of a Chinese character in which a Japanese card prints it.

    Only characters that Japanese encodings lack are changed: PP-OCR reads all Chinese
    characters with one model and picks the mainland form of a blurred one. The tables are
    OpenCC's.

    >>> "".join(japanese_form(character) for character in "爱知県 宫城県 山邊 髙橋")
    '愛知県 宮城県 山邊 髙橋'
    """
    if not _is_han(character) or _in_japanese_encoding(character):
        return character
    traditional, japanese = _converters()
    form = japanese.convert(traditional.convert(character))
    return form if _in_japanese_encoding(form) else character


def shinjitai(character: str) -> str:
    """Return the reformed Japanese form of an old one: 帶 gives 帯.

    >>> shinjitai("帶"), shinjitai("帯")
    ('帯', '帯')
    """
    return _converters()[1].convert(character) if _is_han(character) else character


def is_mainland_chinese(texts: Iterable[str]) -> bool:
    """Say whether a card is written in Chinese with simplified characters.

    >>> is_mainland_chinese(["北京市朝阳区建国门外大街1号"])
    True
    >>> is_mainland_chinese(["爱知県名古屋市中区", "営業课"])
    False
    """
    text = "\n".join(texts)
    if KANA.search(text):
        return False
    han = [character for character in text if _is_han(character)]
    simplified = sum(character != japanese_form(character) for character in han)
    if simplified <= 2 * sum(_is_japanese_only(character) for character in han):
        return False
    return simplified > max(1, CHINESE_SHARE * len(han)) or MAINLAND.search(text) is not None


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _is_japanese_only(character: str) -> bool:
    """Say whether the form was made by the Japanese reform: 県, neither 縣 nor 县."""
    old, mainland = _converters_back()
    traditional = old.convert(character)
    return character not in (traditional, mainland.convert(traditional))


def _in_japanese_encoding(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converters() -> tuple[_Converter, _Converter]:
    """Return OpenCC's converters: simplified to traditional, traditional to Japanese."""
    from opencc import OpenCC  # noqa: PLC0415 - only cards with Chinese characters need it

    return OpenCC("s2t"), OpenCC("t2jp")


@cache
def _converters_back() -> tuple[_Converter, _Converter]:
    """Return OpenCC's converters: Japanese to traditional, traditional to simplified."""
    from opencc import OpenCC  # noqa: PLC0415 - as above

    return OpenCC("jp2t"), OpenCC("t2s")
