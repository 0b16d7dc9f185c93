"""The change log: appended to, read, and never altered (the database refuses).

One thing alone may be taken out of it: what a person was who is forgotten, see ``shrinking``.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select

from cardscan.contact import Change
from cardscan.errors import UsageError
from cardscan.language import _
from cardscan.store.dossiers import AT_ONCE, in_batches
from cardscan.store.facts import Facts, contacts_of, settled
from cardscan.store.rows import change_in, json_text, now
from cardscan.store.schema import change, change_part, touched
from cardscan.store.sentences import FORGOT, FORGOTTEN

FORGET = "forget"  # the verb that lets the database allow facts to be taken out
FACTS_A_ROW = 2000  # more would make one row too large to be read as one


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
    """Write one entry, and for which contacts it is; a large one goes on in parts."""
    (first_before, first_after), *rest = _parts(before, after)
    entry: dict[str, Any] = {"at": now(), "who": who, "verb": verb, "contact": contact_id}
    entry |= {
        "summary": summary,
        "before": json_text(first_before),
        "after": json_text(first_after),
        "undoes": undoes,
    }
    (number,) = connection.execute(insert(change).values(entry)).inserted_primary_key or (0,)
    _add_parts(connection, number, rest, first=1)
    ids = contacts_of(connection, before) | contacts_of(connection, after)
    ids |= {contact_id} if contact_id else set()
    _note_contacts(connection, number, ids)
    written = select(change).where(change.c.id == number)
    return change_in(connection.execute(written).one(), undone=False)


def append_forgetting(connection: Connection, contact_id: str, *, who: str) -> None:
    """Write that a person is forgotten; from now on the log may lose what was theirs."""
    said: dict[str, Any] = {"verb": FORGET, "summary": FORGOT}
    append(connection, who=who, contact_id=contact_id, before={}, after={}, **said)


def extend(connection: Connection, entry: Change, *, before: Facts, after: Facts) -> None:
    """Go on with an entry: what it did to more contacts."""
    numbers = select(func.count()).where(change_part.c.change == entry.id)
    first = (connection.scalar(numbers) or 0) + 1
    _add_parts(connection, entry.id, _parts(before, after), first=first)
    touched_ids = contacts_of(connection, before) | contacts_of(connection, after)
    for ids in in_batches(sorted(touched_ids), AT_ONCE):
        mine = select(touched.c.contact).where(touched.c.change == entry.id)
        _note_contacts(
            connection,
            entry.id,
            {*ids} - {*connection.scalars(mine.where(touched.c.contact.in_(ids)))},
        )


def facts_of(connection: Connection, entry: Change) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return all facts before and after a change."""
    before, after = read_logged(entry.before), read_logged(entry.after)
    parts = select(change_part).where(change_part.c.change == entry.id)
    for row in connection.execute(parts.order_by(change_part.c.number)):
        before = read_logged(row.before) | before  # of a fact altered twice, the first is it
        after |= read_logged(row.after)
    return before, after


def read_logged(text: str) -> dict[str, Any]:
    """Read facts as they stand in the log."""
    return {key: settled(value) for key, value in json.loads(text).items()}


def _parts(before: Facts, after: Facts) -> list[tuple[Facts, Facts]]:
    cuts = list(in_batches(after, FACTS_A_ROW)) or [[]]
    return [
        ({key: before[key] for key in keys}, {key: after[key] for key in keys}) for keys in cuts
    ]


def _add_parts(
    connection: Connection, number: int, parts: Iterable[tuple[Facts, Facts]], *, first: int
) -> None:
    rows = [
        {"change": number, "number": at, "before": json_text(before), "after": json_text(after)}
        for at, (before, after) in enumerate(parts, first)
    ]
    if rows:
        connection.execute(insert(change_part), rows)


def _note_contacts(connection: Connection, number: int, contact_ids: Iterable[str]) -> None:
    rows = [{"contact": id_, "change": number} for id_ in sorted(contact_ids)]
    if rows:
        connection.execute(insert(touched), rows)


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
        raise UsageError(
            _("There is no change {change_id}. 'cardscan history' lists them.").format(
                change_id=change_id
            )
        )
    return change_in(row, undone=change_id in undone_ids(connection))


def newest_undoable(connection: Connection) -> int:
    """Return the newest change that stands; raise UsageError when there is none."""
    undone = undone_ids(connection)
    stands = (change.c.undoes.is_(None), change.c.summary != FORGOTTEN)
    numbers = select(change.c.id).where(*stands).order_by(change.c.id.desc())
    for number in connection.scalars(numbers).yield_per(100):
        if number not in undone:
            return int(number)
    raise UsageError(_("There is nothing to undo."))


def undone_ids(connection: Connection) -> set[int]:
    """Return the changes that do not stand; what an undone undo took back stands again."""
    undos = select(change.c.id, change.c.undoes).where(change.c.undoes.is_not(None))
    undone: set[int] = set()
    for number, undoes in connection.execute(undos.order_by(change.c.id.desc())):
        if number not in undone:
            undone.add(undoes)
    return undone


def standing_in_the_way(connection: Connection, entry: Change, altered: Facts) -> Change | None:
    """Return the newest change that stands and altered one of these facts after ``entry``."""
    for id_ in sorted(contacts_of(connection, altered)):
        for later in entries(connection, id_, None):
            if later.id <= entry.id:
                break
            _, after = facts_of(connection, later)
            if not later.undone and not after.keys().isdisjoint(altered):
                return later
    return None
