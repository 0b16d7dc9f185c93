"""Desks on which cards are photographed: wood, marble, leather, cloth and plain boards."""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.picture import Pixels, Transform, carried, corners_of, moved, scaled
from samples.drawing.things import with_things

Color = tuple[int, int, int]
Surface = NDArray[np.float32]

WOODS = ((196, 156, 112), (150, 105, 70), (96, 66, 46), (222, 200, 170), (74, 48, 36))
CLOTHS = ((70, 84, 110), (120, 40, 44), (60, 90, 70), (176, 170, 160), (38, 40, 46))
BOARDS = ((205, 205, 208), (40, 42, 46), (230, 226, 216), (112, 118, 126), (244, 244, 243))
MARBLES = ((236, 234, 230), (206, 202, 198), (52, 54, 56), (214, 202, 186))
LEATHERS = ((112, 66, 40), (40, 34, 32), (150, 110, 76), (70, 30, 34))

ACROSS = 260.0  # mm of desk that a picture shows, unless something on it says otherwise
DETAIL = 1500  # pixels; a finer desk is only slower to draw


def draw_desk(
    rng: Random,
    size: tuple[int, int],
    *,
    clutter: bool,
    mm: float | None = None,
    like: Color | None = None,
) -> Pixels:
    """Return an empty desk of width × height pixels, or one with things on it, seen from above.

    A millimetre has mm pixels; a plain desk has almost the colour that `like` names.
    """
    mm = mm or max(size) / ACROSS
    if like is not None:
        surface = _board(rng, size, mm, color=_beside(rng, like))
    else:
        surface = rng.choice(SURFACES)(rng, size, mm)
    desk = np.asarray(np.clip(surface, 0, 255), dtype=np.uint8)
    if clutter:
        with_things(rng, desk, mm)
    return desk


def seen_desk(
    rng: Random,
    frame: tuple[int, int],
    place: Transform,
    *,
    mm: float,
    clutter: bool,
    like: Color | None = None,
) -> Pixels:
    """Return the desk that fills a frame, place being the projection from the desk's plane.

    A millimetre has mm pixels of the plane.
    """
    shown = carried(corners_of(frame), np.linalg.inv(place).astype(np.float64))
    low, high = shown.min(axis=0), shown.max(axis=0)
    detail = min(DETAIL, max(frame)) / float((high - low).max())
    size = (round((high[0] - low[0]) * detail), round((high[1] - low[1]) * detail))
    desk = draw_desk(rng, size, clutter=clutter, mm=mm * detail, like=like)
    onto = place @ moved(*low) @ scaled(1 / detail, 1 / detail)
    seen = cv2.warpPerspective(desk, onto, frame, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(seen, dtype=np.uint8)


def _wood(rng: Random, size: tuple[int, int], mm: float) -> Surface:
    """Planks of one tree each: rings cut lengthwise that flow around knots."""
    noise = _noise(rng)
    width, height = size
    x, y = np.meshgrid(np.arange(width, dtype=np.float32) / mm, np.arange(height) / mm)
    plank = rng.uniform(60, 160)
    start = rng.uniform(0, plank)
    number = np.floor((y + start) / plank).astype(int)
    depth = y + 6 * _clouds(noise, size, (max(3, height // 60), 3)) + 37.0 * number
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        knot = (rng.uniform(0, width / mm), rng.uniform(0, height / mm))
        away = ((x - knot[0]) / 2.6) ** 2 + (y - knot[1]) ** 2
        depth += rng.uniform(8, 14) * np.exp(-away / rng.uniform(20, 90))
    rings = np.sin(2 * np.pi * depth / rng.uniform(3, 9))
    fibre = _clouds(noise, size, (height // 2 + 1, max(2, width // 60)))
    tone = np.array([noise.normal(0, 1) for _ in range(int(number.max()) + 1)])[number]
    relief = rng.uniform(3, 9) * rings + rng.uniform(2, 6) * fibre + rng.uniform(0, 9) * tone
    if rng.random() < 0.6:
        relief -= 45 * np.exp(-(((y + start) % plank) ** 2) / 0.3)  # the gap between planks
    return _tinted(rng.choice(WOODS), relief)


def _cloth(rng: Random, size: tuple[int, int], mm: float) -> Surface:
    """Woven threads: two fine waves that cross, with some unevenness and a fold or two."""
    width, height = size
    pitch = max(4.0, rng.uniform(0.5, 1.4) * mm)
    across = np.sin(np.arange(width) * 2 * np.pi / pitch)[None, :]
    down = np.sin(np.arange(height) * 2 * np.pi / pitch)[:, None]
    noise = _noise(rng)
    uneven = noise.normal(0, 0.6, (height, width))
    folds = _clouds(noise, size, (4, 5)) * rng.choice((0.0, 0.0, 10.0))
    return _tinted(rng.choice(CLOTHS), (across * down + uneven) * rng.uniform(4, 9) + folds)


def _board(rng: Random, size: tuple[int, int], mm: float, *, color: Color | None = None) -> Surface:
    """Plain: almost one colour, with slow clouds and a scratch."""
    noise = _noise(rng)
    fine = noise.normal(0, 1.2, (size[1], size[0]))
    surface = _tinted(color or rng.choice(BOARDS), _clouds(noise, size, (6, 8)) * 4 + fine)
    for _ in range(rng.choice((0, 0, 2, 5))):
        start = np.array([rng.uniform(0, size[0]), rng.uniform(0, size[1])])
        end = start + np.array([rng.gauss(0, 40), rng.gauss(0, 10)]) * mm
        ends = [(int(x), int(y)) for x, y in (start, end)]
        line = np.zeros(size[::-1], np.uint8)
        cv2.line(line, ends[0], ends[1], 255, 1, cv2.LINE_AA)
        surface += (rng.choice((-9, 8)) / 255) * line[:, :, None].astype(np.float32)
    return surface


def _marble(rng: Random, size: tuple[int, int], mm: float) -> Surface:
    """Clouds, and veins where turbulence changes its sign."""
    noise = _noise(rng)
    color = rng.choice(MARBLES)
    rows, columns = (max(2, round(side / mm / 60)) for side in size[::-1])
    turbulence = np.zeros(size[::-1], np.float32)
    for k in range(5):
        turbulence += _clouds(noise, size, (rows * 2**k, columns * 2**k)) / np.float32(1.7**k)
    veins = np.exp(-np.abs(turbulence) / 0.05) + 0.5 * np.exp(-np.abs(turbulence - 0.7) / 0.03)
    sign = 1 if max(color) < 100 else -1
    return _tinted(color, sign * rng.uniform(20, 55) * veins + 5 * turbulence)


def _leather(rng: Random, size: tuple[int, int], mm: float) -> Surface:
    """Small bumps lit from one side, and now and then a seam."""
    noise = _noise(rng)
    grain = noise.normal(0, 1, size[::-1]).astype(np.float32)
    bumps = np.asarray(cv2.GaussianBlur(grain, (0, 0), max(0.8, 0.35 * mm)), np.float32)
    bumps /= bumps.std()
    relief = 5 * (bumps - np.roll(bumps, (1, 1), axis=(0, 1)) * 0.7) + 4 * _clouds(
        noise, size, (4, 5)
    )
    if rng.random() < 0.4:
        row = rng.uniform(0.03, 0.97) * size[1]
        away = (np.arange(size[1]) - row)[:, None] / mm
        stitch = np.sin(np.arange(size[0]) / mm * 2 * np.pi / 4)[None, :] > -0.4
        relief = relief + 50 * stitch * np.exp(-(away**2) / 0.2) - 22 * np.exp(-(away**2) / 3)
    return _tinted(rng.choice(LEATHERS), relief)


Draw = Callable[[Random, tuple[int, int], float], Surface]
SURFACES: tuple[Draw, ...] = (_wood, _wood, _cloth, _board, _board, _marble, _leather)


def _beside(rng: Random, color: Color) -> Color:
    """Return a colour that is hard to tell from another, but not the same."""
    lightness = rng.choice((-1, 1)) * rng.uniform(7, 16)
    red, green, blue = (
        min(250, max(12, level + lightness + rng.uniform(-3, 3))) for level in color
    )
    return round(red), round(green), round(blue)


def _noise(rng: Random) -> np.random.Generator:
    return np.random.default_rng(rng.getrandbits(32))


def _clouds(
    noise: np.random.Generator, size: tuple[int, int], cells: tuple[int, int]
) -> NDArray[np.float32]:
    """Return noise that changes slowly: so many rows × columns of it spread over the size."""
    coarse = noise.normal(0, 1, cells).astype(np.float32)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), np.float32)


def _tinted(color: Color, relief: NDArray[np.floating]) -> Surface:
    return np.asarray(np.array(color, np.float32) + relief[:, :, None], np.float32)
