"""Write down what a library holds, so that later versions can be tried on it.

Run before a migration is added, while the schema is still the older one::

    python -m tests.store.old_libraries
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from cardscan.store.library import Library
from cardscan.store.schema import HEAD, metadata
from tests.store.conftest import Desk

FOLDER = Path(__file__).parent.parent / "data" / "libraries"


def fill(library: Library) -> None:
    """Do to a library what people do; what is expected of it stands in test_migrations."""
    desk = Desk(library, count(1))
    kenichi = desk.person(name="田中 健一", company="見本株式会社", mobile="+819000001234")
    other = desk.person(name="Kenichi Tanaka", email="tanaka@example.com")
    hanako = desk.person(name="佐藤 花子", address="東京都千代田区千代田1-1")
    library.tag([kenichi, hanako], add=["展示会"])
    library.edit(hanako, {"title": ["課長", "室長"]})
    library.merge(kenichi, other)
    library.distinct(kenichi, hanako)
    library.tag([hanako], add=["gone"])
    library.undo()
    library.add_image("d" * 64, path="in/a.jpg", page=0, cards=1)


def statements(connection: sqlite3.Connection) -> Iterator[str]:
    """Return the statements that write the rows again, whatever else the schema has."""
    for table in metadata.sorted_tables:
        rows = connection.execute(f"SELECT * FROM {table.name} ORDER BY 1, 2")  # noqa: S608 - ours
        columns = ", ".join(description[0] for description in rows.description)
        for row in rows:
            values = ", ".join(map(_literal, row))
            yield f"INSERT INTO {table.name} ({columns}) VALUES ({values});"  # noqa: S608 - ours


def _literal(value: object) -> str:
    """Quote numbers too: each database makes of them what the column is; bytes as SQLite does."""
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def main() -> None:
    """Write the file of the version at hand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.db"
        with Library.open(path, who="tester") as library:
            fill(library)
        with closing(sqlite3.connect(path)) as connection:
            lines = "\n".join(statements(connection))
    (FOLDER / f"{HEAD}.sql").write_text(f"{lines}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
