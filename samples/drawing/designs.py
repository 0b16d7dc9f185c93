"""Which designs suit a card: by language, layout and how it lies."""

from collections.abc import Callable

from samples.drawing import japanese, shops, tategaki, western
from samples.drawing.canvas import Canvas
from samples.drawing.look import Look
from samples.model import Person

Design = Callable[[Canvas, Person, Look], None]


def suiting(person: Person, look: Look, *, layout: str, upright: bool) -> tuple[Design, ...]:
    """Return the designs for somebody; layout as in cards.LAYOUTS, upright on the short side."""
    if not person.name.family:
        return shops.PORTRAIT if upright else shops.HORIZONTAL
    eastern = person.lang == "ja" or person.lang.startswith("zh")
    if not eastern:
        return western.PORTRAIT if upright else western.HORIZONTAL
    if layout == "vertical" and look.traditional:
        return tategaki.TRADITIONAL
    if layout == "vertical":
        return tategaki.PORTRAIT if upright else tategaki.LANDSCAPE
    return japanese.PORTRAIT if upright else japanese.HORIZONTAL
