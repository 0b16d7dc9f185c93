"""A picture with cards in it, and where each of them lies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.cards import DrawnCard

Pixels = NDArray[np.uint8]
Transform = NDArray[np.float64]
"""3 × 3, of points as (x, y, 1); a pixel is a square whose left and top edges have its number."""

BAND = 128  # rows that are worked on at a time, so that a photo of 48 megapixels needs no floats


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture with cards in it."""

    pixels: Pixels
    cards: tuple[DrawnCard, ...]
    transforms: tuple[Transform, ...]  # from card pixels to picture pixels
    jpeg: int  # quality with which it is written

    def quad(self, index: int) -> list[list[float]]:
        """Return a card's corners in pixels of the picture, clockwise from its own top left."""
        width, height = self.cards[index].image.size
        return self.placed(index, ((0, 0), (width, 0), (width, height), (0, height)))

    def placed(self, index: int, points: tuple[tuple[float, float], ...]) -> list[list[float]]:
        """Return points of a card in pixels of the picture."""
        moved = carried(points, self.transforms[index])
        return [[round(float(x), 1), round(float(y), 1)] for x, y in moved]


def turned(picture: Picture, degrees: int) -> Picture:
    """Turn a whole picture clockwise by a multiple of 90 degrees; its corners go along."""
    for _ in range(degrees // 90 % 4):
        clockwise = np.array([[0, -1, picture.pixels.shape[0]], [1, 0, 0], [0, 0, 1]], np.float64)
        pixels = np.ascontiguousarray(np.rot90(picture.pixels, k=-1))
        transforms = tuple(clockwise @ transform for transform in picture.transforms)
        picture = replace(picture, pixels=pixels, transforms=transforms)
    return picture


def carried(points: object, transform: Transform) -> NDArray[np.float64]:
    """Return points, n × 2, where a transform puts them."""
    array = np.array([points], dtype=np.float64)
    return np.asarray(cv2.perspectiveTransform(array, transform)[0], dtype=np.float64)


def corners_of(size: tuple[float, float]) -> NDArray[np.float64]:
    """Return the corners of a rectangle of width × height, clockwise from the top left."""
    width, height = size
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)


def moved(x: float, y: float) -> Transform:
    """Return the shift by x to the right and y down."""
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], dtype=np.float64)


def rotated(degrees: float) -> Transform:
    """Return the turn about the origin, clockwise as seen."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]], dtype=np.float64)


def scaled(across: float, down: float) -> Transform:
    """Return the scaling about the origin."""
    return np.diag([across, down, 1.0])


def in_bands(height: int) -> Iterator[slice]:
    """Yield the rows of a picture band by band."""
    for top in range(0, height, BAND):
        yield slice(top, min(height, top + BAND))
