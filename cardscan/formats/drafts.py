"""Put a contact together from the texts of a file, the way back from ``texts``.

A text that is no value of its field (a phone number that says "ask at the desk") and one whose
column nobody knows are kept in the note under their header, so an import loses nothing.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from cardscan.additions import Mark, Topic
from cardscan.contact import Address, Contact, Name, Phone
from cardscan.corrections import is_cjk, name_in
from cardscan.formats.coverage import WHOLE
from cardscan.formats.incoming import MAX_NOTE, MAX_TEXT, BadRow
from cardscan.formats.phones import is_mobile, stored
from cardscan.formats.places import address_of
from cardscan.formats.sources import MARKS, NAMES, PHONES, Source
from cardscan.formats.texts import Forms
from cardscan.language import _
from cardscan.model import Kind

T = TypeVar("T")

_NAMES = frozenset(NAMES)
_NUMBERS = frozenset((*PHONES, "number"))
UNSAID = date.min  # the day of a mark, of which no file tells when it was made
_NO_NAME = Name()
_NAME_PARTS = ("text", "family", "given")
MANY = " ::: "  # Google writes several values of one label into one cell

_TEXTS = ("company", "company_kana", "company_roman", "id", "met")
_LISTS = ("department", "title", "social", "qualification", "tag")
_YES = frozenset(("1", "true", "yes", "y", "x", "on", "✓", "✔", "○", "◯", "〇", "有", "はい", "済"))
_NO = frozenset(("0", "false", "no", "n", "off", "-", "×", "✗", "無", "なし", "いいえ", "未"))
_REST_LINE = re.compile(rf"({'|'.join(set(WHOLE) - {'note'})}): (\S.*)")
_BETWEEN_EMAILS = re.compile(r"(?:[;,\s]|:::)+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?[^\s/]+\.[^\s]+", re.IGNORECASE)
_FAX = re.compile("fax|ファッ?クス|ﾌｧｯ?ｸｽ", re.IGNORECASE)
_MOBILE = re.compile("mobile|cell|iphone|handy|携帯|ケータイ", re.IGNORECASE)


class Draft:
    """The texts of one contact, as columns or properties bring them."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._names: dict[str, dict[str, list[str]]] = {}  # kind → part → words
        self._texts: dict[str, str] = {}
        self._lists: dict[str, list[str]] = {}
        self._emails: list[str] = []
        self._urls: list[str] = []
        self._numbers: dict[tuple[str, int], tuple[str, str]] = {}  # label, text
        self._addresses: dict[int, dict[str, str]] = {}
        self._marks: dict[str, str] = {}
        self._notes: list[str] = []
        self._kept: list[str] = []

    def put(self, source: Source, text: str, *, number: int = 0, header: str = "") -> None:
        """Take a text for what a source means; ``number`` is that of a repeated column."""
        if not text:
            return
        field, place = source.field, number or source.first
        if field in _NAMES:
            self._put_name(field, source.part or "text", _line(text), header)
        elif field in _NUMBERS:
            self._put_number(source, text, place)
        elif field == "address":
            self._put_address(source.part, _line(text), place, header)
        elif source.part != "label":
            self._put_value(field, text, header)

    def put_notes(self, text: str) -> None:
        """Take a note whose last lines may tell what had no column of its own."""
        lines = text.split("\n")
        while lines and (found := _REST_LINE.fullmatch(lines[-1].strip())):
            lines.pop()
            self.put(Source(found[1]), found[2], header=found[1])
        self.put(Source("note"), "\n".join(lines).strip())

    def keep(self, header: str, text: str) -> None:
        """Keep a text that has no field in the note."""
        self._kept.append(f"{header}: {text}" if header else text)

    def contact(self) -> Contact:
        """Return the contact; raise BadRow when there is nothing in it, or a text is endless."""
        phones = tuple(self._phones())
        contact = Contact(
            self._texts.get("id", ""),
            name=self._name(Kind.NAME),
            name_kana=self._name(Kind.NAME_KANA),
            name_roman=self._name(Kind.NAME_ROMAN),
            company=self._texts.get("company", ""),
            company_kana=self._texts.get("company_kana", ""),
            company_roman=self._texts.get("company_roman", ""),
            departments=_unique(self._lists.get("department", ())),
            titles=_unique(self._lists.get("title", ())),
            phones=phones,
            emails=_unique(self._emails),
            urls=_unique(url if "://" in url else f"https://{url}" for url in self._urls),
            addresses=_unique(self._whole_addresses()),
            socials=_unique(self._lists.get("social", ())),
            qualifications=_unique(self._lists.get("qualification", ())),
            tags=_unique(sorted(self._lists.get("tag", ()))),
            met=self._met(),
            notes=_unique((*self._notes, "\n".join(self._kept))),
            marks=tuple(Mark(Topic(topic), UNSAID, text) for topic, text in self._marks.items()),
        )
        return checked(contact)

    def _put_name(self, field: str, part: str, text: str, header: str) -> None:
        """Take a part of a name, which has several words; of two whole names the first counts."""
        texts = self._names.setdefault(field, {}).setdefault(part, [])
        if part == "text" and texts and text not in texts:
            self.keep(header or field, text)
        else:
            texts.append(text)

    def _put_value(self, field: str, text: str, header: str) -> None:
        if field == "email":
            self._put_each(self._emails, _BETWEEN_EMAILS.split(text), _EMAIL, header)
        elif field == "url":
            self._put_each(self._urls, text.split(MANY), _URL, header)
        elif field == "note":
            self._notes.append(text)
        elif field in MARKS:
            self._put_mark(field, _line(text), header)
        elif field in _LISTS:
            self._lists.setdefault(field, []).append(_line(text))
        elif field in _TEXTS and self._texts.setdefault(field, _line(text)) != _line(text):
            self.keep(header or field, text)

    def _put_number(self, source: Source, text: str, place: int) -> None:
        for at, part in enumerate(text.split(MANY)):
            key = (source.field, place if place and not at else -len(self._numbers) - 1)
            label, known = self._numbers.get(key, ("", ""))
            if source.part == "label":
                self._numbers[key] = (part, known)
            else:
                self._numbers[key] = (label, part)

    def _put_address(self, part: str, text: str, place: int, header: str) -> None:
        """Take a part of an address; without a number each text is an address of its own."""
        parts = self._addresses.setdefault(place or -len(self._addresses) - 1, {})
        if parts.setdefault(part or "text", text) != text:
            self.keep(header, text)

    def _put_mark(self, topic: str, text: str, header: str) -> None:
        """Take what is marked, in the words of the file; a plain no marks nothing."""
        said = text.casefold()
        if said not in _NO:
            self._marks.setdefault(topic, (header or topic) if said in _YES else text)
        elif topic == Topic.CONSENT:
            self.keep(header or topic, text)  # a refusal is more than silence

    def _put_each(
        self, values: list[str], texts: Iterable[str], form: re.Pattern[str], header: str
    ) -> None:
        for text in filter(None, map(str.strip, texts)):
            if form.fullmatch(text) and len(text) <= MAX_TEXT:
                values.append(text)
            else:
                self.keep(header, text)

    def _name(self, kind: Kind) -> Name:
        parts = self._names.get(kind)
        if not parts:
            return _NO_NAME
        text, family, given = (" ".join(parts.get(part, ())) for part in _NAME_PARTS)
        if not family or not given:
            whole = text or family or given
            return Name(whole) if family == whole else name_in(whole)
        order = (family, given) if is_cjk(family + given) else (given, family)
        return Name(text or " ".join(order), family, given)

    def _phones(self) -> Iterator[Phone]:
        """Return the numbers; which kind one is, its column says, its label or its digits."""
        for (field, _number), (label, text) in self._numbers.items():
            value = stored(text, self._forms.region)
            if value:
                yield Phone(self._kind(field, label, value), value)
            elif text:
                self.keep(label or field, text)

    def _kind(self, field: str, label: str, value: str) -> Kind:
        if field in PHONES:
            return Kind(field)
        told = {word: kind for kind, word in self._forms.labels if kind in PHONES}
        label = label.removeprefix("* ")
        if label in told:
            return Kind(told[label])
        if _FAX.search(label):
            return Kind.FAX
        return Kind.MOBILE if _MOBILE.search(label) or is_mobile(value) else Kind.PHONE

    def _whole_addresses(self) -> Iterator[Address]:
        for parts in self._addresses.values():
            address = address_of(parts, self._forms.region)
            if address.text:
                yield address

    def _met(self) -> date | None:
        text = self._texts.get("met", "")
        day = _day(text, self._forms.dates) if text else None
        if text and day is None:
            self.keep("met", text)
        return day


@lru_cache(maxsize=256)  # a stack of cards comes from one day
def _day(text: str, form: str) -> date | None:
    for one in dict.fromkeys((form, "%Y-%m-%d", "%Y/%m/%d")):
        try:
            return datetime.strptime(text, one).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _line(text: str) -> str:
    return " ".join(text.split())


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    if not values:
        return ()
    return tuple(value for value in dict.fromkeys(values) if value)


def checked(contact: Contact) -> Contact:
    """Return a contact that can be filed; raise BadRow when it is empty, or a text is endless."""
    names = (contact.name, contact.name_kana, contact.name_roman)
    texts = [
        *(name.text for name in names),
        *(contact.company, contact.company_kana, contact.company_roman),
        *(*contact.departments, *contact.titles, *contact.socials, *contact.qualifications),
        *(*contact.emails, *contact.urls),
        *(address.text for address in contact.addresses),
    ]
    if not any(texts) and not contact.phones:
        raise BadRow(_("nothing in it that a contact can be known by"))
    if any(len(text) > MAX_TEXT for text in (*texts, *contact.tags)):
        raise BadRow(
            _("a text of more than {most} characters where a name or an address goes").format(
                most=MAX_TEXT
            )
        )
    if sum(map(len, contact.notes)) > MAX_NOTE:
        raise BadRow(_("a note of more than {most} characters").format(most=MAX_NOTE))
    return contact
