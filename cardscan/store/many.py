"""Conditions over many values, which reach the database as one value: each is compiled once."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Text, any_, bindparam, func, select


def is_one_of(
    connection: Connection, column: ColumnElement[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Return the condition that a column holds one of these numbers or texts.

    They come as JSON to SQLite, as an array to PostgreSQL: a parameter each takes longer to
    write down than to look up.
    """
    if connection.dialect.name == "sqlite":
        listed = bindparam(None, json.dumps([*values]), Text, unique=True)
        return column.in_(select(func.json_each(listed).table_valued("value").c.value))
    array = bindparam(None, [*values], ARRAY(column.type), unique=True)
    return column == any_(array)
