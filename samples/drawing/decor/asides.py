"""A side of the card kept free of lines for a picture or a coloured field with a logo."""

from dataclasses import dataclass
from random import Random

from PIL import Image

from samples.drawing.canvas import Box, Canvas, Color
from samples.drawing.decor.colors import told_from
from samples.drawing.decor.logos import LETTERS, logo
from samples.drawing.decor.patterns import PATTERNS
from samples.drawing.decor.portraits import portrait
from samples.drawing.decor.room import Room
from samples.drawing.decor.scenes import SUBJECTS, VIEWS
from samples.drawing.look import Look

SIDES = ("left", "right", "top", "bottom")
FILLS = ("photo", "photo", "portrait", "logo", "logo", "pattern")
OVERLAP = 3.0  # mm of a design's own white margin that the aside may use
COARSE = 3  # photographs are made so much smaller than the ground they are set on


@dataclass(frozen=True, slots=True)
class Aside:
    """A strip along one edge, with what fills it."""

    side: str  # one of SIDES
    share: float  # of the card's width or height
    fill: str  # one of FILLS
    color: Color

    def box(self, width: float, height: float) -> Box:
        """Return where it lies on a card, in mm."""
        wide, high = self.share * width, self.share * height
        return {
            "left": (0.0, 0.0, wide, height),
            "right": (width - wide, 0.0, width, height),
            "top": (0.0, 0.0, width, high),
            "bottom": (0.0, height - high, width, height),
        }[self.side]

    def rest(self, width: float, height: float) -> Box:
        """Return where the lines stand, in mm."""
        left, top, right, bottom = self.box(width, height)
        return {
            "left": (right - OVERLAP, 0.0, width, height),
            "right": (0.0, 0.0, left + OVERLAP, height),
            "top": (0.0, bottom - OVERLAP, width, height),
            "bottom": (0.0, 0.0, width, top + OVERLAP),
        }[self.side]


def invent_aside(rng: Random, color: Color) -> Aside:
    """Invent an aside whose field, if it is one, has a colour."""
    side = rng.choice(("left", "left", "right", "right", "top", "bottom"))
    least, most = (0.2, 0.34) if side in {"left", "right"} else (0.14, 0.26)
    return Aside(side, rng.uniform(least, most), rng.choice(FILLS), color)


def put_aside(canvas: Canvas, room: Room, rng: Random, aside: Aside, *, look: Look) -> None:
    """Fill the strip, up to the card's edges."""
    box = aside.box(canvas.width, canvas.height)
    left, top, right, bottom = (round(edge) for edge in canvas.pixels(*box))
    size = (right - left, bottom - top)
    small = (size[0] // COARSE, size[1] // COARSE)
    if aside.fill == "portrait" and size[1] > 0.9 * size[0]:
        picture = portrait(rng, small).resize(size, Image.Resampling.BICUBIC)
    elif aside.fill in {"photo", "portrait"}:
        picture = rng.choice((*SUBJECTS, *VIEWS))(rng, small).resize(size, Image.Resampling.BICUBIC)
    else:
        picture = Image.new("RGB", size, aside.color)
        ink = told_from(aside.color, look.paper)
        if aside.fill == "pattern":
            mask = rng.choice(PATTERNS)(size, rng.uniform(3.0, 7.0) * canvas.scale)
            picture.paste(ink, (0, 0), mask.point(lambda level: level // 3))
        side = round(min(size) * rng.uniform(0.45, 0.7))
        sign = "".join(rng.sample(LETTERS, rng.choice((1, 1, 2))))
        mark = logo(rng, side, family=look.family, color=ink, sign=sign)
        picture.paste(mark, ((size[0] - side) // 2, (size[1] - side) // 2), mark)
    canvas.ground.paste(picture, (left, top))
    room.take(box)
