"""The change log: appended to, read, and never altered (the database refuses)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, insert, select

from cardscan.contact import Change
from cardscan.errors import UsageError
from cardscan.store.facts import Facts, contacts_of
from cardscan.store.rows import change_in, json_text, now
from cardscan.store.schema import change, touched


def append(
    connection: Connection,
    *,
    who: str,
    verb: str,
    contact_id: str | None,
    summary: str,
    before: Facts,
    after: Facts,
    undoes: int | None = None,
) -> Change:
    """Write one entry, and for which contacts it is."""
    entry: dict[str, Any] = {"at": now(), "who": who, "verb": verb, "contact": contact_id}
    entry |= {
        "summary": summary,
        "before": json_text(before),
        "after": json_text(after),
        "undoes": undoes,
    }
    (number,) = connection.execute(insert(change).values(entry)).inserted_primary_key or (0,)
    ids = contacts_of(connection, before) | contacts_of(connection, after)
    ids |= {contact_id} if contact_id else set()
    connection.execute(insert(touched), [{"contact": id_, "change": number} for id_ in sorted(ids)])
    written = select(change).where(change.c.id == number)
    return change_in(connection.execute(written).one(), undone=False)


def entries(connection: Connection, contact_id: str | None, limit: int | None) -> Iterator[Change]:
    """Read the log, newest first."""
    wanted = select(change).order_by(change.c.id.desc()).limit(limit)
    if contact_id is not None:
        wanted = wanted.join(touched, touched.c.change == change.c.id)
        wanted = wanted.where(touched.c.contact == contact_id)
    undone = undone_ids(connection)
    for row in connection.execute(wanted).yield_per(100):
        yield change_in(row, undone=row.id in undone)


def entry_of(connection: Connection, change_id: int) -> Change:
    """Return one entry; raise UsageError when there is none."""
    row = connection.execute(select(change).where(change.c.id == change_id)).first()
    if row is None:
        raise UsageError(f"There is no change {change_id}. 'cardscan history' lists them.")
    return change_in(row, undone=change_id in undone_ids(connection))


def newest_undoable(connection: Connection) -> int:
    """Return the newest change that stands; raise UsageError when there is none."""
    undone = undone_ids(connection)
    numbers = select(change.c.id).where(change.c.undoes.is_(None)).order_by(change.c.id.desc())
    for number in connection.scalars(numbers).yield_per(100):
        if number not in undone:
            return int(number)
    raise UsageError("There is nothing to undo.")


def undone_ids(connection: Connection) -> set[int]:
    """Return the changes that do not stand; what an undone undo took back stands again."""
    undos = select(change.c.id, change.c.undoes).where(change.c.undoes.is_not(None))
    undone: set[int] = set()
    for number, undoes in connection.execute(undos.order_by(change.c.id.desc())):
        if number not in undone:
            undone.add(undoes)
    return undone


def standing_in_the_way(
    connection: Connection, entry: Change, keys: Iterable[str]
) -> Change | None:
    """Return the newest change that stands and altered one of the facts after ``entry`` did."""
    facts = [json.loads(entry.before), json.loads(entry.after)]
    ids = contacts_of(connection, facts[0]) | contacts_of(connection, facts[1])
    ids |= {entry.contact_id} if entry.contact_id else set()
    for id_ in sorted(ids):
        for later in entries(connection, id_, None):
            if later.id <= entry.id:
                break
            if not later.undone and not set(json.loads(later.after)).isdisjoint(keys):
                return later
    return None
