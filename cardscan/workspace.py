"""What a face needs to work: the library and the recipe that the settings name."""

from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.config import Settings, default_library
from cardscan.errors import LibraryError
from cardscan.store.library import Library

if TYPE_CHECKING:
    from cardscan.scan import Recipe


def open_library(settings: Settings) -> Library:
    """Open the library, making it when there is none; raises LibraryError.

    Only the folder of the default library is made: any other may be a slip of the finger.
    """
    if settings.library == default_library():
        folder = Path(settings.library).parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"{folder} cannot be made ({error.strerror}).") from error
    return Library.open(settings.library)


def recipe_of(settings: Settings) -> "Recipe":
    """Return how cards are read."""
    from cardscan.scan import Recipe  # noqa: PLC0415 - who only searches needs no OpenCV

    return Recipe(engine=settings.engine, region=settings.region)
