"""Find one row by what a person or a scan knows of it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, select

from cardscan.contact import Contact, StoredCard
from cardscan.errors import UnknownContact, UsageError
from cardscan.language import _
from cardscan.people import newest_first
from cardscan.store.ids import typed_id
from cardscan.store.rows import NO_CHECKS, card_in, contact_in
from cardscan.store.schema import SHOWN, card, checked, contact, image


def contact_id_of(connection: Connection, typed: str) -> str:
    """Return the whole id; one that was merged away leads to the contact that took its place."""
    row = _held_contact(connection, typed)
    if not row.live:
        raise UnknownContact(
            _("The contact '{typed}' has no cards any more; its filing was undone.").format(
                typed=typed
            )
        )
    return str(row.id)


def held_contact_id(connection: Connection, typed: str) -> str:
    """Return the whole id, also of a contact whose filing was undone: its cards are still held."""
    return str(_held_contact(connection, typed).id)


def _held_contact(connection: Connection, typed: str) -> Row[Any]:
    row = _row_of(connection, contact, typed)
    while row.merged_into is not None:
        row = _row_of(connection, contact, row.merged_into)
    return row


def two_contact_ids(connection: Connection, a: str, b: str) -> tuple[str, str]:
    """Return two whole ids; raise UsageError when both lead to one contact."""
    first, second = contact_id_of(connection, a), contact_id_of(connection, b)
    if first == second:
        raise UsageError(_("'{a}' and '{b}' are one contact already.").format(a=a, b=b))
    return first, second


def contact_named(connection: Connection, typed: str) -> Contact:
    """Return a contact by the beginning of its id; raise UnknownContact."""
    known = contact.c.id == contact_id_of(connection, typed)
    return contact_in(connection.execute(select(*SHOWN).where(known)).one())


def cards_of(connection: Connection, typed: str) -> tuple[StoredCard, ...]:
    """Return the cards of a contact, newest first, each back side after its front."""
    mine = card.c.contact == contact_id_of(connection, typed)
    return tuple(newest_first(filed_cards(connection, mine)))


def card_row_of(connection: Connection, typed: str) -> Row[Any]:
    """Return the row of a card by the beginning of its id; raise UnknownContact."""
    return _row_of(connection, card, typed)


def cards_from(connection: Connection, digest: str) -> tuple[StoredCard, ...]:
    """Return the cards that were filed from a file, in its order."""
    filed = and_(card.c.digest == digest, card.c.contact.is_not(None))
    return tuple(filed_cards(connection, filed, card.c.page, card.c.place))


def filed_cards(
    connection: Connection, which: ColumnElement[bool], *order: ColumnElement[Any]
) -> list[StoredCard]:
    """Return cards with what people said of their fields, in an order or that of filing."""
    rows = filed_rows(connection, asking_for_cards(which, *order))
    return [card_in(row, checks) for row, checks in rows]


FiledRow = tuple[Row[*tuple[Any, ...]], Mapping[int, str]]
"""A row of a card, and what people said of its fields."""


def asking_for_cards(
    which: ColumnElement[bool], *order: ColumnElement[Any]
) -> tuple[Select[Any], Select[Any]]:
    """Return what asks for the rows of cards, in an order or that of filing, and their checks."""
    cards = select(card).where(which).order_by(*order, card.c.number)
    return cards, select(checked).where(checked.c.card.in_(select(card.c.id).where(which)))


def filed_rows(
    connection: Connection,
    asking: tuple[Select[Any], Select[Any]],
    values: Mapping[str, Any] | None = None,
) -> list[FiledRow]:
    """Return the rows of cards as they lie there: reading what they say takes longer."""
    cards, looked_at = asking
    checks: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row in connection.execute(looked_at, values):
        checks[row.card][row.place] = row.text
    rows = connection.execute(cards, values)
    return [(row, checks.get(row.id, NO_CHECKS)) for row in rows]


def is_page_filed(connection: Connection, digest: str, page: int) -> bool:
    """Say whether a page was read to its end and each of its cards has a contact."""
    read = select(image.c.cards).where(image.c.digest == digest, image.c.page == page)
    unfiled = select(card.c.id).where(
        card.c.digest == digest, card.c.page == page, card.c.contact.is_(None)
    )
    return connection.execute(read).first() is not None and not connection.execute(unfiled).first()


def _row_of(connection: Connection, table: Table, typed: str) -> Row[Any]:
    start = typed_id(typed)
    wanted = select(table).where(table.c.id >= start, table.c.id < start + "~")
    rows = connection.execute(wanted.order_by(table.c.id).limit(2)).all() if start else []
    if not rows:
        raise UnknownContact(
            _("No {name} has the id '{typed}'. 'cardscan search' lists them.").format(
                name=_(table.name), typed=typed
            )
        )
    if len(rows) > 1 and rows[0].id != start:
        raise UnknownContact(
            _("Several {name}s have ids that begin with '{typed}'. Type more.").format(
                name=_(table.name), typed=typed
            )
        )
    return rows[0]
