"""Addresses outside Japan, and Japanese ones in Latin letters: whole lines, then their parts."""

import re
from collections.abc import Iterator

from cardscan.model import Kind
from cardscan.parse.address_signs import CHINESE_TOWN, country_name, signs, street
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.countries import countries_of
from cardscan.parse.labels import Label, labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.organizations import company_score, department_score, western_legal_form
from cardscan.parse.postcodes import UNLIKE_OTHERS, code_as_written, code_in
from cardscan.parse.text import is_han, is_latin
from cardscan.parse.titles import title_score
from cardscan.parse.words import pairs
from cardscan.prefectures import LATIN

DOUBTED = 0.9  # log-odds of what is only proposed
# 公司:, A: and what else says whose address it is
_WHOSE = re.compile(
    r"^(?:A(?:dd|DD)?\.? ?[:：]? ?(?=[一-鿿]{2})|(?:总|總)?(?:公司|部)[:：] ?"
    r"|(?:工厂|工廠|门店|門市|厂址|廠址|办公室|辦公室)[:：] ?)"
)
_ICON = re.compile(
    r"^[0-9?](?=[A-Z][a-z]{2}| \d{1,4}[A-Za-z]? [A-Z])"
    r"|^[0-9?] (?=[A-ZÀ-Þ][a-zà-ÿ]+(?:weg|stra(?:ß|ss)e|gasse|platz|allee|vej|gade|gatan) \d)"
    r"|^[0-9?] (?=(?:Via|Viale|Corso|Piazza|Largo|Rua|Avenida|Calle|Plaza|Paseo)\b)"
)  # a pin, read as a digit
FIRM = 3.0  # score from which a line without figures is a firm's name
LARGER = 1.3  # times the type of an address, where a line holds a name too
STREET_ONLY = 1.3  # weight below which a line has nothing but a number
ENOUGH = 2.7  # weight of all lines of an address, see _weight
_OFFICE = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|[ .'-]){3,23}\s?:\s+(?=\S.*\d)")
_DOCTOR = re.compile(r"(?:Prof\.? )?Dr[as]?\.? [A-ZÀ-Þ]")  # no drive
# forms of other countries, which readers take for those of Taiwan and Hong Kong
_TRADITIONAL = str.maketrans("内区号楼层县广东门", "內區號樓層縣廣東門")
_CODE_BEFORE = re.compile(r"^(?:\d{6}|\d{3}(?:-?\d{2,3})?) ?(?=[一-鿿])")
_CODE_BEHIND = re.compile(
    r"[,，\s]*(?:[(（〈<]\d{6}[)）〉>]|邮 ?编[:：]?\s?\d{6}|(?:\s|(?<=[号楼室层座]))\d{6})$"
)
# Linhas,4; 4700-327Braga
_LOST_GAP = re.compile(r"(?<=[a-zà-ÿ],)(?=[\dA-ZÀ-Þ])|(?<=\d{3})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_STRAY = re.compile(r"[\W\dOo]{0,2}")  # what readers make of an icon before a label
_LATIN_WORDS = re.compile(r"[A-Za-z]{3,}.*[A-Za-z]{3,}")
_ONLY_CODE = re.compile(r"(?:邮 ?编|邮政编码|郵編|CEP|ZIP|P\.?C\.?)?\s?[:：]?\s?[\d.\- ]{4,9}")
_NUMBERS = frozenset({"phone", "mobile", "fax"})
_OTHER = {"phone", "mobile", "fax", "email", "url", "social", "line", "whatsapp"}
_CONTACT = re.compile(
    r"\S+@|https?:|www\.|\+\d|\b0\d{1,4}[-/ ]\d{2,}[-/ ]\d{2,}|\(\d{2,3}\) ?\d{3}"
    r"|(?<!\d)\d{4}-\d{4}(?!\d)"
)
_ICON_BEHIND = re.compile(r"(?<=[a-zà-ÿ]{3})[A-Z](?=,|$)")  # Den HaagE: what stands beside it


def western_addresses(sheet: Sheet) -> Iterator[Candidate]:
    """Find addresses that are not written the Japanese way; they are kept whole.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("Muster GmbH", "Hauptstraße 12", "10115 Berlin", "Tel. 030 123456")
    >>> [(str(c.kind), c.value) for c in western_addresses(sheet)]
    [('address', 'Hauptstraße 12, 10115 Berlin'), ('postal_code', '10115')]
    """
    countries = countries_of(sheet)
    taken: set[int] = set()
    for strip in sheet.strips:
        if strip.index in taken:
            continue
        spans = _block(sheet, strip, countries, taken)
        if spans:
            taken.update(span.strip for span in spans)
            yield from _address(sheet, spans, countries)


def _block(
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
        if coded and _ends_with_code(following.text, countries):
            break  # another address begins, with a code of its own
        if coded and _names_address(following.text):
            break  # Besöksadress: another place of the same house
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
    return spans if total >= ENOUGH else None


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
    text = text[start:].strip()
    if not re.search(r"\d", text) and western_legal_form().search(text):
        return 0.0  # Coppermill Gardens Co.
    contact = _CONTACT.search(text)
    if contact and contact.start() < 6:
        return 0.0
    text = text[: contact.start()].rstrip(" |/·•-") if contact else text
    digits = any(character.isdigit() for character in text)
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
    found = code_in(text, countries)
    house = (
        found is not None
        and found[1]["code"].isdigit()
        and not text[: found[1].start("code")].strip()
    )
    return found is not None and not (house and street().search(text))


def _span(strip: Strip) -> Span:
    text = strip.text
    labels = labels_in(text)
    start = _behind_office(text)
    if labels and labels[0].kind == "address" and _STRAY.fullmatch(text, 0, labels[0].start):
        start = labels[0].end
    ends = [
        label.start
        for label in labels
        if label.kind in _OTHER and label.start > start + 5 and _says_more(label, text)
    ]
    if contact := _CONTACT.search(text, start + 5):
        ends.append(contact.start())
    end = len(text[: min(ends)].rstrip(" |/·•-")) if ends else len(text.rstrip())
    return Span(strip.index, start + len(text[start:end]) - len(text[start:end].lstrip()), end)


def _says_more(label: Label, text: str) -> bool:
    """Tell whether what a label names follows it: Main 555-0100, but not Main Street."""
    behind = text[label.end :].strip()
    return bool(behind) and (label.kind not in _NUMBERS or bool(re.match(r"[+(]{0,2}\d", behind)))


def _address(sheet: Sheet, spans: list[Span], countries: tuple[str, ...]) -> Iterator[Candidate]:
    pieces = [sheet.strips[span.strip].text[span.start : span.end] for span in spans]
    pieces[0] = _WHOSE.sub("", pieces[0])
    pieces = [
        _ICON.sub("", piece) if len(re.findall(r"\d+", piece)) > 1 else piece for piece in pieces
    ]
    whole = ", ".join(pieces)
    if is_han(whole):  # there the code stands apart from the address
        pieces = [piece for piece in pieces if not _ONLY_CODE.fullmatch(piece)] or pieces
    joint = "" if is_han(whole) else ", "
    whole_text = joint.join(p.lstrip(" .·•|").strip(" ,;") for p in pieces if p.strip())
    whole_text = _ICON_BEHIND.sub("", whole_text)
    text = re.sub(r" +", " ", _LOST_GAP.sub(" ", whole_text))
    if is_han(whole):
        text = _without_code(text, countries[0])
    found = code_in(whole, countries)
    named = country_name().search(text)
    country = found[0] if found else countries[0]
    if named:
        country = next(code for code, name in pairs("country_names") if name == named["name"])
    parts = {"country": country}
    if found is not None:
        parts["postal_code"] = code_as_written(country, found[1]["code"])
        parts |= _around(found[1].string, country, found[1])
    first = pieces[0].strip(" ,;")
    if len(pieces) > 1 and (street().search(first) or re.search(r"\d", first)):
        parts["street"] = first
    elif "," in text and not found:
        parts["street"] = text.split(",")[0].strip()
    evidence = ("address",) + (("postal code of its country",) if found else ())
    score = 3.0 + (1.0 if found else 0.0)
    if re.match(r"\d{1,2} \d+[a-z]? ", text):
        evidence, score = (*evidence, "an unusual house number"), min(score, DOUBTED)
    apart = text.replace(found[1]["code"], "") if found else text
    words = len(re.findall(r"[^\W\d_]{2,}", apart))
    if (
        len(pieces) == 1 and not is_han(text) and words < 3 and not re.search(r"\d", apart)
    ) or CHINESE_TOWN.match(text):
        evidence, score = (*evidence, "no more than a town"), min(score, DOUBTED)
    ordered = tuple((name, value) for name, value in parts.items() if value)
    # what says whose address it is, with the icon before it, is no name of a firm
    office = (Span(spans[0].strip, 0, spans[0].start),) if spans[0].start > 0 else ()
    yield Candidate(
        Kind.ADDRESS, text, tuple(spans), score, "western-address", evidence, ordered, office
    )
    if found is not None:
        yield Candidate(
            Kind.POSTAL_CODE,
            parts["postal_code"],
            (_code_span(sheet, spans, found[1]["code"]),),
            score,
            "western-address",
            ("postal code within its address",),
            shares=True,
        )


def _without_code(text: str, country: str) -> str:
    """Return a Chinese address without its code, in the signs of its country."""
    text = _CODE_BEHIND.sub("", _CODE_BEFORE.sub("", text))
    return text.translate(_TRADITIONAL) if country in {"TW", "HK"} else text


def _code_span(sheet: Sheet, spans: list[Span], code: str) -> Span:
    for span in spans:
        place = sheet.strips[span.strip].text.find(code, span.start)
        if place >= 0:
            return Span(span.strip, place, place + len(code))
    return spans[0]


def _around(text: str, country: str, match: re.Match[str]) -> dict[str, str]:
    """Read city and state from where they stand beside the code."""
    before, after = text[: match.start("code")].rstrip(" ,-"), text[match.end("code") :].strip(" ,")
    if country in {"US", "AU", "CA"}:
        state = re.search(r",?\s*\b([A-Z]{2,3})$", before)
        city = before[: state.start()].split(",")[-1].strip() if state else ""
        return {"city": city, "prefecture": state[1] if state else ""}
    if country in {"GB", "SG", "JP", "IN"}:
        return {"city": before.split(",")[-1].strip(), "prefecture": _prefecture(before)}
    city = re.split(r"[,·|]| - ", after)[0].strip()
    return {"city": re.sub(r"\s*\(.*", "", city) if not re.search(r"\d{2}", city) else city}


def _prefecture(text: str) -> str:
    last = re.sub(r"(?i)-(ken|fu|to)$", "", text.rsplit(",", maxsplit=1)[-1].strip())
    return last if last.lower() in LATIN.values() else ""
