"""Tell from a flat picture whether it carries print: rows of small marks on smooth paper."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]

FLAT_SIDE = 560  # pixels; the long side of the pictures judged here
STROKE = 11  # pixels; strokes are narrower, so that closing by this much wipes print away
LETTER = 0.5  # of a row's thickness that a letter fills at least
CONTRAST = 18  # gray levels between ink and paper below which nothing counts as print
STRONG = 90  # gray levels; stronger marks count no more, or a QR code would drown the print


@dataclass(frozen=True, slots=True)
class Print:
    """What stands on a flat picture."""

    rows: tuple[tuple[int, int, int, int], ...]  # left, top, width, height of text-like rows
    smooth: float  # share of the paper without any texture, 0.0 to 1.0


def print_on(gray: Gray) -> Print:
    """Find text-like rows, horizontal or vertical, dark on light or light on dark."""
    kernel = np.ones((STROKE, STROKE), np.uint8)
    dark = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel)
    light = cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel)
    rows = tuple(row for strokes in (dark, light) for row in _rows(np.asarray(strokes, np.uint8)))
    span = cv2.subtract(
        cv2.dilate(gray, np.ones((3, 3), np.uint8)), cv2.erode(gray, np.ones((3, 3), np.uint8))
    )
    return Print(rows, float(np.mean(span < 9)))


def _rows(strokes: Gray) -> list[tuple[int, int, int, int]]:
    strokes = np.minimum(strokes, np.uint8(STRONG))
    level, _ = cv2.threshold(strokes, 0, 255, cv2.THRESH_OTSU)
    marks = (strokes > max(level * 0.8, CONTRAST)).astype(np.uint8)
    found = []
    for joined in (np.ones((3, 13), np.uint8), np.ones((13, 3), np.uint8)):
        count, _, boxes, _ = cv2.connectedComponentsWithStats(
            cv2.morphologyEx(marks, cv2.MORPH_CLOSE, joined)
        )
        for left, top, width, height, _area in boxes[1:count]:
            if _is_row(marks[top : top + height, left : left + width]):
                found.append((int(left), int(top), int(width), int(height)))
    return found


def _is_row(marks: Gray) -> bool:
    height, width = marks.shape
    thin, long = min(height, width), max(height, width)
    if not (5 <= thin <= 60 and long >= 2.5 * thin):
        return False
    ink = float(marks.mean())
    count, _, boxes, _ = cv2.connectedComponentsWithStats(marks)
    across = boxes[
        1:count, 3 if height < width else 2
    ]  # letters fill a row, grain and rules do not
    return 0.12 < ink < 0.65 and int((across >= LETTER * thin).sum()) >= 3
