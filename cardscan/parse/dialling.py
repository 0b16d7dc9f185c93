"""Direct numbers: the digits that are dialled in place of the last ones of another number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.layout import Sheet

DIRECT = 3.0  # log-odds: the label and the dash say it, the number it goes on from may be misread
_DIRECT = re.compile(
    r"(?i)(?P<label>Durchwahl|DW|Direktwahl|Direkt(?:e)?|Direct|Tel(?:efon|\.)?|Fon|(?:Tele)?fax)"
    r"\.?\s?:?\s?[-–](?P<digits>\d{1,4})(?!\d|[-/ ]\d)"
)
_BASE = re.compile(r"(?<=\d)\s?[-–]\s?(?P<last>\d{1,3})$")


def with_direct_numbers(sheet: Sheet, numbers: Iterable[Candidate]) -> Iterator[Candidate]:
    """Add the numbers that only their last digits tell: ``4321-0``, then ``Durchwahl -25``.

    >>> from cardscan.parse.phones import phones
    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("Muster GmbH", "Tel. 07031 / 4321-0", "Durchwahl -25", "Fax -99")
    >>> [(str(c.kind), c.value) for c in phones(sheet)]
    [('phone', '+49703143210'), ('phone', '+497031432125'), ('fax', '+497031432199')]
    """
    every = list(numbers)
    yield from every
    bases = [(number, base) for number in every if (base := _base_of(sheet, number))]
    if not bases:
        return
    number, base = bases[0]
    for strip in sheet.strips:
        for found in _DIRECT.finditer(strip.text):
            yield replace(
                number,
                kind=Kind.FAX if "fax" in found["label"].lower() else Kind.PHONE,
                value=f"{base}{found['digits']}",
                spans=(Span(strip.index, found.start("digits") - 1, found.end()),),
                score=min(number.score, DIRECT),
                evidence=(*number.evidence, "dialled in place of the last digits"),
                labels=(Span(strip.index, found.start(), found.start("digits") - 1),),
            )


def _base_of(sheet: Sheet, number: Candidate) -> str:
    """Return the digits before the dash and the last ones of a number, nothing without a dash."""
    tail = _BASE.search(sheet.printed(number.spans))
    base = number.value[: -len(tail["last"])] if tail and ";" not in number.value else ""
    return base if base and number.value.endswith(tail["last"] if tail else "") else ""
