"""Cut text lines out of a prepared card."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels, Quad
from cardscan.ocr.levels import median_of, quantiles

HAIRLINE = 0.25  # of the contrast between paper and ink
STRETCH = 3.0  # of a line's thickness; over so much of its length the paper is one
TALL = 1.5  # a box this many times higher than wide holds a column, or a line turned by 90°


def cut(pixels: Pixels, quad: Quad) -> Pixels:
    """Return the picture inside the quad, straightened, at its own scale."""
    if (box := _level_box(pixels, quad)) is not None:
        return pixels[box].copy()
    width, height = max(1, round(quad.width)), max(1, round(quad.height))
    corners = np.array(quad.points, dtype=np.float32)
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    transform = cv2.getPerspectiveTransform(corners, flat)
    line = cv2.warpPerspective(
        pixels, transform, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return line.astype(np.uint8, copy=False)


def _level_box(pixels: Pixels, quad: Quad) -> tuple[slice, slice] | None:
    """Return the rows and columns of a quad that lies on the pixels' grid, as most lines do."""
    (left, top), (right, bottom) = quad.top_left, quad.bottom_right
    height, width = pixels.shape[:2]
    if not (0 <= left < right <= width and 0 <= top < bottom <= height):
        return None
    whole = all(float(side).is_integer() for side in (left, top, right, bottom))
    if not whole or quad != Quad.of_box(left, top, right, bottom):
        return None
    return slice(int(top), int(bottom)), slice(int(left), int(right))


def is_tall(quad: Quad) -> bool:
    """Say whether the quad holds a column rather than a row."""
    return quad.height >= TALL * quad.width


def turn_left(pixels: Pixels) -> Pixels:
    """Turn a picture by 90° counter-clockwise, as one reads the spine of a Western book."""
    return np.ascontiguousarray(np.rot90(pixels))


def turn_right(pixels: Pixels) -> Pixels:
    """Turn a picture by 90° clockwise, for lines that read upwards."""
    return np.ascontiguousarray(np.rot90(pixels, -1))


def ink_of(pixels: Pixels) -> NDArray[np.bool_]:
    """Return where the ink is, for dark on light and light on dark alike.

    Hairlines are as gray as shadows: what stands out by a quarter of the contrast is ink. The
    paper is looked at along the line, because light may fall on one end of it alone.
    """
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    away = gray - _paper_along(gray)
    dark, light = quantiles(away, 0.01, 0.99)
    if light > -dark:
        return np.asarray(away > HAIRLINE * light)
    return np.asarray(away < HAIRLINE * dark)


def _paper_along(gray: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the paper's level at each place along the longer side, in gray levels."""
    if gray.shape[0] < gray.shape[1]:
        return _paper_along(gray.T).T
    length, width = gray.shape
    count = max(1, round(length / (STRETCH * width)))
    parts = np.array_split(gray, count)
    levels = np.array([median_of(part) for part in parts])
    middles = (np.arange(count) + 0.5) * length / count
    along = np.interp(np.arange(length), middles, levels)
    return np.asarray(along[:, None], dtype=np.float32)


def body(ink: NDArray[np.bool_], axis: int, *, fringe: float = 0.25) -> tuple[int, int]:
    """Return where the ink of a line or character itself begins and ends along an axis.

    What reaches in from its neighbours is parted off by white in the outer shares (fringe).
    """
    inked: NDArray[np.bool_] = np.asarray(ink.any(axis=1 - axis))
    reach = int(len(inked) * fringe)
    before = np.flatnonzero(~inked[:reach])
    behind = np.flatnonzero(~inked[len(inked) - reach :])
    begin = int(before[-1]) + 1 if len(before) else 0
    end = len(inked) - reach + int(behind[0]) if len(behind) else len(inked)
    own = np.flatnonzero(inked[begin:end])
    return (begin + int(own[0]), begin + int(own[-1]) + 1) if len(own) else (0, len(inked))


def runs_of(ink: NDArray[np.bool_], axis: int, *, gap: float = 1.0) -> list[tuple[int, int]]:
    """Return where ink begins and ends along an axis; ``gap`` pixels to the next end no run.

    >>> runs_of(np.array([[1, 1, 0, 0, 1]], bool), axis=1), runs_of(np.zeros((3, 3), bool), axis=0)
    ([(0, 2), (4, 5)], [])
    """
    places = np.flatnonzero(ink.any(axis=1 - axis))
    runs = np.split(places, np.flatnonzero(np.diff(places) > max(1.0, gap)) + 1)
    return [(int(run[0]), int(run[-1]) + 1) for run in runs if len(run)]


def count_runs(row: Pixels) -> int:
    """Count the runs of ink across the middle of a row: as many as its letters, or nearly so."""
    gray = cv2.cvtColor(row, cv2.COLOR_RGB2GRAY)
    _, bits = cv2.threshold(gray, 0, 1, cv2.THRESH_OTSU)
    is_ink = int(2 * cv2.countNonZero(bits) < bits.size)  # most pixels are paper
    aside = len(bits) // 8
    inked = (bits[aside : len(bits) - aside] == is_ink).any(axis=0)
    return int(inked[0]) + int(np.count_nonzero(inked[1:] > inked[:-1]))


def dark_on_light(pixels: Pixels) -> NDArray[np.uint8]:
    """Return a gray picture (height × width) with dark ink, whatever the card's colours."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    inverted = median_of(gray) < gray.mean()  # most pixels are paper; ink pulls the mean away
    return np.asarray(255 - gray if inverted else gray, dtype=np.uint8)
