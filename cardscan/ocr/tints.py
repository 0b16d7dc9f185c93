"""Logos above and below columns, told by their colour: they are none of the characters."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels, Quad
from cardscan.ocr.crops import ink_of, runs_of
from cardscan.ocr.levels import median_of, quantiles

FOREIGN = 22.0  # steps of chroma in Lab (8 bits); ink of one colour is seen within 15
TINTED = 12.0  # the same for what is much larger than the characters
LARGE = 1.5  # times as high as a usual band of ink
CORE = 0.6  # quantile of the contrast; below it, ink is half paper
LEAST = 0.12  # of the column's width; a lower band of ink is dirt
FEWEST = 3  # bands of ink; of two nobody knows which is the logo


def without_logos(pixels: Pixels, column: Quad) -> Quad:
    """Return the column (in pixels of the picture) without ink of other colours at its ends."""
    top, left = max(0, round(column.top)), max(0, round(column.left))
    crop = pixels[top : round(column.bottom), left : round(column.right)]
    if min(crop.shape[:2]) < FEWEST:
        return column
    ink = ink_of(crop)
    bands = _bands(ink, LEAST * crop.shape[1])
    if len(bands) < FEWEST:
        return column
    tints = _tints(crop, ink, bands)
    heights = np.array([band.stop - band.start for band in bands])
    most = np.where(heights > LARGE * np.median(heights), TINTED, FOREIGN)
    own = np.hypot(*(tints - np.median(tints, axis=0)).T) < most
    begin, end = int(own.argmax()), len(own) - int(own[::-1].argmax())
    if 2 * (end - begin) < len(own) or (begin, end) == (0, len(own)):
        return column
    first = (bands[begin - 1].stop + bands[begin].start) / 2 + top if begin else column.top
    last = (bands[end - 1].stop + bands[end].start) / 2 + top if end < len(own) else column.bottom
    return Quad.of_box(column.left, first, column.right, last)


def _bands(ink: NDArray[np.bool_], least: float) -> list[slice]:
    """Return the rows of what stands between white, from the top."""
    return [slice(*run) for run in runs_of(ink, axis=0) if len(range(*run)) > least]


def _tints(crop: Pixels, ink: NDArray[np.bool_], bands: list[slice]) -> NDArray[np.float64]:
    """Return the chroma of the ink of each band, where it is densest."""
    lab = np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2LAB), dtype=np.uint8)
    away = np.abs(lab[:, :, 0] - median_of(lab[:, :, 0]))
    tints = []
    for band in bands:
        inked, contrast = lab[band][ink[band]], away[band][ink[band]]
        core = inked[contrast >= quantiles(contrast, CORE)[0]]
        tints.append([median_of(core[:, 1]), median_of(core[:, 2])])
    return np.array(tints)
