"""Dark or coloured panels over a part of the card, with the print inside them in light ink."""

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples.drawing.canvas import Canvas, Color, DoesNotFitError
from samples.drawing.decor.colors import lightness
from samples.drawing.decor.room import Room

WHITE = (2.0, 1.3, 0.8)  # mm between a panel's edge and the next print, the handsomest first
DRIFT = 0.16  # of the card; so far an edge may move to where no line stands
DARK = ((24, 30, 52), (22, 22, 24), (18, 52, 46), (74, 20, 34), (52, 34, 70), (58, 42, 32))
VIVID = (
    (22, 74, 150),
    (176, 30, 40),
    (14, 110, 112),
    (34, 122, 62),
    (214, 96, 24),
    (122, 132, 142),
)
PALE = ((226, 234, 244), (240, 232, 216), (228, 240, 228), (246, 226, 226), (232, 232, 236))
LIGHT_INKS = ((255, 255, 255), (250, 246, 232), (228, 212, 168))
DIRECTIONS = {"left": 0.0, "right": 180.0, "top": 90.0, "bottom": 270.0}


@dataclass(frozen=True, slots=True)
class Panel:
    """A strip across the card: from so far to so far along a direction, as shares of the card."""

    degrees: float  # clockwise from the right: 0 begins at the left edge, 90 at the top
    start: float
    end: float
    color: Color
    ink: Color  # of what is dark elsewhere


def invent_panel(rng: Random, ink: Color) -> Panel:
    """Invent a panel over a half, a third or a band of the card; ink is the card's own."""
    degrees = rng.choice(tuple(DIRECTIONS.values()))
    start, end = rng.choice(((0.0, 0.5), (0.0, 0.33), (0.0, 0.25), (0.0, 0.62), (0.3, 0.65)))
    if rng.random() < 0.25:
        degrees += rng.choice((-1, 1)) * rng.uniform(8, 35)
    color = rng.choice(rng.choice((DARK, DARK, VIVID, PALE)))
    return Panel(degrees, start, end, color, light_on(rng, color, ink))


def invent_band(rng: Random, color: Color) -> Panel:
    """Invent a coloured band along one edge or a little way off it."""
    thick = rng.choice((0.015, 0.03, 0.05, 0.08, 0.12))
    start = rng.choice((0.0, 0.0, 0.0, rng.uniform(0.03, 0.3)))
    degrees = rng.choice(tuple(DIRECTIONS.values()))
    return Panel(degrees, start, start + thick, color, light_on(rng, color, (20, 20, 22)))


def light_on(rng: Random, color: Color, ink: Color) -> Color:
    """Return an ink that can be read on a colour: light on dark, the card's own or a dark one."""
    if lightness(color) < 165:
        return rng.choice(LIGHT_INKS[:1] if lightness(color) > 100 else LIGHT_INKS)
    return ink if lightness(ink) < 90 else (28, 28, 32)


def put_panel(canvas: Canvas, room: Room, panel: Panel, *, paper: Color, ink: Color) -> None:
    """Lay a panel under what is printed, and change the ink there.

    Its edges move to where no line stands; raises DoesNotFitError when lines stand everywhere.
    """
    edges = _edges(room, panel)
    mask = Image.new("L", canvas.image.size)
    points = _outline(canvas, panel.degrees, edges)
    ImageDraw.Draw(mask).polygon(points, fill=255)
    canvas.ground.paste(panel.color, (0, 0), mask)
    if canvas.printed:
        changed = _recolored(canvas.image, (ink, paper), (panel.ink, panel.color))
        canvas.image.paste(changed, (0, 0), mask)
    for edge in edges:
        room.part(panel.degrees, edge)


def _edges(room: Room, panel: Panel) -> tuple[float, float]:
    """Return where the panel begins and ends, in mm along its direction."""
    start, end = room.extent(panel.degrees)
    span = end - start
    gaps = room.gaps(panel.degrees)
    edges = []
    for share in (panel.start, panel.end):
        if share <= 0.0 or share >= 1.0:
            edges.append(start + share * span)
            continue
        edges.append(_nearest(gaps, start + share * span, drift=DRIFT * span))
    if edges[1] - edges[0] < 0.5:
        raise DoesNotFitError("there is no room for a panel between the lines")
    return edges[0], edges[1]


def _nearest(gaps: list[tuple[float, float]], wish: float, *, drift: float) -> float:
    """Return where an edge may run that is wished for somewhere, moved no farther than drift."""
    for white in WHITE:
        stands = [
            min(max(wish, first + white), last - white)
            for first, last in gaps
            if last - first > 2 * white
        ]
        nearest = min(stands, key=lambda edge: abs(edge - wish), default=wish + 2 * drift)
        if abs(nearest - wish) <= drift:
            return nearest
    raise DoesNotFitError("lines stand where the panel ends")


def _outline(
    canvas: Canvas, degrees: float, edges: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return the strip's corners in pixels, far beyond the card at both sides."""
    along = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    across = np.array([-along[1], along[0]]) * 2 * (canvas.width + canvas.height)
    ends = [along * edge for edge in edges]
    corners = (ends[0] - across, ends[0] + across, ends[1] + across, ends[1] - across)
    return [(float(x) * canvas.scale, float(y) * canvas.scale) for x, y in corners]


def _recolored(
    image: Image.Image, before: tuple[Color, Color], after: tuple[Color, Color]
) -> Image.Image:
    """Turn a pair of ink and paper into another, and what lies between into what lies between.

    So a letter that is spared out of a coloured disc stays spared out; coloured type turns into
    the new ink.
    """
    ink, paper = (lightness(color) for color in before)
    shares = [min(1.0, max(0.0, 2 * (level - ink) / (paper - ink) - 1)) for level in range(256)]
    level, alpha = image.convert("RGB").convert("L"), image.getchannel("A")
    bands = [
        level.point([round(new + (under - new) * share) for share in shares])
        for new, under in zip(*after, strict=True)
    ]
    return Image.merge("RGBA", (*bands, alpha))
