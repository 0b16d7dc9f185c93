"""Libraries of every earlier version open, are brought up to date, and nothing is lost."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from cardscan.store.library import Library
from cardscan.store.schema import APPLICATION_ID, HEAD
from tests.servers import Server
from tests.store.old_libraries import FOLDER

DATABASES = ("sqlite",)

BYTES = re.compile(r"X'([0-9a-f]*)'")  # as SQLite writes them


def config(connection: Connection | None = None) -> Config:
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", "cardscan.store:migrations")
    return made


VERSIONS = sorted(step.revision for step in ScriptDirectory.from_config(config()).walk_revisions())
OLDER = [version for version in VERSIONS if version != HEAD]


def test_there_is_a_library_of_every_earlier_version_to_try() -> None:
    """``python -m tests.store.old_libraries`` writes one before a migration is added."""
    assert [version for version in OLDER if not (FOLDER / f"{version}.sql").exists()] == []


def rows_of(version: str) -> str:
    return (FOLDER / f"{version}.sql").read_text(encoding="utf-8")


def is_as_it_was(library: Library) -> None:
    assert {flaw.part for flaw in library.verify()} == {"pictures"}  # of these only rows were kept
    assert [contact.name.text for contact in library.search(sort="added")] == [
        "田中 健一",
        "佐藤 花子",
    ]
    (kenichi,) = library.search("見本 tanaka@example.com")
    assert (kenichi.cards, kenichi.tags) == (2, ("展示会",))
    assert next(library.search("花子")).titles == ("課長", "室長")
    assert [change.verb for change in library.history()] == [
        *("undo", "tag", "distinct", "merge", "edit", "tag", "file", "file", "file")
    ]
    library.undo(6)
    assert library.count() == 3
    assert {flaw.part for flaw in library.verify()} == {"pictures"}


@pytest.mark.parametrize("version", OLDER)
def test_an_older_library_in_a_file_is_brought_up_to_date(path: Path, version: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(config(connection), version)
    engine.dispose()
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(rows_of(version))
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with Library.open(path) as library:
        is_as_it_was(library)


@pytest.mark.parametrize("version", OLDER)
def test_an_older_library_on_a_server_is_brought_up_to_date(
    server: Server, version: str, tmp_path: Path
) -> None:
    url = server.url(server.new_database())
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(config(connection), version)
        for line in rows_of(version).splitlines():
            connection.execute(text(BYTES.sub(r"'\\\\x\1'", line).replace(":", "\\:")))
        for table in ("contact", "card", "change"):
            number = "id" if table == "change" else "number"
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{number}'), "  # noqa: S608
                    f"(SELECT max({number}) FROM {table}))"
                )
            )
    engine.dispose()
    with Library.open(f"{url}&images={tmp_path / 'ours'}") as library:
        is_as_it_was(library)
