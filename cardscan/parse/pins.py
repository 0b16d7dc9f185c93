"""Pins: postal codes beside an icon that was read as a figure, the postal mark not at all."""

import re
from collections.abc import Iterator

from cardscan.parse.candidates import Span
from cardscan.parse.layout import Sheet
from cardscan.parse.postal import names_town_of

_PINNED = re.compile(r"[\d?]\s?(?P<code>\d{3}-\d{4})")


def pinned_codes(sheet: Sheet, address: str) -> Iterator[tuple[Span, str]]:
    """Yield the ink and the seven digits of codes of the town of an address, alone on their lines.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("9100-0005", "3212-3456", "千代田区丸の内1-9-1")
    >>> [digits for _, digits in pinned_codes(sheet, "千代田区丸の内1-9-1")]
    ['1000005']
    """
    for strip in sheet.strips:
        pinned = _PINNED.fullmatch(strip.text.strip())
        digits = pinned["code"].replace("-", "") if pinned else ""
        if pinned and names_town_of(digits, address):
            start = strip.text.index(pinned["code"])
            yield Span(strip.index, start, start + len(pinned["code"])), digits
