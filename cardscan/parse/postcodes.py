"""Postal codes abroad: how each country writes its own."""

import re

STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH"
    "|NJ|NM|NY|NC|ND|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
# of Brazil
UNITS = "AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO"
# how each country writes its code, and what must stand around it on one line
_CODES: tuple[tuple[str, str], ...] = (
    ("GB", r"(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"),
    ("CA", r"(?P<code>[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"),
    ("NL", r"(?P<code>\b\d{4} ?(?![NS][EW] )[A-Z]{2})(?= [A-Z][a-z])"),  # not 1033 SE Main St
    ("US", rf"\b(?:{STATES}|[A-Z][a-z]+)\.?,? (?P<code>\d{{5}}(?:-\d{{4}})?)\b"),
    ("US", r"(?:, [A-Z]{2}|\b[A-Z]\.[A-Z]\.),? (?P<code>\d{5}(?:-\d{4})?)$"),
    ("BR", r"(?P<code>\b\d{5}-\d{3})\b"),
    ("BR", r"CEP:?\s?(?P<code>\d{2}\.?\d{3}-?\d{3})\b"),
    ("PT", r"(?P<code>\b\d{4}-\d{3})(?= ?[A-ZÀ-Þ])"),
    (
        "JP",
        r"(?:〒|Japan,?\s|[A-Z][a-z]+,?\s|-(?:ken|fu|to|shi|ku|gun),?\s)\s?(?P<code>\d{3}-\d{4})\b(?!-)",
    ),
    ("IN", r"(?:[A-Z][a-z]+\s?[-–,.]?\s?)(?P<code>\d{3} ?\d{3})\b"),
    ("SG", r"Singapore,?\s(?P<code>\d{6})\b"),
    ("CN", r"(?:邮 ?编|邮政编码|P\.?C\.?|^|\s|[A-Z][a-z]+,?\s)[:：]?\s?(?P<code>\d{6})\b"),
    ("CN", r"(?<=[号楼室层座])(?P<code>\d{6})$"),  # behind a gap that a reader lost
    ("CN", r"[(（〈<](?P<code>\d{6})[)）〉>]"),
    ("CN", r"(?<!\d)(?P<code>\d{6}) ?(?=[一-鿿]{2,}[省市区县])"),
    ("TW", r"(?<![\d-])(?P<code>\d{3}(?:-?\d{2,3})?) ?(?=[一-鿿]{2}[市縣县])"),
    ("AU", r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? (?P<code>\d{4})\b"),
    ("CH", r"\b(?:CH-)?(?P<code>\d{4})(?= ?[A-ZÄÖÜ][a-zà-ÿ]{2})"),
    ("AT", r"\b(?:A-)?(?P<code>\d{4})(?= ?[A-ZÄÖÜ][a-zà-ÿ]{2})"),
    ("BE", r"\b(?:B-)?(?P<code>\d{4})(?= ?[A-ZÄÖÜ][a-zà-ÿ]{2})"),
    ("DE", r"\b(?:D-)?(?P<code>\d{5})(?= ?[A-ZÀ-Þ][a-zà-ÿß]|$)"),
    ("FR", r"\b(?:F-)?(?P<code>\d{5})(?= ?[A-ZÀ-Þ])"),
    ("ES", r"\b(?:E-)?(?P<code>\d{5})(?= ?[A-ZÀ-Þ])"),
    ("IT", r"\b(?:I-)?(?P<code>\d{5})(?= ?[A-ZÀ-Þ])"),
    ("SE", r"\b(?:S-)?(?P<code>\d{3} \d{2})(?= ?[A-ZÀ-Þ])"),
    ("CZ", r"\b(?P<code>\d{3} \d{2})(?= ?[A-ZÀ-Ž])"),
    ("SK", r"\b(?P<code>\d{3} \d{2})(?= ?[A-ZÀ-Ž])"),
    ("GR", r"\b(?P<code>\d{3} \d{2})(?= ?[A-ZÀ-Ž])"),
    ("IS", r"(?<![\d-])(?P<code>\d{3})(?= [A-ZÁÉÍÓÚÝÞÆÖ][a-zà-ÿ]{2})"),
    ("AR", r"\b(?P<code>[A-Z]\d{4}(?:[A-Z]{3})?)(?= ?[A-ZÀ-Þ][a-zà-ÿ])"),
    ("NZ", r"[A-Z][a-z]+,? (?P<code>\d{4})(?![\d-])(?=,|$)"),
    ("ZA", r"[A-Z][a-z]+,? (?P<code>\d{4})(?![\d-])(?=,|$)"),
    ("ZA", r"^(?P<code>\d{4})$"),
    ("HU", r"\b(?:H-)?(?P<code>\d{4})(?= ?[A-ZÀ-Þ][a-zà-ÿ]{2})"),
    ("RO", r"(?<!\d)(?P<code>\d{6})(?!\d)"),
    ("TR", r"(?<!\d)(?P<code>\d{5})(?= ?[A-ZÀ-ÞİŞĞ])"),
    ("MY", r"(?<!\d)(?P<code>\d{5})(?= ?[A-ZÀ-Þ])"),
    ("ID", r"(?P<code>(?<!\d)\d{5})(?=,? Indonesia|$)"),
    ("VN", r"(?P<code>(?<!\d)\d{5,6})(?=,? Vi[eệ]t ?[Nn]am|$)"),
    ("PL", r"\b(?P<code>\d{2}-\d{3})(?= [A-ZŁŚŻ])"),
    ("IE", r"\b(?P<code>[A-Z]\d[\dW] ?[A-Z\d]{4})\b"),
    ("KR", r"(?P<code>(?<!\d)\d{5})(?=\)|,? (?:(?:Republic of|South|Rep\. of) )?Korea|$)"),
    ("TH", r"(?P<code>(?<!\d)\d{5})(?=,? Thailand|$)"),
    ("MX", r"(?:C\.?P\.? ?)?(?P<code>(?<!\d)\d{5})(?=,? [A-ZÀ-Þ])"),
)
# the code before the town, when nothing says which country: 1165 København K
_CODE_AND_TOWN = re.compile(
    r"(?:^|[,·|–-] ?)(?:[A-Z]{1,3}-)?(?P<code>\d{4,5}|\d{3} \d{2})"
    r"(?= [A-ZÀ-Þ][^\d,@:]{2,30}(?:$|,))"
)
_COMPILED = tuple((country, re.compile(pattern)) for country, pattern in _CODES)
_AT_THE_START = re.compile(r"^\s?(?P<code>\d{3}-\d{4})\b(?!-)")  # on cards of Japan alone
# countries whose codes are like no other number
UNLIKE_OTHERS = frozenset({"GB", "CA", "BR", "NL", "SG", "PT"})  # enough for an address by itself
DISTINCT = frozenset({"GB", "CA", "US", "BR", "NL", "SG", "AU", "JP", "PT"})
_BOX_BEFORE = re.compile(r"(?i)(?:box|postfach|postal|casilla|apartado|bp|boîte postale)[\s:]*$")


def code_in(text: str, countries: tuple[str, ...]) -> tuple[str, re.Match[str]] | None:
    """Return the postal code of a line with its country, likeliest first; no post office box."""
    found = _code_of(text, countries)
    return None if found and _BOX_BEFORE.search(text[: found[1].start("code")]) else found


def _code_of(text: str, countries: tuple[str, ...]) -> tuple[str, re.Match[str]] | None:
    ranked = countries[:4]
    if ranked[:1] == ("JP",) and (match := _AT_THE_START.search(text)):
        return "JP", match
    if countries[0] in {"BR", "PT"}:
        ranked = tuple(country for country in ranked if country != "US")  # CRMV-PR 12345
    for country in ranked:
        for other, pattern in _COMPILED:
            if other == country and (match := pattern.search(text)):
                return country, match
    for other, pattern in _COMPILED:
        if other == "US" and countries[0] not in {"US", "CA", "JP"}:
            continue  # Nações Unidas, 14401
        if other in DISTINCT and other != "JP" and (match := pattern.search(text)):
            return other, match
    match = _CODE_AND_TOWN.search(text)
    return (_continental(countries, match["code"]), match) if match else None


def _continental(countries: tuple[str, ...], code: str) -> str:
    """Return the likeliest country that writes its code so."""
    if " " in code:
        return "SE"
    usual = ("CH", "AT", "BE", "DK") if len(code) == 4 else ("DE", "FR", "IT", "ES")
    return next((country for country in countries if country in usual), usual[0])


def code_as_written(country: str, code: str) -> str:
    """Return a code with the gap or dash that its country writes."""
    if country == "GB" and " " not in code:
        return f"{code[:-3]} {code[-3:]}"
    if country == "BR":
        digits = re.sub(r"\D", "", code)
        return f"{digits[:5]}-{digits[5:]}"
    return code
