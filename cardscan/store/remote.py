"""Keep pictures wherever fsspec reaches: an object store, a server, another machine."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cardscan.errors import LibraryError
from cardscan.language import _
from cardscan.store.images import Folder, Place

EXTRA = "pip install 'cardscan[team]'"


def place_at(url: str) -> Place:
    """Return the place that a path or a URL names; raise LibraryError for one we cannot reach."""
    if "://" not in url:
        return Folder(Path(url).expanduser().absolute())
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - only for those who have it

        return Remote(*url_to_fs(url))
    except ModuleNotFoundError as error:
        raise LibraryError(
            _(
                "Pictures at {partition}:// need another package: {extra}, and the one "
                "that fsspec names for this kind of place ({name})."
            ).format(partition=url.partition("://")[0], extra=EXTRA, name=error.name)
        ) from error
    except (ValueError, ImportError, OSError) as error:
        raise LibraryError(
            _("Pictures cannot be kept at {url}: {error}.").format(url=url, error=error)
        ) from error


class Remote:
    """A folder of a file system that fsspec knows."""

    def __init__(self, system: Any, root: str) -> None:
        self._system = system
        self._root = root.rstrip("/")

    def where(self, name: str) -> str:
        """Return the path of a name in that system."""
        return f"{self._root}/{name}"

    def size(self, name: str) -> int | None:
        """Return how many bytes lie there; None when nothing does."""
        try:
            with _as_os_error():
                return int(self._system.size(self.where(name)))
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes:
        """Return the bytes."""
        with _as_os_error():
            return bytes(self._system.cat_file(self.where(name)))

    def write(self, name: str, data: bytes) -> None:
        """Put bytes there; half a picture has another size and is written again."""
        path = self.where(name)
        with _as_os_error():
            try:
                self._system.pipe_file(path, data)
            except FileNotFoundError:  # object stores have no folders, others want them made
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
                self._system.pipe_file(path, data)

    def delete(self, name: str) -> None:
        """Take away what may lie there."""
        with _as_os_error():
            if self._system.exists(self.where(name)):
                self._system.rm_file(self.where(name))

    def stored(self, name: str) -> tuple[str, bytes]:
        """Return the name and the bytes: nothing is encrypted here."""
        return name, self.read(name)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Raise what a store's own library raises, such as a lost connection, as OSError in words."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
    except Exception as error:  # every library has classes of its own
        if isinstance(error, OSError) and error.strerror:
            raise
        raise OSError(errno.EIO, str(error) or type(error).__name__) from error
