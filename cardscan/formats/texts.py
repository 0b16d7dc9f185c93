"""The texts of a contact, field by field and part by part, as other programs read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from cardscan.additions import Topic
from cardscan.contact import Address, Contact, Name, Phone
from cardscan.formats.jsonl import TIMES
from cardscan.formats.phones import e164, in_spreadsheet, national
from cardscan.formats.sources import REST, Source
from cardscan.model import Kind

_NO_NAME = Name()


@dataclass(frozen=True, slots=True)
class Forms:
    """How values are written: the part of a profile that sources need to know."""

    phones: str = "e164"  # or national, spreadsheet
    dates: str = "%Y-%m-%d"  # as strftime reads it
    region: str = "JP"  # whose numbers are written without country code
    labels: tuple[tuple[str, str], ...] = ()  # field kind → the word of the other program


class Texts:
    """The texts of one contact, as its columns ask for them; what is asked often is kept."""

    def __init__(self, contact: Contact, forms: Forms) -> None:
        self.contact = contact
        self.forms = forms
        self.rest: Sequence[str] = ()  # what the source says; only who knows all columns can tell
        self._known: dict[tuple[str, str], Sequence[str]] = {}

    def of(self, source: Source) -> Sequence[str]:
        """Return the texts of a source before its index picks from them."""
        texts = self._known.get(source.key)
        if texts is None:
            texts = self._known[source.key] = reader(*source.key)(self)
        return texts

    def labels(self, field: str) -> Sequence[str]:
        """Return the other program's word for each value of a field."""
        words = dict(self.forms.labels)
        if field == "number":
            return [words.get(phone.kind, "") for phone in self.contact.phones]
        return [words.get(field, "")] * len(self.of(Source(field)))


def name_of(contact: Contact) -> Name:
    """Return the name as printed, or the roman one when it is the only one."""
    return contact.name_roman if has_roman_name_alone(contact) else contact.name


def has_roman_name_alone(contact: Contact) -> bool:
    """Say whether the roman name has to stand for the name."""
    return contact.name == _NO_NAME


def notes_of(contact: Contact) -> Sequence[str]:
    """Return what stands on the cards as notes, and what people added, with its day."""
    if not contact.dated_notes and not contact.marks:
        return contact.notes
    return (*contact.notes, *contact.added_lines)


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
    text = address.text
    for part in (address.postal_code, address.prefecture, address.city):
        text = text.strip().removeprefix("〒").removeprefix(part)
    return text.strip().removesuffix(address.building).strip()


def phone_text(phone: Phone, forms: Forms) -> str:
    """Write a number in the form that the profile asks for."""
    if forms.phones == "e164":
        return e164(phone.value)
    write = national if forms.phones == "national" else in_spreadsheet
    return write(phone.value, forms.region)


@lru_cache(maxsize=256)  # a stack of cards comes from one day
def _day(day: date, pattern: str) -> str:
    return f"{day:{pattern}}"


_Reader = Callable[[Contact, str, Forms], Sequence[str]]


_READERS: dict[str, _Reader] = {
    Kind.NAME: lambda contact, part, _: (name_part(name_of(contact), part),),
    Kind.NAME_KANA: lambda contact, part, _: (name_part(contact.name_kana, part),),
    Kind.NAME_ROMAN: lambda contact, part, _: (name_part(contact.name_roman, part),),
    "company": lambda contact, *_: (contact.company,),
    "company_kana": lambda contact, *_: (contact.company_kana,),
    "company_roman": lambda contact, *_: (contact.company_roman,),
    "department": lambda contact, *_: contact.departments,
    "title": lambda contact, *_: contact.titles,
    "phone": lambda contact, _, forms: _numbers(contact, Kind.PHONE, forms),
    "mobile": lambda contact, _, forms: _numbers(contact, Kind.MOBILE, forms),
    "fax": lambda contact, _, forms: _numbers(contact, Kind.FAX, forms),
    "number": lambda contact, _, forms: [phone_text(phone, forms) for phone in contact.phones],
    "email": lambda contact, *_: contact.emails,
    "url": lambda contact, *_: contact.urls,
    "address": lambda contact, part, _: [address_part(a, part) for a in contact.addresses],
    "social": lambda contact, *_: contact.socials,
    "qualification": lambda contact, *_: contact.qualifications,
    "note": lambda contact, *_: notes_of(contact),
    "tag": lambda contact, *_: contact.tags,
    "id": lambda contact, *_: (contact.id,),
    "cards": lambda contact, *_: (str(contact.cards),),
    "met": lambda contact, _, forms: (_day(contact.met, forms.dates),) if contact.met else (),
    Topic.DO_NOT_CONTACT: lambda contact, *_: _marked(contact, Topic.DO_NOT_CONTACT),
    Topic.CONSENT: lambda contact, *_: _marked(contact, Topic.CONSENT),
    "updated": lambda contact, *_: (f"{contact.updated:{TIMES}}",) if contact.updated else (),
}


def _marked(contact: Contact, topic: Topic) -> Sequence[str]:
    mark = contact.mark(topic)
    return (mark.text or "yes",) if mark else ()


@cache
def reader(field: str, part: str) -> Callable[[Texts], Sequence[str]]:
    """Return what finds the texts of a source, for whoever asks but once for each contact."""
    if part == "label":
        return lambda texts: texts.labels(field)
    if field == REST:
        return lambda texts: texts.rest
    read = _READERS[field]
    return lambda texts: read(texts.contact, part, texts.forms)


def _numbers(contact: Contact, kind: Kind, forms: Forms) -> Sequence[str]:
    return [phone_text(phone, forms) for phone in contact.phones if phone.kind is kind]
