"""A library in one SQLite file: find it, check it, and what only SQLite does its own way."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, create_engine, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from cardscan.errors import LibraryError, LibraryLocked, UsageError
from cardscan.store.images import Folder, Pictures
from cardscan.store.schema import APPLICATION_ID, HEAD, LOG, change
from cardscan.store.upgrading import upgrade, version_of

SQLITE_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html, section 1.3
SCHEME = "sqlite:///"


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

    def __init__(self, path: Path, *, wait: float) -> None:
        """Open or make it, at the newest schema; raise LibraryError and touch nothing else."""
        self.path = path
        self.pictures = Pictures(Folder(pictures_beside(path)))
        _check_file(path, wait)
        self.engine = create_engine(
            URL.create("sqlite", database=str(path)),
            max_overflow=-1,  # an answer that is not read to its end holds one; more are there
            connect_args={"timeout": wait, "check_same_thread": False, "isolation_level": None},
        )
        event.listen(self.engine, "connect", _configure)
        try:
            with self.errors():
                self._upgrade()
        except LibraryError:
            self.engine.dispose()
            raise

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
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points to a row of {parent} that is gone"

    def triggers(self, connection: Connection) -> set[str]:
        """Return the names of the triggers that are in force."""
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return set(found.scalars())

    def give_roles(self, _members: Sequence[tuple[str, str]]) -> None:
        """Raise UsageError: a file belongs to whom the system says."""
        raise UsageError(
            f"{self.path} is a file, and roles are for a library on PostgreSQL. "
            "'cardscan copy postgresql://HOST/NAME' makes one of it."
        )

    def sweep(self) -> None:
        """Write the file anew without what was deleted, in its pages, text index and WAL."""
        with self.errors(), self.engine.connect() as connection:
            connection.exec_driver_sql(
                "INSERT INTO contact_text (contact_text) VALUES ('optimize')"
            )
            connection.commit()
            connection.exec_driver_sql("VACUUM")
            busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise LibraryLocked(
                f"Another program reads the library {self.path}, which still holds traces of what "
                "was deleted. When it has finished, run: cardscan forget"
            )

    def write_snapshot(self, path: Path) -> None:
        """Write the database as it is at this moment into a new file; others go on using it."""
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with self.errors(), self._raw() as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)

    def is_empty(self) -> bool:
        """Say whether nothing was ever filed."""
        with self.errors(), self.engine.connect() as connection:
            return connection.execute(select(change.c.id).limit(1)).first() is None

    def take_over(self, snapshot: Path) -> None:
        """Become what a snapshot is, in one transaction: whoever is cut short changes nothing."""
        with self.errors(), self._raw() as target, closing(sqlite3.connect(snapshot)) as source:
            source.backup(target)

    @contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection as the driver has it: only that knows SQLite's backup API."""
        with self.engine.connect() as connection:
            yield cast("sqlite3.Connection", connection.connection.driver_connection)


@contextmanager
def wrapped_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, naming the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _library_error(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _library_error(path, str(error)) from error


def _library_error(path: Path, reason: str) -> LibraryError:
    if "locked" in reason:
        return LibraryLocked(
            f"The library {path} is in use by another program. Try again when it has finished."
        )
    if "readonly" in reason or "read-only" in reason:
        return LibraryError(
            f"The library {path} cannot be written. Check the rights of the file and its folder."
        )
    if "full" in reason:
        return LibraryError(
            f"The disk that holds the library {path} is full. Make room, then try again; "
            "what was filed before is kept."
        )
    if "malformed" in reason or "not a database" in reason:
        return LibraryError(f"The library {path} is damaged ({reason}). Restore it from a backup.")
    return LibraryError(f"The library {path} cannot be used: {reason}.")


def _check_file(path: Path, wait: float) -> None:
    """Refuse what is no library before anything is opened for writing."""
    if path.is_dir():
        raise LibraryError(
            f"{path} is a folder. Name a file in it, such as {path / 'contacts.db'}."
        )
    if not path.parent.is_dir():
        raise LibraryError(
            f"The folder {path.parent} does not exist. Make it with: mkdir -p '{path.parent}'"
        )
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with path.open("rb") as file:
            header = file.read(100)
    except PermissionError as error:
        raise _library_error(path, "readonly") from error
    except OSError as error:
        raise LibraryError(
            f"The library {path} cannot be opened: {error.strerror}. "
            "Check the rights of the file and its folder."
        ) from error
    if header:
        _check_header(path, header, wait)


def _check_header(path: Path, header: bytes, wait: float) -> None:
    if not header.startswith(SQLITE_MAGIC):
        raise LibraryError(
            f"{path} is not a cardscan library. Name another file; this one was left as it is."
        )
    pages = int.from_bytes(header[28:32], "big")
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    wal = path.with_name(path.name + "-wal")
    unfinished = wal.exists() and wal.stat().st_size > 0  # then the log holds what the file lacks
    if len(header) < 100 or (path.stat().st_size < pages * page_size and not unfinished):
        raise LibraryError(f"The library {path} is cut short. Restore it from a backup.")
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with wrapped_errors(path), closing(sqlite3.connect(uri, wait, uri=True)) as reader:
        (application,) = reader.execute("PRAGMA application_id").fetchone()
        (tables,) = reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise LibraryError(
            f"{path} is the database of another program. Name another file; "
            "this one was left as it is."
        )


def _sign(connection: Connection) -> None:
    """Write into the header that this database is ours."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _configure(connection: DBAPIConnection, _record: object) -> None:
    """Set what SQLite keeps per connection; WAL lets people search while a scan files."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
