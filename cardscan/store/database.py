"""Open the database of a library: find it, check it, bring its schema up to date."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from cardscan.errors import LibraryError, LibraryLocked, LibraryTooNew
from cardscan.store.schema import APPLICATION_ID, HEAD
from cardscan.store.summary import recompute

SQLITE_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html, section 1.3
SCHEME = "sqlite:///"


def path_of(url: str | Path) -> Path:
    """Return the file that a library's URL or path names; raise LibraryError for other databases.

    >>> path_of("sqlite:////srv/contacts.db").as_posix()
    '/srv/contacts.db'
    """
    if isinstance(url, Path):
        return url
    if url.startswith(("postgresql:", "postgresql+", "postgres:")):
        raise LibraryError(
            "Libraries on PostgreSQL are not supported by this version. "
            "Name a file instead, such as contacts.db."
        )
    if "://" in url and not url.startswith(SCHEME):
        raise LibraryError(f"'{url}' is no library. Name a file, or write sqlite:///PATH.")
    return Path(url.removeprefix(SCHEME)).expanduser()


def open_database(path: Path, *, wait: float) -> Engine:
    """Open or make the database, at the newest schema; raise LibraryError and touch nothing else.

    ``wait`` is how many seconds a locked database is waited for.
    """
    _check_file(path, wait)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        max_overflow=-1,  # an answer that is not read to its end holds one; more are always there
        connect_args={"timeout": wait, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _configure)
    try:
        with wrapped_errors(path):
            _upgrade(engine, path)
    except LibraryError:
        engine.dispose()
        raise
    return engine


@contextmanager
def wrapped_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, naming the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _library_error(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _library_error(path, str(error)) from error


def begin_writing(connection: Connection) -> None:
    """Start a transaction that holds the writer's place from its beginning.

    A transaction that reads first and writes later fails at once when another writer came between.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")


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


def _configure(connection: DBAPIConnection, _record: object) -> None:
    """Set what SQLite keeps per connection; WAL lets people search while a scan files."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
        begin_writing(connection)  # of two programs that open a new library, one waits here
        if _version(connection) == HEAD:
            return
        is_older = _version(connection) is not None
        _migrate(connection, path)
        if is_older:
            recompute(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql("COMMIT")


def _version(connection: Connection) -> str | None:
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).scalar()
    return connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None


def _migrate(connection: Connection, path: Path) -> None:
    """Run the missing migrations; Alembic is loaded only now, it takes half a second."""
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "cardscan.store:migrations")
    version = _version(connection)
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise LibraryTooNew(
            f"The library {path} was made by a newer cardscan (schema {version}). "
            "Update cardscan; the library was left as it is."
        )
    command.upgrade(config, "head")
