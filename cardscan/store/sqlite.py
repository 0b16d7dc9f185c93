"""A library in one SQLite file: find it, check it, and what only SQLite does its own way."""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, create_engine, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from cardscan.errors import LibraryError, LibraryLocked, UsageError
from cardscan.language import _
from cardscan.store.cipher import CLEAR, SEALED, Lock
from cardscan.store.files import check_file, wrapped_errors
from cardscan.store.images import Folder, Pictures
from cardscan.store.schema import APPLICATION_ID, HEAD, LOG, change
from cardscan.store.upgrading import upgrade, version_of

SCHEME = "sqlite:///"

PRAGMAS = (
    "synchronous = NORMAL",
    "foreign_keys = ON",
    # keys and ids are random: a card of a large library touches a page of each index
    "cache_size = -65536",  # 64 MiB at most
    "wal_autocheckpoint = 16384",  # pages, 64 MiB: what many transactions touch is written once
)


def path_of(url: str | Path) -> Path:
    """Return the file that a URL or path names.

    >>> path_of("sqlite:////srv/contacts.db").as_posix()
    '/srv/contacts.db'
    """
    return url if isinstance(url, Path) else Path(url.removeprefix(SCHEME)).expanduser()


def pictures_beside(path: Path) -> Path:
    """Return the folder that holds the pictures of a library."""
    return path.with_name(f"{path.stem}.images")


class SqliteDatabase:
    """The database of a library that lies in one file."""

    guards = frozenset(f"{table.name}_no_{deed}" for table in LOG for deed in ("update", "delete"))
    guards |= {"change_no_replace"}

    def __init__(self, path: Path, *, wait: float, lock: Lock = CLEAR) -> None:
        """Open or make it, at the newest schema; raise LibraryError and touch nothing else."""
        self.path = path
        self.lock = lock
        self.wait = wait
        self.pictures = Pictures(lock.place(Folder(pictures_beside(path))))
        check_file(path, lock, wait)
        self.engine = create_engine(
            URL.create("sqlite", database=str(path)),
            module=lock.dbapi,
            max_overflow=-1,  # an answer that is not read to its end holds one; more are there
            connect_args={"timeout": wait, "check_same_thread": False, "isolation_level": None},
        )
        event.listen(self.engine, "connect", self._configure)
        try:
            with self.errors():
                self._upgrade()
        except LibraryError:
            self.engine.dispose()
            raise

    def _configure(self, connection: DBAPIConnection, _record: object) -> None:
        """Set what SQLite keeps per connection; WAL lets people search while a scan files."""
        self.lock.unlock(connection)
        cursor = connection.cursor()
        self._keep_wal(cursor)
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def _keep_wal(self, cursor: DBAPICursor) -> None:
        """Switch to WAL, for which SQLite does not wait where two programs make one library."""
        until = time.monotonic() + self.wait
        while True:
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
            except self.lock.dbapi.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() >= until:
                    raise
                time.sleep(0.01)
            else:
                return

    def errors(self) -> AbstractContextManager[None]:
        """Turn the database's errors into ours, naming the file and what to do."""
        return wrapped_errors(self.path)

    def begin_writing(self, connection: Connection) -> None:
        """Start a transaction that holds the writer's place from its beginning.

        One that reads first and writes later fails at once when another writer came between.
        """
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def begin_reading(self, connection: Connection) -> None:
        """Start a transaction that sees one moment of the library, whatever others write."""
        connection.exec_driver_sql("BEGIN")

    def _upgrade(self) -> None:
        with self.engine.connect() as connection:
            if version_of(connection) == HEAD:
                return
            self.begin_writing(connection)  # of two programs that open a new one, one waits here
            if version_of(connection) == HEAD:
                return
            upgrade(connection, str(self.path), _sign)
            connection.exec_driver_sql("COMMIT")

    def damages(self, connection: Connection) -> Iterator[str]:
        """Have SQLite check its pages, and that no row points to one that is gone."""
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield line
        for table, row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points to a row of {parent} that is gone"

    def leftovers(self) -> Iterator[str]:
        """Return what a conversion that was cut short left lying in clear."""
        pictures = pictures_beside(self.path).glob("*/*")
        in_clear = 0 if self.lock is CLEAR else sum(one.suffix != SEALED for one in pictures)
        if in_clear:
            yield f"{in_clear} lie in clear beside those encrypted. Erase them: cardscan encrypt"

    def triggers(self, connection: Connection) -> set[str]:
        """Return the names of the triggers that are in force."""
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return set(found.scalars())

    def give_roles(self, _members: Sequence[tuple[str, str]]) -> None:
        """Raise UsageError: a file belongs to whom the system says."""
        raise UsageError(
            _(
                "{path} is a file, and roles are for a library on PostgreSQL. 'cardscan "
                "copy postgresql://HOST/NAME' makes one of it."
            ).format(path=self.path)
        )

    def sweep(self) -> None:
        """Write the file anew without what was deleted, in its pages, text index and WAL."""
        with self.errors(), self.engine.connect() as connection:
            connection.exec_driver_sql(
                "INSERT INTO contact_text (contact_text) VALUES ('optimize')"
            )
            connection.commit()
            connection.exec_driver_sql("VACUUM")
            busy, *_pages = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise LibraryLocked(
                _(
                    "Another program reads the library {path}, which still holds traces of "
                    "what was deleted. When it has finished, run: cardscan forget"
                ).format(path=self.path)
            )

    def write_snapshot(self, path: Path) -> "SqliteDatabase":
        """Write the database as it is at this moment into a new file; others go on using it."""
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with self.errors(), self._raw() as source, closing(self.lock.connect(path)) as target:
            try:
                source.backup(target)
            except self.lock.dbapi.Error as error:
                if "full" not in str(error):
                    raise
                raise LibraryError(
                    _(
                        "There is no room for the library in {parent}. Make room, then try "
                        "again; what was there before is kept."
                    ).format(parent=path.parent)
                ) from error
        return SqliteDatabase(path, wait=0, lock=self.lock)

    def is_empty(self) -> bool:
        """Say whether nothing was ever filed."""
        with self.errors(), self.engine.connect() as connection:
            return connection.execute(select(change.c.id).limit(1)).first() is None

    def take_over(self, snapshot: "SqliteDatabase") -> None:
        """Become what a snapshot is, in one transaction: whoever is cut short changes nothing.

        Raise UsageError when only one of the two is encrypted.
        """
        if (self.lock is CLEAR) != (snapshot.lock is CLEAR):
            raise UsageError(
                _(
                    "Of {path} and what shall take its place only one is encrypted. Name "
                    "another place, or convert one with 'cardscan encrypt' or 'decrypt'."
                ).format(path=self.path)
            )
        with self.errors(), self._raw() as target, snapshot._raw() as source:  # noqa: SLF001 - its own kind
            source.backup(target)

    @contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection as the driver has it: only that knows SQLite's backup API."""
        with self.engine.connect() as connection:
            yield cast("sqlite3.Connection", connection.connection.driver_connection)


def _sign(connection: Connection) -> None:
    """Write into the header that this database is ours."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
