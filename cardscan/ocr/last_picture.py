"""What was made of the last picture, at hand for whoever needs it once more."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

from cardscan.model import Pixels

T = TypeVar("T")


class LastPicture(Generic[T]):
    """Keeps what a function makes of a picture until another comes; the picture itself may go."""

    def __init__(self, make: Callable[[Pixels], T]) -> None:
        self._make = make
        self._kept: tuple[Callable[[], Pixels | None], T] | None = None

    def __call__(self, pixels: Pixels) -> T:
        """Return what the function makes of the picture, whose pixels must stay as they are."""
        kept = self._kept  # another thread may come with another picture
        if kept is not None and kept[0]() is pixels:
            return kept[1]
        self._kept = kept = None  # before another takes as much memory
        made = self._make(pixels)
        self._kept = ref(pixels), made
        return made
