"""Japanese postal codes as they stand on a card: with their mark, a dash, or their town behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cardscan.parse.candidates import Span
from cardscan.parse.labels import labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.postal import names_town_of, town_of
from cardscan.parse.text import arabic
from cardscan.prefectures import LATIN

CODE = re.compile(
    r"(?P<mark>〒|〶|郵便番号\s?[:：]?|[干于〔テ丁T下](?=\s?\d{3}\s?[-ー−–—―‐‑－一])|"
    r"(?:ZIP|Zip)\s?:?)?\s?"
    r"(?<![\d\-+.(])(?P<first>\d{3}|\d \d \d)\s?(?P<dash>[-ー−–—―‐‑－一~]?)\s?"
    r"(?P<second>\d{4}|\d \d \d \d)(?![\d])(?!-\d)"  # figures of full width stand apart
)
# in a column the dash stands upright and is read as a one
_BAR_CODE = re.compile(r"[〒〶TF=]?\s?(?P<first>\d{3})\s?[1|丨]\s?(?P<second>\d{4})")
_KANJI_CODE = re.compile(
    r"(?P<mark>〒)?\s?(?P<code>[〇○零一二三四五六七八九]{3}[-ー−–—―‐‑－｜|・·]?[〇○零一二三四五六七八九]{4})"
    r"(?![〇一二三四五六七八九ー―−—|｜-])"
)
PREFECTURE = re.compile("|".join(LATIN))
CITY = re.compile(r"(?<![一-鿿ァ-ヺ])[一-鿿ヶケノツぁ-んァ-ヺー々]{1,8}?[市区町村郡]")
OFFICE = re.compile(
    r"(?:[一-鿿ァ-ヺーA-Za-z]{0,8}(?:本社|本店|支社|支店|営業所|工場|事業所|オフィス|研究所|事務所|センター|ラボ|店舗"
    r"|出張所|支所|支局|分室|ショールーム|倉庫|本部|店|校|院|スタジオ|サロン"
    r"|物流センター)|Head Office|Office)\s?[:：)）」】/\]]?\s{0,2}$"
)


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A postal code, and the ink that says it is one."""

    span: Span
    label: Span | None
    value: str  # seven digits
    marked: bool


def codes_in(sheet: Sheet, strip: Strip) -> Iterator[PrintedCode]:
    """Yield the postal codes of a strip.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("5650861大阪府吹田市高野台3-17-1", "1234567", "大阪府吹田市高野台3-17-1")
    >>> [[code.value for code in codes_in(sheet, strip)] for strip in sheet.strips]
    [['5650861'], [], []]
    >>> sheet = sheet_of("〒 5 6 5-0861 大阪府吹田市高野台3-17-1")
    >>> [code.value for code in codes_in(sheet, sheet.strips[0])]
    ['5650861']
    """
    for match in CODE.finditer(strip.text):
        after = strip.text[match.end() : match.end() + 14]
        marked = bool(match["mark"])
        plain = not (match["dash"] or match["mark"] in {"〒", "〶"})
        if plain and not _is_before_town(sheet, strip, match):
            continue
        rest = strip.text.replace(match[0], "")
        labels = [label for label in labels_in(rest) if label.kind in {"address", "postal"}]
        rest = rest[labels[0].end :] if labels and labels[0].start < 2 else rest
        rest = "" if OFFICE.fullmatch(rest) else rest  # 関西支社 479-0853
        lonely = not re.sub(r"[\s〒:：]", "", rest)
        before_place = bool(match["dash"]) and bool(PREFECTURE.match(after.strip()))
        if plain or marked or lonely or before_place or CITY.match(after.strip()):
            span = Span(strip.index, match.start("first"), match.end())
            office = OFFICE.search(strip.text, 0, match.start())
            first = office.start() if office else match.start()
            label = Span(strip.index, first, match.start("first")) if marked or office else None
            yield PrintedCode(span, label, _figures(match), marked)
    bar = _BAR_CODE.fullmatch(strip.text.strip()) if strip.vertical else None
    if bar and town_of(bar["first"] + bar["second"]):
        yield PrintedCode(strip.whole, None, bar["first"] + bar["second"], marked=False)
    for match in _KANJI_CODE.finditer(strip.text):
        if match["mark"] or strip.vertical:
            digits = re.sub(r"\D", "", arabic(match["code"]))
            span = Span(strip.index, match.start("code"), match.end())
            label = Span(strip.index, match.start(), match.start("code"))
            yield PrintedCode(span, label, digits, bool(match["mark"]))


def _is_before_town(sheet: Sheet, strip: Strip, code: re.Match[str]) -> bool:
    """Tell whether seven figures stand before or right above the town that has them as its code."""
    below = None if code.end() < len(strip.text) else sheet.below(strip, reach=1.5)
    place = below.text if below else strip.text[code.end() :]
    return names_town_of(_figures(code), place)


def _figures(code: re.Match[str]) -> str:
    return (code["first"] + code["second"]).replace(" ", "")
