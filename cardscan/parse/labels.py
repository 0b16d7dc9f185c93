"""Labels: the words and signs that say what the value beside them is."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.text import is_han
from cardscan.parse.words import pairs

_DASHES = "ー−–—―‐‑"
_END = r"(?:\s{0,2}[.:;：。．]{1,2}|\s{0,2}[)）】\]>＞」]\s{0,2}[:：]?|(?![A-Za-zÀ-ÿ]))"


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in a text."""

    kind: str  # phone, mobile, fax, ext, email, url, address, postal, number, social …
    start: int
    end: int
    text: str


@cache
def _pattern() -> re.Pattern[str]:
    texts = sorted({text for _, text in pairs("labels")}, key=len, reverse=True)
    single = "".join(text for text in texts if len(text) == 1 and text.isascii())
    longer = [text for text in texts if len(text) > 1 or not text.isascii()]
    alternatives = "|".join(map(_spaced, longer))
    # PH1 5TJ and M1 4BT are postal codes
    before = r"(?<![A-Za-zÀ-ÿ])(?!(?-i:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?![A-Za-z]))"
    return re.compile(
        rf"{before}(?P<long>{alternatives}){_END}"
        rf"|{before}(?<!P\.)(?<![A-Za-zÀ-ÿ0-9階〇一二三四五六七八九十])(?!P\.?\s?O\.?\s?B|c/o|C/\s?[A-Z][^\W\d_]|P\.?\s?R\.?\s?(?-i:C)|(?-i:[CDFMOPT]\.[a-zà-ÿ]))(?P<short>[{single}])(?=\s{{0,2}}[.:|]|,(?=\s?[+(]?0\d)|\s{{0,2}}[+(]{{0,2}}\d[\d\s()./{_DASHES}-]{{6}}|$|\s*[/+&])\s{{0,2}}[.:|]?"
        rf"|[(（](?P<ringed>[{single}])[)）](?=\s{{0,2}}[:：]?\s{{0,2}}[+(]{{0,2}}\d)\s{{0,2}}[:：]?"
        rf"|(?<=\d{{3}})(?P<glued>[FTM])(?=[.:]?\s?[+(]?\d[\d\s()./{_DASHES}-]{{6}})[.:]?"
        r"|(?P<sign>[☎☏✆📞📱📠✉🖷〒])",
        re.I,
    )


def _spaced(label: str) -> str:
    """Let short labels stand letter-spaced, as F A X and 电 话 often do."""
    if is_han(label) and label.isalpha() and len(label) <= 4:
        return (r"\s{0,3}" if len(label) == 2 else r"\s?").join(label)
    if label.isupper() and label.isascii() and label.isalpha() and len(label) == 3:
        return r"\s?".join(label)
    if label[:3] in {"TEL", "FAX"}:
        return r"\s?".join(label[:3]) + re.escape(label[3:])
    return re.escape(label).replace(r"\ ", r"\s?")


@cache
def _kinds() -> dict[str, str]:
    return {re.sub(r"\s", "", text).lower(): kind for kind, text in pairs("labels")}


_SIGNS = {"☎": "phone", "☏": "phone", "✆": "phone", "📞": "phone", "📱": "mobile", "📠": "fax"}
_SIGNS |= {"🖷": "fax", "✉": "email", "〒": "postal"}


def labels_in(text: str) -> list[Label]:
    """Find the labels in a text, in order.

    >>> [(label.kind, label.text) for label in labels_in("TEL/FAX 03-3212-0000")]
    [('phone', 'TEL'), ('fax', 'FAX')]
    >>> [label.kind for label in labels_in("M. 090-0000-0000 Tél. direct: 01 (F) 02-0000-0000")]
    ['mobile', 'phone', 'phone', 'fax']
    """
    return list(_labels_in(text))


@lru_cache(maxsize=1024)
def _labels_in(text: str) -> tuple[Label, ...]:
    found: list[Label] = []
    for match in _pattern().finditer(text):
        word = next(filter(None, match.groups()))
        kind = _SIGNS.get(word) or _kinds().get(re.sub(r"\s", "", word).lower(), "")
        found.append(Label(kind, match.start(), match.end(), word))
    return tuple(found)


def only_label(text: str) -> list[Label]:
    """Return the labels of a text that holds nothing else, empty when it does.

    >>> [label.kind for label in only_label("TEL：")], only_label("Tel Aviv")
    (['phone'], [])
    """
    found = labels_in(text)
    rest = text
    for label in reversed(found):
        rest = rest[: label.start] + rest[label.end :]
    return found if found and not re.search(r"\w", rest) else []


def label_beside(sheet: Sheet, strip: Strip) -> tuple[Strip, list[Label]] | None:
    """Return the strip that only labels this one: before it on its row, or right above it."""
    before = sheet.before(strip, reach=12.0)
    if before is not None and (labels := only_label(before.text)):
        return before, labels
    above = sheet.above(strip, reach=0.8)
    if above is not None and (labels := only_label(above.text)):
        return above, labels
    return None
