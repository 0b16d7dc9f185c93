"""Compute what is shown, searched and matched of a contact from what is true of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, text, update

from cardscan.contact import Contact
from cardscan.model import Kind
from cardscan.people import contact_of
from cardscan.store import schema
from cardscan.store.candidates import rewrite_blocks
from cardscan.store.fulltext import COLUMNS, index_text
from cardscan.store.rows import card_in, contact_in, contact_row, now

_NAMES = ", ".join(COLUMNS)
_PLACES = ", ".join(f":{name}" for name in COLUMNS)
_ADD_TEXT = text(f"INSERT INTO contact_text (rowid, {_NAMES}) VALUES (:rowid, {_PLACES})")  # noqa: S608 - our own names
_REMOVE_TEXT = text(
    f"INSERT INTO contact_text (contact_text, rowid, {_NAMES}) VALUES ('delete', :rowid, {_PLACES})"  # noqa: S608 - our own names
)


def add_contact(connection: Connection, contact_id: str) -> None:
    """Make a contact that has no card yet."""
    moment = now()
    row = {"id": contact_id, "added": moment, "updated": moment}
    connection.execute(insert(schema.contact).values(row | contact_row(Contact(contact_id))))


def refresh(connection: Connection, contact_id: str) -> None:
    """Bring summary, text index and blocking keys of one contact up to date."""
    known = schema.contact.c.id == contact_id
    row = connection.execute(select(schema.contact).where(known)).one()
    moment = now()
    person = replace(_sum_up(connection, contact_id), updated=datetime.fromisoformat(moment))
    changed = contact_row(person) | {"updated": moment}
    connection.execute(update(schema.contact).where(known).values(changed))
    before = contact_in(row.summary) if row.live else None
    after = person if person.cards else None
    _rewrite_text(connection, row.number, before, after)
    rewrite_blocks(connection, row.number, before, after)


def _rewrite_text(
    connection: Connection, number: int, before: Contact | None, after: Contact | None
) -> None:
    """Replace a contact in the text index, which forgets only what it is told word for word."""
    gone = index_text(before) if before else None
    new = index_text(after) if after else None
    if gone == new:
        return
    if gone:
        connection.execute(_REMOVE_TEXT, {"rowid": number} | gone)
    if new:
        connection.execute(_ADD_TEXT, {"rowid": number} | new)


def _sum_up(connection: Connection, contact_id: str) -> Contact:
    card, tag, correction = schema.card, schema.tag, schema.correction
    cards = select(card).where(card.c.contact == contact_id).order_by(card.c.number)
    labels = select(tag.c.label).where(tag.c.contact == contact_id).order_by(tag.c.label)
    corrected = select(correction).where(correction.c.contact == contact_id)
    person = contact_of(
        contact_id,
        [card_in(row) for row in connection.execute(cards)],
        corrections={Kind(row.kind): tuple(row.texts) for row in connection.execute(corrected)},
    )
    return replace(
        person,
        tags=tuple(connection.scalars(labels)),
        needs_review=person.needs_review or _is_doubtful(connection, contact_id),
    )


def _is_doubtful(connection: Connection, contact_id: str) -> bool:
    pair = schema.pair
    mine = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    doubtful = select(pair.c.a).where(mine, pair.c.verdict == "doubtful").limit(1)
    return connection.scalar(doubtful) is not None
