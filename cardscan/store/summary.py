"""Write what is shown, searched and matched of a contact: it follows from what is true of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from cardscan.contact import Contact
from cardscan.store import schema
from cardscan.store.blocking import blocking_keys
from cardscan.store.candidates import rewrite_blocks
from cardscan.store.dossiers import AT_ONCE, in_batches, read_dossiers, summed_up
from cardscan.store.fulltext import index_text
from cardscan.store.rows import ContactRow, contact_in, contact_row, now
from cardscan.store.textindex import add_texts, clear_texts, forget_texts

_SUMMARIZE = update(schema.contact).where(schema.contact.c.number == bindparam("row"))


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from a contact, whatever its id: slow to compute, and so done in workers."""

    row: ContactRow
    texts: dict[str, str]  # the tokens of each column of the text index
    keys: set[int]  # to be found by


def derive(person: Contact) -> Derived:
    """Compute what follows from a contact."""
    return Derived(contact_row(person), index_text(person), blocking_keys(person))


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A contact as it was shown and as it shall be; one without cards is not shown."""

    number: int
    before: Contact | None
    after: Contact


def add_contact(connection: Connection, contact_id: str) -> None:
    """Make a contact that has no card yet."""
    moment = now()
    row = contact_row(Contact(contact_id)) | {"id": contact_id, "added": moment, "updated": moment}
    connection.execute(insert(schema.contact), row)


def add_derived(connection: Connection, people: Mapping[str, Derived]) -> None:
    """Add new contacts by their ids, with all that follows from them."""
    moment = now()
    rows = [
        one.row | {"id": id_, "added": moment, "updated": moment} for id_, one in people.items()
    ]
    if not rows:
        return
    number = schema.contact.c.number
    last = connection.scalar(select(func.max(number))) or 0
    connection.execute(insert(schema.contact), rows)
    numbers = connection.scalars(select(number).where(number > last).order_by(number))
    made = list(zip(numbers, people.values(), strict=True))  # the one writer counts on
    add_texts(connection, [{"rowid": number} | one.texts for number, one in made])
    rewrite_blocks(connection, ((number, set(), one.keys) for number, one in made))


def refresh(connection: Connection, contact_ids: Collection[str]) -> None:
    """Bring summary, text index and blocking keys of contacts up to date."""
    updated = datetime.fromisoformat(now())
    for ids in in_batches(sorted(contact_ids), AT_ONCE):
        dossiers = read_dossiers(connection, ids)
        rows = select(schema.contact).where(schema.contact.c.id.in_(ids))
        changed = [
            Rewriting(
                row.number,
                contact_in(row) if row.live else None,
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
    return one.number, had, blocking_keys(one.after) if one.after.cards else set()


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
