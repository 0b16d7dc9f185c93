"""Which language a card is written in, and Japanese forms of its Chinese characters."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Protocol

KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
LIKE_KANJI = "カタトニハミエロヘチリ"  # kana for which the strokes of a Chinese character pass
KANA_LEAST = 3  # characters; one or two may be misread, or a Taiwanese の for fun
HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
WORD = 3  # a word that only one language has weighs as much as so many characters
OLD_IN_NAMES = 4  # characters; names and schools on a Japanese card keep so many old forms
# Forms that no Japanese office prints any more, and few names; the ink of a name tells it.
OLD_FORMS = str.maketrans("區號縣廳專驛黑稻穗霸藏德曾", "区号県庁専駅黒稲穂覇蔵徳曽")
# What is read where characters stand that the reader or the tables of forms lack.
MISTAKEN = str.maketrans("鳄瀘", "鰐濵")
# Old forms that people and places keep; these stay as they were read.
IN_NAMES = frozenset("邊邉濱濵髙﨑澤廣齋齊國學櫻嶋萬眞惠榮龍瀧藏圓條壽德彌與淺穎禦填燈禰鋪峯聯亙")
TO_TRADITIONAL = str.maketrans("内", "內")  # a reader that knows both forms takes the first

JAPANESE_SIGNS = re.compile(
    "株式会社|合同会社|(?:社団|財団|医療|福祉|税理士|行政)法人|[㈱㈲〒]|取締役|代表社員|丁目|番地"
    r"|課長|部長|係長|室長|主任|営業|東京都|北海道|[大京][阪都]府|県.{1,4}[市区町村]|\+\s?81\b|\.jp\b|メール|携帯"
)
CHINESE_SIGNS = re.compile(
    "有限公司|股份|集[团團]|电话|手机|手機|[传傳]真|[邮郵][编編箱]|网址|網址"
    "|[总總副][经經]理|[总總][监監裁]|董事|工程[师師]|[设設][计計][师師]|[统統]一[编編]"
    r"|市.{1,4}區|\d樓|[路街道巷弄][一二三四五六七八九十\d]{1,5}[号號]|\+\s?8(?:6|86|52|53)(?!\d{9})"
    r"|\.(?:cn|tw|hk|mo)\b"
)


class Language(StrEnum):
    """What a card is written in, as far as its characters are read differently."""

    LATIN = "latin"  # no Chinese characters, kana or Hangul at all
    JAPANESE = "japanese"
    SIMPLIFIED = "simplified Chinese"
    TRADITIONAL = "traditional Chinese"
    KOREAN = "korean"


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def language_of(texts: Iterable[str]) -> Language:
    """Tell the language from all that was read on a card.

    A card of nothing but kanji is Japanese, unless its words or forms are Chinese: readers
    misread single characters of a Japanese card in a Chinese form.

    >>> language_of(["北京市朝阳区建国门外大街1号"]).value
    'simplified Chinese'
    >>> language_of(["鴻遠國際貿易有限公司", "林美惠", "業務部經理"]).value
    'traditional Chinese'
    >>> language_of(["爱知県名古屋市中区", "営業课"]).value, language_of(["山田太郎"]).value
    ('japanese', 'japanese')
    >>> language_of(["齋藤 澤", "國學院"]).value, language_of(["김민준", "대표이사"]).value
    ('japanese', 'korean')
    >>> language_of(["Jörg Weiß"]).value
    'latin'
    """
    text = "\n".join(texts)
    han = [character for character in text if _is_han(character)]
    if len(HANGUL.findall(text)) > len(han):
        return Language.KOREAN
    kana = [character for character in KANA.findall(text) if character not in LIKE_KANJI]
    if not han:
        return Language.JAPANESE if KANA.search(text) else Language.LATIN
    simplified = sum(map(_is_simplified, han))
    old = sum(map(_is_old, han))
    chinese = WORD * len(CHINESE_SIGNS.findall(text)) + max(simplified, old - OLD_IN_NAMES)
    japanese = WORD * len(JAPANESE_SIGNS.findall(text)) + sum(map(_is_japanese_only, han))
    if len(kana) >= KANA_LEAST or chinese <= 2 * japanese or chinese < WORD:
        return Language.JAPANESE
    return Language.SIMPLIFIED if simplified >= old else Language.TRADITIONAL


def japanese_form(character: str) -> str:
    """Return the form of a Chinese character in which a Japanese card prints it.

    Only characters that Japanese encodings lack are changed, and a few that offices have
    reformed: PP-OCR reads all Chinese characters with one model and picks the mainland form
    of a blurred one. The tables are OpenCC's.

    >>> "".join(japanese_form(character) for character in "爱知県 宫城県 港區 山邊 髙橋")
    '愛知県 宮城県 港区 山邊 髙橋'
    """
    if not _is_han(character):
        return character
    character = character.translate(MISTAKEN)
    if _in_japanese_encoding(character):
        return character.translate(OLD_FORMS)
    traditional, japanese = _converters()
    form = japanese.convert(traditional.convert(character))
    return form if _in_japanese_encoding(form) else character


def shinjitai(character: str) -> str:
    """Return the reformed Japanese form of an old one: 帶 gives 帯.

    >>> shinjitai("帶"), shinjitai("帯")
    ('帯', '帯')
    """
    return _converters()[1].convert(character) if _is_han(character) else character


def traditional_form(text: str) -> str:
    """Return a text of a traditional Chinese card in the forms that its readers mix up.

    >>> traditional_form("台北市内湖區")
    '台北市內湖區'
    """
    return text.translate(TO_TRADITIONAL)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _is_simplified(character: str) -> bool:
    """Say whether the form is the mainland's alone: 县, neither 縣 nor 県."""
    return not _in_japanese_encoding(character) and character != _converters()[0].convert(character)


def _is_old(character: str) -> bool:
    """Say whether the form is the one before both reforms: 縣, 說."""
    return (
        shinjitai(character) != character or not _in_japanese_encoding(character)
    ) and character == _converters()[0].convert(character)


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
