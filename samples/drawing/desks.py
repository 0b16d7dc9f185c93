"""Desks on which cards are photographed: wood, cloth, plain boards, with things lying about."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

WOODS = ((196, 156, 112), (150, 105, 70), (96, 66, 46), (222, 200, 170))
CLOTHS = ((70, 84, 110), (120, 40, 44), (60, 90, 70), (176, 170, 160))
BOARDS = ((205, 205, 208), (40, 42, 46), (230, 226, 216), (112, 118, 126))


def draw_desk(rng: Random, size: tuple[int, int], *, clutter: bool) -> Pixels:
    """Return an empty desk of width × height pixels, or one with things on it."""
    surface = rng.choice((_wood, _cloth, _board))(rng, size)
    return _with_things(rng, surface) if clutter else surface


def _wood(rng: Random, size: tuple[int, int]) -> Pixels:
    """Long grain: noise stretched along the board and bent a little."""
    width, height = size
    noise = np.random.default_rng(rng.getrandbits(32))
    grain = noise.normal(0, 1, (height // 3 + 1, max(2, width // 90))).astype(np.float32)
    grain = np.asarray(cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC))
    waves = np.sin(np.linspace(0, rng.uniform(20, 60), height))[:, None] * 0.6
    return _tinted(rng.choice(WOODS), (grain + waves) * rng.uniform(5, 11))


def _cloth(rng: Random, size: tuple[int, int]) -> Pixels:
    """Woven threads: two fine waves that cross, with some unevenness."""
    width, height = size
    pitch = rng.uniform(4, 8)
    across = np.sin(np.arange(width) * 2 * np.pi / pitch)[None, :]
    down = np.sin(np.arange(height) * 2 * np.pi / pitch)[:, None]
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 0.6, (height, width))
    return _tinted(rng.choice(CLOTHS), (across * down + noise) * rng.uniform(4, 9))


def _board(rng: Random, size: tuple[int, int]) -> Pixels:
    """Plain: almost one colour, with slow clouds."""
    width, height = size
    noise = np.random.default_rng(rng.getrandbits(32))
    clouds = cv2.resize(noise.normal(0, 1, (6, 8)).astype(np.float32), (width, height))
    fine = noise.normal(0, 1.2, (height, width))
    return _tinted(rng.choice(BOARDS), np.asarray(clouds) * 4 + fine)


def _tinted(color: tuple[int, int, int], relief: NDArray[np.floating]) -> Pixels:
    pixels = np.array(color, dtype=np.float32) + relief[:, :, None]
    return np.asarray(np.clip(pixels, 0, 255), dtype=np.uint8)


def _with_things(rng: Random, desk: Pixels) -> Pixels:
    """Lay papers, a pen, a cup and a phone about, mostly near the edges."""
    scene = desk.copy()
    for thing in rng.sample((_paper, _pen, _cup, _phone, _paper, _pen), k=rng.randint(2, 4)):
        thing(rng, scene)
    return scene


def _near_edge(rng: Random, scene: Pixels) -> tuple[float, float]:
    height, width = scene.shape[:2]
    side = rng.choice(((0.0, None), (1.0, None), (None, 0.0), (None, 1.0)))
    x, y = (rng.random() if part is None else part for part in side)
    return x * width, y * height


def _paper(rng: Random, scene: Pixels) -> None:
    """Lay a sheet whose lines of print are only strokes."""
    unit = scene.shape[1]
    (x, y), angle = _near_edge(rng, scene), rng.uniform(-40, 40)
    sheet = ((x, y), (unit * 0.5, unit * 0.65), angle)
    cv2.fillConvexPoly(scene, np.rint(cv2.boxPoints(sheet)).astype(np.int32), (238, 238, 234))
    turn = np.radians(angle)
    along, down = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    for row in range(-8, 9):
        middle = np.array([x, y]) + down * row * unit * 0.035
        start, end = middle - along * unit * 0.2, middle + along * unit * rng.uniform(0.05, 0.2)
        ends = [tuple(int(value) for value in point) for point in (start, end)]
        cv2.line(scene, ends[0], ends[1], (120, 120, 125), max(1, unit // 500), cv2.LINE_AA)


def _pen(rng: Random, scene: Pixels) -> None:
    unit = scene.shape[1]
    (x, y), angle = _near_edge(rng, scene), np.radians(rng.uniform(0, 180))
    reach = np.array([np.cos(angle), np.sin(angle)]) * unit * 0.2
    ends = [tuple(int(v) for v in np.array([x, y]) + step) for step in (-reach, reach)]
    color = rng.choice(((30, 30, 160), (20, 20, 24), (160, 30, 30)))
    cv2.line(scene, ends[0], ends[1], color, unit // 70, cv2.LINE_AA)


def _cup(rng: Random, scene: Pixels) -> None:
    unit = scene.shape[1]
    middle = tuple(int(value) for value in _near_edge(rng, scene))
    cv2.circle(scene, middle, unit // 9, (235, 235, 238), -1, cv2.LINE_AA)
    cv2.circle(scene, middle, unit // 11, (70, 46, 34), -1, cv2.LINE_AA)


def _phone(rng: Random, scene: Pixels) -> None:
    unit = scene.shape[1]
    box = (_near_edge(rng, scene), (unit * 0.2, unit * 0.42), rng.uniform(-60, 60))
    cv2.fillConvexPoly(scene, np.rint(cv2.boxPoints(box)).astype(np.int32), (22, 22, 26))
