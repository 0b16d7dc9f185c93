"""What an OCR engine is, and how one is found by name."""

from typing import Protocol, cast

from cardscan.model import OcrPage, PreparedCard
from cardscan.plugins import ENGINES, load_plugin


class Engine(Protocol):
    """Reads the text of one prepared card.

    A third-party engine is a module-level callable without arguments that returns such an
    object, registered under the entry-point group ``cardscan.engines``.
    """

    name: str

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card; raise `EngineFailed` or `EngineMissing`."""
        ...


def engine_named(name: str) -> Engine:
    """Load one engine; raise `UnknownName` when there is none of that name."""
    return cast("Engine", load_plugin(ENGINES, name)())
