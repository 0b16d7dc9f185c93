"""Everything that is held about one person, beside the contact and its cards."""

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from cardscan.store.lookup import contact_id_of
from cardscan.store.schema import card, contact, image, pair


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Where a card came from, and the pictures of it that are kept, by SHA-256."""

    card_id: str
    path: str  # as it was given
    page: int
    digest: str
    is_original_kept: bool
    picture: str  # of the prepared card; empty: none


@dataclass(frozen=True, slots=True)
class Held:
    """What links a contact to other contacts and to files."""

    merged: tuple[str, ...]  # contacts that became part of this one
    pairs: tuple[tuple[str, str], ...]  # other contact, "doubtful" or "distinct"
    files: tuple[KeptFile, ...]


def held_of(connection: Connection, typed: str) -> Held:
    """Return what is held of a contact; raise UnknownContact."""
    contact_id = contact_id_of(connection, typed)
    merged = select(contact.c.id).where(contact.c.merged_into == contact_id).order_by(contact.c.id)
    ours = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    pairs = connection.execute(select(pair).where(ours).order_by(pair.c.a, pair.c.b))
    return Held(
        tuple(connection.scalars(merged)),
        tuple((row.b if row.a == contact_id else row.a, row.verdict) for row in pairs),
        _files(connection, contact_id),
    )


def _files(connection: Connection, contact_id: str) -> tuple[KeptFile, ...]:
    kept = select(image.c.digest).where(image.c.suffix.is_not(None))
    columns = (card.c.id, card.c.path, card.c.page, card.c.digest, card.c.picture)
    rows = select(*columns, card.c.digest.in_(kept).label("kept"))
    mine = rows.where(card.c.contact == contact_id).order_by(card.c.number)
    return tuple(
        KeptFile(row.id, row.path, row.page, row.digest, bool(row.kept), row.picture)
        for row in connection.execute(mine)
    )
