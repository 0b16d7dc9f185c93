"""Copy everything that a library holds from one kind of database into the other."""

from sqlalchemy import Connection, Integer, Table, func, insert, select

from cardscan.store.fulltext import index_text
from cardscan.store.rows import contact_in
from cardscan.store.schema import SHOWN, contact, metadata
from cardscan.store.textindex import add_texts, clear_texts

AT_ONCE = 500  # rows read and written at a time


def copy_rows(source: Connection, target: Connection) -> None:
    """Fill empty tables with the rows of others, numbers and all, and index the contacts."""
    for table in metadata.sorted_tables:  # who is pointed to comes before who points
        rows = source.execute(select(table).order_by(*table.primary_key))
        for some in rows.mappings().partitions(AT_ONCE):
            target.execute(insert(table), [dict(row) for row in some])
        if target.dialect.name == "postgresql":
            _go_on_counting(target, table)
    clear_texts(target)
    living = select(contact.c.number, *SHOWN).where(contact.c.live)
    for people in source.execute(living).partitions(AT_ONCE):
        add_texts(target, [{"rowid": one.number} | index_text(contact_in(one)) for one in people])


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let the next number be the one after the last; SQLite sees to it by itself."""
    first, *others = table.primary_key.columns
    if others or not isinstance(first.type, Integer):
        return
    sequence = func.pg_get_serial_sequence(table.name, first.name)
    last = select(func.max(first)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last)).where(last.is_not(None)))
