"""Keep pictures wherever fsspec reaches: an object store, a server, another machine."""

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
            return int(self._system.size(self.where(name)))
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes:
        """Return the bytes."""
        return bytes(self._system.cat_file(self.where(name)))

    def write(self, name: str, data: bytes) -> None:
        """Put bytes there; half a picture has another size and is written again."""
        self._system.makedirs(self.where(name).rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(self.where(name), data)

    def delete(self, name: str) -> None:
        """Take away what may lie there."""
        if self._system.exists(self.where(name)):
            self._system.rm_file(self.where(name))

    def stored(self, name: str) -> tuple[str, bytes]:
        """Return the name and the bytes: nothing is encrypted here."""
        return name, self.read(name)
