"""What one card has beside its text: invented once, apart from how its lines are set."""

from dataclasses import dataclass, replace
from random import Random

from samples.drawing.canvas import Color
from samples.drawing.decor.asides import Aside, invent_aside
from samples.drawing.decor.colors import legible, mixed
from samples.drawing.decor.grounds import Ground, invent_ground
from samples.drawing.decor.lettering import AS_DESIGNED, Lettering, invent_lettering
from samples.drawing.decor.panels import Panel, invent_band, invent_panel
from samples.drawing.decor.papers import KRAFTS, PAPERS
from samples.drawing.decor.pictures import KINDS
from samples.drawing.decor.rules import Rules, invent_rules
from samples.drawing.look import Look

BESIDE_ASIDE = 0.84  # of the type's size where lines have less room
BLACK: Color = (16, 14, 12)
SIZES = ((91.0, 55.0), (85.0, 55.0), (89.0, 51.0), (85.0, 49.0), (65.0, 65.0), (91.0, 49.0))
CORNERS = (2.0, 3.0, 3.0, 5.0)
PLAIN_SHARE = 0.45  # of cards; most printers' cards are type on paper


@dataclass(frozen=True, slots=True)
class Ornaments:
    """The ornaments of one card; without any argument there are none."""

    size: tuple[float, float] | None = None  # of the card on its long side in mm; else the usual
    corner: float = 0.0  # radius of its corners in mm
    paper: str = ""  # one of PAPERS, smooth otherwise
    tint: Color | None = None  # of the paper, where its kind asks for one
    ground: Ground | None = None
    lettering: Lettering = AS_DESIGNED
    turned: bool = False  # a line along a side
    aside: Aside | None = None
    panel: Panel | None = None
    rules: Rules | None = None
    pictures: tuple[str, ...] = ()  # of KINDS


PLAIN = Ornaments()


def invent_ornaments(rng: Random, look: Look, *, lang: str) -> Ornaments:
    """Invent the ornaments of a card with such a look; some get hardly any."""
    paper = rng.choice(PAPERS) if rng.random() < 0.3 else ""
    tint = rng.choice(KRAFTS) if paper == "kraft" else None
    ink = mixed(tint, BLACK, 0.85) if tint else look.ink
    color = legible(tint or look.paper, look.accent, ink)  # of type
    latin = lang != "ja" and not lang.startswith("zh")
    kind = rng.choice(("aside", "panel", "panel", "panel", "band", "neither"))
    return Ornaments(
        paper=paper,
        size=rng.choice(SIZES) if rng.random() < 0.3 else None,
        corner=rng.choice(CORNERS) if rng.random() < 0.2 else 0.0,
        lettering=invent_lettering(rng, look.family, color, latin=latin),
        turned=rng.random() < 0.2,
        tint=tint,
        ground=invent_ground(rng, _color(rng, look), look.paper) if rng.random() < 0.35 else None,
        aside=invent_aside(rng, _color(rng, look)) if kind == "aside" else None,
        panel=_panel(rng, look, kind),
        pictures=tuple(rng.sample(KINDS, rng.choice((0, 0, 0, 1, 1, 1, 2)))),
        rules=invent_rules(rng, _color(rng, look)) if rng.random() < 0.4 else None,
    )


def _panel(rng: Random, look: Look, kind: str) -> Panel | None:
    if kind == "panel":
        return invent_panel(rng, look.ink)
    return invent_band(rng, _color(rng, look)) if kind == "band" else None


def suited(look: Look, ornaments: Ornaments) -> Look:
    """Return a look that suits the ornaments: ink for the paper, smaller type beside an aside."""
    if ornaments.tint:
        look = replace(look, paper=ornaments.tint, ink=mixed(ornaments.tint, BLACK, 0.85))
    if ornaments.lettering.family:
        look = replace(look, family=ornaments.lettering.family)
    if ornaments.aside:
        look = replace(
            look,
            name_points=look.name_points * BESIDE_ASIDE,
            text_points=look.text_points * BESIDE_ASIDE,
        )
    return look


def _color(rng: Random, look: Look) -> Color:
    """Return a colour for shapes: the card's accent, its ink or a gray between ink and paper."""
    gray = tuple((2 * a + b) // 3 for a, b in zip(look.paper, look.ink, strict=True))
    return rng.choice((look.accent, look.accent, look.ink, (gray[0], gray[1], gray[2])))
