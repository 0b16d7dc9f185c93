"""Remember what a target was given, so that the next export brings only what changed since."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from cardscan.store.schema import change, export, touched


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since the last export to a target."""

    newest: int  # the newest change there is; the next export goes on from here
    changed: frozenset[str] | None  # ids of contacts; None: nothing was exported there yet


def read_since(connection: Connection, target: str) -> Since:
    """Return what changed since the last export to a target."""
    newest = connection.scalar(select(func.max(change.c.id))) or 0
    last = connection.scalar(select(export.c.change).where(export.c.target == target))
    if last is None:
        return Since(newest, None)
    ids = select(touched.c.contact).where(touched.c.change > last).distinct()
    return Since(newest, frozenset(connection.scalars(ids)))


def note_export(connection: Connection, target: str, newest: int) -> None:
    """Remember that a target has everything up to a change."""
    connection.execute(delete(export).where(export.c.target == target))
    connection.execute(insert(export).values(target=target, change=newest))
