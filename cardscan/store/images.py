"""Keep pictures by digest: in a folder beside the database, or wherever a URL leads."""

import os
import stat
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cardscan.errors import LibraryError
from cardscan.language import _

PICTURE = ".jpg"  # how prepared cards are stored

PRIVATE = 0o700  # for their owner's eyes only


class Place(Protocol):
    """Where bytes lie under names such as ``ab/abcd.jpg``; every method may raise OSError."""

    def where(self, name: str) -> str:
        """Return the place of a name in words."""

    def size(self, name: str) -> int | None:
        """Return how many bytes lie there; None when nothing does."""

    def read(self, name: str) -> bytes:
        """Return the bytes."""

    def write(self, name: str, data: bytes) -> None:
        """Put bytes there, all or none."""

    def delete(self, name: str) -> None:
        """Take away what may lie there."""

    def stored(self, name: str) -> tuple[str, bytes]:
        """Return under which name bytes lie, and as they lie there, encrypted or not."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures named by the SHA-256 of their bytes; one that is there is never written again."""

    place: Place

    def put(self, data: bytes, suffix: str) -> str:
        """Store bytes and return their digest; raise LibraryError when that fails."""
        digest = sha256(data).hexdigest()
        name = name_of(digest, suffix)
        try:
            if self.place.size(name) != len(data):
                self.place.write(name, data)
        except OSError as error:
            raise LibraryError(
                _("The picture {where} cannot be stored: {reason}.").format(
                    where=self.place.where(name), reason=_reason(error)
                )
            ) from error
        return digest

    def get(self, digest: str, suffix: str) -> bytes:
        """Return what was stored; raise LibraryError when it is gone or not what it was."""
        name = name_of(digest, suffix)
        try:
            data = self.place.read(name)
        except OSError as error:
            raise LibraryError(
                _("The picture {where} cannot be read: {reason}. Restore it from a backup.").format(
                    where=self.place.where(name), reason=_reason(error)
                )
            ) from error
        if sha256(data).hexdigest() != digest:
            raise LibraryError(
                _("The picture {where} is damaged. Restore it from a backup.").format(
                    where=self.place.where(name)
                )
            )
        return data

    def stored(self, digest: str, suffix: str) -> tuple[str, bytes]:
        """Return a picture as it lies in its place, and its name there; raise LibraryError."""
        self.get(digest, suffix)
        return self.place.stored(name_of(digest, suffix))

    def remove(self, digest: str, suffix: str) -> None:
        """Erase a picture, which may be gone already; raise LibraryError when that fails."""
        name = name_of(digest, suffix)
        try:
            self.place.delete(name)
        except OSError as error:
            raise LibraryError(
                _("The picture {where} cannot be erased: {reason}.").format(
                    where=self.place.where(name), reason=_reason(error)
                )
            ) from error


def name_of(digest: str, suffix: str) -> str:
    """Return the name of a picture in its place.

    >>> name_of("ab12", ".jpg")
    'ab/ab12.jpg'
    """
    return f"{digest[:2]}/{digest}{suffix}"  # 256 folders: none grows too long


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, private unless somebody made it for a group."""

    path: Path

    def where(self, name: str) -> str:
        """Return the path of a name."""
        return str(self.path / name)

    def size(self, name: str) -> int | None:
        """Return how many bytes lie there; None when nothing does."""
        try:
            return (self.path / name).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes:
        """Return the bytes."""
        return (self.path / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write under another name first: whoever stops us, no half of a picture has this name."""
        path = self.path / name
        self.path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        rights = stat.S_IMODE(self.path.stat().st_mode)
        if not path.parent.is_dir():
            path.parent.mkdir(exist_ok=True)
            path.parent.chmod(rights)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".part-")  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).chmod(rights & 0o660)
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise

    def delete(self, name: str) -> None:
        """Take away what may lie there."""
        (self.path / name).unlink(missing_ok=True)

    def stored(self, name: str) -> tuple[str, bytes]:
        """Return the name and the bytes: nothing is encrypted here."""
        return name, self.read(name)
