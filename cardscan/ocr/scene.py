"""The copy of a picture on which cards are sought, with what is measured once in it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.edges import Slopes, slopes_of
from cardscan.ocr.ink import letters_of, smoothness

WORK_SIDE = 1000  # pixels; the long side of the copy on which cards are measured


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A picture's working copy, with what is measured once in it."""

    lab: Pixels
    gray: NDArray[np.uint8]
    scale: float  # of the copy, to the picture
    letters: NDArray[np.float64]  # count × (x, y, size)
    soft: Pixels  # Lab, without grain
    slopes: Slopes
    smooth: NDArray[np.bool_]  # where there is no texture

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height."""
        return self.lab.shape[1], self.lab.shape[0]

    @property
    def area(self) -> int:
        """Return the area in pixels."""
        width, height = self.size
        return width * height


def scene_of(pixels: Pixels) -> Scene:
    """Return the copy of a picture on which cards are sought and measured."""
    small, scale = _copy(pixels, WORK_SIDE)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), np.uint8)
    gray = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    soft = np.asarray(cv2.GaussianBlur(lab, (0, 0), 1.0), np.uint8)
    return Scene(lab, gray, scale, letters_of(gray), soft, slopes_of(soft), smoothness(gray))


def _copy(pixels: NDArray[np.uint8], side: int) -> tuple[NDArray[np.uint8], float]:
    """Return a smaller copy whose long side is no longer, and its scale."""
    scale = min(1.0, side / max(pixels.shape[:2]))
    if scale == 1.0:
        return pixels, scale
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    while max(pixels.shape[:2]) >= 2 * side:
        pixels = halved(pixels)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), scale


def halved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Average squares of four pixels, which is many times faster than any other share."""
    height, width = (side // 2 for side in pixels.shape[:2])
    even = pixels[: 2 * height, : 2 * width]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
