"""Write contacts as vCard 3.0, the version that phones and other programs read right.

On an iPhone a 4.0 card without byte-order mark shows Japanese addresses as garbage, and with
one it is no card at all; 3.0 in UTF-8 without the mark is read everywhere. Readings go into
Apple's and Android's ``X-PHONETIC-…`` properties and into ``SORT-STRING`` (RFC 2426).
"""

from collections.abc import Iterable, Iterator
from typing import Any

import vobject

from cardscan.contact import Address, Contact, Phone
from cardscan.formats.coverage import Coverage
from cardscan.formats.ledger import Ledger
from cardscan.formats.phones import e164
from cardscan.formats.profile import Profile
from cardscan.formats.sources import Source
from cardscan.formats.texts import TIMES, Forms, Texts, address_part, name_of, name_part
from cardscan.model import Kind

_PHONE_TYPES = {
    Kind.PHONE: ["WORK", "VOICE"],
    Kind.MOBILE: ["CELL", "VOICE"],
    Kind.FAX: ["WORK", "FAX"],
}

_ADDRESS_PARTS = {
    "street": "street",
    "extended": "building",
    "city": "city",
    "region": "prefecture",
    "code": "postal_code",
    "country": "country",
}

_HELD = ("name", "name_kana", "company", "company_kana", "department", "title", "number")
_COVERAGE = Coverage(map(Source, (*_HELD, "email", "url", "address", "note", "tag")))
"""What has a property of its own; everything else is told in the note."""


def write_vcards(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[str]:
    """Yield one vCard for each contact, lines folded as RFC 2426 asks."""
    for contact in contacts:
        yield _Card(contact, profile.forms, ledger).serialized()


class _Card:
    """A vCard that takes only texts which can be written."""

    def __init__(self, contact: Contact, forms: Forms, ledger: Ledger) -> None:
        self._id = contact.id
        self._ledger = ledger
        self._card: Any = vobject.vCard()
        self._add("UID", contact.id)
        self._add_names(contact)
        self._add_work(contact)
        for phone in contact.phones:
            self._add_phone(phone)
        for email in contact.emails:
            self._add("EMAIL", email, "INTERNET", "WORK")
        for url in contact.urls:
            self._add("URL", url, "WORK")
        for address in contact.addresses:
            self._add_address(address)
        self._add_words(contact, forms)

    def serialized(self) -> str:
        """Return the card as text, its lines ended by CR LF."""
        return str(self._card.serialize())

    def _fit(self, text: str, field: str) -> str:
        return self._ledger.fit(text, contact_id=self._id, field=field)

    def _add(self, name: str, text: str, *types: str) -> None:
        """Add a property with a text, unless the text is empty."""
        if text:
            self._add_value(name, self._fit(text, name), *types)

    def _add_value(self, name: str, value: Any, *types: str) -> None:
        line = self._card.add(name)
        line.value = value
        if types:
            line.type_param = list(types)

    def _add_names(self, contact: Contact) -> None:
        name, kana = name_of(contact), contact.name_kana
        parts = {part: self._fit(name_part(name, part), "N") for part in ("family", "given")}
        self._add_value("N", vobject.vcard.Name(**parts))
        # FN may not be absent (RFC 2426, 3.1.1)
        self._add("FN", name_part(name) or contact.company or contact.id)
        self._add("X-PHONETIC-LAST-NAME", name_part(kana, "family"))
        self._add("X-PHONETIC-FIRST-NAME", kana.given)
        self._add("SORT-STRING", name_part(kana))

    def _add_work(self, contact: Contact) -> None:
        units = [self._fit(unit, "ORG") for unit in (contact.company, *contact.departments)]
        if any(units):
            self._add_value("ORG", units)
        self._add("X-PHONETIC-ORG", contact.company_kana)
        self._add("TITLE", " / ".join(contact.titles))

    def _add_phone(self, phone: Phone) -> None:
        self._add("TEL", e164(phone.value), *_PHONE_TYPES[phone.kind])

    def _add_address(self, address: Address) -> None:
        parts = {
            name: self._fit(address_part(address, part), "ADR")
            for name, part in _ADDRESS_PARTS.items()
        }
        self._add_value("ADR", vobject.vcard.Address(**parts), "WORK")

    def _add_words(self, contact: Contact, forms: Forms) -> None:
        rest = (f"{kind}: {text}" for kind, text in _COVERAGE.rest(Texts(contact, forms)))
        self._add("NOTE", "\n".join((*contact.notes, *rest)))
        if contact.tags:
            tags = [self._fit(tag, "CATEGORIES") for tag in contact.tags]
            self._add_value("CATEGORIES", tags)
        if contact.updated:
            self._add_value("REV", f"{contact.updated:{TIMES}}")
