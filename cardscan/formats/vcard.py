"""Write contacts as vCard 3.0, the version that phones and other programs read right.

On an iPhone a 4.0 card without byte-order mark shows Japanese addresses as garbage, and with
one it is no card at all; 3.0 in UTF-8 without the mark is read everywhere. Readings go into
Apple's and Android's ``X-PHONETIC-…`` properties and into ``SORT-STRING`` (RFC 2426).

vobject, which reads the cards, takes half a millisecond and more to write one, most of it for
checks that these lines pass by construction.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from cardscan.contact import Address, Contact
from cardscan.formats.coverage import Coverage
from cardscan.formats.jsonl import TIMES
from cardscan.formats.ledger import Ledger
from cardscan.formats.phones import e164
from cardscan.formats.profile import Profile
from cardscan.formats.sources import Source
from cardscan.formats.texts import Forms, Texts, address_part, name_of, name_part, notes_of
from cardscan.model import Kind

LINE = 75  # octets without the line end, RFC 2426 2.6

_PHONE_TYPES = {Kind.PHONE: "WORK,VOICE", Kind.MOBILE: "CELL,VOICE", Kind.FAX: "WORK,FAX"}
_ADDRESS_PARTS = ("building", "street", "city", "prefecture", "postal_code", "country")
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;", "\r": ""})

_HELD = ("name", "name_kana", "company", "company_kana", "department", "title", "number")
_COVERAGE = Coverage(map(Source, (*_HELD, "email", "url", "address", "note", "tag")))
"""What has a property of its own; everything else is told in the note."""


def write_vcards(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[str]:
    """Yield one vCard for each contact, lines folded as RFC 2426 asks."""
    for contact in contacts:
        card = _Card(contact, ledger)
        card.add_everything(profile.forms)
        if profile.picture_of:
            card.add_picture(profile.picture_of(contact))
        yield card.text()


def short_vcard(contact: Contact) -> str:
    """Return what a phone needs of a contact, short enough for a QR code that it reads well."""
    card = _Card(contact, Ledger("utf-8"))
    card.add_names()
    card.add_work()
    card.add_channels()
    for address in contact.addresses[:1]:
        card.add_address(address)
    return card.text()


class _Card:
    """A vCard that takes only texts which can be written."""

    def __init__(self, contact: Contact, ledger: Ledger) -> None:
        self._contact = contact
        self._ledger = ledger
        self._lines: list[str] = []

    def text(self) -> str:
        """Return the card, its lines ended by CR LF."""
        return "".join(
            f"{_folded(line)}\r\n"
            for line in ("BEGIN:VCARD", "VERSION:3.0", *self._lines, "END:VCARD")
        )

    def add_everything(self, forms: Forms) -> None:
        """Add all that the contact holds."""
        contact = self._contact
        self._add("UID", contact.id)
        self.add_names()
        self.add_work()
        self.add_channels()
        for address in contact.addresses:
            self.add_address(address)
        rest = (f"{kind}: {text}" for kind, text in _COVERAGE.rest(Texts(contact, forms)))
        self._add("NOTE", "\n".join((*notes_of(contact), *rest)))
        if contact.tags:
            self._add_parts("CATEGORIES", contact.tags, ",")
        if contact.updated:
            self._lines.append(f"REV:{contact.updated:{TIMES}}")

    def add_names(self) -> None:
        """Add the name and its reading; FN may not be absent (RFC 2426, 3.1.1)."""
        contact = self._contact
        name, kana = name_of(contact), contact.name_kana
        self._add("FN", name_part(name) or contact.company or contact.id)
        self._add_parts("N", (name_part(name, "family"), name_part(name, "given"), "", "", ""))
        self._add("SORT-STRING", name_part(kana))
        self._add("X-PHONETIC-LAST-NAME", name_part(kana, "family"))
        self._add("X-PHONETIC-FIRST-NAME", kana.given)

    def add_work(self) -> None:
        """Add company, departments and titles."""
        contact = self._contact
        units = (contact.company, *contact.departments)
        if any(units):
            self._add_parts("ORG", units)
        self._add("X-PHONETIC-ORG", contact.company_kana)
        self._add("TITLE", " / ".join(contact.titles))

    def add_channels(self) -> None:
        """Add numbers, mail and web addresses."""
        for phone in self._contact.phones:
            self._add("TEL", e164(phone.value), f";TYPE={_PHONE_TYPES[phone.kind]}")
        for email in self._contact.emails:
            self._add("EMAIL", email, ";TYPE=INTERNET,WORK")
        for url in self._contact.urls:
            self._add("URL", url, ";TYPE=WORK", is_text=False)

    def add_address(self, address: Address) -> None:
        """Add an address by its parts, the first of which is a box that nobody prints."""
        parts = [address_part(address, part) for part in _ADDRESS_PARTS]
        self._add_parts("ADR;TYPE=WORK", ("", *parts))

    def add_picture(self, picture: bytes) -> None:
        """Add the picture of the card, if there is one."""
        if picture:
            self._lines.append(f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(picture).decode()}")

    def _add(self, name: str, text: str, types: str = "", *, is_text: bool = True) -> None:
        """Add a property, unless its text is empty; an address of the web is not escaped."""
        if text:
            fitted = self._fit(text, name)
            self._lines.append(
                f"{name}{types}:{_escaped(fitted) if is_text else ''.join(fitted.split())}"
            )

    def _add_parts(self, name: str, parts: Sequence[str], separator: str = ";") -> None:
        field = name.partition(";")[0]
        values = (_escaped(self._fit(part, field)) if part else "" for part in parts)
        self._lines.append(f"{name}:{separator.join(values)}")

    def _fit(self, text: str, field: str) -> str:
        return self._ledger.fit(text, contact_id=self._contact.id, field=field)


def _escaped(text: str) -> str:
    r"""Escape what separates values.

    >>> print(_escaped("a;b\\c, d\ne"))
    a\;b\\c\, d\ne
    """
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Fold a line of more than 75 octets between letters.

    >>> len(_folded("NOTE:" + "髙" * 30).splitlines())
    2
    """
    if len(line) * 4 <= LINE or len(line.encode()) <= LINE:
        return line
    if line.isascii():
        rest = range(LINE, len(line), LINE - 1)
        return "\r\n ".join((line[:LINE], *(line[at : at + LINE - 1] for at in rest)))
    pieces, start, size = [], 0, 0
    for at, letter in enumerate(line):
        width = len(letter.encode())
        if size + width > LINE:
            pieces.append(line[start:at])
            start, size = at, 1  # the space that begins a folded line counts
        size += width
    return "\r\n ".join((*pieces, line[start:]))
