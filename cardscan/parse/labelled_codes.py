"""Labelled codes: postal codes that a label names and that stand apart from their address."""

import re
from collections.abc import Iterator

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.countries import countries_of
from cardscan.parse.labels import labels_in
from cardscan.parse.layout import Sheet
from cardscan.parse.postcodes import code_as_written

APART = 2.5  # log-odds; below those of a code within its address, which claims the same ink
_FIGURES = re.compile(
    r"\s{0,2}(?:[(（]P\.? ?C\.?[)）][:：]?\s{0,2})?"
    r"(?P<code>\d{2}\.?\d{3}-?\d{3}|\d{4}-\d{3}|\d{5,6}|\d{3})(?![\d-])"
)
_LENGTHS = {"CN": {6}, "TW": {3, 5, 6}, "BR": {8}, "PT": {7}}  # digits of a code


def labelled_codes(sheet: Sheet) -> Iterator[Candidate]:
    """Find the codes of countries whose cards set them on a line of their own.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("上海星河信息技术有限公司", "手机：13800000000", "邮 编：201203")
    >>> [candidate.value for candidate in labelled_codes(sheet)]
    ['201203']
    """
    country = countries_of(sheet)[0]
    lengths = _LENGTHS.get(country, set())
    for strip in sheet.strips if lengths else ():
        for label in labels_in(strip.text):
            found = _FIGURES.match(strip.text, label.end) if label.kind == "postal" else None
            if found is None or len(re.sub(r"\D", "", found["code"])) not in lengths:
                continue
            yield Candidate(
                Kind.POSTAL_CODE,
                code_as_written(country, found["code"]),
                (Span(strip.index, *found.span("code")),),
                APART,
                "postal-code",
                ("postal code without its address",),
                labels=(Span(strip.index, label.start, label.end),),
            )
