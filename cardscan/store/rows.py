"""Values become rows and rows become values."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple, TypedDict

from msgspec import json as typed_json
from sqlalchemy import Row

from cardscan.additions import DatedNote, Mark, NoteKind, Topic
from cardscan.contact import Change, Contact, Name, Outcome, Reason, StoredCard
from cardscan.corrections import NAME_KINDS, is_cjk, name_in
from cardscan.folding import fold, fold_company, fold_words, kana, romaji
from cardscan.model import Field, ParsedCard, Source, Status
from cardscan.prefectures import japanese
from cardscan.store.packing import packed

LAST = "\U0010ffff"  # sorts what has no name behind everything that has

CHECKED = "a person looked at it"
NO_CHECKS: Mapping[int, str] = MappingProxyType({})


def plain(value: object) -> float:
    """Write a number of NumPy, which is a float too, as what it is."""
    if isinstance(value, float):
        return float(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")


_COLUMNS = {  # of each dataclass the names of its values, their defaults, and what reads them all
    kind: (
        tuple(field.name for field in fields(kind)),
        tuple(field.default for field in fields(kind)),
        attrgetter(*(field.name for field in fields(kind))),
    )
    for kind in (Contact, ParsedCard, Field)
}
_ENCODER = typed_json.Encoder(enc_hook=plain)
_CONTACT = typed_json.Decoder(Contact)
_CARD = typed_json.Decoder(ParsedCard)
_REASONS = typed_json.Decoder(tuple[Reason, ...])


def now() -> str:
    """Return this moment in UTC, as the library writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Shown(NamedTuple):
    """What of a contact's row is shown."""

    id: str
    updated: str
    summary: str  # all that is not the default, but for the columns above


class ContactRow(TypedDict):
    """The columns of a contact that are computed from its cards."""

    updated: str
    live: bool
    summary: bytes
    sort_name: str
    sort_roman: str
    sort_company: str
    company: str
    company_key: str
    prefecture: str
    met: date | None
    cards: int
    needs_review: bool


def contact_in(row: Shown | Row[*tuple[Any, ...]]) -> Contact:
    """Read a contact from its row."""
    rest = row.summary[1:] if row.summary == "{}" else f",{row.summary[1:]}"
    return _CONTACT.decode(f'{{"id":"{row.id}","updated":"{row.updated}"{rest}')


def contact_row(contact: Contact) -> ContactRow:
    """Return the columns of a contact that are computed from its cards."""
    native = contact.name if contact.name.text else contact.name_roman
    guess = _family_first(contact.guessed_kana)
    known = _family_first(contact.name_kana) or _roman_as_kana(contact)
    reading = known or guess or _family_first(native)
    sound = " ".join(romaji(contact.name_kana.text or contact.guessed_kana.text))
    roman = _family_first(contact.name_roman) or sound or _family_first(contact.name)
    company_key = fold_company(contact.company)
    updated = contact.updated.isoformat(timespec="microseconds") if contact.updated else now()
    said = {name: value for name, value in _said(contact).items() if name not in Shown._fields}
    return {
        "updated": updated,
        "live": contact.cards > 0,
        "summary": packed(_ENCODER.encode(said)),
        "sort_name": reading or LAST,
        "sort_roman": roman or LAST,
        "sort_company": fold(contact.company_kana) or company_key or LAST,
        "company": contact.company,
        "company_key": company_key,
        "prefecture": next(filter(None, (japanese(it.prefecture) for it in contact.addresses)), ""),
        "met": contact.met,
        "cards": contact.cards,
        "needs_review": contact.needs_review,
    }


def _roman_as_kana(contact: Contact) -> str:
    is_needed = contact.name_roman.text and is_cjk(contact.name.text)
    return kana(_family_first(contact.name_roman)) if is_needed else ""


def _family_first(name: Name) -> str:
    """Write a name as it is sorted: Tanaka before Tanakamaru, whichever their given names."""
    if not name.text:
        return ""
    known = name if name.family else name_in(name.text)
    printed = (known.family, known.given) if known.family else (known.text,)
    return " ".join(word for text in printed for word in fold_words(text))


def card_in(row: Row[Any], checks: Mapping[int, str] = NO_CHECKS) -> StoredCard:
    """Read a card from its row; ``checks`` is what a person said of its fields, by their place."""
    parsed = _CARD.decode(row.parsed)
    source = replace(parsed.source, path=row.path, page=row.page, index=row.place)
    return StoredCard(
        row.id,
        row.contact or "",
        _with_checks(replace(parsed, source=source), checks),
        row.met,
        row.event,
        Outcome(row.outcome),
        row.back_of,
        _REASONS.decode(row.reasons),
    )


def fields_in(row: Row[Any]) -> tuple[Field, ...]:
    """Read the fields of a card as they were read from it, whatever a person said of them."""
    return _CARD.decode(row.parsed).fields


def _with_checks(card: ParsedCard, checks: Mapping[int, str]) -> ParsedCard:
    """Put what a person said in the place of what was read; an empty text takes a field away."""
    if not checks:
        return card
    fields = (
        _checked(field, checks[place]) if place in checks else field
        for place, field in enumerate(card.fields)
    )
    return replace(card, fields=tuple(field for field in fields if field.value))


def _checked(field: Field, text: str) -> Field:
    changed = replace(
        field,
        value=text,
        confidence=1.0,
        status=Status.ACCEPTED,
        rule="person",
        evidence=(CHECKED,),
    )
    if text == field.value:
        return changed
    name = name_in(text)
    is_name = field.kind in NAME_KINDS
    parts = (("family", name.family), ("given", name.given)) if is_name else ()
    return replace(changed, parts=parts)


def note_in(row: Row[Any]) -> DatedNote:
    """Read a dated note from its row."""
    return DatedNote(row.id, date.fromisoformat(row.day), row.text, NoteKind(row.kind))


def mark_in(row: Row[Any]) -> Mark:
    """Read a mark from its row."""
    return Mark(Topic(row.topic), date.fromisoformat(row.day), row.text, row.source)


def packed_card(card: ParsedCard) -> bytes:
    """Write a parsed card; where it was found stands in columns beside."""
    said = _said(card) | {
        "source": Source("", 0, 0, card.source.quad),
        "fields": [_said(field) for field in card.fields],
    }
    return packed(_ENCODER.encode(said))


def _said(value: Contact | ParsedCard | Field) -> dict[str, Any]:
    """Return the values of a dataclass but its defaults: of a million contacts they are half."""
    names, defaults, values_of = _COLUMNS[type(value)]
    return {
        name: held
        for name, default, held in zip(names, defaults, values_of(value), strict=True)
        if held is not default and held != default
    }


def reasons_text(reasons: tuple[Reason, ...]) -> str:
    """Write the reasons of a filing."""
    return _ENCODER.encode(reasons).decode()


def change_in(row: Row[Any], *, undone: bool) -> Change:
    """Read a change from its row."""
    return Change(
        row.id,
        datetime.fromisoformat(row.at),
        row.who,
        row.verb,
        row.contact,
        row.summary,
        row.before,
        row.after,
        undone,
    )


def json_text(value: object) -> str:
    """Write a value so that people can read it in the log."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def storable(text: str) -> str:
    r"""Return what a database takes of a text: what is no UTF-8, and NUL, becomes ``?``.

    >>> storable("scan/\udcff.jpg")
    'scan/?.jpg'
    """
    return text.replace("\0", "?").encode("utf-8", "replace").decode()
