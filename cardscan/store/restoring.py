"""Bring back what a backup holds; until the last moment the library is what it was."""

from pathlib import Path

from cardscan.errors import LibraryError, LibraryLocked, UsageError
from cardscan.store.backup import DATABASE, PICTURES, unpack, workshop
from cardscan.store.database import Database, open_database
from cardscan.store.sqlite import path_of, pictures_beside

DAMAGED = ".damaged"


def restore_backup(backup: Path, url: str, *, overwrite: bool, wait: float = 5.0) -> None:
    """Make the library at a URL what it was when the backup was written.

    Raise UsageError where a library is already and nobody said that it may go, BackupDamaged,
    LibraryTooNew, LibraryError.
    """
    path = path_of(url)
    if _is_there(path) and not overwrite:
        raise UsageError(
            f"{path} is a library already. Name another with --library, "
            "or add --force to replace what it holds."
        )
    with workshop(path) as folder:
        unpack(backup, folder)
        snapshot = folder / DATABASE
        open_database(snapshot, wait=wait).engine.dispose()  # an older one is brought up to date
        _add_pictures(folder / PICTURES, pictures_beside(path))
        _put_in_place(snapshot, path, wait)


def _add_pictures(source: Path, target: Path) -> None:
    """Move pictures in: named by their digests, they harm nothing that is there."""
    target.mkdir(mode=0o700, exist_ok=True)
    for picture in source.glob("*/*"):
        (target / picture.parent.name).mkdir(mode=0o700, exist_ok=True)
        picture.replace(target / picture.parent.name / picture.name)


def _put_in_place(snapshot: Path, path: Path, wait: float) -> None:
    library = _opened(path, wait) if _is_there(path) else None
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


def _opened(path: Path, wait: float) -> Database | None:
    """Open what shall be replaced, which may be too broken for it."""
    try:
        return open_database(path, wait=wait)
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
