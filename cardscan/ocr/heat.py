"""The boxes of lines on the heat map of PP-OCR's detector (DB: differentiable binarization)."""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Quad

WARM = 0.3  # heat from which a pixel is of a line
BOX_SCORE = 0.3  # mean heat of a box; lines that touch each other make a cool one
GROWTH = 1.6  # the detector was taught lines that are shrunk; their area over their girth, so often
LEAST = 3  # pixels of the heat map; thinner boxes are noise

Heat = NDArray[np.float32]  # height × width, 0 to 1
Corners = NDArray[Any]  # of a rectangle, 4 × 2
Rectangle = tuple[Sequence[float], Sequence[float], float]  # centre, sides, angle


def boxes_of(heat: Heat, width: int, height: int) -> Iterator[Quad]:
    """Yield the box of each line, in pixels of a picture of so many pixels."""
    warm = cv2.dilate((heat > WARM).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(warm, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array((width / heat.shape[1], height / heat.shape[0]), np.float32)
    last = np.array((width - 1, height - 1), np.float32)
    for contour in contours:
        core = cv2.minAreaRect(contour)
        if min(core[1]) < LEAST or _mean(heat, cv2.boxPoints(core)) < BOX_SCORE:
            continue
        corners = np.clip(np.round(cv2.boxPoints(_grown(core)) * scale), 0, last)
        box = _from_top_left(corners)
        if min(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[0] - box[3])) > LEAST:
            yield Quad(*((float(x), float(y)) for x, y in box))


def _grown(core: Rectangle) -> Rectangle:
    """Return a rectangle as large as the line that it is the core of."""
    center, (width, height), angle = core
    margin = GROWTH * width * height / (2 * (width + height))
    return center, (width + 2 * margin, height + 2 * margin), angle


def _mean(heat: Heat, corners: Corners) -> float:
    left, top = (max(0, floor(side)) for side in corners.min(axis=0))
    right, bottom = (ceil(side) + 1 for side in corners.max(axis=0))
    part = heat[top:bottom, left:right]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(part, mask)[0])


def _from_top_left(corners: Corners) -> Corners:
    """Order corners clockwise: of the two on the left the upper one first."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    top_left, bottom_left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    top_right, bottom_right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.stack((top_left, top_right, bottom_right, bottom_left))
