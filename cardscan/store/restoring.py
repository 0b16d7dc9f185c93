"""Put a library in another's place; until the last moment that one is what it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cardscan.errors import LibraryError, LibraryLocked, PassphraseWrong, UsageError
from cardscan.language import _
from cardscan.store.backup import DATABASE, unpack, workshop
from cardscan.store.database import Database, is_on_server, open_database
from cardscan.store.files import Passphrase, lock_of
from cardscan.store.images import Folder, Pictures
from cardscan.store.sqlite import SqliteDatabase, path_of, pictures_beside
from cardscan.store.verifying import pictures_of

WAIT = 5.0  # seconds for whoever writes
DAMAGED = ".damaged"


def restore_backup(
    backup: Path, url: str, *, overwrite: bool, passphrase: Passphrase | None = None
) -> tuple[str, ...]:
    """Make the library at a URL what it was when the backup was written.

    Return the pictures that the backup lacks, in words. Raise UsageError where a library is already
    and nobody said that it may go, BackupDamaged, LibraryTooNew, LibraryError.
    """
    _check_free(url, overwrite=overwrite)
    with _room_for(url) as folder:
        unpack(backup, folder)
        path = folder / DATABASE
        snapshot = SqliteDatabase(path, wait=WAIT, lock=lock_of(path, passphrase))
        return _replace(url, snapshot, snapshot.pictures, passphrase)


def copy_library(
    source: Database, url: str, *, overwrite: bool, passphrase: Passphrase | None = None
) -> tuple[str, ...]:
    """Make the library at a URL what another is at this moment, in whichever database.

    Return the pictures that were lost before. Raise UsageError, LibraryError.
    """
    _check_free(url, overwrite=overwrite)
    with _room_for(url) as folder:
        snapshot = source.write_snapshot(folder / DATABASE)
        return _replace(url, snapshot, source.pictures, passphrase)


def _check_free(url: str, *, overwrite: bool) -> None:
    if overwrite:
        return
    if is_on_server(url):
        target = open_database(url, wait=WAIT)
        is_free = target.is_empty()
        target.engine.dispose()
    else:
        is_free = not _is_there(path_of(url))
    if not is_free:
        raise UsageError(
            _("There is a library already. Name another place, or add --force to replace it.")
        )


@contextmanager
def _room_for(url: str) -> Iterator[Path]:
    """Lend a folder: on the disk of a file, so that the new one need only be renamed."""
    if is_on_server(url):
        with TemporaryDirectory(prefix="cardscan-") as name:  # 0700
            yield Path(name)
    else:
        with workshop(path_of(url)) as folder:
            yield folder


def _replace(
    url: str, snapshot: SqliteDatabase, pictures: Pictures, passphrase: Passphrase | None
) -> tuple[str, ...]:
    """Bring the pictures, which harm nobody by being there, and then the database."""
    try:
        target = _opened(url, passphrase)
        if target is None:
            path = path_of(url)
            folder = snapshot.lock.place(Folder(pictures_beside(path)))
            lost = _bring(snapshot, pictures, Pictures(folder))
            _set_aside(path)
            snapshot.engine.dispose()
            snapshot.path.replace(path)
            return lost
        try:
            lost = _bring(snapshot, pictures, target.pictures)
            old = _pictures_in(target)
            target.take_over(snapshot)
            for digest, suffix in sorted(old - _pictures_in(snapshot)):
                target.pictures.remove(digest, suffix)
        finally:
            target.engine.dispose()
        return lost
    finally:
        snapshot.engine.dispose()


def _opened(url: str, passphrase: Passphrase | None) -> Database | None:
    """Open what shall be replaced; None where nothing is, or what is too broken for it."""
    if not is_on_server(url) and not _is_there(path_of(url)):
        return None
    try:
        return open_database(url, wait=WAIT, passphrase=passphrase)
    except LibraryError as error:
        if is_on_server(url) or isinstance(error, (LibraryLocked, PassphraseWrong)):
            raise
        return None


def _bring(snapshot: SqliteDatabase, source: Pictures, target: Pictures) -> tuple[str, ...]:
    """Copy what is missing or damaged there; return what is so here, too."""
    lost: list[str] = []
    for digest, suffix in sorted(_pictures_in(snapshot)):
        try:
            target.get(digest, suffix)
        except LibraryError:
            try:
                data = source.get(digest, suffix)
            except LibraryError as error:
                lost.append(str(error))
                continue
            target.remove(digest, suffix)
            target.put(data, suffix)
    return tuple(lost)


def _pictures_in(database: Database) -> set[tuple[str, str]]:
    """Return the pictures that a library speaks of."""
    with database.errors(), database.engine.connect() as connection:
        return set(pictures_of(connection))


def _is_there(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _set_aside(path: Path) -> None:
    """Keep what cannot be opened under another name, with the log that SQLite keeps beside it."""
    for suffix in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + suffix)
        if _is_there(beside):
            beside.replace(path.with_name(path.name + DAMAGED + suffix))
