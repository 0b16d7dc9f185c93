"""Contacts, cards and changes as rows of label, value and note: pure, no widgets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan.additions import NoteKind, Topic
from cardscan.contact import Address, Change, Contact, Outcome, StoredCard
from cardscan.formats.phones import national, stored
from cardscan.language import N_, _
from cardscan.model import Field, Kind, Status
from cardscan.signs import warning_told
from cardscan.store.sentences import told

if TYPE_CHECKING:  # it brings OpenCV, which a start must not wait for
    from cardscan.preview import ReadPaper

LABELS: dict[Kind, str] = {
    Kind.NAME: N_("Name"),
    Kind.NAME_KANA: N_("Kana"),
    Kind.NAME_ROMAN: N_("Roman"),
    Kind.COMPANY: N_("Company"),
    Kind.COMPANY_KANA: N_("Co. kana"),
    Kind.COMPANY_ROMAN: N_("Co. roman"),
    Kind.DEPARTMENT: N_("Department"),
    Kind.TITLE: N_("Title"),
    Kind.PHONE: N_("Phone"),
    Kind.MOBILE: N_("Mobile"),
    Kind.FAX: N_("Fax"),
    Kind.EMAIL: N_("E-mail"),
    Kind.URL: N_("Web"),
    Kind.POSTAL_CODE: N_("Postal"),
    Kind.ADDRESS: N_("Address"),
    Kind.SOCIAL: N_("Social"),
    Kind.QUALIFICATION: N_("Degree"),
    Kind.NOTE: N_("Note"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.NEW: N_("new contact"),
    Outcome.JOINED: N_("joined"),
    Outcome.KNOWN: N_("known before"),
    Outcome.REVIEW: N_("to review"),
    Outcome.FAILED: N_("failed"),
    Outcome.BACK: N_("back side"),
}

NOTE_KINDS: dict[NoteKind, str] = {
    NoteKind.MEETING: N_("meeting"),
    NoteKind.CALL: N_("call"),
    NoteKind.MAIL: N_("mail"),
    NoteKind.NOTE: N_("note"),
}

TOPICS: dict[Topic, str] = {
    Topic.CHANNEL: N_("preferred channel"),
    Topic.CONSENT: N_("consent"),
    Topic.DO_NOT_CONTACT: N_("do not contact"),
    Topic.REMINDER: N_("reminder"),
}

_NUMBERS = frozenset({Kind.PHONE, Kind.MOBILE, Kind.FAX})


@dataclass(frozen=True, slots=True)
class Row:
    """One line for a person: what it is, what it says, and a word about it."""

    label: str
    value: str
    note: str = ""
    kind: Kind | None = None  # of a value that can be corrected
    stored: str = ""  # the value as the library keeps it


def label(kind: Kind) -> str:
    """Return what stands before a value of a kind, in the language of the person."""
    return _(LABELS[kind])


def contact_rows(contact: Contact, *, home: str) -> tuple[Row, ...]:
    """Lay out everything that is known of a contact."""
    return (*_identity(contact), *_channels(contact, home), *_kept(contact))


def _identity(contact: Contact) -> Iterator[Row]:
    single = (
        (Kind.NAME, contact.name.text),
        (Kind.NAME_KANA, contact.name_kana.text),
        (Kind.NAME_ROMAN, contact.name_roman.text),
        (Kind.COMPANY, contact.company),
        (Kind.COMPANY_KANA, contact.company_kana),
        (Kind.COMPANY_ROMAN, contact.company_roman),
    )
    yield from (Row(label(kind), text, "", kind, text) for kind, text in single if text)
    yield from _each(Kind.DEPARTMENT, contact.departments)
    yield from _each(Kind.TITLE, contact.titles)
    yield from _each(Kind.QUALIFICATION, contact.qualifications)


def _channels(contact: Contact, home: str) -> Iterator[Row]:
    for phone in contact.phones:
        yield Row(label(phone.kind), national(phone.value, home), "", phone.kind, phone.value)
    yield from _each(Kind.EMAIL, contact.emails)
    yield from _each(Kind.URL, contact.urls)
    yield from _each(Kind.SOCIAL, contact.socials)
    yield from (_address(address, home) for address in contact.addresses)


def _kept(contact: Contact) -> Iterator[Row]:
    yield from _each(Kind.NOTE, contact.notes)
    for note in contact.dated_notes:
        yield Row(_("Noted"), note.text, f"{_day(note.day)} {_(NOTE_KINDS[note.kind])}")
    for mark in contact.marks:
        words = " ".join(filter(None, (_(TOPICS[mark.topic]), mark.text)))
        yield Row(_("Marked"), words, _day(mark.day))
    if contact.tags:
        yield Row(_("Tags"), ", ".join(contact.tags))
    if contact.met:
        yield Row(_("Met"), contact.met.isoformat())
    if contact.needs_review:
        yield Row(_("Check"), _("a value or a match waits for a person"))
    yield Row(_("Id"), contact.id)


def _each(kind: Kind, values: Iterable[str]) -> Iterator[Row]:
    return (Row(label(kind), value, "", kind, value) for value in values)


def _address(address: Address, home: str) -> Row:
    postal = "" if address.postal_code in address.text else address.postal_code
    country = address.country if address.country != home else ""
    shown = f"{postal} {address.text}".strip()
    return Row(label(Kind.ADDRESS), shown, country, Kind.ADDRESS, address.text)


def timeline_rows(cards: Iterable[StoredCard]) -> tuple[Row, ...]:
    """Lay out the cards of a contact in the order given, one row a card."""
    return tuple(Row(_day(card.met), _position(card), _fate(card)) for card in cards)


def _fate(stored: StoredCard) -> str:
    is_doubtful = any(field.status is Status.REVIEW for field in stored.card.fields)
    outcome = _(OUTCOMES[stored.outcome])
    return _("{outcome}, check").format(outcome=outcome) if is_doubtful else outcome


def _position(stored: StoredCard) -> str:
    kinds = (Kind.COMPANY, Kind.COMPANY_ROMAN, Kind.TITLE)
    printed = [field.value for kind in kinds for field in stored.card.of(kind)[:1]]
    if not printed:
        printed = [field.value for field in stored.card.fields[:1]]
    return ", ".join(printed) or _("(nothing was read)")


def card_rows(stored: StoredCard, *, home: str) -> tuple[Row, ...]:
    """Lay out what one card says: fields, lines that no rule claimed, and how it was filed."""
    card = stored.card
    return (
        *(_field(field, home) for field in card.fields),
        *(Row(_("Left over"), line.text, f"{line.confidence:.0%}") for line in card.leftover),
        *(Row(_("Warning"), warning_told(warning)) for warning in card.warnings),
        *(
            Row(_("Filed by"), _(reason.evidence), f"{reason.weight:+.2f}")
            for reason in stored.reasons
        ),
        *([Row(_("Event"), stored.event)] if stored.event else []),
        Row(_("File"), card.source.path, _("page {number}").format(number=card.source.page + 1)),
    )


def typed_text(kind: Kind, text: str, *, home: str) -> str:
    """Return what a person typed as the library keeps it: numbers with their country code.

    >>> typed_text(Kind.MOBILE, "090-1234-5678", home="JP")
    '+819012345678'
    """
    return (stored(text, home) if kind in _NUMBERS else "") or text


def read_rows(read: "ReadPaper", *, home: str) -> tuple[Row, ...]:
    """Lay out what was read from a paper that is not filed yet: failures, then card by card."""
    failures = tuple(Row(_("Failed"), str(error)) for error in read.errors)
    fields = (field for scanned in read.cards for field in scanned.card.fields)
    return (*failures, *(_read(field, home) for field in fields))


def _read(field: Field, home: str) -> Row:
    words = (f"{field.confidence:.0%}", _("check"))
    note = " ".join(words) if field.status is Status.REVIEW else ""
    return Row(label(field.kind), field_text(field, home=home), note)


def field_text(field: Field, *, home: str) -> str:
    """Return a value as people write it."""
    return national(field.value, home) if field.kind in _NUMBERS else field.value


def _field(field: Field, home: str) -> Row:
    value = field_text(field, home=home)
    words = [f"{field.confidence:.0%}", "+".join(field.readers)]
    if field.status is Status.REVIEW:
        words.append(_("check"))
    note = " ".join(filter(None, words))
    return Row(label(field.kind), value, note, field.kind, field.value)


def history_rows(changes: Iterable[Change]) -> tuple[Row, ...]:
    """Lay out the log in the order given, in the local time of the reader."""
    return tuple(Row(_moment(change.at), _deed(change), change.who) for change in changes)


def _deed(change: Change) -> str:
    deed = told(change.summary)
    return _("{change} (undone)").format(change=deed) if change.undone else deed


def _day(day: date) -> str:
    return day.isoformat()


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
