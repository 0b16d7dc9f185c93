"""Number plans: what a run of digits may be as a number of a country."""

import re
from functools import lru_cache
from itertools import pairwise

import phonenumbers
from phonenumbers import PhoneNumber

WITH_AREA_CODE = (10, 11)  # digits
LOCAL = "without its area code"  # no E.164 can be formed
_LOCAL_FORM = {
    "BR": r"(?:9[ .]?)?\d{4}[-. ]\d{4}",
    "US": r"[2-9]\d{2}[-.]\d{4}",
    "JP": r"[2-9]\d{0,3}-\d{4}",
}

_LIKE_DIGIT = str.maketrans("OoQDIl|!SBZ", "00001111582")
DASH = r"\-ー−–—―‐‑－~─→"
# how numbers are grouped where plans are strict
_GROUPED = {
    country: re.compile(form)
    for country, form in {
        "JP": r"\(?0\d{1,4}\)?[-( ]?\d{1,4}[-) ]\d{3,4}",
        "GB": r"\(?0(?:\d{4}\)? \d{3} ?\d{2,3}|\d{3}\)? \d{3} \d{4}|\d{2}\)? \d{4} \d{4})",
        "US": r"\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}",
        "BR": r"\(?\d{2}\)? ?9? ?\d{4}[-. ]\d{4}",
        "FR": r"0\d(?:[ .]\d\d){4}",
        "CN": r"\(?0\d{2,3}\)?[- ]?\d{4} ?\d{3,4}",
        "TW": r"\(?0\d{1,2}\)?[- ]?\d{3,4}[- ]\d{3,4}",
    }.items()
}
_ABROAD = re.compile(r"00(?=(?:86|852|853|886|82|81|55|351|44|49|33|34|39)[- (.])")  # 0086-574
_SEVERAL = re.compile(r"(?<=\d{3})\s?-\s?\d{1,2}$")  # 555 123-5: three lines of one house
_LABEL_AS_ZERO = re.compile(r"^0 (?=[2-9]\d{2}[-. ][2-9]\d{2}[-. ]\d{4}$)")  # o 202.555.0131
_ZONE_CODES = re.compile(r"\(0\)")


def parsed(
    body: str, countries: tuple[str, ...], *, plus: bool, labelled: bool
) -> tuple[PhoneNumber, float, tuple[str, ...]] | None:
    """Return the number that digits are, how sure that is in log-odds, and why; else None."""
    digits = body.translate(_LIKE_DIGIT)
    changed = sum(a != b for a, b in zip(body, digits, strict=True))
    if changed > 3 or (changed and sum(c.isdigit() for c in body) < 6):
        return None
    digits = re.sub(r"(?<=\d)\s?\.\s(?=\d)", ".", re.sub(rf"[{DASH}]", "-", digits))  # 843 . 555
    digits = _LABEL_AS_ZERO.sub("", digits)
    if abroad := _ABROAD.match(digits):
        plus, digits = True, digits[abroad.end() :]
    plus = plus or _begins_with_country(digits, countries[0])
    digits = _ZONE_CODES.sub("", digits) if plus else digits
    penalty = 1.0 * changed
    count = sum(character.isdigit() for character in digits)
    if not 6 <= count <= 15:
        return None
    found = (
        _international(digits, labelled=labelled)
        if plus
        else _national(digits.strip(), countries, labelled=labelled)
    )
    several = _SEVERAL.search(digits)
    if several and not is_allotted(found):
        first = parsed(digits[: several.start()], countries, plus=plus, labelled=labelled)
        found = first if is_allotted(first) else found
    if found is None:
        return None
    number, certainty, evidence = found
    return number, certainty - penalty, evidence


def is_allotted(found: tuple[PhoneNumber, float, tuple[str, ...]] | None) -> bool:
    """Tell whether a plan has the number, not only numbers as long as it."""
    return found is not None and found[2][0].partition(":")[0] in {
        "international number",
        "possible number",
    }


def going_on(before: PhoneNumber, body: str) -> tuple[PhoneNumber, float, tuple[str, ...]] | None:
    """Return the second of two numbers that begin alike, of which only the end is printed.

    >>> first = phonenumbers.parse("+912261234567")
    >>> going_on(first, "6123 4568")[0].national_number, going_on(first, "022-6123-4568")
    (2261234568, None)
    """
    digits, whole = re.sub(r"\D", "", body), str(before.national_number)
    if before.country_code == 55 and re.fullmatch(_LOCAL_FORM["BR"], body.strip()):
        number = number_of(f"+55{whole[:2]}{digits}", None)  # (31) 3222-0101 / 98444-0102
        return (number, 2.0, ("goes on from the number before it",)) if number else None
    if not 2 <= len(digits) <= len(whole) - 1 or digits[0] == "0" or len(digits) > 8:
        return None
    joined = f"+{before.country_code}{whole[: -len(digits)]}{digits}"
    number = number_of(joined, None)
    if number is None or not phonenumbers.is_possible_number(number):
        return None
    return number, 2.0, ("goes on from the number before it",)


def numbers_alike(text: str) -> list[tuple[int, int]]:
    """Return where two or three numbers stand in a run that is too long for one.

    They have as many digits and one area code, or none and one grouping.

    >>> numbers_alike("041 4990 8882-041 5463.9960"), numbers_alike("3390-3519 - 4854.1322")
    ([(0, 13), (14, 27)], [(0, 9), (12, 21)])
    >>> numbers_alike("315015-8144-312663"), numbers_alike("86-512-6288-0088-6612")
    ([], [])
    """
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    for count in (2, 3):
        length, over = divmod(len(places), count)
        ends = [(places[at * length], places[(at + 1) * length - 1] + 1) for at in range(count)]
        if over or any(end == start for (_, end), (start, _) in pairwise(ends)):
            continue
        numbers = [text[start:end] for start, end in ends]
        codes = {re.sub(r"\D", "", number)[:2] for number in numbers}
        local = all(re.fullmatch(r"[2-9]\d{3,4}[-. ]\d{4}", number) for number in numbers)
        if local or (length in WITH_AREA_CODE and len(codes) == 1):
            return [(start - text[:start].endswith("("), end) for start, end in ends]
    return []


def _begins_with_country(digits: str, country: str) -> bool:
    """Tell whether a number begins with its country's code, of which the plus was left out.

    >>> _begins_with_country("(62-21) 515 1234", "ID"), _begins_with_country("(021) 515", "ID")
    (True, False)
    """
    code = phonenumbers.country_code_for_region(country)
    if not re.match(rf"\({code}[-) ]|{code} ?\(0\)", digits):
        return False
    number = number_of("+" + _ZONE_CODES.sub("", digits), None)
    return number is not None and phonenumbers.is_valid_number(number)


def _international(digits: str, *, labelled: bool) -> tuple[PhoneNumber, float, tuple[str, ...]]:
    number = number_of("+" + digits, None)
    plain = re.sub(r"\D", "", digits)
    if number is None:
        number = PhoneNumber(country_code=int(plain[0]), national_number=int(plain[1:] or "0"))
    if phonenumbers.is_valid_number(number):
        return number, 4.5, ("international number",)
    if phonenumbers.is_possible_number(number):
        return number, 2.5 + labelled, ("international number of a possible length",)
    return number, 1.0, ("international number of an unusual length",)


def _national(
    digits: str, countries: tuple[str, ...], *, labelled: bool
) -> tuple[PhoneNumber, float, tuple[str, ...]] | None:
    if _is_date(digits):
        return None
    possible: tuple[PhoneNumber, float, tuple[str, ...]] | None = None
    for rank, country in enumerate(countries[:4]):
        number = number_of(digits, country)
        if number is None or not _grouped_as_in(digits, country, labelled=labelled):
            continue
        if phonenumbers.is_valid_number(number):
            # a valid number of a country that the card hardly speaks for is no proof
            certainty = 3.5 if rank == 0 else 2.0
            return number, certainty, (f"possible number: {country}",)
        if rank == 0 and phonenumbers.is_possible_number(number):
            grouped = bool(_GROUPED.get(country) and _GROUPED[country].fullmatch(digits))
            certainty = 1.0 if labelled or grouped else -0.5
            possible = (number, certainty, (f"possible length: {country}",))
            if labelled or grouped:
                return possible
        elif possible is None and labelled and phonenumbers.is_possible_number(number):
            possible = (number, 0.8, (f"possible length: {country}",))
    return _local(digits, countries[0], labelled=labelled) or possible


def _local(
    digits: str, country: str, *, labelled: bool
) -> tuple[PhoneNumber, float, tuple[str, ...]] | None:
    """Keep a number without its area code, as shops print them; it cannot be called from afar."""
    form = _LOCAL_FORM.get(country)
    whole = bool(form and re.fullmatch(form, digits))
    lost_its_sign = country == "BR" and labelled and bool(re.fullmatch(r"9?\d{8}", digits))
    if not (whole or lost_its_sign) or (country == "JP" and not labelled):
        return None
    code = phonenumbers.country_code_for_region(country)
    number = PhoneNumber(country_code=code, national_number=int(re.sub(r"\D", "", digits)))
    return number, 0.4, (LOCAL,)


@lru_cache(maxsize=512)
def number_of(text: str, country: str | None) -> PhoneNumber | None:
    """Return the number of a text, None when it is none; ``country`` is for those without +."""
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def _grouped_as_in(digits: str, country: str, *, labelled: bool) -> bool:
    """Tell whether a country could write a number so."""
    plain = re.sub(r"\D", "", digits)
    if country == "JP":
        long = plain[:3] in {"020", "050", "070", "080", "090"} or plain[:4] == "0800"
        if plain[0] == "0" and len(plain) != (11 if long else 10):
            return False
        if plain[0] != "0":
            return False
        return bool(re.search(r"[-() .]", digits)) or labelled or plain[:2] in {"07", "08", "09"}
    if country in {"US", "CA"}:
        return len(plain) == 10 or (len(plain) == 11 and plain[0] == "1")
    if country in {"GB", "DE", "FR", "IT", "AT", "CH", "BE", "NL", "SE", "AU", "NZ"}:
        return plain[0] == "0" or country == "IT" or plain[:2] in {"13", "18"}
    return len(plain) >= (10 if country == "BR" else 7)


def _is_date(digits: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}", digits.strip()))
