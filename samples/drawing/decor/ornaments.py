"""What one card has beside its text: invented once, apart from how its lines are set."""

from dataclasses import dataclass
from random import Random

from samples.drawing.canvas import Color
from samples.drawing.decor.panels import Panel, invent_band, invent_panel
from samples.drawing.decor.rules import Rules, invent_rules
from samples.drawing.look import Look

PLAIN_SHARE = 0.45  # of cards; most printers' cards are type on paper


@dataclass(frozen=True, slots=True)
class Ornaments:
    """The ornaments of one card; without any argument there are none."""

    panel: Panel | None = None
    band: Panel | None = None
    rules: Rules | None = None


PLAIN = Ornaments()


def invent_ornaments(rng: Random, look: Look) -> Ornaments:
    """Invent the ornaments of a card with such a look; some get hardly any."""
    return Ornaments(
        panel=invent_panel(rng, look.ink) if rng.random() < 0.45 else None,
        band=invent_band(rng, _color(rng, look)) if rng.random() < 0.3 else None,
        rules=invent_rules(rng, _color(rng, look)) if rng.random() < 0.4 else None,
    )


def _color(rng: Random, look: Look) -> Color:
    """Return a colour for shapes: the card's accent, its ink or a gray between ink and paper."""
    gray = tuple((2 * a + b) // 3 for a, b in zip(look.paper, look.ink, strict=True))
    return rng.choice((look.accent, look.accent, look.ink, (gray[0], gray[1], gray[2])))
