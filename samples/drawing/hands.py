"""A hand that holds a card: a thumb on its margin, fingers behind it."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.cards import DrawnCard
from samples.drawing.paper import Paper, print_mask
from samples.drawing.picture import Transform, moved, scaled

SKINS = ((236, 196, 170), (222, 176, 148), (198, 146, 116), (150, 104, 78), (104, 70, 52))
DETAIL = 3.5  # pixels a millimetre; skin has no fine lines
AROUND = 110.0  # mm of hand beyond each edge of the card
NAIL = (16.0, 5.2, 1.1)  # mm: where it ends before the tip, half its width, how far it is set back
DEEPEST, SHALLOWEST = 15.0, 3.0  # mm that a thumb reaches over the card
TRIES = 80

Point = tuple[float, float]
Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """A hand in two layers and where they lie: the projection of their pixels to the card's."""

    behind: Paper
    before: Paper
    shade: Paper  # of what is before, on the card
    place: Transform


@dataclass(frozen=True, slots=True)
class _Finger:
    """A finger in mm of the card: from where the picture need not show, to its tip."""

    root: Point
    tip: Point
    thick: float  # half its width


def invent_hand(rng: Random, card: DrawnCard, *, mm: float) -> Hand | None:
    """Return a hand whose thumb covers no line, or None when the margins have no room for one.

    A millimetre has mm pixels of the card.
    """
    thumb = _thumb(rng, card, mm)
    if thumb is None:
        return None
    width, height = (side / mm for side in card.image.size)
    size = (round((width + 2 * AROUND) * DETAIL), round((height + 2 * AROUND) * DETAIL))
    skin = rng.choice(SKINS)
    behind, before = (
        Paper(np.full((size[1], size[0], 3), skin, np.uint8), np.zeros(size[::-1], np.uint8))
        for _ in range(2)
    )
    for finger in _fingers(rng, thumb):
        _draw(behind, finger, skin)
    _draw(before, thumb, skin)
    _draw_nail(before, thumb, skin)
    for layer in (behind, before):
        _mottle(rng, layer)
    place = scaled(mm, mm) @ moved(-AROUND, -AROUND) @ scaled(1 / DETAIL, 1 / DETAIL)
    dim = cv2.GaussianBlur(before.cover, (0, 0), 1.6 * DETAIL) * 0.4
    shade = Paper(np.zeros_like(before.face), dim.astype(np.uint8))
    return Hand(behind, before, shade, place)


def _thumb(rng: Random, card: DrawnCard, mm: float) -> _Finger | None:
    """Return the thumb that reaches farthest over the card among some that touch no print."""
    taken = cv2.resize(print_mask(card, 0.7 * mm), None, fx=2 / mm, fy=2 / mm) > 0
    height, width = taken.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / 2
    best: tuple[float, _Finger] | None = None
    for _ in range(TRIES):
        finger, reach = _reaching(rng, (width / 2, height / 2))
        if (taken & (_away(finger, x, y)[0] < finger.thick)).any():
            continue
        if best is None or reach > best[0]:
            best = reach, finger
    return best[1] if best else None


def _reaching(rng: Random, size: tuple[float, float]) -> tuple[_Finger, float]:
    """Return a thumb from beyond an edge, and how many mm it reaches over it."""
    width, height = size
    reach, thick = rng.uniform(SHALLOWEST, DEEPEST), rng.uniform(7.5, 10.0)
    side = rng.choice(("left", "right", "bottom", "bottom"))
    along, depth = rng.uniform(0.0, 1.0), reach - thick
    tip = {
        "left": (depth, along * height),
        "right": (width - depth, along * height),
        "bottom": (along * width, height - depth),
    }[side]
    inward = {"left": 0.0, "right": 180.0, "bottom": -90.0}[side] + rng.uniform(-40, 40)
    step = np.array([np.cos(np.radians(inward)), np.sin(np.radians(inward))])
    root = np.array(tip) - step * 150
    return _Finger((float(root[0]), float(root[1])), tip, thick), reach


def _fingers(rng: Random, thumb: _Finger) -> list[_Finger]:
    """Return fingers side by side behind the card, from where the thumb comes from."""
    root, tip = np.array(thumb.root), np.array(thumb.tip)
    along = (tip - root) / np.linalg.norm(tip - root)
    across = np.array([-along[1], along[0]]) * rng.choice((-1, 1))
    fingers = []
    for number in range(rng.randint(2, 4)):
        thick = rng.uniform(7.5, 9.0)
        end = tip + across * (12 + 17 * number) + along * rng.uniform(6, 24)
        start = root + across * (24 + 10 * number)
        fingers.append(_Finger((start[0], start[1]), (end[0], end[1]), thick))
    return fingers


def _away(
    finger: _Finger, x: NDArray[np.float32], y: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how far points are from a finger's bone, and how far back from its tip, in mm."""
    root, tip = np.array(finger.root, np.float32), np.array(finger.tip, np.float32)
    back = root - tip
    length = float(np.linalg.norm(back))
    back /= length
    along = np.clip((x - tip[0]) * back[0] + (y - tip[1]) * back[1], 0, length)
    return np.hypot(x - tip[0] - along * back[0], y - tip[1] - along * back[1]), along


def _draw(layer: Paper, finger: _Finger, skin: Color) -> None:
    """Draw a finger as a rounded bar, dark towards its sides, creased at the joint."""
    height, width = layer.cover.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(DETAIL) - AROUND
    away, along = _away(finger, x, y)
    thick = finger.thick * (1 + 0.12 * np.tanh((along - 18) / 14))
    cover = np.clip((thick - away) * DETAIL + 0.5, 0, 1)
    round_ = np.sqrt(np.clip(1 - (away / thick) ** 2, 0, 1))
    crease = np.exp(-((along - 27) ** 2) / 0.6) + 0.7 * np.exp(-((along - 29.5) ** 2) / 0.5)
    light = 0.5 + 0.5 * round_ - 0.12 * crease * round_
    tone = np.array(skin, np.float32) * light[:, :, None]
    tone[:, :, 0] += 10 * np.exp(-along / 9)  # fingertips are redder
    share = cover[:, :, None]
    layer.face[:] = np.clip(layer.face * (1 - share) + tone * share, 0, 255)
    layer.cover[:] = np.maximum(layer.cover, cover * 255)


def _draw_nail(layer: Paper, thumb: _Finger, skin: Color) -> None:
    root, tip = np.array(thumb.root), np.array(thumb.tip)
    back = (root - tip) / np.linalg.norm(root - tip)
    end, half, setback = NAIL
    # The bone ends a thumb's radius before the skin does; the nail reaches over that end.
    middle = (tip + back * (end / 2 - thumb.thick + setback) + AROUND) * DETAIL
    degrees = float(np.degrees(np.arctan2(back[1], back[0])))
    shape = np.zeros(layer.cover.shape, np.uint8)
    at = (round(middle[0]), round(middle[1]))
    axes = (round(end / 2 * DETAIL), round(half * DETAIL))
    cv2.ellipse(shape, at, axes, degrees, 0, 360, 255, -1, cv2.LINE_AA)
    share = cv2.GaussianBlur(shape, (0, 0), 0.25 * DETAIL)[:, :, None] / np.float32(255)
    pink = np.minimum(np.array(skin, np.float32) * np.float32(1.06) + [6, 2, 6], 255)
    rim = cv2.morphologyEx(shape, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    layer.face[:] = layer.face * (1 - 0.75 * share) + pink * 0.75 * share
    layer.face[:] = layer.face * (1 - 0.18 / 255 * rim[:, :, None].astype(np.float32))


def _mottle(rng: Random, layer: Paper) -> None:
    """Make skin uneven."""
    noise = np.random.default_rng(rng.getrandbits(32))
    coarse = noise.normal(0, 2.5, (layer.face.shape[0] // 12, layer.face.shape[1] // 12))
    size = (layer.face.shape[1], layer.face.shape[0])
    cloud = cv2.resize(coarse.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    fine = noise.normal(0, 1.5, layer.cover.shape).astype(np.float32)
    layer.face[:] = np.clip(layer.face + (cloud + fine)[:, :, None], 0, 255)
