"""What may change in a library, one value per key: read it, write it, and so take it back.

A change is logged as the facts before and after it, so undoing any change is writing back what
was there. The keys and values are::

    card:<id>                     {"contact", "outcome", "met"}, "back_of" and "event" if any; null
                                  where no contact has it
    checked:<card>:<place>        what a person says that field of the card is, or null
    merged:<contact>              the contact that took its place, or null
    correction:<contact>:<kind>   list of texts, or null
    tag:<contact>:<label>         the label, or null
    note:<contact>:<id>           {"day", "kind", "text"}, or null
    mark:<contact>:<topic>        {"day", "text", "source"}, or null
    pair:<a>:<b>                  "doubtful", "distinct", or null
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select, update

from cardscan.store import schema
from cardscan.store.dossiers import AT_ONCE, in_batches

Facts = Mapping[str, Any]
"""Keys as above; values as JSON has them."""

CARD_COLUMNS = ("contact", "back_of", "outcome", "met", "event")


@dataclass(frozen=True, slots=True)
class _Rows:
    """Facts that are a row which is there or not: its table, its key and what it says."""

    table: Table
    key: tuple[str, ...]
    value: tuple[str, ...]  # several columns make an object

    def named(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the columns of the key, as the table has them."""
        columns = zip(self.key, names, strict=True)
        return {name: self.table.c[name].type.python_type(text) for name, text in columns}

    def row(self, names: Iterable[str], value: Any) -> dict[str, Any]:
        """Return all columns of the row that says so."""
        return self.named(names) | (value if isinstance(value, dict) else {self.value[0]: value})

    def of(self, names: Iterable[str]) -> ColumnElement[bool]:
        """Return the condition that holds for the row of these names."""
        return and_(*(self.table.c[name] == key for name, key in self.named(names).items()))


_ROWS = {
    "checked": _Rows(schema.checked, ("card", "place"), ("text",)),
    "correction": _Rows(schema.correction, ("contact", "kind"), ("texts",)),
    "tag": _Rows(schema.tag, ("contact", "label"), ("label",)),
    "note": _Rows(schema.dated_note, ("contact", "id"), ("day", "kind", "text")),
    "mark": _Rows(schema.mark, ("contact", "topic"), ("day", "text", "source")),
    "pair": _Rows(schema.pair, ("a", "b"), ("verdict",)),
}


def read_facts(connection: Connection, keys: Iterable[str]) -> dict[str, Any]:
    """Return what is so now, many read at once."""
    facts: dict[str, Any] = dict.fromkeys(keys)
    firsts: dict[str, dict[str, None]] = defaultdict(dict)  # of each kind the first names
    for key in facts:
        kind, first, *_ = key.split(":", 2)
        firsts[kind][first] = None
    for kind, names in firsts.items():
        for some in in_batches(names, AT_ONCE):
            facts |= {key: value for key, value in _read(connection, kind, some) if key in facts}
    return facts


def write_facts(connection: Connection, facts: Facts) -> None:
    """Make it so."""
    for key, value in facts.items():
        _write(connection, key, value)


def add_facts(connection: Connection, facts: Facts) -> None:
    """Make it so where nothing was so far: rows that are there or not, many at once."""
    added: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, value in facts.items():
        kind, *names = key.split(":", 2)
        added[kind].append(_ROWS[kind].row(names, value))
    for kind, rows in added.items():
        connection.execute(insert(_ROWS[kind].table), rows)


def settled(value: Any) -> Any:
    """Return a fact as it is told apart from others; logs held empty parts of cards too.

    >>> settled({"contact": "a", "back_of": None, "event": ""}), settled({"contact": None})
    ({'contact': 'a'}, None)
    """
    if not isinstance(value, dict) or "contact" not in value:
        return value
    return {name: part for name, part in value.items() if part} if value["contact"] else None


def _read(connection: Connection, kind: str, first: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Read the facts of a kind whose keys begin with any of these names."""
    if kind == "card":
        return _read_cards(connection, first)
    if kind == "merged":
        return _read_merged(connection, first)
    return _read_rows(connection, _ROWS[kind], kind, first)


def _read_cards(connection: Connection, first: Sequence[str]) -> Iterator[tuple[str, Any]]:
    columns = [schema.card.c[name] for name in CARD_COLUMNS]
    filed = select(schema.card.c.id, *columns).where(schema.card.c.id.in_(first))
    for row in connection.execute(filed).mappings():
        card = {name: row[name] for name in CARD_COLUMNS}
        yield f"card:{row['id']}", settled({**card, "met": row["met"].isoformat()})


def _read_merged(connection: Connection, first: Sequence[str]) -> Iterator[tuple[str, Any]]:
    merged = select(schema.contact.c.id, schema.contact.c.merged_into)
    for row in connection.execute(merged.where(schema.contact.c.id.in_(first))):
        yield f"merged:{row.id}", row.merged_into


def _read_rows(
    connection: Connection, rows: _Rows, kind: str, first: Sequence[str]
) -> Iterator[tuple[str, Any]]:
    keys, values = ([rows.table.c[name] for name in names] for names in (rows.key, rows.value))
    for row in connection.execute(select(*keys, *values).where(keys[0].in_(first))):
        names, said = row[: len(keys)], row[len(keys) :]
        value = dict(zip(rows.value, said, strict=True)) if len(values) > 1 else said[0]
        yield ":".join(map(str, (kind, *names))), value


def _write(connection: Connection, key: str, value: Any) -> None:
    kind, *names = key.split(":", 2)
    if kind == "card":
        row: dict[str, Any] = {"contact": None, "back_of": None, "event": ""}
        if value := settled(value):
            row |= {**value, "met": date.fromisoformat(value["met"])}
        connection.execute(update(schema.card).where(schema.card.c.id == names[0]).values(row))
    elif kind == "merged":
        merged = update(schema.contact).where(schema.contact.c.id == names[0])
        connection.execute(merged.values(merged_into=value))
    else:
        rows = _ROWS[kind]
        connection.execute(delete(rows.table).where(rows.of(names)))
        if value is not None:
            connection.execute(insert(rows.table).values(rows.row(names, value)))


def contacts_of(connection: Connection, facts: Facts) -> set[str]:
    """Return the ids of the contacts that the facts are about."""
    ids: set[str | None] = set()
    for key, value in facts.items():
        kind, *names = key.split(":", 2)
        if kind == "card":
            ids.add(value["contact"] if value else None)
        elif kind == "checked":
            holder = select(schema.card.c.contact).where(schema.card.c.id == names[0])
            ids.add(connection.scalar(holder))
        elif kind == "pair":
            ids |= set(names)
        else:
            ids.add(names[0])
    return {contact_id for contact_id in ids if contact_id}


def pair_key(a: str, b: str) -> str:
    """Return the key of two contacts, whichever is named first."""
    return f"pair:{min(a, b)}:{max(a, b)}"
