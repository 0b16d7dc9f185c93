"""What may change in a library, one value per key: read it, write it, and so take it back.

A change is logged as the facts before and after it, so undoing any change is writing back what
was there. The keys and values are::

    card:<id>                     {"contact", "back_of", "outcome", "met", "event"}
    merged:<contact>              the contact that took its place, or null
    correction:<contact>:<kind>   list of texts, or null
    tag:<contact>:<label>         the label, or null
    pair:<a>:<b>                  "doubtful", "distinct", or null
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select, update

from cardscan.store import schema

Facts = Mapping[str, Any]
"""Keys as above; values as JSON has them."""

_CARD_COLUMNS = ("contact", "back_of", "outcome", "met", "event")

_ROWS: dict[str, tuple[Table, tuple[str, ...], str]] = {
    "correction": (schema.correction, ("contact", "kind"), "texts"),
    "tag": (schema.tag, ("contact", "label"), "label"),
    "pair": (schema.pair, ("a", "b"), "verdict"),
}
"""Facts that are a row which is there or not: its table, its key, its value."""


def read_facts(connection: Connection, keys: Iterable[str]) -> dict[str, Any]:
    """Return what is so now."""
    return {key: _read(connection, key) for key in keys}


def write_facts(connection: Connection, facts: Facts) -> None:
    """Make it so."""
    for key, value in facts.items():
        _write(connection, key, value)


def _read(connection: Connection, key: str) -> Any:
    kind, *names = key.split(":", 2)
    if kind == "card":
        columns = [schema.card.c[name] for name in _CARD_COLUMNS]
        row = connection.execute(select(*columns).where(schema.card.c.id == names[0]))
        card = row.mappings().one()
        return {**card, "met": card["met"].isoformat()}
    if kind == "merged":
        merged = select(schema.contact.c.merged_into).where(schema.contact.c.id == names[0])
        return connection.scalar(merged)
    table, columns_of_key, value = _ROWS[kind]
    return connection.scalar(select(table.c[value]).where(_same(table, columns_of_key, names)))


def _write(connection: Connection, key: str, value: Any) -> None:
    kind, *names = key.split(":", 2)
    if kind == "card":
        row = {**value, "met": date.fromisoformat(value["met"])}
        connection.execute(update(schema.card).where(schema.card.c.id == names[0]).values(row))
    elif kind == "merged":
        merged = update(schema.contact).where(schema.contact.c.id == names[0])
        connection.execute(merged.values(merged_into=value))
    else:
        table, key_columns, value_column = _ROWS[kind]
        connection.execute(delete(table).where(_same(table, key_columns, names)))
        if value is not None:
            row = dict(zip(key_columns, names, strict=True)) | {value_column: value}
            connection.execute(insert(table).values(row))


def _same(table: Table, columns: Iterable[str], names: Iterable[str]) -> ColumnElement[bool]:
    return and_(*(table.c[column] == name for column, name in zip(columns, names, strict=True)))


def contacts_of(facts: Facts) -> set[str]:
    """Return the ids of the contacts that the facts are about."""
    ids: set[str] = set()
    for key, value in facts.items():
        kind, *names = key.split(":", 2)
        if kind == "card":
            ids |= {value["contact"]} if value and value["contact"] else set()
        elif kind == "pair":
            ids |= set(names)
        else:
            ids.add(names[0])
    return ids


def pair_key(a: str, b: str) -> str:
    """Return the key of two contacts, whichever is named first."""
    return f"pair:{min(a, b)}:{max(a, b)}"
