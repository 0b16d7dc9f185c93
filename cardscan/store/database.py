"""The databases that a library can live in, and what the store asks of each."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from cardscan.errors import LibraryError
from cardscan.language import _
from cardscan.store.files import Passphrase, lock_of
from cardscan.store.images import Pictures
from cardscan.store.sqlite import SCHEME, SqliteDatabase, path_of


class Database(Protocol):
    """One opened database; everything that is not the same in all of them."""

    engine: Engine
    pictures: Pictures
    guards: frozenset[str]  # the triggers without which the log could be altered

    def errors(self) -> AbstractContextManager[None]:
        """Turn the database's errors into ours, naming the library and what to do."""

    def begin_writing(self, connection: Connection) -> None:
        """Start a transaction that holds the writer's place from its beginning."""

    def begin_reading(self, connection: Connection) -> None:
        """Start a transaction that sees one moment of the library, whatever others write."""

    def damages(self, connection: Connection) -> Iterator[str]:
        """Have the database check itself; return what is wrong, in words."""

    def leftovers(self) -> Iterator[str]:
        """Return what lies about and should not, in words."""

    def triggers(self, connection: Connection) -> set[str]:
        """Return the names of the triggers that are in force."""

    def give_roles(self, members: Sequence[tuple[str, str]]) -> None:
        """Make the three roles and let users have them; raise UsageError."""

    def sweep(self) -> None:
        """Leave nothing behind of what was deleted; raise LibraryLocked while others read."""

    def write_snapshot(self, path: Path) -> SqliteDatabase:
        """Write all of it, as it is at this moment, into a new SQLite file."""

    def is_empty(self) -> bool:
        """Say whether nothing was ever filed."""

    def take_over(self, snapshot: SqliteDatabase) -> None:
        """Become what a snapshot is, in one transaction."""


def open_database(
    url: str | Path, *, wait: float, passphrase: Passphrase | None = None
) -> Database:
    """Open or make the database that a URL or path names; raise LibraryError.

    ``wait`` is how many seconds a locked database is waited for; ``passphrase`` asks for that of an
    encrypted file.
    """
    if is_on_server(url):
        from cardscan.store.postgres import PostgresDatabase  # noqa: PLC0415 - few need it

        return PostgresDatabase(str(url), wait=wait)
    if isinstance(url, str) and "://" in url and not url.startswith(SCHEME):
        raise LibraryError(
            _("'{url}' is no library. Name a file, or write postgresql://HOST/NAME.").format(
                url=url
            )
        )
    path = path_of(url)
    return SqliteDatabase(path, wait=wait, lock=lock_of(path, passphrase))


def is_on_server(url: str | Path) -> bool:
    """Say whether a URL leads to PostgreSQL."""
    return isinstance(url, str) and url.startswith(("postgresql:", "postgresql+", "postgres:"))
