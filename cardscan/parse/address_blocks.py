"""Blocks: which lines of a card are one address outside Japan."""

import re

from cardscan.parse.address_signs import BOXED, NUMBER_FIRST, signs, street
from cardscan.parse.candidates import Span
from cardscan.parse.labels import Label, labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.organizations import company_score, department_score, western_legal_form
from cardscan.parse.postcodes import UNLIKE_OTHERS, code_in
from cardscan.parse.text import is_han, is_latin
from cardscan.parse.titles import title_score

FIRM = 3.0  # score from which a line without figures is a firm's name
LARGER = 1.3  # times the type of an address, where a line holds a name too
STREET_ONLY = 1.3  # weight below which a line has nothing but a number
ENOUGH = 2.7  # weight of all lines of an address, see _weight
_OFFICE = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|[ .'-]){3,23}\s?:\s+(?=\S.*\d)")
# no drive
_DOCTOR = re.compile(
    r"(?:Prof\.? )?D(?:r[as]?|R[AS]?)\.? (?:[a-z]{2,5}\. ){0,2}[A-ZÀ-Þ]"
)  # no drive
# of a house, but no year: seit 1926
_HOUSE_NUMBER = re.compile(r"(?<![\d.,])(?!(?:1[5-9]|20)\d\d(?!\d))\d{1,4}(?![\d.])")
_NUMBERLESS = re.compile(r"(?i),? (?:s\.?n\.?c?\.?|s/n)$")  # Loc. Pian dei Mulini, snc
_STRAY = re.compile(r"[\W\dOo]{0,2}")  # what readers make of an icon before a label
_LATIN_WORDS = re.compile(r"[A-Za-z]{3,}.*[A-Za-z]{3,}")
_NUMBERS = frozenset({"phone", "mobile", "fax"})
_OTHER = {"phone", "mobile", "fax", "email", "url", "social", "line", "whatsapp"}
_CONTACT = re.compile(
    r"\S+@|https?:|www\.|WWW\.|(?<=[一-鿿])[a-z][a-z0-9-]+\.[a-z]{2,}"
    r"|\+\d|\b0\d{1,4}[-/ ]\d{2,}[-/ ]\d{2,}|\(\d{2,3}\) ?\d{3}"
    r"|(?<!\d)\d{4}-\d{4}(?!\d)"
)


def block_from(
    sheet: Sheet, strip: Strip, countries: tuple[str, ...], taken: set[int]
) -> list[Span] | None:
    """Return the lines of one address from its first one, None when none starts here."""
    weight = _weight(strip.text, countries)
    spans, total = [_span(strip)], weight
    last = strip
    coded = _ends_with_code(strip.text, countries)
    while weight > 0 and len(spans) < 5:
        tails = (_tail_in_column(last, other, countries) for other in sheet.strips)
        if (tail := next(filter(None, tails), None)) is not None:
            spans.append(tail)
            total += 2.2
            break
        following = sheet.below(last, reach=1.4)
        if following is None or following.index in taken:
            break
        if not _in_one_column(last, following) or not 0.7 < following.size / last.size < 1.43:
            break
        if coded and _begins_another(sheet, following, countries):
            break
        if is_han(last.text) and _LATIN_WORDS.search(following.text) and is_latin(following.text):
            break  # the same address, in English
        more = _weight(following.text, countries)
        goes_on = last.text.rstrip().endswith(",") and not _CONTACT.search(following.text)
        town = more == 0.0 and _is_town_over_code(sheet, following, countries)
        if more < (0.0 if goes_on or town else 0.8):
            break
        spans.append(_span(following))
        total += more
        coded = coded or _ends_with_code(following.text, countries)
        last = following
    if total < ENOUGH:
        return None
    return [*_street_above(sheet, strip, countries, taken), *spans]


def _street_above(
    sheet: Sheet, strip: Strip, countries: tuple[str, ...], taken: set[int]
) -> list[Span]:
    """Return the line with a number close above a town with its code.

    A street need have none of the words that streets have: Bulevardi 6 A 11, The Old Mill, 14.
    """
    found = code_in(strip.text, countries)
    if found is None or not _ends_with_code(strip.text, countries):
        return []
    if re.search(r"\d", strip.text.replace(found[1]["code"], "")) or _names_address(strip.text):
        return []  # the house is on the same line
    over = sheet.above(strip, reach=0.9)
    if over is None or over.index in taken or not _in_one_column(over, strip):
        return []
    if not 0.8 < over.size / strip.size < 1.25 or not _may_be_street(over.text):
        return []
    return [_span(over)]


def _may_be_street(text: str) -> bool:
    """Tell whether a line may name a house that no sign of an address tells."""
    if labels_in(text) or _CONTACT.search(text) or not _HOUSE_NUMBER.search(text):
        return False
    return not _is_something_else(text, digits=True) and not is_han(text)


def _begins_another(sheet: Sheet, strip: Strip, countries: tuple[str, ...]) -> bool:
    """Tell whether a line below a postal code has another address: with a code, or over one."""
    if _ends_with_code(strip.text, countries) or _names_address(strip.text):
        return True  # Besöksadress: another place of the same house
    under = sheet.below(strip, reach=1.4)
    numbered = re.search(r"\d", strip.text) and code_in(strip.text, countries) is None
    return bool(
        numbered
        and _weight(strip.text, countries) > 0
        and under is not None
        and code_in(under.text, countries) is not None
        and _in_one_column(strip, under)
    )


def _names_address(text: str) -> bool:
    """Tell whether a line begins with what says whose or what address follows."""
    return any(label.kind == "address" and label.start == 0 for label in labels_in(text)[:1])


def _in_one_column(upper: Strip, lower: Strip) -> bool:
    """Tell whether two lines are flush on a side or centred; a label may jut out to the left."""
    near = 1.2 * min(upper.size, lower.size)
    sides = zip(upper.along, lower.along, strict=True)
    if any(abs(one - other) < near for one, other in sides):
        return True
    if abs(sum(upper.along) - sum(lower.along)) < 2 * near:
        return True
    labelled = labels_in(upper.text)
    indent = lower.along[0] - upper.along[0]
    juts = bool(labelled) and labelled[0].start == 0 and labelled[0].kind == "address"
    return indent > 0 and indent < (10 if juts else 2.5) * upper.size


def _tail_in_column(upper: Strip, lower: Strip, countries: tuple[str, ...]) -> Span | None:
    """Return the end of a line that a reader drew on from the column beside, if a code is in it.

    The name stands left of an address, and both were taken for one line.
    """
    width = lower.along[1] - lower.along[0]
    indent = upper.along[0] - lower.along[0]
    flush = abs(lower.along[1] - upper.along[1]) < 3 * upper.size
    under = -upper.size < lower.across[0] - upper.across[1] < upper.size
    if (
        not under
        or lower.size < LARGER * upper.size
        or indent < 3 * upper.size
        or indent > 0.9 * width
        or not flush
    ):
        return None
    gaps = [gap.end() for gap in re.finditer(r" +", lower.text)]
    start = min(gaps, key=lambda gap: abs(gap - indent / width * len(lower.text)), default=0)
    tail = lower.text[start:]
    if not start or re.search(r"\d", lower.text[:start]) or code_in(tail, countries) is None:
        return None
    return Span(lower.index, start, len(lower.text.rstrip()))


def _is_town_over_code(
    sheet: Sheet, strip: Strip, countries: tuple[str, ...], *, most: int = 3
) -> bool:
    """Tell whether lines are only a town's and a county's name, with the postal code below."""
    under = sheet.below(strip, reach=1.4)
    if under is None or not re.fullmatch(r"[A-ZÀ-Þ][^\d@:/]{2,30}", strip.text.strip()):
        return False
    if company_score(strip.text) > 2:
        return False
    coded = code_in(under.text, countries) is not None
    if not coded and most > 1:  # Ludlow, Shropshire, SY8 1BS
        coded = _is_town_over_code(sheet, under, countries, most=most - 1)
    return coded and _in_one_column(strip, under) and 0.7 < under.size / strip.size < 1.43


def _behind_office(text: str) -> int:
    """Return where an address begins behind what it is the address of, 0 when nothing says it.

    >>> _behind_office("Sales office: 29 Cedar Lane"), _behind_office("Tel: 030 123456")
    (14, 0)
    """
    named = _OFFICE.match(text)
    if named is None:
        return 0
    kinds = {label.kind for label in labels_in(named[0]) if label.text.lower() != "office"}
    return 0 if kinds else named.end()


def _weight(text: str, countries: tuple[str, ...]) -> float:
    """Return how much a line looks like a part of an address."""
    labels = labels_in(text)
    start = _behind_office(text)
    labelled = False
    if labels and not start and _STRAY.fullmatch(text, 0, labels[0].start):
        if labels[0].kind in _OTHER | {"number"}:
            return 0.0
        start, labelled = labels[0].end, labels[0].kind == "address"
    text = text[start : _end(text, start)].strip()
    numberless = bool(street().match(text) and _NUMBERLESS.search(text))
    if not (numberless or re.search(r"\d", text)) and western_legal_form().search(text):
        return 0.0  # Coppermill Gardens Co.
    contact = _CONTACT.search(text)
    if contact and contact.start() < 6:
        return 0.0
    text = text[: contact.start()].rstrip(" |/·•-") if contact else text
    digits = numberless or any(character.isdigit() for character in text)
    if (not digits and _DOCTOR.match(text)) or re.search(r"\bISO\b", text):
        return 0.0
    coded = code_in(text, countries)
    alone = coded is not None and coded[0] in UNLIKE_OTHERS and not is_han(text)
    weight = (2.8 if alone else 2.2) if coded else 0.8 * labelled
    for sign in signs():
        if sign.says(countries) and sign.pattern.search(text):
            weight += sign.with_digits if digits else sign.without
    if weight < STREET_ONLY and _is_something_else(text, digits=digits):
        return 0.0
    return weight + (0.8 if weight and digits and re.search(r"[,|·•]", text) else 0.0)


def _is_something_else(text: str, *, digits: bool) -> bool:
    """Tell whether a line names a part or a firm: Global Sales Team 2, Fundação Jardim Antigo."""
    firm = not digits and company_score(text) >= FIRM
    first = re.split(r"\s[-–|·]\s|\s[A-Z]{2,}[-/ ]", text)[0]  # Contadora CRC-BA 034567/O-8
    return firm or max(department_score(text), title_score(first)) > 2


def _ends_with_code(text: str, countries: tuple[str, ...]) -> bool:
    """Tell whether a line has a postal code that is no house number: 2575 Walnut Street."""
    found = code_in(BOXED.sub("", text), countries)
    house = (
        found is not None
        and found[1]["code"].isdigit()
        and not text[: found[1].start("code")].strip()
    )
    leads = countries[0] in NUMBER_FIRST or bool(street().search(text))
    return found is not None and not (house and leads)


def _span(strip: Strip) -> Span:
    text = strip.text
    labels = labels_in(text)
    start = _behind_office(text)
    if labels and labels[0].kind == "address" and _STRAY.fullmatch(text, 0, labels[0].start):
        start = labels[0].end
    end = _end(text, start)
    return Span(strip.index, start + len(text[start:end]) - len(text[start:end].lstrip()), end)


def _end(text: str, start: int) -> int:
    """Return where an address ends on its line: at a number or mail address, or its label."""
    ends = [
        label.start
        for label in labels_in(text)
        if label.kind in _OTHER and label.start > start + 5 and _says_more(label, text)
    ]
    if contact := _CONTACT.search(text, start + 5):
        ends.append(contact.start())
    return len(text[: min(ends)].rstrip(" |/·•-")) if ends else len(text.rstrip())


def _says_more(label: Label, text: str) -> bool:
    """Tell whether what a label names follows it: Main 555-0100, but not Main Street."""
    behind = text[label.end :].strip()
    return bool(behind) and (label.kind not in _NUMBERS or bool(re.match(r"[+(]{0,2}\d", behind)))
