"""Portrait photographs of nobody: head, hair and shoulders before a wall."""

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples.drawing.canvas import Color
from samples.drawing.decor.colors import mixed
from samples.drawing.decor.scenes import blend, clouds

SKINS: tuple[Color, ...] = ((238, 205, 176), (226, 186, 152), (204, 160, 124), (150, 106, 78))
HAIRS: tuple[Color, ...] = ((28, 24, 24), (52, 38, 30), (96, 70, 46), (128, 126, 124))
CLOTHES: tuple[Color, ...] = (
    (36, 42, 60),
    (60, 62, 66),
    (28, 28, 30),
    (120, 60, 66),
    (70, 96, 110),
)
WALLS: tuple[Color, ...] = ((206, 214, 222), (232, 230, 226), (150, 176, 200), (190, 186, 176))
DARK: Color = (30, 22, 20)


@dataclass(frozen=True, slots=True)
class Sketch:
    """Draws about the middle between the eyes, in hundredths of the picture's shorter side."""

    pen: ImageDraw.ImageDraw
    x: float
    y: float
    unit: float

    def oval(self, x: float, y: float, size: tuple[float, float], color: Color) -> None:
        """Fill an oval of half so wide and half so high about a point."""
        wide, high = size
        self.pen.ellipse(self.placed((x - wide, y - high), (x + wide, y + high)), fill=color)

    def polygon(self, points: tuple[tuple[float, float], ...], color: Color) -> None:
        """Fill a polygon."""
        self.pen.polygon(self.placed(*points), fill=color)

    def stroke(self, start: tuple[float, float], end: tuple[float, float], color: Color) -> None:
        """Draw a thin line."""
        self.pen.line(self.placed(start, end), fill=color, width=max(1, round(1.4 * self.unit)))

    def placed(self, *points: tuple[float, float]) -> list[tuple[float, float]]:
        """Return points in pixels of the picture."""
        return [(self.x + x * self.unit, self.y + y * self.unit) for x, y in points]


def portrait(rng: Random, size: tuple[int, int]) -> Image.Image:
    """Draw a portrait of so many pixels."""
    wall, skin, hair = rng.choice(WALLS), rng.choice(SKINS), rng.choice(HAIRS)
    picture = blend(size, wall, mixed(wall, (70, 74, 80), 0.35), 70)
    unit = min(size) / 100
    wide, high = rng.uniform(19, 22), rng.uniform(25, 28)
    middle = (size[0] / 2 + rng.uniform(-4, 4) * unit, size[1] * 0.18 + high * unit)
    sketch = Sketch(ImageDraw.Draw(picture), *middle, unit)
    if rng.random() < 0.45:  # long hair falls behind the shoulders
        fall = sketch.placed((-wide * 1.3, -high - 3), (wide * 1.3, high * 1.7))
        sketch.pen.rounded_rectangle(fall, wide * unit, fill=hair)
    _shoulders(sketch, rng, high * 1.25, skin)
    sketch.oval(0, -3, (wide * 1.1, high * 0.98), hair)
    sketch.oval(0, 3, (wide, high), skin)
    fringe = sketch.placed((-wide * 1.02, -high - 3), (wide * 1.02, high * 0.1))
    ends = 180 + rng.uniform(-12, 12), 360 + rng.uniform(-12, 12)
    sketch.pen.chord(fringe, *ends, fill=hair)
    _face(sketch, rng, skin)
    return _lit(rng, picture.filter(ImageFilter.GaussianBlur(1.1 * unit)))


def _shoulders(sketch: Sketch, rng: Random, collar: float, skin: Color) -> None:
    cloth, shirt = rng.choice(CLOTHES), rng.choice(((248, 248, 250), (206, 220, 236)))
    wide, neck = rng.uniform(40, 48), mixed(skin, DARK, 0.15)
    body = sketch.placed((-wide, collar), (wide, collar + 200))
    sketch.pen.rounded_rectangle(body, 24 * sketch.unit, fill=cloth)
    sketch.polygon(((-9, collar - 16), (9, collar - 16), (9, collar + 5), (-9, collar + 5)), neck)
    sketch.polygon(((-12, collar), (12, collar), (0, collar + 34)), shirt)
    sketch.polygon(((-8, collar - 1), (8, collar - 1), (0, collar + 9)), neck)
    if rng.random() < 0.4:
        tie = rng.choice(((130, 30, 40), (30, 50, 100), (60, 60, 60)))
        foot = collar + 32
        sketch.polygon(((-3, collar + 7), (3, collar + 7), (2, foot), (-2, foot)), tie)


def _face(sketch: Sketch, rng: Random, skin: Color) -> None:
    shade, lips = mixed(skin, DARK, 0.3), mixed(skin, (170, 50, 56), 0.55)
    glasses = rng.random() < 0.3
    for x in (-8.5, 8.5):
        sketch.oval(x, 2, (3.4, 1.7), (250, 248, 246))
        sketch.oval(x, 2, (1.7, 1.7), DARK)
        sketch.stroke((x - 4.5, -4), (x + 4.5, -4), mixed(DARK, skin, 0.3))
        if glasses:
            rim = sketch.placed((x - 6.5, -2.5), (x + 6.5, 7))
            sketch.pen.rounded_rectangle(rim, 2 * sketch.unit, outline=DARK, width=2)
    sketch.stroke((1, 4), (2.5, 12), shade)
    mouth = sketch.placed((-7, 11), (7, 20))
    sketch.pen.chord(mouth, 10, 170, fill=rng.choice((lips, (246, 240, 238))), outline=lips)


def _lit(rng: Random, picture: Image.Image) -> Image.Image:
    """Light a drawing from one side, unevenly, with the grain of a photograph."""
    ramp = np.linspace(1, -1, picture.width)[None, :, None] * rng.choice((-16, 16))
    light = clouds(rng, picture.size, 6)[:, :, None] * 10
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, 4, (*picture.size[::-1], 1))
    pixels = np.asarray(picture, np.float32) + ramp + light + grain
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
