"""Keep pictures by digest in a folder beside the database, for their owner's eyes only."""

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cardscan.errors import LibraryError


@dataclass(frozen=True, slots=True)
class ImageFolder:
    """Files named by the SHA-256 of their bytes; a file that is there is never written again."""

    folder: Path

    def put(self, data: bytes, suffix: str) -> str:
        """Store bytes and return their digest; raise LibraryError when that fails."""
        digest = sha256(data).hexdigest()
        path = self._path(digest, suffix)
        try:
            if not path.exists():
                _make_private(path.parent)
                _write_whole(path, data)
        except OSError as error:
            raise LibraryError(
                f"A picture cannot be stored in {self.folder}: {error.strerror}."
            ) from error
        return digest

    def get(self, digest: str, suffix: str) -> bytes:
        """Return what was stored; raise LibraryError when it is gone or not what it was."""
        path = self._path(digest, suffix)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LibraryError(
                f"The picture {path} cannot be read: {error.strerror}. Restore it from a backup."
            ) from error
        if sha256(data).hexdigest() != digest:
            raise LibraryError(f"The picture {path} is damaged. Restore it from a backup.")
        return data

    def _path(self, digest: str, suffix: str) -> Path:
        return self.folder / digest[:2] / f"{digest}{suffix}"  # 256 folders: none grows too long


def _make_private(folder: Path) -> None:
    for part in (folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)


def _write_whole(path: Path, data: bytes) -> None:
    """Write under another name first: whoever stops us, no half of a picture has this name."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
