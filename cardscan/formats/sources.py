"""The vocabulary in which a profile says where the text of a column comes from.

::

    company                a field; its name is the field kind of the outer interface
    name.family            a part of it: family, given, text (name, name_kana, name_roman)
    address[1].city        the first address: postal_code, postal_digits, prefecture, city,
                           street, building, country, text
    phone[2]               the second of its kind; phone, mobile, fax, email, url, social,
                           department, title, qualification, note, tag count from 1
    email[2..]             the second and all after it
    department             without a number: all of them
    number[1]              phone, mobile and fax numbers in one row
    number[n].label        the profile's word for the kind, from its [labels]
    phone[n]               in a column whose header has {n}: one column for each number
    id, cards, met, updated   of the contact itself
    rest                   one line, "kind: value", for each value without another column

What nobody could split stands whole where most of it belongs: a name in its family part, an
address in its street. A contact known by a roman name alone has that as its name.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.formats.phones import e164, in_spreadsheet, national
from cardscan.model import Kind

REST = "rest"
EVERY = "n"
TIMES = "%Y-%m-%dT%H:%M:%SZ"  # the library keeps UTC


@dataclass(frozen=True, slots=True)
class Forms:
    """How values are written: the part of a profile that sources need to know."""

    phones: str = "e164"  # or national, spreadsheet
    dates: str = "%Y-%m-%d"  # as strftime reads it
    region: str = "JP"  # whose numbers are written without country code
    labels: tuple[tuple[str, str], ...] = ()  # field kind → the word of the other program


@dataclass(frozen=True, slots=True)
class Source:
    """One phrase of the vocabulary, such as ``address[1].city``."""

    field: str
    part: str = ""
    index: str = ""  # "", "2", "2..", "n"

    def __str__(self) -> str:
        index = f"[{self.index}]" if self.index else ""
        return f"{self.field}{index}{'.' if self.part else ''}{self.part}"

    @property
    def is_repeated(self) -> bool:
        """Say whether the source fills one column for each value."""
        return self.index == EVERY

    def pick(self, texts: Sequence[str], number: int) -> Sequence[str]:
        """Return the texts that the index means; ``number`` (from 1) is the column's."""
        if not self.index:
            return texts
        if self.index.endswith(".."):
            return texts[int(self.index[:-2]) - 1 :]
        start = (number if self.is_repeated else int(self.index)) - 1
        return texts[start : start + 1]

    def covers(self, position: int) -> bool:
        """Say whether the value at a position (from 1) is written by this source."""
        if not self.index or self.is_repeated:
            return True
        first = int(self.index.removesuffix(".."))
        return position >= first if self.index.endswith("..") else position == first


_PHRASE = re.compile(
    r"(?P<field>[a-z_]+)(?:\[(?P<index>n|[1-9]\d*(?:\.\.)?)\])?(?:\.(?P<part>[a-z_]+))?"
)

_NAMES = (Kind.NAME, Kind.NAME_KANA, Kind.NAME_ROMAN)
_NAME_PARTS = ("", "text", "family", "given")
_PHONES = (Kind.PHONE, Kind.MOBILE, Kind.FAX)
_TEXTS = ("company", "company_kana", "company_roman", "id", "cards", "met", "updated", REST)
_LISTS = ("email", "url", "social", "department", "title", "qualification", "note", "tag")
_ADDRESS_PARTS = (
    *("", "text", "postal_code", "postal_digits", "prefecture", "city", "street", "building"),
    *("country", "label"),
)

_PARTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_NAMES, _NAME_PARTS),
    **dict.fromkeys(_TEXTS, ("",)),
    **dict.fromkeys(_LISTS, ("", "label")),
    **dict.fromkeys((*_PHONES, "number"), ("", "label")),
    "address": _ADDRESS_PARTS,
}


def parse_source(phrase: str) -> Source:
    """Parse a phrase; raise ValueError naming what is not in the vocabulary.

    >>> parse_source("address[1].city")
    Source(field='address', part='city', index='1')
    """
    match = _PHRASE.fullmatch(phrase)
    field = match["field"] if match else ""
    if match is None or field not in _PARTS:
        raise ValueError(f"'{phrase}' is no source. Known fields: {', '.join(sorted(_PARTS))}")
    source = Source(field, match["part"] or "", match["index"] or "")
    if source.part not in _PARTS[field]:
        raise ValueError(f"'{phrase}': the parts of {field} are {', '.join(_PARTS[field][1:])}")
    if source.index and (field in _NAMES or field in _TEXTS):
        raise ValueError(f"'{phrase}': a contact has one {field}, so it takes no number")
    return source


def values_of(contact: Contact, source: Source, forms: Forms) -> Sequence[str]:
    """Return the texts of a source before its index picks from them."""
    field, part = source.field, source.part
    if field in _READ_LIST:
        texts = _READ_LIST[field](contact)
        return [_label(field, forms)] * len(texts) if part == "label" else texts
    if field in _READ_NAME:
        return (name_part(_READ_NAME[field](contact), part),)
    if field == "address" and part == "label":
        return [_label(field, forms)] * len(contact.addresses)
    if field == "address":
        return [address_part(address, part) for address in contact.addresses]
    if field in _READ_TEXT:
        return (_READ_TEXT[field](contact, forms),)
    return [
        _label(phone.kind, forms) if part == "label" else phone_text(phone, forms)
        for phone in contact.phones
        if field in ("number", phone.kind)
    ]


def name_of(contact: Contact) -> Name:
    """Return the name as printed, or the roman one when it is the only one."""
    return contact.name_roman if contact.name == Name() else contact.name


def name_part(name: Name, part: str = "text") -> str:
    """Return family, given or text; a name that nobody split is family as a whole."""
    if part == "given":
        return name.given
    if part == "family":
        return name.family or ("" if name.given else name.text)
    return name.text or f"{name.family} {name.given}".strip()


def address_part(address: Address, part: str = "text") -> str:
    """Return one part; an address without street has there what its other parts do not hold."""
    if part == "postal_digits":
        return address.postal_code.replace("-", "")
    if part == "street":
        return address.street or _unsplit(address)
    return str(getattr(address, part or "text"))


def _unsplit(address: Address) -> str:
    if address.building:
        return ""
    text = address.text
    for part in (address.postal_code, address.prefecture, address.city):
        text = text.strip().removeprefix("〒").removeprefix(part)
    return text.strip()


def phone_text(phone: Phone, forms: Forms) -> str:
    """Write a number in the form that the profile asks for."""
    if forms.phones == "e164":
        return e164(phone.value)
    write = national if forms.phones == "national" else in_spreadsheet
    return write(phone.value, forms.region)


def rest_of(contact: Contact, used: Sequence[Source], forms: Forms) -> list[tuple[str, str]]:
    """List the kinds and values of a contact that none of the used sources writes."""
    return [
        (field, text)
        for field, source in _WHOLE
        for position, text in enumerate(values_of(contact, source, forms), start=1)
        if text and not _is_used(contact, field, position, used)
    ]


def _is_used(contact: Contact, field: str, position: int, used: Sequence[Source]) -> bool:
    if field == Kind.NAME_ROMAN and contact.name == Name():
        field = Kind.NAME  # it stands there, for want of another
    if field in _PHONES and any(source.field == "number" for source in used):
        return True
    return any(source.field == field and source.covers(position) for source in used)


_WHOLE = tuple(
    (field, Source(field))
    for field in (
        *_NAMES,
        *("company", "company_kana", "company_roman", "department", "title"),
        *_PHONES,
        *("email", "url", "address", "social", "qualification", "note", "tag"),
    )
)

_READ_NAME: dict[str, Callable[[Contact], Name]] = {
    Kind.NAME: name_of,
    Kind.NAME_KANA: lambda contact: contact.name_kana,
    Kind.NAME_ROMAN: lambda contact: contact.name_roman,
}

_READ_LIST: dict[str, Callable[[Contact], tuple[str, ...]]] = {
    "department": lambda contact: contact.departments,
    "title": lambda contact: contact.titles,
    "email": lambda contact: contact.emails,
    "url": lambda contact: contact.urls,
    "social": lambda contact: contact.socials,
    "qualification": lambda contact: contact.qualifications,
    "note": lambda contact: contact.notes,
    "tag": lambda contact: contact.tags,
}

_READ_TEXT: dict[str, Callable[[Contact, Forms], str]] = {
    "company": lambda contact, _: contact.company,
    "company_kana": lambda contact, _: contact.company_kana,
    "company_roman": lambda contact, _: contact.company_roman,
    "id": lambda contact, _: contact.id,
    "cards": lambda contact, _: str(contact.cards),
    "met": lambda contact, forms: contact.met.strftime(forms.dates) if contact.met else "",
    "updated": lambda contact, _: f"{contact.updated:{TIMES}}" if contact.updated else "",
}


def _label(kind: str, forms: Forms) -> str:
    return dict(forms.labels).get(kind, "")
