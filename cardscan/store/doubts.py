"""Find what waits for a person, and work out what becomes of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from cardscan.contact import CardField
from cardscan.errors import UsageError
from cardscan.language import _
from cardscan.model import Kind, Status
from cardscan.store.changes import Draft
from cardscan.store.lookup import card_row_of
from cardscan.store.rows import fields_in, storable
from cardscan.store.schema import card, checked, contact, correction, pair
from cardscan.store.sentences import ACCEPTED_FIELD, CORRECTED_FIELD, LOOKED_AT, STRUCK_OUT


def waiting_ids(connection: Connection) -> tuple[str, ...]:
    """Return the contacts that need a person, by the reading of their names."""
    waiting = select(contact.c.id).where(contact.c.live, contact.c.needs_review)
    return tuple(connection.scalars(waiting.order_by(contact.c.sort_name, contact.c.number)))


def doubtful_fields(connection: Connection, contact_id: str) -> tuple[CardField, ...]:
    """Return what was read and not surely: neither looked at nor corrected by a person."""
    mine = card.c.contact == contact_id
    looked_at = select(checked.c.card, checked.c.place).join(card, card.c.id == checked.c.card)
    done = {(row.card, row.place) for row in connection.execute(looked_at.where(mine))}
    kinds = select(correction.c.kind).where(correction.c.contact == contact_id)
    corrected = {Kind(kind) for kind in connection.scalars(kinds)}
    rows = connection.execute(select(card).where(mine).order_by(card.c.met.desc(), card.c.number))
    return tuple(
        CardField(contact_id, row.id, place, field)
        for row in rows
        for place, field in enumerate(fields_in(row))
        if field.status is Status.REVIEW
        and (row.id, place) not in done
        and field.kind not in corrected
    )


def doubted_ids(connection: Connection, contact_id: str) -> tuple[str, ...]:
    """Return the contacts that may be the same person, until somebody decides."""
    mine = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    pairs = select(pair.c.a, pair.c.b).where(mine, pair.c.verdict == "doubtful")
    rows = connection.execute(pairs.order_by(pair.c.a, pair.c.b))
    return tuple(row.b if row.a == contact_id else row.a for row in rows)


def drafted_checks(connection: Connection, checks: Sequence[tuple[str, int, str | None]]) -> Draft:
    """Say what stands in fields of cards, each by its card, its place and the text.

    None means what was read, an empty text nothing. Raise UnknownContact for a card that is none,
    UsageError for a place without a field.
    """
    drafts = [_drafted_check(connection, *check) for check in checks]
    contacts = {draft.contact_id for draft in drafts}
    if len(drafts) == 1:
        return drafts[0]
    facts = {key: value for draft in drafts for key, value in draft.facts.items()}
    one = contacts.pop() if len(contacts) == 1 else None
    return Draft("check", one, LOOKED_AT.format(number=len(drafts)), facts)


def _drafted_check(connection: Connection, typed: str, place: int, text: str | None) -> Draft:
    row = card_row_of(connection, typed)
    fields = fields_in(row)
    if not 0 <= place < len(fields):
        raise UsageError(
            _("Card {id} has no field {place}; it has {fields}.").format(
                id=row.id, place=place, fields=len(fields)
            )
        )
    field = fields[place]
    said = field.value if text is None else storable(text).strip()
    did = ACCEPTED_FIELD if said == field.value else CORRECTED_FIELD if said else STRUCK_OUT
    summary = did.format(kind=field.kind, card=row.id)
    return Draft("check", row.contact, summary, {f"checked:{row.id}:{place}": said})
