"""Look at a file before it is opened as a library, and say in words what SQLite says of it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from cardscan.errors import LibraryError, LibraryLocked, PassphraseWrong
from cardscan.language import _
from cardscan.store.cipher import CLEAR, PAGE_BYTES, Cipher, Lock, may_be_encrypted
from cardscan.store.schema import APPLICATION_ID

SQLITE_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html, section 1.3

Passphrase = Callable[[], str]
"""Asks for the passphrase, once it is known that one is needed."""


def lock_of(path: Path, passphrase: Passphrase | None) -> Lock:
    """Return what opens a file: a passphrase is asked for where it may be encrypted.

    Raise LibraryError when nobody can be asked.
    """
    if not path.is_file():
        return CLEAR
    with _reading(path), path.open("rb") as file:
        page = file.read(PAGE_BYTES)
    if page.startswith(SQLITE_MAGIC) or not may_be_encrypted(path.stat().st_size, page):
        return CLEAR
    if passphrase is None:
        raise LibraryError(
            _("{path} is encrypted, or no library at all; a passphrase is needed.").format(
                path=path
            )
        )
    return Cipher.of_file(path, passphrase())


@contextmanager
def wrapped_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, naming the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _library_error(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _library_error(path, str(error)) from error
    except UnicodeDecodeError as error:  # damage that SQLite quotes, and Python cannot read
        raise _library_error(path, "malformed") from error


def _library_error(path: Path, reason: str) -> LibraryError:
    if "locked" in reason:
        return LibraryLocked(
            _(
                "The library {path} is in use by another program. Try again when it has finished."
            ).format(path=path)
        )
    if "readonly" in reason or "read-only" in reason:
        return LibraryError(
            _(
                "The library {path} cannot be written. Check the rights of the file and its folder."
            ).format(path=path)
        )
    if "full" in reason:
        return LibraryError(
            _(
                "The disk that holds the library {path} is full. Make room, then try "
                "again; what was filed before is kept."
            ).format(path=path)
        )
    if "I/O" in reason:
        return LibraryError(
            _(
                "The library {path} cannot be read or written ({reason}). Look whether "
                "its disk is full or failing."
            ).format(path=path, reason=reason)
        )
    if "malformed" in reason or "not a database" in reason:
        return LibraryError(
            _("The library {path} is damaged ({reason}). Restore it from a backup.").format(
                path=path, reason=reason
            )
        )
    return LibraryError(
        _("The library {path} cannot be used: {reason}.").format(path=path, reason=reason)
    )


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise _library_error(path, "readonly") from error
    except OSError as error:
        raise LibraryError(
            _(
                "The library {path} cannot be opened: {reason}. Check the rights of the "
                "file and its folder."
            ).format(path=path, reason=error.strerror)
        ) from error


def check_file(path: Path, lock: Lock, wait: float) -> None:
    """Refuse what is no library before anything is opened for writing."""
    if path.is_dir():
        raise LibraryError(
            _("{path} is a folder. Name a file in it, such as {path_2}.").format(
                path=path, path_2=path / "contacts.db"
            )
        )
    if not path.parent.is_dir():
        raise LibraryError(
            _("The folder {parent} does not exist. Make it with: mkdir -p '{parent}'").format(
                parent=path.parent
            )
        )
    with _reading(path):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with path.open("rb") as file:
            header = file.read(100)
    if header:
        _check_header(path, header, lock, wait)


def _check_header(path: Path, header: bytes, lock: Lock, wait: float) -> None:
    if lock is CLEAR and not header.startswith(SQLITE_MAGIC):
        raise LibraryError(
            _(
                "{path} is not a cardscan library. Name another file; this one was left as it is."
            ).format(path=path)
        )
    if lock is CLEAR:
        page_size = int.from_bytes(header[16:18], "big")
        page_size = 65536 if page_size == 1 else page_size
        _check_length(path, int.from_bytes(header[28:32], "big") * page_size, header)
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with wrapped_errors(path), closing(lock.connect(uri, timeout=wait, uri=True)) as reader:
        application, tables = _fingerprint(path, lock, reader)
        if lock is not CLEAR:
            (pages,) = reader.execute("PRAGMA page_count").fetchone()
            _check_length(path, pages * PAGE_BYTES, header)
    if tables and application != APPLICATION_ID:
        raise LibraryError(
            _(
                "{path} is the database of another program. Name another file; this one "
                "was left as it is."
            ).format(path=path)
        )


def _fingerprint(path: Path, lock: Lock, reader: sqlite3.Connection) -> tuple[int, int]:
    """Return whose database it is and how many tables it has."""
    try:
        (tables,) = reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application,) = reader.execute("PRAGMA application_id").fetchone()
    except lock.dbapi.Error as error:
        if lock is not CLEAR and "not a database" in str(error):
            raise PassphraseWrong(
                _("This is not the passphrase of {path}.").format(path=path)
            ) from error
        raise _library_error(path, str(error)) from error
    return application, tables


def _check_length(path: Path, length: int, header: bytes) -> None:
    wal = path.with_name(path.name + "-wal")
    unfinished = wal.exists() and wal.stat().st_size > 0  # then the log holds what the file lacks
    if len(header) < 100 or (path.stat().st_size < length and not unfinished):
        raise LibraryError(
            _("The library {path} is cut short. Restore it from a backup.").format(path=path)
        )
