"""Phone numbers as the reader of a file wants them."""

import re
import unicodedata
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

EXTENSION_MARK = ";ext="  # RFC 3966, as the library stores it
EXTENSION_WORD = " ext. "  # as phonenumbers writes it, and most programs read it

_PLAIN = re.compile("[1-9][0-9]{3,13}")  # E.164 ends at 15 digits, the country's included
_PLAIN_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_JAPANESE = re.compile(r"0(?!1-?0)[1-9](?:-?\d){8,9}")  # 010 dials abroad
_HOME = re.compile(r"\+81([1-9]\d{4,12})(?:;ext=(\d+))?")
_DEPTH = 6  # digits by which the plan of Japan says how a number is grouped
_EXTENSION = re.compile(
    r"\s*[(（]?\s*(?:;?ext(?:ension)?\s*[.=:]?|内線|#|\bx)\s*[:：]?\s*(\d{1,8})\s*[)）]?\s*$",
    re.IGNORECASE,
)


def e164(value: str) -> str:
    """Write a stored number with plus and digits, its extension as most programs read it.

    >>> e164("+81312345678;ext=12")
    '+81312345678 ext. 12'
    """
    number, _, extension = value.partition(EXTENSION_MARK)
    return f"{number}{EXTENSION_WORD}{extension}" if extension else number


@lru_cache(maxsize=4096)  # the switchboard of a company stands on many cards
def national(value: str, region: str) -> str:
    """Write a number as people at home dial it, one from abroad with its country code.

    ``region`` is ISO 3166 alpha-2. A value that is not a whole number is returned as it is.

    >>> national("+81312345678;ext=12", "JP"), national("+442079460958", "JP")
    ('03-1234-5678 内線12', '+44 20 7946 0958')
    """
    if region == "JP" and (found := _HOME.fullmatch(value)):  # most; a parser takes ten times
        digits, extension = found.groups()
        if pattern := _pattern(digits[:_DEPTH], len(digits)):
            dialled = pattern.format(*digits)
            return f"{dialled} 内線{extension}" if extension else dialled
    number = _parsed(value, region)
    if number is None:
        return e164(value)
    is_home = number.country_code == _country_code(region)
    form = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    extension, number.extension = number.extension, None  # each country would write its own way
    dialled = phonenumbers.format_number(number, form)
    if not extension:
        return dialled
    mark = " 内線" if is_home and region == "JP" else EXTENSION_WORD
    return f"{dialled}{mark}{extension}"


def in_spreadsheet(value: str, region: str) -> str:
    """Write a number so that no spreadsheet calculates with it or eats its zero or plus.

    >>> in_spreadsheet("+81312345678", "JP"), in_spreadsheet("+442079460958", "JP")
    ('03-1234-5678', '(+44) 20 7946 0958')
    """
    text = national(value, region)
    if not text.startswith("+") or " " not in text:
        return text
    country, _, rest = text.partition(" ")
    return f"({country}) {rest}"


def is_valid(text: str) -> bool:
    """Say whether a text with a plus is a number that exists in its country's plan."""
    number = _parsed(text, "ZZ")
    return number is not None and phonenumbers.is_valid_number(number)


@lru_cache(maxsize=2**16)
def _pattern(beginning: str, length: int) -> str:
    """Return a number of Japan with a brace pair for each digit after 0; empty if there is none.

    A number outside the plan is written without groups and without 0.

    >>> _pattern("312345", 9)
    '0{}-{}{}{}{}-{}{}{}{}'
    """
    number = PhoneNumber(country_code=81, national_number=int(beginning.ljust(length, "0")))
    if not phonenumbers.is_possible_number(number):
        return ""
    written = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    zero = "0" if written.startswith("0") else ""
    return zero + re.sub("[0-9]", "{}", written.removeprefix(zero))


@cache
def _country_code(region: str) -> int:
    return phonenumbers.country_code_for_region(region)


def _parsed(value: str, region: str) -> PhoneNumber | None:
    home = f"+{_country_code(region)}"
    rest = value.removeprefix(home)
    if rest != value and _PLAIN.fullmatch(rest):
        # a stored number of the region needs no parser, which takes most of the time
        number = PhoneNumber(country_code=int(home), national_number=int(rest))
    else:
        try:
            number = phonenumbers.parse(value)
        except phonenumbers.NumberParseException:
            return None
    return number if phonenumbers.is_possible_number(number) else None


def stored(text: str, region: str) -> str:
    """Return the number that a text means as the library stores it; empty when it means none.

    ``region`` (ISO 3166 alpha-2) is where a number without country code is dialled.

    >>> stored("03-1234-5678 内線12", "JP"), stored("(+44) 20 7946 0958", "JP"), stored("N/A", "JP")
    ('+81312345678;ext=12', '+442079460958', '')
    """
    if region == "JP" and _JAPANESE.fullmatch(text):  # most rows; a parser takes ten times
        return f"+81{text[1:].replace('-', '')}"
    number, extension = _cut(text)
    if _PLAIN_E164.fullmatch(number):
        value = number
    elif region == "JP" and _JAPANESE.fullmatch(number):
        value = f"+81{number[1:].replace('-', '')}"
    else:
        value = _dialled(unicodedata.normalize("NFKC", number), region)
    return f"{value}{EXTENSION_MARK}{extension}" if value and extension else value


def is_mobile(value: str) -> bool:
    """Say whether a stored number is one of a mobile phone."""
    return _type(value.partition(EXTENSION_MARK)[0]) == phonenumbers.PhoneNumberType.MOBILE


def _cut(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()].strip(), found[1]) if found else (text.strip(), "")


@lru_cache(maxsize=4096)
def _dialled(text: str, region: str) -> str:
    number = text.removeprefix("tel:").replace("(+", "+", 1)
    if re.search(r"[^\W\d_]", number):  # phonenumbers would read letters as digits
        return ""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def _type(number: str) -> int:
    try:
        return int(phonenumbers.number_type(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return int(phonenumbers.PhoneNumberType.UNKNOWN)
