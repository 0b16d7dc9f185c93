"""Pictures that pass for photographs: landscapes, towns, lights at night, things for sale."""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from samples.drawing.canvas import Color
from samples.drawing.decor.colors import mixed

Size = tuple[int, int]
Scene = Callable[[Random, Size], Image.Image]

SKIES = (
    ((96, 150, 214), (222, 236, 248)),
    ((236, 150, 96), (250, 222, 170)),
    ((60, 74, 120), (214, 160, 150)),
    ((170, 186, 200), (230, 234, 236)),
)
HILLS: tuple[Color, ...] = ((58, 92, 66), (64, 84, 112), (98, 104, 62), (84, 66, 88))
WALLS: tuple[Color, ...] = ((196, 186, 170), (150, 160, 172), (120, 110, 104), (214, 210, 204))
GOODS: tuple[Color, ...] = ((178, 60, 48), (58, 104, 150), (206, 162, 60), (70, 120, 84))


def blend(size: Size, start: Color, end: Color, degrees: float) -> Image.Image:
    """Return a gradient along a direction, clockwise from the right."""
    width, height = size
    across, down = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    ramp = (x * across + y * down) / (abs(across) + abs(down)) / 2 + 0.5
    pixels = np.array(start) + (np.array(end) - np.array(start)) * ramp[:, :, None]
    return Image.fromarray(pixels.astype(np.uint8))


def clouds(rng: Random, size: Size, cells: int) -> NDArray[np.float32]:
    """Return soft noise from about -1 to 1, so many cells to the width and finer ones in them."""
    noise = np.random.default_rng(rng.getrandbits(32))
    whole = np.zeros((size[1], size[0]), np.float32)
    for finer in (1, 2, 4, 8):
        rows = max(2, round(cells * finer * size[1] / size[0]))
        coarse = noise.normal(0, 0.5 / finer, (rows, cells * finer)).astype(np.float32)
        whole += np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC))
    return whole


def landscape(rng: Random, size: Size) -> Image.Image:
    """Draw hills one behind the other under a sky, the far ones paler."""
    sky = rng.choice(SKIES)
    picture, hill = blend(size, *sky, 90), rng.choice(HILLS)
    pen = ImageDraw.Draw(picture)
    for layer in range(4):
        level = size[1] * (0.42 + 0.14 * layer)
        ridge = clouds(rng, (size[0], 2), rng.choice((3, 5)))[0] * size[1] * 0.11
        points = [(x, level + float(ridge[x])) for x in range(0, size[0], 2)]
        color = mixed(sky[1], hill, 0.35 + 0.2 * layer)
        pen.polygon([(0, size[1]), *points, (size[0], level), (size[0], size[1])], fill=color)
    return _grained(rng, picture, 4.0)


def lights(rng: Random, size: Size) -> Image.Image:
    """Draw lights at night far out of focus."""
    picture = blend(size, (24, 26, 44), (62, 44, 60), rng.uniform(0, 180)).convert("RGB")
    unit = max(size)
    for _ in range(rng.randint(25, 45)):
        disc = Image.new("L", size)
        x, y = rng.uniform(0, size[0]), rng.uniform(0, size[1])
        radius = unit * rng.uniform(0.015, 0.06)
        box = (x - radius, y - radius, x + radius, y + radius)
        ImageDraw.Draw(disc).ellipse(box, fill=rng.randint(40, 150))
        light = rng.choice(((255, 214, 140), (255, 160, 110), (170, 200, 255), (255, 240, 220)))
        picture.paste(light, (0, 0), disc)
    return picture.filter(ImageFilter.GaussianBlur(unit / 250))


def town(rng: Random, size: Size) -> Image.Image:
    """Draw towers with rows of windows, the near ones darker."""
    sky = rng.choice(SKIES)
    picture = blend(size, *sky, 90)
    pen = ImageDraw.Draw(picture)
    for layer in range(3):
        x = -rng.uniform(0, 0.1) * size[0]
        while x < size[0]:
            wide = size[0] * rng.uniform(0.06, 0.14)
            top = size[1] * rng.uniform(0.18 + 0.16 * layer, 0.45 + 0.16 * layer)
            _tower(
                pen,
                rng,
                (x, top, x + wide, float(size[1])),
                mixed(sky[1], (66, 74, 92), 0.3 + 0.25 * layer),
            )
            x += wide * rng.uniform(0.9, 1.4)
    return _grained(rng, picture.filter(ImageFilter.GaussianBlur(max(size) / 700)), 3.0)


def building(rng: Random, size: Size) -> Image.Image:
    """Draw one building with a door, before a sky and a street."""
    width, height = size
    picture = blend(size, *rng.choice(SKIES), 90)
    pen, wall = ImageDraw.Draw(picture), rng.choice(WALLS)
    street = height * rng.uniform(0.8, 0.88)
    pen.rectangle((0, street, width, height), fill=(126, 126, 128))
    left, right = width * rng.uniform(0.08, 0.2), width * rng.uniform(0.75, 0.92)
    box = (left, height * rng.uniform(0.12, 0.3), right, street)
    _tower(pen, rng, box, wall)
    if rng.random() < 0.5:
        middle = (left + right) / 2
        peak = box[1] - height * 0.12
        pen.polygon(
            [(left, box[1]), (middle, peak), (right, box[1])], fill=mixed(wall, (90, 50, 40), 0.6)
        )
    door, wide = rng.uniform(left, right - width * 0.12), width * 0.1
    pen.rectangle((door, street - height * 0.14, door + wide, street), fill=(70, 56, 48))
    return _grained(rng, picture.filter(ImageFilter.GaussianBlur(max(size) / 500)), 5.0)


def goods(rng: Random, size: Size) -> Image.Image:
    """Draw things for sale on a table: jars, boxes, round things, with light from one side."""
    width, height = size
    back = rng.choice(((228, 222, 212), (90, 96, 104), (206, 214, 220)))
    picture = blend(size, back, mixed(back, (40, 40, 40), 0.3), 60)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 0.7, width, height), fill=mixed(back, (120, 84, 54), 0.6))
    for at in range(rng.randint(2, 4)):
        color = rng.choice(GOODS)
        x, wide = width * (0.1 + 0.24 * at), width * rng.uniform(0.14, 0.24)
        tall, foot = height * rng.uniform(0.2, 0.5), height * rng.uniform(0.74, 0.86)
        shade, lit = mixed(color, (20, 20, 20), 0.45), mixed(color, (255, 255, 255), 0.4)
        pen.ellipse(
            (x - wide * 0.1, foot - height * 0.03, x + wide * 1.3, foot + height * 0.04),
            fill=mixed(back, (30, 26, 22), 0.7),
        )
        draw = rng.choice((pen.ellipse, pen.rectangle, pen.rectangle))
        for part, tone in ((0.0, shade), (0.12, color), (0.62, lit)):
            end = 0.12 if tone is lit else 0.0
            draw(
                (x + wide * part * 0.8, foot - tall, x + wide * (1 - part * 0.2 - end), foot),
                fill=tone,
            )
    return _grained(rng, picture.filter(ImageFilter.GaussianBlur(max(size) / 150)), 4.0)


def _tower(
    pen: ImageDraw.ImageDraw, rng: Random, box: tuple[float, float, float, float], wall: Color
) -> None:
    left, top, right, bottom = box
    pen.rectangle(box, fill=wall)
    pitch = max(3.0, (right - left) / rng.randint(4, 7))
    glass = mixed(wall, rng.choice(((40, 50, 66), (240, 226, 180))), 0.45)
    y = top + pitch * 0.6
    while y < bottom - pitch:
        x = left + pitch * 0.4
        while x < right - pitch * 0.7:
            pen.rectangle((x, y, x + pitch * 0.5, y + pitch * 0.55), fill=glass)
            x += pitch
        y += pitch * 1.1


def _grained(rng: Random, picture: Image.Image, strength: float) -> Image.Image:
    """Give a drawing uneven light and grain, so that no area is flat."""
    light = clouds(rng, picture.size, 4)[:, :, None] * 14
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, strength, picture.size[::-1])
    pixels = np.asarray(picture, np.float32) + light + grain[:, :, None]
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


VIEWS: tuple[Scene, ...] = (landscape, lights, town)
SUBJECTS: tuple[Scene, ...] = (landscape, town, building, building, goods, goods)
