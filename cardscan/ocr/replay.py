"""An engine that plays recorded pages back: for tests, and for looking at parsing alone."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from msgspec import MsgspecError, json

from cardscan.errors import EngineFailed
from cardscan.language import _
from cardscan.model import OcrPage, PreparedCard

NAME = "replay"


class ReplayEngine:
    """Returns recorded pages by the name of the picture and the index of the card in it."""

    name = NAME

    def __init__(self, pages: Mapping[tuple[str, int], OcrPage]) -> None:
        self._pages = dict(pages)

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the page recorded for this card; raise `EngineFailed` when there is none."""
        key = (Path(card.source.path).name, card.source.index)
        if key not in self._pages:
            raise EngineFailed(
                _("{path}: no page was recorded for card {key}.").format(
                    path=card.source.path, key=key[1]
                )
            )
        return replace(self._pages[key], source=card.source)


def dump_page(page: OcrPage) -> bytes:
    """Return a page as JSON."""
    return json.format(json.encode(page), indent=1)


def load_page(recorded: bytes) -> OcrPage:
    """Return a page from JSON; raise `EngineFailed` when it is none."""
    try:
        return json.decode(recorded, type=OcrPage)
    except MsgspecError as error:
        raise EngineFailed(_("not a recorded page: {error}").format(error=error)) from error
