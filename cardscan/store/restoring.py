"""Put a library in another's place; until the last moment that one is what it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cardscan.errors import LibraryError, LibraryLocked, UsageError
from cardscan.store.backup import DATABASE, PICTURES, unpack, workshop
from cardscan.store.database import Database, is_on_server, open_database
from cardscan.store.images import Folder, Pictures
from cardscan.store.sqlite import path_of, pictures_beside
from cardscan.store.verifying import pictures_of

WAIT = 5.0  # seconds for whoever writes
DAMAGED = ".damaged"


def restore_backup(backup: Path, url: str, *, overwrite: bool) -> tuple[str, ...]:
    """Make the library at a URL what it was when the backup was written.

    Return the pictures that the backup lacks, in words. Raise UsageError where a library is already
    and nobody said that it may go, BackupDamaged, LibraryTooNew, LibraryError.
    """
    _check_free(url, overwrite=overwrite)
    with _room_for(url) as folder:
        unpack(backup, folder)
        open_database(
            folder / DATABASE, wait=WAIT
        ).engine.dispose()  # brings an older one up to date
        return _replace(url, folder / DATABASE, Pictures(Folder(folder / PICTURES)))


def copy_library(source: Database, url: str, *, overwrite: bool) -> tuple[str, ...]:
    """Make the library at a URL what another is at this moment, in whichever database.

    Return the pictures that were lost before. Raise UsageError, LibraryError.
    """
    _check_free(url, overwrite=overwrite)
    with _room_for(url) as folder:
        source.write_snapshot(folder / DATABASE)
        return _replace(url, folder / DATABASE, source.pictures)


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
            "There is a library already. Name another place, or add --force to replace it."
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


def _replace(url: str, snapshot: Path, pictures: Pictures) -> tuple[str, ...]:
    """Bring the pictures, which harm nobody by being there, and then the database."""
    if is_on_server(url):
        target = open_database(url, wait=WAIT)
        try:
            lost = _bring(snapshot, pictures, target.pictures)
            target.take_over(snapshot)
        finally:
            target.engine.dispose()
        return lost
    path = path_of(url)
    lost = _bring(snapshot, pictures, Pictures(Folder(pictures_beside(path))))
    _put_in_place(snapshot, path)
    return lost


def _bring(snapshot: Path, source: Pictures, target: Pictures) -> tuple[str, ...]:
    """Copy what is missing or damaged there; return what is so here, too."""
    database = open_database(snapshot, wait=WAIT)
    with database.engine.connect() as connection:
        names = list(pictures_of(connection))
    database.engine.dispose()
    lost: list[str] = []
    for digest, suffix in names:
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


def _put_in_place(snapshot: Path, path: Path) -> None:
    library = _opened(path) if _is_there(path) else None
    if library is None:
        _set_aside(path)
        snapshot.replace(path)
        return
    try:
        library.take_over(snapshot)
    finally:
        library.engine.dispose()


def _is_there(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _opened(path: Path) -> Database | None:
    """Open what shall be replaced, which may be too broken for it."""
    try:
        return open_database(path, wait=WAIT)
    except LibraryLocked:
        raise
    except LibraryError:
        return None


def _set_aside(path: Path) -> None:
    """Keep what cannot be opened under another name, with the log that SQLite keeps beside it."""
    for suffix in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + suffix)
        if _is_there(beside):
            beside.replace(path.with_name(path.name + DAMAGED + suffix))
