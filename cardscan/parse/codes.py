"""Codes: what a QR code says, as fields beside those of the ink."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import replace

import phonenumbers

from cardscan.model import Code, Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.domains import registered
from cardscan.parse.text import fold

MAX_CODE = 4000  # characters; a QR code holds at most 4296
SCORE = 4.5  # a code that decodes is right, but what it says may be old

_VCARD_KINDS = {
    "ORG": Kind.COMPANY,
    "TITLE": Kind.TITLE,
    "EMAIL": Kind.EMAIL,
    "URL": Kind.URL,
    "NOTE": Kind.NOTE,
}
_MECARD_KINDS = {"EMAIL": Kind.EMAIL, "URL": Kind.URL, "ORG": Kind.COMPANY, "TITLE": Kind.TITLE}


def code_candidates(code: Code, region: str) -> tuple[list[Candidate], str]:
    """Read a vCard, MECARD or address from a code; the second value is a warning or empty.

    >>> from cardscan.model import Quad
    >>> quad = Quad.of_box(0, 0, 1, 1)
    >>> text = "MECARD:N:山田,太郎;TEL:03-3212-3456;EMAIL:taro@example.co.jp;;"
    >>> [(str(c.kind), c.value) for c in code_candidates(Code(text, quad), "JP")[0]]
    [('name', '山田 太郎'), ('phone', '+81332123456'), ('email', 'taro@example.co.jp')]
    """
    text = code.text[:MAX_CODE]
    upper = text.lstrip()[:12].upper()
    if upper.startswith("BEGIN:VCARD"):
        found = list(_vcard(text, region))
    elif upper.startswith("MECARD:"):
        found = list(_mecard(text.lstrip()[7:], region))
    elif re.match(r"https?://[^\s<>\"']{4,500}$", text.strip()):
        found = [_candidate(Kind.URL, text.strip())]
    elif upper.startswith("MAILTO:"):
        found = list(_plain(Kind.EMAIL, text.strip()[7:].partition("?")[0], region))
    elif upper.startswith("TEL:"):
        found = list(_plain(Kind.PHONE, text.strip()[4:], region))
    else:
        return [], "the QR code holds something that is no contact"
    return found, "" if found else "the QR code holds a contact that cannot be read"


def _candidate(kind: Kind, value: str, parts: tuple[tuple[str, str], ...] = ()) -> Candidate:
    return Candidate(kind, value, (), SCORE, "qr", ("stands in the QR code",), parts)


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text).text).strip()


def _plain(kind: Kind, text: str, region: str) -> Iterator[Candidate]:
    value = _clean(text)
    if kind is Kind.EMAIL and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        return
    if kind is Kind.URL:
        value = value if "://" in value else f"https://{value}"
        if not registered(re.sub(r"^\w+://|[/:?#].*$", "", value)):
            return
    if kind in {Kind.PHONE, Kind.MOBILE, Kind.FAX}:
        try:
            number = phonenumbers.parse(value.removeprefix("tel:"), region)
        except phonenumbers.NumberParseException:
            return
        value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        mobile = phonenumbers.number_type(number) is phonenumbers.PhoneNumberType.MOBILE
        kind = Kind.MOBILE if kind is Kind.PHONE and mobile else kind
    if value:
        yield _candidate(kind, value)


def _vcard(text: str, region: str) -> Iterator[Candidate]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    if "QUOTED-PRINTABLE" in unfolded.upper():
        unfolded = re.sub(r"=\r?\n", "", unfolded)
    lines = [line.partition(":") for line in re.split(r"\r?\n|\r", unfolded)]
    properties = [(head.upper().split(";"), value) for head, _, value in lines if value.strip()]
    structured = any(head[0].rpartition(".")[2] == "N" for head, _ in properties)
    for head, value in properties:
        name, options = head[0].rpartition(".")[2], " ".join(head[1:])
        if "QUOTED-PRINTABLE" in options:
            value = _unquoted(value, options)  # noqa: PLW2901 - the same value, readable
        if name == "N" or (name == "FN" and not structured):
            yield from _name(name, value)
        elif name == "TEL":
            yield from _plain(_phone_kind(options), value, region)
        elif name == "ADR":
            yield from _address(value)
        elif name == "ORG":
            units = [_clean(unit) for unit in _split(value, ";")]
            yield from _plain(Kind.COMPANY, units[0], region)
            for unit in units[1:]:
                yield from _plain(Kind.DEPARTMENT, unit, region)
        elif name in _VCARD_KINDS:
            yield from _plain(_VCARD_KINDS[name], _unescaped(value), region)


def _unquoted(value: str, options: str) -> str:
    """Decode what vCard 2.1 writes of letters beyond ASCII.

    >>> _unquoted("=8D=82=8B=B4;=94=FC=8D=E7", "ENCODING=QUOTED-PRINTABLE CHARSET=SHIFT_JIS")
    '高橋;美咲'
    """
    named = re.search(r"CHARSET=([\w-]+)", options)
    content = quopri.decodestring(value.encode())
    try:
        return content.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _phone_kind(options: str) -> Kind:
    if "FAX" in options:
        return Kind.FAX
    return Kind.MOBILE if "CELL" in options else Kind.PHONE


def _name(form: str, value: str) -> Iterator[Candidate]:
    if form == "FN":
        name = _candidate(Kind.NAME, _clean(_unescaped(value)))
        yield name if _is_name(name.value) else replace(name, score=0.5)
        return
    pieces = [_clean(piece) for piece in _split(value, ";")] + ["", ""]
    yield from _person(pieces[0], pieces[1])


def _person(family: str, given: str) -> Iterator[Candidate]:
    east = any(ord(character) > 0x2E80 for character in family + given)
    text = f"{family} {given}" if east else f"{given} {family}"
    if text.strip():
        parts = (("family", family), ("given", given))
        person = _candidate(Kind.NAME, text.strip(), tuple((k, v) for k, v in parts if v))
        yield person if _is_name(person.value) else replace(person, score=0.5)


def _is_name(text: str) -> bool:
    """Tell whether a name is made of what names are made of: a code holds whatever it likes."""
    return len(text) <= 60 and all(c.isalpha() or c in " .,'’-・=ー" for c in text)


def _address(value: str) -> Iterator[Candidate]:
    pieces = [_clean(piece) for piece in _split(value, ";")] + [""] * 7
    box, extended, street, city, state, code, country = pieces[:7]
    east = any(ord(character) > 0x2E80 for character in "".join(pieces))
    if re.fullmatch(r"\d{7}", code):
        code = f"{code[:3]}-{code[3:]}"
    if code:
        yield _candidate(Kind.POSTAL_CODE, code)
    if east:
        text = " ".join(filter(None, (state + city + street, extended)))
    else:
        text = ", ".join(filter(None, (box, street, extended, city, state, country)))
    if text:
        yield _candidate(Kind.ADDRESS, text, (("postal_code", code),) if code else ())


def _mecard(text: str, region: str) -> Iterator[Candidate]:
    for entry in _split(text, ";"):
        head, _, value = entry.partition(":")
        name = head.strip().upper()
        if name == "N":
            family, _, given = _unescaped(value).partition(",")
            yield from _person(_clean(family), _clean(given))
        elif name == "SOUND":
            yield from _plain(Kind.NAME_KANA, _unescaped(value).replace(",", " "), region)
        elif name in {"TEL", "TEL-AV"}:
            yield from _plain(Kind.PHONE, value, region)
        elif name == "ADR":
            yield from _mecard_address(_unescaped(value))
        elif name in _MECARD_KINDS:
            yield from _plain(_MECARD_KINDS[name], _unescaped(value), region)


def _mecard_address(value: str) -> Iterator[Candidate]:
    """Read box, room, street, town, prefecture, code and country, or one text of a free form."""
    if value.count(",") == 6:
        yield from _address(value.replace(";", " ").replace(",", ";"))
    elif text := _clean(re.sub(r",+", " ", value)):
        yield _candidate(Kind.ADDRESS, text)


def _split(text: str, separator: str) -> list[str]:
    """Split at separators that no backslash escapes."""
    return [_unescaped(piece) for piece in re.split(rf"(?<!\\){separator}", text)]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\;,:nN])", lambda m: " " if m[1] in "nN" else m[1], text)
