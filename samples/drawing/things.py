"""Things that lie about on a desk; nothing on them can be read."""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.picture import Pixels, corners_of, moved, rotated

Color = tuple[int, int, int]
Points = NDArray[np.float64]
INK: Color = (120, 120, 125)


def with_things(rng: Random, desk: Pixels, mm: float) -> None:
    """Lay papers, pens, a cup or a keyboard about, in place, mostly near the edges."""
    for thing in rng.sample(THINGS, k=rng.randint(2, 4)):
        thing(rng, desk, mm)


def rectangle(size: tuple[float, float], at: tuple[float, float], degrees: float) -> Points:
    """Return the corners of a turned rectangle about its middle."""
    place = moved(*at) @ rotated(degrees) @ moved(-size[0] / 2, -size[1] / 2)
    corners = np.hstack([corners_of(size), np.ones((4, 1))])
    return np.asarray((corners @ place.T)[:, :2], np.float64)


def fill(desk: Pixels, corners: Points, color: Color, *, shadow: float = 0.0) -> None:
    """Fill a shape, in place, with a soft shadow of so many pixels below and to the right."""
    if shadow:
        mask = np.zeros(desk.shape[:2], np.uint8)
        cv2.fillPoly(mask, [_whole(corners + shadow)], 255, cv2.LINE_AA)
        soft = cv2.GaussianBlur(mask, (0, 0), shadow)[:, :, None] / np.float32(255)
        desk[:] = desk * (1 - 0.35 * soft)
    cv2.fillPoly(desk, [_whole(corners)], color, cv2.LINE_AA)


def near_edge(rng: Random, desk: Pixels, beyond: float = 0.0) -> tuple[float, float]:
    """Return a point at an edge of a desk, or so many pixels beyond it."""
    height, width = desk.shape[:2]
    along, side = rng.random(), rng.choice(("left", "right", "top", "bottom"))
    return {
        "left": (-beyond, along * height),
        "right": (width + beyond, along * height),
        "top": (along * width, -beyond),
        "bottom": (along * width, height + beyond),
    }[side]


def _paper(rng: Random, desk: Pixels, mm: float) -> None:
    """Lay a sheet whose lines of print are only strokes."""
    (x, y), angle = near_edge(rng, desk, 30 * mm), rng.uniform(-40, 40)
    white = rng.choice(((238, 238, 234), (246, 245, 240), (240, 232, 190), (222, 232, 240)))
    fill(desk, rectangle((148 * mm, 210 * mm), (x, y), angle), white, shadow=1.2 * mm)
    turn = rotated(angle)[:2, :2]
    for row in range(-9, 10):
        end = rng.uniform(-20, 58)
        line = np.array([(-58, row * 9.5), (end, row * 9.5)]) * mm @ turn.T + [x, y]
        _stroke(desk, line, INK, 0.5 * mm)


def _pen(rng: Random, desk: Pixels, mm: float) -> None:
    (x, y), angle = near_edge(rng, desk), rng.uniform(0, 180)
    color = rng.choice(((30, 30, 160), (20, 20, 24), (160, 30, 30), (200, 200, 205)))
    turn = rotated(angle)[:2, :2]
    parts = (
        ((-70, 60), color, 9.0),
        ((60, 68), (200, 190, 160), 5.0),
        ((-60, -20), (210, 210, 214), 1.6),
    )
    for (start, end), tone, thick in parts:
        line = np.array([(start, 0), (end, 0)]) * mm @ turn.T + [x, y]
        _stroke(desk, line, tone, thick * mm)


def _cup(rng: Random, desk: Pixels, mm: float) -> None:
    at = tuple(round(value) for value in near_edge(rng, desk, 12 * mm))
    china = rng.choice(((235, 235, 238), (60, 70, 90), (190, 80, 60), (222, 212, 196)))
    saucer = rng.random() < 0.4
    if saucer:
        cv2.circle(desk, at, round(70 * mm), (228, 226, 222), -1, cv2.LINE_AA)
        cv2.circle(desk, at, round(48 * mm), (206, 204, 200), round(mm), cv2.LINE_AA)
    cv2.circle(desk, at, round(41 * mm), china, -1, cv2.LINE_AA)
    drink = rng.choice(((70, 46, 34), (150, 110, 60), (120, 140, 70)))
    cv2.circle(desk, at, round(36 * mm), drink, -1, cv2.LINE_AA)


def _phone(rng: Random, desk: Pixels, mm: float) -> None:
    at, angle = near_edge(rng, desk, 20 * mm), rng.uniform(-60, 60)
    fill(desk, rectangle((72 * mm, 148 * mm), at, angle), (30, 30, 34), shadow=1.5 * mm)
    fill(desk, rectangle((67 * mm, 142 * mm), at, angle), (12, 12, 16))


def _keyboard(rng: Random, desk: Pixels, mm: float) -> None:
    """Lay a keyboard along an edge, its keys in staggered rows."""
    dark = rng.random() < 0.6
    body, key = ((44, 44, 48), (24, 24, 27)) if dark else ((206, 208, 212), (240, 240, 242))
    at, angle = near_edge(rng, desk, 25 * mm), rng.uniform(-12, 12) + rng.choice((0, 0, 0, 90))
    fill(desk, rectangle((290 * mm, 112 * mm), at, angle), body, shadow=2 * mm)
    turn = rotated(angle)[:2, :2]
    for row in range(5):
        for column in range(14):
            middle = np.array([column * 19 - 126 + 5 * (row % 3), row * 19 - 38]) * mm
            x, y = middle @ turn.T + at
            fill(desk, rectangle((16.5 * mm, 16.5 * mm), (x, y), angle), key)
            legend = np.array([(x - 2 * mm, y - 3 * mm), (x + rng.uniform(-1, 2) * mm, y - 3 * mm)])
            _stroke(desk, legend, (150, 150, 150), 0.4 * mm)


def _notebook(rng: Random, desk: Pixels, mm: float) -> None:
    """Lay a ruled notebook with a spiral back."""
    at, angle = near_edge(rng, desk, 15 * mm), rng.uniform(-30, 30)
    fill(desk, rectangle((152 * mm, 214 * mm), at, angle), (52, 60, 80), shadow=2 * mm)
    fill(desk, rectangle((146 * mm, 208 * mm), at, angle), (244, 242, 232))
    turn = rotated(angle)[:2, :2]
    for row in range(-12, 13):
        line = np.array([(-66, row * 8), (70, row * 8)]) * mm @ turn.T + at
        _stroke(desk, line, (190, 204, 220), 0.25 * mm)
        hole = (np.array([-70, row * 8]) * mm) @ turn.T + at
        cv2.circle(desk, (round(hole[0]), round(hole[1])), max(1, round(2 * mm)), (60, 60, 64), -1)


def _mat(rng: Random, desk: Pixels, mm: float) -> None:
    """Cover most of the desk with a mat, so that its long edge crosses the picture's margin."""
    height, width = desk.shape[:2]
    color = rng.choice(((46, 90, 74), (34, 36, 40), (120, 84, 58), (150, 154, 160), (60, 70, 110)))
    angle, size = rng.uniform(-12, 12), (600 * mm, 450 * mm)
    gap = rng.uniform(0.02, 0.1) * width
    at = rng.choice(((gap + size[0] / 2, height / 2), (width - gap - size[0] / 2, height / 2)))
    fill(desk, rectangle(size, at, angle), color, shadow=1.0 * mm)


def _edge(rng: Random, desk: Pixels, mm: float) -> None:
    """Let the desk end near one side, above a dim floor."""
    height, width = desk.shape[:2]
    angle, size = rng.uniform(-15, 15), (900 * mm, 900 * mm)
    gap = rng.uniform(0.02, 0.08)
    at = rng.choice(
        ((width / 2, gap * height - size[1] / 2), (gap * width - size[0] / 2, height / 2))
    )
    shape = rectangle(size, at, angle)
    floor = rng.choice(((70, 66, 62), (110, 108, 104), (52, 46, 44)))
    fill(desk, shape, floor)
    _stroke(desk, np.vstack([shape, shape[:1]]), (30, 28, 26), 1.5 * mm)


def _clips(rng: Random, desk: Pixels, mm: float) -> None:
    """Strew paper clips."""
    for _ in range(rng.randint(1, 4)):
        at, angle = near_edge(rng, desk, -rng.uniform(0, 12) * mm), rng.uniform(0, 180)
        for long, wide in ((30, 8), (24, 5)):
            shape = rectangle((long * mm, wide * mm), at, angle)
            _stroke(desk, np.vstack([shape, shape[:1]]), (168, 170, 176), 1.0 * mm)


Thing = Callable[[Random, Pixels, float], None]
THINGS: tuple[Thing, ...] = (
    _paper,
    _pen,
    _cup,
    _phone,
    _keyboard,
    _notebook,
    _mat,
    _edge,
    _clips,
    _paper,
    _pen,
)


def _stroke(desk: Pixels, line: Points, color: Color, thick: float) -> None:
    cv2.polylines(
        desk,
        [_whole(line)],
        isClosed=False,
        color=color,
        thickness=max(1, round(thick)),
        lineType=cv2.LINE_AA,
    )


def _whole(points: Points) -> NDArray[np.int32]:
    return np.rint(points).astype(np.int32)
