"""What an OCR engine is, how one is found by name, and what is asked of its answer."""

import re
from collections.abc import Sequence
from typing import Protocol, cast, runtime_checkable

from cardscan.errors import CardscanError, EngineFailed, EngineMissing
from cardscan.language import N_, _
from cardscan.model import Line, OcrPage, Pixels, PreparedCard, Quad
from cardscan.plugins import ENGINES, load_plugin

UNCONFIRMED = N_("the second reader failed: nothing on this card is confirmed by it")  # a warning
HALF = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold
FAR = 100_000  # pixels; a picture has 80 million at most, and no card is a line of them


class Engine(Protocol):
    """Reads the text of one prepared card.

    A third-party engine is a class, or another callable without arguments, that gives such an
    object, registered under the entry-point group ``cardscan.engines``; see docs/engines.md.
    """

    name: str

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card; raise `EngineFailed` or `EngineMissing`."""
        ...


@runtime_checkable
class FindsLines(Protocol):
    """An engine that says where lines are before it reads them, so that print can be looked for."""

    def find_lines(self, pixels: Pixels) -> Sequence[Quad]:
        """Return the boxes of the lines in any picture, in its pixels."""
        ...


def engine_named(name: str) -> Engine:
    """Load one engine.

    Raises `UnknownName` when there is none of that name, and `EngineMissing`, which names it,
    when it cannot be used.
    """
    factory = load_plugin(ENGINES, name)
    if not callable(factory):
        raise EngineMissing(_unusable(name, "its entry point names nothing that can be called"))
    try:
        engine = factory()
    except ImportError as error:
        raise EngineMissing(_unusable(name, str(error))) from error
    if not isinstance(getattr(engine, "name", None), str):
        raise EngineMissing(_unusable(name, f"its {type(engine).__name__} has no name"))
    if not callable(getattr(engine, "read", None)):
        raise EngineMissing(_unusable(name, f"its {type(engine).__name__} has no method read"))
    return cast("Engine", engine)


def read_page(engine: Engine, card: PreparedCard) -> OcrPage:
    """Read a card; raise `EngineFailed`, which names the engine, when no page comes back."""
    try:
        page: object = engine.read(card)
    except (CardscanError, MemoryError):
        raise
    except Exception as error:  # another's code: what it says may be the text of a card
        raise EngineFailed(
            _("The engine '{name}' broke ({kind}).").format(
                name=engine.name, kind=type(error).__name__
            )
        ) from error
    if not isinstance(page, OcrPage):
        raise EngineFailed(
            _("The engine '{name}' returned {kind} instead of an OcrPage.").format(
                name=engine.name, kind=type(page).__name__
            )
        )
    if not isinstance(page.lines, tuple) or not all(map(_is_line, page.lines)):
        raise EngineFailed(
            _(
                "The engine '{name}' returned a page whose lines are not a tuple of Line "
                "with a text, a quad on the card and a confidence from 0 to 1."
            ).format(name=engine.name)
        )
    return page


def _is_line(line: object) -> bool:
    return (
        isinstance(line, Line)
        and isinstance(line.text, str)
        and not HALF.search(line.text)
        and isinstance(line.quad, Quad)
        and _is_sane(line.quad)
        and isinstance(line.confidence, float | int)
        and 0 <= line.confidence <= 1
    )


def _is_sane(quad: Quad) -> bool:
    """Say whether its corners are numbers no further off than any picture is wide."""
    return all(abs(number) <= FAR for point in quad.points for number in point)


def _unusable(name: str, reason: str) -> str:
    return _(
        "The engine '{name}' cannot be used: {reason}. Ask who made it, or choose another."
    ).format(name=name, reason=reason)
