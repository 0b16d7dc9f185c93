"""Write what is shown, searched and matched of a contact: it follows from what is true of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from cardscan.contact import Contact
from cardscan.store import schema
from cardscan.store.blocking import blocking_keys
from cardscan.store.candidates import rewrite_blocks
from cardscan.store.dossiers import AT_ONCE, in_batches, read_dossiers, summed_up
from cardscan.store.fulltext import index_text
from cardscan.store.rows import contact_in, contact_row, now
from cardscan.store.textindex import add_texts, clear_texts, forget_texts

_SUMMARIZE = update(schema.contact).where(schema.contact.c.number == bindparam("row"))


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A contact as it was shown and as it shall be; one without cards is not shown."""

    number: int
    before: Contact | None
    after: Contact
    keys: set[int] | None = None  # to be found by afterwards, where they are known


def add_contact(connection: Connection, contact_id: str) -> None:
    """Make a contact that has no card yet."""
    add_contacts(connection, [Contact(contact_id, updated=datetime.fromisoformat(now()))])


def add_contacts(connection: Connection, people: Sequence[Contact]) -> list[int]:
    """Make rows for new contacts, and return their numbers in order."""
    numbered = insert(schema.contact).returning(
        schema.contact.c.number, sort_by_parameter_order=True
    )
    rows = [contact_row(person) | {"id": person.id} for person in people]
    rows = [row | {"added": row["updated"]} for row in rows]
    return list(connection.scalars(numbered, rows)) if rows else []


def refresh(connection: Connection, contact_ids: Collection[str]) -> None:
    """Bring summary, text index and blocking keys of contacts up to date."""
    updated = datetime.fromisoformat(now())
    for ids in in_batches(sorted(contact_ids), AT_ONCE):
        dossiers = read_dossiers(connection, ids)
        rows = select(schema.contact).where(schema.contact.c.id.in_(ids))
        changed = [
            Rewriting(
                row.number,
                contact_in(row.summary) if row.live else None,
                replace(summed_up(dossiers[row.id]), updated=updated),
            )
            for row in connection.execute(rows).all()
        ]
        rewrite(connection, changed)


def recompute(connection: Connection) -> None:
    """Compute all of it anew for every contact: a new version may sum up or cut otherwise."""
    clear_texts(connection)
    connection.execute(delete(schema.block))
    rows = select(schema.contact.c.number, schema.contact.c.id, schema.contact.c.updated)
    for some in in_batches(connection.execute(rows).all(), AT_ONCE):
        dossiers = read_dossiers(connection, [row.id for row in some])
        changed = [
            Rewriting(
                row.number,
                None,
                replace(summed_up(dossiers[row.id]), updated=datetime.fromisoformat(row.updated)),
            )
            for row in some
        ]
        rewrite(connection, changed)


def rewrite(connection: Connection, changed: Sequence[Rewriting]) -> None:
    """Write the summaries of contacts that have changed, and what they are found by."""
    if changed:
        rows = [contact_row(one.after) | {"row": one.number} for one in changed]
        connection.execute(_SUMMARIZE, rows)
    index(connection, changed)


def index(connection: Connection, changed: Sequence[Rewriting]) -> None:
    """Make contacts findable by what is shown of them now, and by nothing else."""
    shown = [(one.number, one.before, one.after if one.after.cards else None) for one in changed]
    _rewrite_texts(connection, shown)
    rewrite_blocks(connection, map(_keys, changed))


def _keys(one: Rewriting) -> tuple[int, set[int], set[int]]:
    had = blocking_keys(one.before) if one.before else set()
    if not one.after.cards:
        return one.number, had, set()
    return one.number, had, one.keys if one.keys is not None else blocking_keys(one.after)


def _rewrite_texts(
    connection: Connection, shown: Iterable[tuple[int, Contact | None, Contact | None]]
) -> None:
    gone: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    for number, before, after in shown:
        had = index_text(before) if before else None
        has = index_text(after) if after else None
        if had != has:
            gone += [{"rowid": number} | had] if had else []
            new += [{"rowid": number} | has] if has else []
    forget_texts(connection, gone)
    add_texts(connection, new)
