"""Put a library into one file and take it out again.

The file is a tar archive (``tar tf FILE`` lists it) with a seal behind it: the SHA-256 of every
byte before, so that no flipped byte goes unseen. It holds ``contacts.db``, a snapshot of the
database, and the pictures that this snapshot speaks of.
"""

import io
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from cardscan.errors import BackupDamaged, LibraryError, UsageError
from cardscan.language import _
from cardscan.store.database import Database
from cardscan.store.images import Pictures
from cardscan.store.verifying import pictures_of

DATABASE = "contacts.db"
PICTURES = "contacts.images"
ARCHIVE = "backup"
SEAL = b"cardscan backup, sha256 "
SEAL_BYTES = len(SEAL) + 64 + 1  # the digest in hex, a line feed
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a backup."""

    pictures: int
    size: int  # bytes
    lost: tuple[str, ...]  # pictures that are missing or damaged, in words


def write_backup(database: Database, target: Path, *, overwrite: bool) -> Packed:
    """Write everything into one file, and read it again to check it.

    The file gets its name when it is whole. A picture that is lost is noted and the rest goes on.
    Raise UsageError where a file is already, LibraryError when none can be written or when the
    database is damaged, which would replace a good backup by a bad one.
    """
    if target.exists() and not overwrite:
        raise UsageError(
            _("{target} exists already. Name another file, or add --force.").format(target=target)
        )
    with workshop(target) as folder, _wrapped(target):
        snapshot = database.write_snapshot(folder / DATABASE)
        try:
            with snapshot.errors(), snapshot.engine.connect() as connection:
                if damage := next(snapshot.damages(connection), None):
                    raise LibraryError(
                        _("The library is damaged ({damage}). See: cardscan verify").format(
                            damage=damage
                        )
                    )
                names = list(pictures_of(connection))
        finally:
            snapshot.engine.dispose()
        packed = _pack(folder, database.pictures, names)
        (folder / ARCHIVE).replace(target)
    return packed


def _pack(folder: Path, pictures: Pictures, names: Iterable[tuple[str, str]]) -> Packed:
    lost: list[str] = []
    count = 0
    path = folder / ARCHIVE
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "r+b") as file:
        sealed = _Sealing(file)
        with tarfile.open(fileobj=sealed, mode="w|", format=tarfile.PAX_FORMAT) as archive:
            archive.add(folder / DATABASE, DATABASE, filter=_without_owner)
            for digest, suffix in names:
                try:
                    name, data = pictures.stored(digest, suffix)
                except LibraryError as error:
                    lost.append(str(error))
                    continue
                _add(archive, f"{PICTURES}/{name}", data)
                count += 1
        file.write(SEAL + sealed.digest.hexdigest().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
        _forget_cached(file)
        check_seal(file, path)
        return Packed(count, file.seek(0, os.SEEK_END), tuple(lost))


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """Lend a folder on the disk of a file, gone afterwards; what a killed run left goes first."""
    folder = beside.with_name(f".{beside.name}.unfinished")
    with _wrapped(beside):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _wrapped(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror)
        ) from error


def unpack(backup: Path, folder: Path) -> None:
    """Check a backup and take it apart into a folder; raise BackupDamaged, UsageError."""
    try:
        file = backup.open("rb")
    except OSError as error:
        raise UsageError(
            _("The backup {backup} cannot be read: {reason}.").format(
                backup=backup, reason=error.strerror
            )
        ) from error
    with file:
        check_seal(file, backup)
        file.seek(0)
        with _wrapped(folder):
            _unpack(file, folder, backup)


def check_seal(file: IO[bytes], path: Path) -> None:
    """Compare every byte of a backup with its seal; raise BackupDamaged."""
    length = file.seek(0, os.SEEK_END) - SEAL_BYTES
    if length < 0:
        raise BackupDamaged(
            _("{path} is not a backup made by cardscan, or it is cut short.").format(path=path)
        )
    file.seek(0)
    digest = sha256()
    left = length
    while left and (data := file.read(min(CHUNK, left))):
        digest.update(data)
        left -= len(data)
    seal = file.read()
    if not seal.startswith(SEAL):
        raise BackupDamaged(
            _("{path} is not a backup made by cardscan, or it is cut short.").format(path=path)
        )
    if seal != SEAL + digest.hexdigest().encode() + b"\n":
        raise BackupDamaged(
            _("{path} is damaged: it is not what was written. Take another backup.").format(
                path=path
            )
        )


class _Sealing(io.RawIOBase):
    """Passes on what is written and takes its digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = sha256()

    def write(self, data: bytes) -> int:  # type: ignore[override] # tarfile passes bytes
        self.digest.update(data)
        return self._file.write(data)


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    entry.mode = 0o600
    archive.addfile(entry, io.BytesIO(data))


def _without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose file it was: a backup goes to other machines."""
    return entry.replace(uid=0, gid=0, uname="", gname="", mode=0o600, deep=False)


def _forget_cached(file: IO[bytes]) -> None:
    """Ask the system to drop what it holds of a file: what is read then comes from the disk."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _unpack(file: IO[bytes], folder: Path, backup: Path) -> None:
    try:
        with tarfile.open(fileobj=file, mode="r|") as archive:
            for entry in archive:
                path = folder / _safe(entry, backup)
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if data := archive.extractfile(entry):
                    _write(path, data)
    except tarfile.TarError as error:
        raise BackupDamaged(
            _("{backup} is not a backup made by cardscan ({error}).").format(
                backup=backup, error=error
            )
        ) from error


def _write(path: Path, data: IO[bytes]) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        shutil.copyfileobj(data, file, CHUNK)
        file.flush()
        os.fsync(file.fileno())


def _safe(entry: tarfile.TarInfo, backup: Path) -> PurePosixPath:
    """Return where an entry goes; a file that names places elsewhere is none of ours."""
    path = PurePosixPath(entry.name)
    if not entry.isfile() or path.is_absolute() or ".." in path.parts or len(path.parts) > 3:
        raise BackupDamaged(
            _("{backup} is not a backup made by cardscan: it holds {name}.").format(
                backup=backup, name=entry.name
            )
        )
    return path
