"""Compute what is shown, searched and matched of a contact from what is true of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, text, update

from cardscan.contact import Contact
from cardscan.model import Kind
from cardscan.people import contact_of
from cardscan.store import schema
from cardscan.store.candidates import rewrite_blocks
from cardscan.store.fulltext import COLUMNS, index_text
from cardscan.store.lookup import filed_cards, marks_of, notes_of
from cardscan.store.rows import contact_in, contact_row, now

_NAMES = ", ".join(COLUMNS)
_PLACES = ", ".join(f":{name}" for name in COLUMNS)
_ADD_TEXT = text(f"INSERT INTO contact_text (rowid, {_NAMES}) VALUES (:rowid, {_PLACES})")  # noqa: S608 - our own names
_REMOVE_TEXT = text(
    f"INSERT INTO contact_text (contact_text, rowid, {_NAMES}) VALUES ('delete', :rowid, {_PLACES})"  # noqa: S608 - our own names
)


_FORGET_TEXT = text("INSERT INTO contact_text (contact_text) VALUES ('delete-all')")


def add_contact(connection: Connection, contact_id: str) -> None:
    """Make a contact that has no card yet."""
    moment = now()
    row = {"id": contact_id, "added": moment, "updated": moment}
    connection.execute(insert(schema.contact).values(row | contact_row(Contact(contact_id))))


def refresh(connection: Connection, contact_id: str) -> None:
    """Bring summary, text index and blocking keys of one contact up to date."""
    known = schema.contact.c.id == contact_id
    row = connection.execute(select(schema.contact).where(known)).one()
    before = contact_in(row.summary) if row.live else None
    after = _resummarize(connection, contact_id, now())
    _rewrite_text(connection, row.number, before, after)
    rewrite_blocks(connection, row.number, before, after)


def recompute(connection: Connection) -> None:
    """Compute all of it anew for every contact: a new version may sum up or cut otherwise."""
    connection.execute(_FORGET_TEXT)
    connection.execute(delete(schema.block))
    rows = select(schema.contact.c.number, schema.contact.c.id, schema.contact.c.updated)
    for row in connection.execute(rows.order_by(schema.contact.c.number)).all():
        person = _resummarize(connection, row.id, row.updated)
        _rewrite_text(connection, row.number, None, person)
        rewrite_blocks(connection, row.number, None, person)


def _resummarize(connection: Connection, contact_id: str, moment: str) -> Contact | None:
    """Write the summary of a contact and return it; None when no card is left."""
    person = replace(_sum_up(connection, contact_id), updated=datetime.fromisoformat(moment))
    changed = contact_row(person) | {"updated": moment}
    known = schema.contact.c.id == contact_id
    connection.execute(update(schema.contact).where(known).values(changed))
    return person if person.cards else None


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
    tag, correction = schema.tag, schema.correction
    labels = select(tag.c.label).where(tag.c.contact == contact_id).order_by(tag.c.label)
    corrected = select(correction).where(correction.c.contact == contact_id)
    person = contact_of(
        contact_id,
        filed_cards(connection, schema.card.c.contact == contact_id),
        corrections={Kind(row.kind): tuple(row.texts) for row in connection.execute(corrected)},
    )
    return replace(
        person,
        tags=tuple(connection.scalars(labels)),
        dated_notes=notes_of(connection, contact_id),
        marks=marks_of(connection, contact_id),
        needs_review=person.needs_review or _is_doubtful(connection, contact_id),
    )


def _is_doubtful(connection: Connection, contact_id: str) -> bool:
    pair = schema.pair
    mine = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    doubtful = select(pair.c.a).where(mine, pair.c.verdict == "doubtful").limit(1)
    return connection.scalar(doubtful) is not None
