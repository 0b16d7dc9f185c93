"""Tell from a flat picture whether it carries print: rows of small marks on smooth paper."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.ocr.quads import FOLLOWING, side_lengths

Gray = NDArray[np.uint8]

FLAT_SIDE = 560  # pixels; the long side of the pictures judged here
STROKE = 11  # pixels; strokes are narrower, so that closing by this much wipes print away
LETTER = 0.5  # of a row's thickness that a letter fills at least
CONTRAST = 18  # gray levels between ink and paper below which nothing counts as print
FLAT = 9  # gray levels; more between neighbours is texture
STRONG = 90  # gray levels; stronger marks count no more, or a QR code would drown the print


LETTER_STROKE = 9  # pixels; strokes in a picture on which letters are sought are narrower
LETTER_SIZES = (3, 44)  # pixels; of letters, or the words they melt into, each way
LETTER_INK = (0.15, 0.9)  # of a letter's box that its strokes fill
LEAST_CUT = 0.7  # times the usual size of letters; smaller specks lie along worn edges
ON_SIDE = 0.4  # of a letter's size from its middle, within which a side runs through it


def rows_on(gray: Gray) -> Iterator[tuple[int, int, int, int]]:
    """Yield text-like rows on a flat picture, dark on light or light on dark.

    They run across or down; left, top, width, height in pixels.
    """
    kernel = np.ones((STROKE, STROKE), np.uint8)
    for way in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT):
        yield from _rows(np.asarray(cv2.morphologyEx(gray, way, kernel), np.uint8))


def _rows(strokes: Gray) -> Iterator[tuple[int, int, int, int]]:
    marks = _marks(strokes)
    for joined in (np.ones((3, 13), np.uint8), np.ones((13, 3), np.uint8)):
        _, boxes, _ = components_of(np.asarray(cv2.morphologyEx(marks, cv2.MORPH_CLOSE, joined)))
        for left, top, width, height, _area in boxes[1:].tolist():
            if _is_row(marks[top : top + height, left : left + width]):
                yield left, top, width, height


def _is_row(marks: Gray) -> bool:
    height, width = marks.shape
    thin, long = min(height, width), max(height, width)
    if not (5 <= thin <= 60 and long >= 2.5 * thin):
        return False
    ink = float(marks.mean())
    _, boxes, _ = components_of(marks)
    across = boxes[1:, 3 if height < width else 2]  # letters fill a row, grain and rules do not
    return 0.12 < ink < 0.65 and int((across >= LETTER * thin).sum()) >= 3


def letters_of(gray: Gray) -> NDArray[np.float64]:
    """Return what looks like letters in company: count × (x, y of the middle, size), in pixels."""
    kernel = np.ones((LETTER_STROKE, LETTER_STROKE), np.uint8)
    found = [
        _letters(np.asarray(cv2.morphologyEx(gray, way, kernel), np.uint8))
        for way in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT)
    ]
    return np.concatenate(found)


def _letters(strokes: Gray) -> NDArray[np.float64]:
    marks = _marks(strokes)
    _, boxes, middles = components_of(marks)
    width, height, area = boxes[:, 2], boxes[:, 3], boxes[:, 4]
    thin, long = np.minimum(width, height), np.maximum(width, height)
    ink = area / np.maximum(width * height, 1)
    fit = (thin >= LETTER_SIZES[0]) & (long <= LETTER_SIZES[1]) & (long < 5 * thin)
    fit &= (ink > LETTER_INK[0]) & (ink < LETTER_INK[1])
    fit[0] = False
    return np.column_stack([middles[fit], long[fit]]).astype(np.float64)


def _marks(strokes: Gray) -> Gray:
    """Return 1 where strokes stand out, 0 elsewhere."""
    capped = cv2.threshold(strokes, STRONG, 255, cv2.THRESH_TRUNC)[1]
    level, _ = cv2.threshold(capped, 0, 255, cv2.THRESH_OTSU)
    least = max(level * 0.8, CONTRAST)
    return np.asarray(cv2.threshold(capped, least, 1, cv2.THRESH_BINARY)[1], np.uint8)


def components_of(marks: Gray) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Return the label of each pixel, the boxes (left, top, width, height, area) and middles.

    The first is what is no mark. OpenCV's own choice of method takes three times as long here.
    """
    _, labels, boxes, middles = cv2.connectedComponentsWithStatsWithAlgorithm(
        marks, 8, cv2.CV_32S, cv2.CCL_BBDT
    )
    return (
        np.asarray(labels, np.int32),
        np.asarray(boxes, np.int32),
        np.asarray(middles, np.float64),
    )


def letters_within(corners: NDArray[np.float64], letters: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which letters lie within a convex clockwise quad."""
    right, down = (corners[FOLLOWING] - corners).T
    x, y = letters[:, :1] - corners[:, 0], letters[:, 1:2] - corners[:, 1]
    return np.asarray((right * y > down * x).all(axis=1))


def letters_on(
    corners: NDArray[np.float64], letters: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], int]:
    """Return which letters lie within a convex clockwise quad, and how many its sides cut."""
    right, down = (corners[FOLLOWING] - corners).T
    lengths = np.hypot(right, down)
    x, y = letters[:, :1] - corners[:, 0], letters[:, 1:2] - corners[:, 1]
    inward = (right * y - down * x) / lengths
    along = (x * right + y * down) / lengths**2
    near = np.abs(inward) < ON_SIDE * letters[:, 2:]
    within = np.all(inward > 0, axis=1)
    usual = float(np.median(letters[within, 2])) if within.any() else 0.0
    cut = (near & (along > 0.03) & (along < 0.97)).any(axis=1)
    return within, int((cut & (letters[:, 2] >= LEAST_CUT * usual)).sum())


def smoothness(gray: Gray) -> NDArray[np.bool_]:
    """Return which pixels have no texture around them."""
    kernel = np.ones((3, 3), np.uint8)
    return np.asarray(cv2.morphologyEx(gray, cv2.MORPH_GRADIENT, kernel) < FLAT)


def laid_flat(gray: Gray, corners: NDArray[np.float64]) -> Gray:
    """Return what lies within the corners, at the size in which print is judged."""
    top, right, bottom, left = side_lengths(corners)
    scale = FLAT_SIDE / max((top + bottom) / 2, (right + left) / 2)
    width, height = round((top + bottom) / 2 * scale), round((right + left) / 2 * scale)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    size = (max(1, width), max(1, height))
    flat = cv2.warpPerspective(gray, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)
