"""Extensions: the digits to ask for behind a number, on its line or in a box of their own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.layout import Sheet

EXTENSION = re.compile(
    r"\s*[(,;/]?\s*(?:内線(?:番号)?|内线|分机|分機|转|轉|extn?\.?|extension|x|Durchwahl|DW"
    r"|Nebenstelle|poste|ramal|rml\.?|int(?:erno)?\.|anexo|wew\.|R\.(?=\s?\d{2,4}\b)|#)"
    r"(?:\sno\.?)?\s?[.:]?\s?(?P<ext>\d{1,6})\)?",
    re.I,
)

# of China: 8771 2200-816; a number that its plan has whole ends before
DASHED = re.compile(r"\s?[-~]\s?(?P<ext>\d{3,4})(?=\s|$)")


def with_extensions(sheet: Sheet, numbers: Iterable[Candidate]) -> Iterator[Candidate]:
    """Give a number the extension that stands in a box of its own behind or under it."""
    lines = {
        strip.index: found["ext"]
        for strip in sheet.strips
        if (found := EXTENSION.fullmatch(strip.text.strip()))
    }
    every = list(numbers)
    only = sum(number.kind is Kind.PHONE for number in every) == len(lines) == 1
    for number in every:
        strip = sheet.strips[number.spans[0].strip]
        near = (sheet.after(strip, reach=6.0), sheet.below(strip, reach=1.2))
        beside = [one.index for one in near if one and one.index in lines]
        beside += lines if only else []
        if not beside or number.kind is not Kind.PHONE or ";" in number.value:
            yield number
            continue
        value = f"{number.value};ext={lines[beside[0]]}"
        yield replace(number, value=value, spans=(*number.spans, sheet.strips[beside[0]].whole))


def is_unsure(extension: str, others: Iterable[str]) -> bool:
    """Tell whether a bracket was not seen to close, or another reader saw other figures in it.

    What closes it may pass for a figure, and two figures of three strokes for one of six.

    >>> is_unsure("(内線210)", ["045-095-1190(内線210)"]), is_unsure("(内線210)", ["内線3100"])
    (False, True)
    """
    digits = re.sub(r"\D", "", extension)
    differ = any(not re.sub(r"\D", "", other).endswith(digits) for other in others)
    return differ or extension.count("(") > extension.count(")")
