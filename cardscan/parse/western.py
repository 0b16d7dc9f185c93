"""Addresses outside Japan, and Japanese ones in Latin letters: whole lines, then their parts."""

import re
from collections.abc import Iterator
from functools import cache

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.countries import countries_of
from cardscan.parse.labels import labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.words import pairs

# how each country writes its code, and what must stand around it on one line
_CODES: tuple[tuple[str, str], ...] = (
    ("GB", r"(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"),
    ("CA", r"(?P<code>[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"),
    ("NL", r"(?P<code>\b\d{4} ?[A-Z]{2})(?= [A-Z][a-z])"),
    ("US", r"\b(?:[A-Z]{2}|[A-Z][a-z]+),? (?P<code>\d{5}(?:-\d{4})?)\b"),
    ("BR", r"(?P<code>\b\d{5}-\d{3})\b"),
    ("BR", r"CEP:?\s?(?P<code>\d{2}\.?\d{3}-?\d{3})\b"),
    ("PT", r"(?P<code>\b\d{4}-\d{3})(?= [A-ZÀ-Þ])"),
    ("JP", r"(?:〒|Japan,?\s|[A-Z][a-z]+,?\s|^)\s?(?P<code>\d{3}-\d{4})\b(?!-)"),
    ("IN", r"(?:[A-Z][a-z]+\s?[-–,.]?\s?)(?P<code>\d{3} ?\d{3})\b"),
    ("SG", r"Singapore,?\s(?P<code>\d{6})\b"),
    ("CN", r"(?:邮编|邮政编码|P\.?C\.?|^|\s|[A-Z][a-z]+,?\s)[:：]?\s?(?P<code>\d{6})\b"),
    ("AU", r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? (?P<code>\d{4})\b"),
    ("CH", r"\b(?:CH-)?(?P<code>\d{4})(?= [A-ZÄÖÜ][a-zà-ÿ]{2})"),
    ("AT", r"\b(?:A-)?(?P<code>\d{4})(?= [A-ZÄÖÜ][a-zà-ÿ]{2})"),
    ("BE", r"\b(?:B-)?(?P<code>\d{4})(?= [A-ZÄÖÜ][a-zà-ÿ]{2})"),
    ("DE", r"\b(?:D-)?(?P<code>\d{5})(?= [A-ZÀ-Þ][a-zà-ÿß]|$)"),
    ("FR", r"\b(?:F-)?(?P<code>\d{5})(?= [A-ZÀ-Þ])"),
    ("ES", r"\b(?:E-)?(?P<code>\d{5})(?= [A-ZÀ-Þ])"),
    ("IT", r"\b(?:I-)?(?P<code>\d{5})(?= [A-ZÀ-Þ])"),
    ("SE", r"\b(?:S-)?(?P<code>\d{3} \d{2})(?= [A-ZÀ-Þ])"),
)
_COMPILED = tuple((country, re.compile(pattern)) for country, pattern in _CODES)
_DISTINCT = frozenset({"GB", "CA", "US", "BR", "NL", "SG", "AU", "JP", "PT"})
_STREET = re.compile(
    r"(?i)\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|boulevard|blvd\.?|lane|ln\.?|drive|dr\.|way|court"
    r"|square|place|parkway|pkwy|highway|hwy|terrace|crescent|close|quay|row|mews|plaza|circle"
    r"|broadway|embankment|rue|allée|allee|chemin|quai|impasse|cours|route|rua|r\.|avenida|av\.?|alameda"
    r"|travessa|praça|rodovia|estrada|largo|calle|c/|paseo|carrera|via|viale|piazza|corso|largo|weg|platz|gasse"
    r"|ring|damm|ufer|chaussee|straat|laan|plein|gracht|chome|cho|machi|nagar|marg|sector)\b"
    r"|(?i:straße|strasse|str\.|weg|platz|allee|gasse|damm|ring|ufer|straat|laan)(?=[ ,]\d|\s*\d)"
)
_JAPANESE_WARD = re.compile(r"(?i)\b[a-z]+-(?:ku|shi|cho|machi|gun|ken|fu|to|mura)\b|\d-chome")
_INSIDE = re.compile(
    r"(?i)\b(?:suite|ste\.?|floor|fl\.?|unit|apt\.?|apartment|building|bldg\.?|tower|room|rm\.?|level"
    r"|étage|stock|etage|andar|sala|conj\.?|conjunto|bairro|lote|quadra|loja|piso|planta|bâtiment|\d+/?F)\b"
)
_BOX = re.compile(r"(?i)\bP\.? ?O\.? ?Box\b|\bPostfach\b|\bBP \d|\bCaixa Postal\b|\bc/o\b|℅")
_CHINESE = re.compile(r"[一-鿿]{1,6}[省市区县縣區].*(?:[路街道巷弄号號楼樓层層室座]|\d)")
_CHINESE_STREET = re.compile(r"[一-鿿]{2,}[路街道]\w{0,8}\d+\s?[号號]")
_COUNTRY = re.compile(
    r"(?i)\b(?:Japan|China|P\.?R\.? China|Germany|Deutschland|France|United Kingdom|England|UK|USA|U\.S\.A\."
    r"|United States(?: of America)?|Italy|Italia|Spain|España|Portugal|Brazil|Brasil|Canada|Australia"
    r"|Austria|Österreich|Switzerland|Schweiz|Suisse|Netherlands|Belgium|India|Singapore|Hong Kong|Taiwan"
    r"|Korea|Ireland|Sweden|Mexico|México|Vietnam|Thailand)\.?$"
)
_ONLY_CODE = re.compile(r"(?:邮编|邮政编码|郵編|CEP|ZIP|P\.?C\.?)?\s?[:：]?\s?[\d.\- ]{4,9}")
_OTHER = {"phone", "mobile", "fax", "email", "url", "social", "line", "whatsapp"}
_CONTACT = re.compile(r"@|https?:|www\.|\+\d|\b0\d{1,4}[-/ ]\d{2,}[-/ ]\d{2,}|\(\d{2,3}\) ?\d{3}")


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
    while weight > 0 and len(spans) < 5 and spans[-1].end == len(last.text.rstrip()):
        following = sheet.below(last, reach=1.4) if spans else None
        if following is None or following.index in taken:
            break
        more = _weight(following.text, countries)
        if more < 0.8 or not 0.55 < following.size / last.size < 1.8:
            break
        spans.append(_span(following))
        total += more
        last = following
    return spans if total >= 3.0 else None


def _weight(text: str, countries: tuple[str, ...]) -> float:
    """Return how much a line looks like a part of an address."""
    labels = labels_in(text)
    start = 0
    if labels and labels[0].start == 0:
        if labels[0].kind in _OTHER | {"number"}:
            return 0.0
        start = labels[0].end
    text = text[start:].strip()
    contact = _CONTACT.search(text)
    if contact and contact.start() < 6:
        return 0.0
    weight = 0.0
    if _code_in(text, countries):
        weight += 2.2
    digits = bool(re.search(r"\d", text))
    if _STREET.search(text):
        weight += 2.0 if digits else 1.0
    if _JAPANESE_WARD.search(text):
        weight += 2.5
    weight += 2.5 * bool(_BOX.search(text)) + 1.2 * bool(_INSIDE.search(text) and digits)
    weight += 1.2 * bool(_COUNTRY.search(text))
    if "CN" in countries[:2] or "TW" in countries[:2] or "HK" in countries[:2]:
        weight += 2.5 * bool(_CHINESE.search(text)) + 2.0 * bool(_CHINESE_STREET.search(text))
    if text.count(",") >= 1 and digits and weight:
        weight += 0.8
    if re.match(r"^\d{1,5}[a-z]? [A-Z][a-z]+", text) and "," in text:
        weight += 1.2
    if re.fullmatch(r"[A-ZÀ-Þ][\w .'-]+,? ?[-–/,] ?[A-Z]{2}", text):
        weight += 1.0  # São Paulo - SP
    return weight


def _code_in(text: str, countries: tuple[str, ...]) -> tuple[str, re.Match[str]] | None:
    ranked = countries[:4]
    for country in ranked:
        for other, pattern in _COMPILED:
            if other == country and (match := pattern.search(text)):
                return country, match
    for other, pattern in _COMPILED:
        if other in _DISTINCT and other != "JP" and (match := pattern.search(text)):
            return other, match
    return None


def _span(strip: Strip) -> Span:
    text = strip.text
    labels = labels_in(text)
    start = labels[0].end if labels and labels[0].start == 0 and labels[0].kind == "address" else 0
    ends = [label.start for label in labels if label.kind in _OTHER and label.start > start + 5]
    if contact := _CONTACT.search(text, start + 5):
        ends.append(contact.start())
    end = len(text[: min(ends)].rstrip(" |/·•-")) if ends else len(text.rstrip())
    return Span(strip.index, start + len(text[start:end]) - len(text[start:end].lstrip()), end)


def _address(sheet: Sheet, spans: list[Span], countries: tuple[str, ...]) -> Iterator[Candidate]:
    pieces = [sheet.strips[span.strip].text[span.start : span.end] for span in spans]
    whole = ", ".join(pieces)
    pieces = [piece for piece in pieces if not _ONLY_CODE.fullmatch(piece)] or pieces
    text = re.sub(r" +", " ", ", ".join(piece.strip(" ,;") for piece in pieces if piece.strip()))
    found = _code_in(text, countries) or _code_in(whole, countries)
    country = found[0] if found else countries[0]
    parts = {"country": country}
    if found is not None:
        parts["postal_code"] = _code_as_written(country, found[1]["code"])
        parts |= _around(found[1].string, country, found[1])
    first = pieces[0].strip(" ,;")
    if len(pieces) > 1 and (_STREET.search(first) or re.search(r"\d", first)):
        parts["street"] = first
    elif "," in text and not found:
        parts["street"] = text.split(",")[0].strip()
    evidence = ("address",) + (("postal code of its country",) if found else ())
    score = 3.0 + (1.0 if found else 0.0)
    ordered = tuple((name, value) for name, value in parts.items() if value)
    yield Candidate(Kind.ADDRESS, text, tuple(spans), score, "western-address", evidence, ordered)
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


def _code_span(sheet: Sheet, spans: list[Span], code: str) -> Span:
    for span in spans:
        place = sheet.strips[span.strip].text.find(code, span.start)
        if place >= 0:
            return Span(span.strip, place, place + len(code))
    return spans[0]


def _code_as_written(country: str, code: str) -> str:
    if country == "GB" and " " not in code:
        return f"{code[:-3]} {code[-3:]}"
    if country == "BR":
        digits = re.sub(r"\D", "", code)
        return f"{digits[:5]}-{digits[5:]}"
    return code


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


@cache
def _latin_prefectures() -> frozenset[str]:
    return frozenset(latin for _, latin in pairs("prefectures"))


def _prefecture(text: str) -> str:
    last = re.sub(r"(?i)-(ken|fu|to)$", "", text.rsplit(",", maxsplit=1)[-1].strip())
    return last if last.lower() in _latin_prefectures() else ""
