"""Figures: the numbers of a line written as the number plans write them."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

from cardscan.parse.plans import number_of
from cardscan.parse.text import arabic

# a bar between two numbers, or before a label, is no digit of the first: 5663|M+55, 5935|携帯
_BAR = re.compile(
    r"\s[|]|[|](?=\s|[A-Za-z]{2}|[A-Za-z]\s?[+.:(]|[ァ-ヺ]|(?![〇一二三四五六七八九])[一-鿿])"
)
# O, for office, read as a figure
_OFFICE_LETTER = re.compile(r"^0(?= \+1\b| \(?\d{3}[).-] ?\d{3}[.-])")
_LETTER_BAR = re.compile(r"(?<=^[TFMCPDO])[|]|(?<=^[TFMCPDO] )[|]")  # F |01632 …
_KANJI_RUN = re.compile(
    r"[∩〇○零一二三四五六七八九][〇○零一二三四五六七八九ー―—–−‐│｜|・·\-\s()]{7,}"
)
_KANJI_EXTENSION = re.compile(r"(内線\s?)([〇○零一二三四五六七八九]{2,6})")
_BRACKET_AS_ONE = re.compile(r"([(（]内線\s?\d{3,4})1(?=\s*$)")
# 〇三・一二三四・五六七八
_DOTTED = re.compile(r"(?<!\d)(0\d{1,4})[・·](\d{1,4})[・·](\d{4})(?!\d)")
_DIGIT_RUN = re.compile(r"(?<![\d-])0[\d-]{11,12}(?![\d-])")


def in_figures(text: str, *, vertical: bool) -> str:
    """Return a text of the same length with its numbers in Arabic figures and usual signs.

    >>> in_figures("FAX 〇三・三二一二・三四五六", vertical=False)
    'FAX 03-3212-3456'
    """
    text = _LETTER_BAR.sub(":", _OFFICE_LETTER.sub("O", text))
    text = _BAR.sub(lambda bar: ";".rjust(len(bar[0])), text)
    if vertical or _KANJI_RUN.search(text):
        text = _KANJI_RUN.sub(lambda run: arabic(run[0]), text)
    text = _DOTTED.sub(r"\1-\2-\3", text)
    text = _KANJI_EXTENSION.sub(lambda run: run[1] + arabic(run[2]), text)
    text = _BRACKET_AS_ONE.sub(r"\1)", text)
    if vertical:
        text = _DIGIT_RUN.sub(lambda run: _with_bars_as_dashes(run[0]), text)
    return text


def _with_bars_as_dashes(run: str) -> str:
    """Tell upright dashes of a column from ones, which look alike, where the plan groups so.

    >>> _with_bars_as_dashes("079810716117"), _with_bars_as_dashes("0701086417540")
    ('0798-07-6117', '070-0864-7540')
    >>> _with_bars_as_dashes("082--07-4736"), _with_bars_as_dashes("03-0163-588-")
    ('082-107-4736', '03-0163-5881')
    >>> _with_bars_as_dashes("0312345678")
    '0312345678'
    """
    as_read, run = run, run.replace("-", "1")
    last = len(run) - 5
    for first in range(2, last):
        if run[first] != "1" or run[last] != "1":
            continue
        groups = run[:first], run[first + 1 : last], run[last + 1 :]
        digits = "".join(groups)
        length = 11 if digits[:3] in {"050", "070", "080", "090"} else 10
        number = number_of(digits, "JP") if digits.isdigit() and len(digits) == length else None
        if number is None:
            continue
        grouped = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        if grouped == "-".join(groups):
            return grouped
    return as_read
