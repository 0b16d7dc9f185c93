"""Signs of vertical writing so simple that their ink alone tells them: 〇 一 二 三 ― and brackets.

Readers drop 〇 as dirt and confuse the others; a phone number is made of them.
"""

import numpy as np
from numpy.typing import NDArray

from cardscan.ocr.crops import runs_of

Ink = NDArray[np.bool_]

BAR = "|"  # one upright stroke: ー after kana, else a hyphen
FOOTED = "i"  # one that stands on a serif: a figure 1, or ー after kana
UPRIGHT = "!"  # a sign much higher than wide that is no bar: 1, l or a bar ill seen
BAR_SLIMNESS = 2.2  # how many times higher than wide a bar is at least
SLIM = 3.6  # so slim is no figure 1
FOOT = 0.05  # of a cell; by more than so much a serif sticks out, and no blur
FULL = 0.85  # share of its box that the ink of a thicker bar fills; a figure 1 has a flag or serifs
TALLER = 1.5  # how many times higher than wide what lies is never
LYING = "一二三"  # by the number of strokes
LONG = 0.5  # of a cell; shorter strokes are parts of other characters
THIN = 0.22  # of a cell; thicker is no stroke
RING = (0.5, 1.05)  # of a cell; least and greatest diameter of 〇
ASIDE = 0.06  # of the type size; small kana stand by so much to the right at least
SMALL = 0.75  # of the type size; what is wider is no small kana
ARC = 0.45  # of a cell; least width of a bracket, which lies in a column
DEEP = (0.06, 0.4)  # of a cell; by so much its middle stands off its ends
LEVEL = 0.4  # of that; by so much its ends may differ
ANGLES = 24  # directions in which a ring must have ink


def shape_of(ink: Ink, pitch: float) -> str:
    """Return 〇 一 二 三 （ ） `BAR`, `FOOTED` or `UPRIGHT` for the ink of a cell, else nothing."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return ""
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    inside = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if _is_bar(inside, pitch):
        return FOOTED if _has_foot(inside, pitch) else BAR
    if _is_ring(inside, pitch):
        return "〇"
    if bracket := _bracket(inside, pitch):
        return bracket
    strokes = _lying_strokes(inside, pitch)
    flat = width > LONG * pitch and height < 1.1 * width
    if flat and 1 <= strokes <= len(LYING):
        return LYING[strokes - 1]
    return UPRIGHT if height > TALLER * width else ""


def stands_aside(ink: Ink, pitch: float) -> bool:
    """Say whether the ink of a cell stands to the right of the column's middle, as small kana do.

    ``ink`` is as wide as the column.
    """
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return False
    size = min(pitch, ink.shape[1])
    left, right = int(columns[0]), int(columns[-1]) + 1
    aside = (left + right - ink.shape[1]) / 2
    return bool(aside > ASIDE * size and right - left < SMALL * size)


def _is_bar(ink: Ink, pitch: float) -> bool:
    height, width = ink.shape
    unbroken = ink.any(axis=1).mean() > 0.9  # of 二 in hairlines only the two ends may show
    full = height > SLIM * width or ink.mean() > FULL
    slim = height > BAR_SLIMNESS * width and width < 0.35 * pitch and full
    return bool(unbroken and slim and height > 0.45 * pitch)


def _has_foot(ink: Ink, pitch: float) -> bool:
    """Say whether a stroke stands on a serif, as a figure 1 of condensed type does."""
    widths = ink.sum(axis=1)
    foot = np.median(widths[-max(2, len(widths) // 8) :])
    return bool(foot - np.median(widths) > FOOT * pitch)


def _is_ring(ink: Ink, pitch: float) -> bool:
    """Say whether the ink is a closed, empty circle; 口 has corners, and 日 a stroke inside."""
    height, width = ink.shape
    round_enough = 0.78 < width / height < 1.28
    if not round_enough or not RING[0] * pitch < max(height, width) < RING[1] * pitch:
        return False
    y, x = np.nonzero(ink)
    away = np.hypot((y + 0.5) / height * 2 - 1, (x + 0.5) / width * 2 - 1)
    around = np.arctan2((y + 0.5) / height * 2 - 1, (x + 0.5) / width * 2 - 1)
    on_ring = (away > 0.7) & (away < 1.12)
    seen = np.unique(((around[on_ring] + np.pi) / (2 * np.pi) * ANGLES).astype(int) % ANGLES)
    return bool(on_ring.mean() > 0.93 and len(seen) >= ANGLES - 2)


def _bracket(ink: Ink, pitch: float) -> str:
    """Return the bracket whose ink is a thin arc that lies, else nothing: 一 is straight."""
    height, width = ink.shape
    if width < ARC * pitch or height > 1.5 * DEEP[1] * pitch or not ink.any(axis=0).all():
        return ""
    tops, bottoms = ink.argmax(axis=0), height - ink[::-1].argmax(axis=0)
    if np.median(bottoms - tops) > THIN * pitch:
        return ""
    line = (tops + bottoms) / 2
    end = max(1, width // 8)
    left, right = line[:end].mean(), line[-end:].mean()
    middle = line[3 * width // 8 : 5 * width // 8 + 1].mean()
    depth = (left + right) / 2 - middle
    deep = DEEP[0] * pitch < abs(depth) < DEEP[1] * pitch
    if not deep or abs(left - right) > LEVEL * abs(depth):
        return ""
    return "（" if depth > 0 else "）"


def _lying_strokes(ink: Ink, pitch: float) -> int:
    """Return how many lying strokes the ink consists of, 0 when of anything else."""
    bands = runs_of(ink, axis=0)
    for top, bottom in bands:
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        span = int(columns[-1] - columns[0]) + 1
        long = span > LONG * pitch and len(columns) > 0.85 * span
        if not long or bottom - top > THIN * pitch:
            return 0
    return len(bands)
