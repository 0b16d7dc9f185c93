"""The text index in each database: what is written into it and matched.

SQLite has an FTS5 table without a copy of the text, PostgreSQL a row of ``tsvector`` per contact.
Both hold the same tokens, so both give the same answers. A query comes as FTS5 writes it; for
PostgreSQL it is rewritten: the column of a token becomes its first letter, since a ``tsvector``
has no columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, String, bindparam, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from cardscan.store.fulltext import COLUMNS

AT_ONCE = 500  # rows read at a time

_NAMES = ", ".join(COLUMNS)
_PLACES = ", ".join(f":{name}" for name in COLUMNS)
_FTS5_FORGET = text(
    f"INSERT INTO contact_text (contact_text, rowid, {_NAMES}) VALUES ('delete', :rowid, {_PLACES})"  # noqa: S608 - our own names
)
_FTS5_CLEAR = text("INSERT INTO contact_text (contact_text) VALUES ('delete-all')")

_TSVECTOR_ADD = text("INSERT INTO contact_text VALUES (:rowid, CAST(:words AS tsvector))")
_TSVECTOR_FORGET = text("DELETE FROM contact_text WHERE rowid = :rowid")
_TSVECTOR_CLEAR = text("DELETE FROM contact_text")

_LETTERS = {name: chr(ord("a") + place) for place, name in enumerate(COLUMNS)}
_LAST_PLACE = 16383  # https://www.postgresql.org/docs/15/textsearch-limitations.html
_PHRASE = re.compile(r'\{(?P<columns>[^}]*)\} : "(?P<tokens>[^"]*)"(?P<star> \*)?')

Row = Mapping[str, Any]
"""``rowid``, the number of a contact, and the tokens of each column."""


def add_texts(connection: Connection, rows: Sequence[Row]) -> None:
    """Make contacts findable by their tokens."""
    if rows and connection.dialect.name == "sqlite":
        values = [(row["rowid"], *(row[name] for name in COLUMNS)) for row in rows]
        add_rows(connection, "contact_text", ("rowid", *COLUMNS), values)
    elif rows:
        words = [{"rowid": row["rowid"], "words": tsvector_of(row)} for row in rows]
        connection.execute(_TSVECTOR_ADD, words)


def add_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows of plain values by the driver alone: of many, SQLAlchemy takes half the time."""
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    places = ", ".join(place for _ in columns)
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, list(rows))


def forget_texts(connection: Connection, rows: Sequence[Row]) -> None:
    """Make contacts unfindable; FTS5 forgets only what it is told word for word."""
    if rows and connection.dialect.name == "sqlite":
        connection.execute(_FTS5_FORGET, rows)
    elif rows:
        connection.execute(_TSVECTOR_FORGET, [{"rowid": row["rowid"]} for row in rows])


def clear_texts(connection: Connection) -> None:
    """Empty the index."""
    is_fts5 = connection.dialect.name == "sqlite"
    connection.execute(_FTS5_CLEAR if is_fts5 else _TSVECTOR_CLEAR)


def tsvector_of(columns: Row) -> str:
    """Write the tokens of all columns as one ``tsvector``.

    >>> tsvector_of({"name": "田中 中健", "url": ""})
    "'a田中':1 'a中健':2"
    """
    return " ".join(
        f"'{_LETTERS[name]}{token}':{min(place, _LAST_PLACE)}"
        for name, tokens in columns.items()
        if name in _LETTERS
        for place, token in enumerate(tokens.split(), 1)
    )


def tsquery_of(expression: str) -> str:
    """Write an expression of FTS5 as PostgreSQL has it.

    >>> tsquery_of('({name title} : "田中 中健") AND ({url} : "acme" *)')
    "((('a田中' <-> 'a中健') | ('h田中' <-> 'h中健'))) & ((('oacme':*)))"
    """
    phrases = _PHRASE.sub(_tsquery_phrase, expression)
    return phrases.replace(" AND ", " & ").replace(" OR ", " | ")


def _tsquery_phrase(found: re.Match[str]) -> str:
    star = ":*" if found["star"] else ""
    tokens = found["tokens"].split()
    columns = (
        " <-> ".join(f"'{_LETTERS[name]}{token}'" for token in tokens) + star
        for name in found["columns"].split()
    )
    return f"({' | '.join(f'({phrase})' for phrase in columns)})"


class Expression(TypeDecorator[str]):
    """An expression of FTS5, handed to each database in its own language."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write it as the database has it."""
        return tsquery_of(value) if value and dialect.name == "postgresql" else value


class matches(FunctionElement[bool]):  # noqa: N801 - functions of SQL are lower case
    """Whether a row of the text index matches an expression."""

    inherit_cache = True  # without a type: of a boolean SQLite would be asked whether it is 1


def matching_text(expression: str) -> ColumnElement[bool]:
    """Return the condition that a row of ``contact_text`` matches an expression of FTS5."""
    return matches(bindparam(None, expression, Expression, unique=True))


@compiles(matches, "sqlite")
def _fts5_match(element: matches, compiler: SQLCompiler, **options: Any) -> str:
    return f"contact_text MATCH {compiler.process(element.clauses, **options)}"


@compiles(matches, "postgresql")
def _tsvector_match(element: matches, compiler: SQLCompiler, **options: Any) -> str:
    """Let the text index lead: PostgreSQL guesses badly how few rows hold a word, and walks all."""
    query = compiler.process(element.clauses, **options)
    found = f"SELECT hit.rowid FROM contact_text hit WHERE hit.words @@ CAST({query} AS tsquery)"  # noqa: S608 - a bound value
    return f"contact_text.rowid = ANY (ARRAY({found}))"


def indexed(connection: Connection) -> Iterator[tuple[int, str, int, str]]:
    """Return each token of the index: of which row and column, where (from 0), and what."""
    return (
        _in_fts5(connection) if connection.dialect.name == "sqlite" else _in_tsvectors(connection)
    )


def _in_fts5(connection: Connection) -> Iterator[tuple[int, str, int, str]]:
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, contact_text, instance)"
    )
    driver: Any = connection.connection.driver_connection  # there are a hundred tokens a contact
    try:
        with closing(driver.cursor()) as tokens:
            yield from tokens.execute('SELECT doc, col, "offset", term FROM temp.indexed')
    finally:
        connection.exec_driver_sql("DROP TABLE temp.indexed")


def _in_tsvectors(connection: Connection) -> Iterator[tuple[int, str, int, str]]:
    names = {letter: name for name, letter in _LETTERS.items()}
    tokens = text(
        "SELECT rowid, lexeme, unnest(positions) FROM contact_text, LATERAL unnest(words)"
    )
    with connection.execute(tokens.execution_options(yield_per=AT_ONCE)) as rows:
        for number, lexeme, place in rows:
            yield number, names.get(lexeme[0], ""), place - 1, lexeme[1:]
