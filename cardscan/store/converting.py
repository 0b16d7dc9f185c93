"""Encrypt a library where it lies, or decrypt it; whoever is cut short can simply start again.

The new database is written aside and takes the name of the old one in one step. Pictures are there
in both forms until that is done; whichever form the database does not need is erased at last, also
when an earlier run did not come so far.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from cardscan.errors import LibraryError, LibraryLocked, UsageError
from cardscan.language import _
from cardscan.store.backup import DATABASE, workshop
from cardscan.store.cipher import CLEAR, SEALED, Cipher, Lock
from cardscan.store.database import is_on_server
from cardscan.store.files import Passphrase, lock_of, wrapped_errors
from cardscan.store.images import Folder, Pictures, name_of
from cardscan.store.schema import APPLICATION_ID
from cardscan.store.sqlite import SqliteDatabase, path_of, pictures_beside
from cardscan.store.verifying import pictures_of

WAIT = 5.0  # seconds for whoever writes


def encrypt_library(url: str, passphrase: Passphrase, *, wait: float = WAIT) -> None:
    """Encrypt database and pictures; one that is encrypted is only tidied up.

    Raise UsageError for an empty passphrase and for a server, LibraryError.
    """
    path, lock = _opened(url, passphrase)
    if lock is not CLEAR:
        _erase_others(path, lock)
        return
    words = passphrase()
    if not words:
        raise UsageError(_("An empty passphrase protects nothing."))
    _convert(path, lock, Cipher.new(words), wait)


def decrypt_library(url: str, passphrase: Passphrase, *, wait: float = WAIT) -> None:
    """Write database and pictures in clear; one that is in clear is only tidied up."""
    path, lock = _opened(url, passphrase)
    if lock is CLEAR:
        _erase_others(path, lock)
    else:
        _convert(path, lock, CLEAR, wait)


def _opened(url: str, passphrase: Passphrase) -> tuple[Path, Lock]:
    if is_on_server(url):
        raise UsageError(_("What lies on a server is encrypted by the server and its disks."))
    path = path_of(url)
    lock = lock_of(path, passphrase)
    SqliteDatabase(path, wait=WAIT, lock=lock).engine.dispose()  # refuses what is no library
    return path, lock


def _convert(path: Path, old: Lock, new: Lock, wait: float) -> None:
    with workshop(path) as folder, _alone(path, old, wait) as connection:
        _export(connection, folder / DATABASE, new)
        _convert_pictures(path, folder / DATABASE, old, new)
        (folder / DATABASE).replace(path)
    _erase_others(path, new)


@contextmanager
def _alone(path: Path, lock: Lock, wait: float) -> Iterator[Any]:
    """Lend a connection that nobody else is beside; raise LibraryLocked."""
    driver = (lock if isinstance(lock, Cipher) else Cipher("", b"")).dbapi  # it alone knows both
    with (
        wrapped_errors(path),
        closing(driver.connect(str(path), timeout=wait, isolation_level=None)) as connection,
    ):
        lock.unlock(connection)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            # leaving the mode in which several may use it takes everybody else to be gone
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except driver.Error as error:
            raise _in_use(path) if "locked" in str(error) else _failed(path, error) from error
        if mode != "delete":
            raise _in_use(path)
        try:
            yield connection
        except driver.Error as error:
            raise _failed(path, error) from error


def _in_use(path: Path) -> LibraryLocked:
    return LibraryLocked(
        _(
            "The library {path} is in use by another program. Try again when it has finished."
        ).format(path=path)
    )


def _failed(path: Path, error: Exception) -> LibraryError:
    return LibraryError(
        _("The library {path} cannot be converted: {error}.").format(path=path, error=error)
    )


def _export(connection: Any, target: Path, new: Lock) -> None:
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    key = new.raw_key if isinstance(new, Cipher) else ""
    connection.execute(f'ATTACH DATABASE ? AS target KEY "{key}"', (str(target),))
    connection.execute("SELECT sqlcipher_export('target')")
    connection.execute(f"PRAGMA target.application_id = {APPLICATION_ID}")
    connection.execute("DETACH DATABASE target")


def _convert_pictures(path: Path, converted: Path, old: Lock, new: Lock) -> None:
    """Write each picture in its other form beside the one that is there.

    Raise LibraryError for one that is there and cannot be read: it would be erased unconverted.
    """
    folder = Folder(pictures_beside(path))
    source, target = Pictures(old.place(folder)), Pictures(new.place(folder))
    database = SqliteDatabase(converted, wait=WAIT, lock=new)
    with database.engine.connect() as connection:
        names = list(pictures_of(connection))
    database.engine.dispose()
    for digest, suffix in names:
        if source.place.size(name_of(digest, suffix)) is not None:
            target.put(source.get(digest, suffix), suffix)


def _erase_others(path: Path, lock: Lock) -> None:
    """Erase the pictures in the form that the database does not need."""
    is_sealed = lock is not CLEAR
    for folder in pictures_beside(path).glob("*"):
        for picture in folder.glob("*"):
            if (picture.suffix == SEALED) != is_sealed:
                picture.unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
