"""Find the border of a scanner's lid around a card, in a scan that shows nothing else.

White paper under a white lid differs by a few gray levels, less than the grain of one pixel: what
can be seen is how the means of whole stretches differ.
"""

import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.quads import Corners, meeting_points

Floats = NDArray[np.float64]

WIDEST = 0.18  # of the picture's width or height that a border takes
STRETCHES = 12  # along a side, each seen as one
NEAR = (1, 8)  # pixels from a line, within which its two sides are compared
INK = 8  # Lab units from the median of a stretch; what differs more is print or a shadow's core
CAP = 3.0  # Lab units; larger steps say no more, or a dark band would outweigh a border
LEAST_STEP = 0.7  # Lab units between the lid and the paper
SEEN = 0.75  # share of a side along which they differ so
SLOPES = np.linspace(-0.07, 0.07, 57)  # of a card on a lid: 4 degrees either way
SPECKS = 0.02  # share of what looks like letters that lies on the lid
SIDES = 3  # that differ from the lid, at least; bands of a card lie along fewer
PLAIN = 2.6  # mean step across an edge that casts a shadow; two do, side by side
FAINT = 0.7  # mean step across the others, which lie in the light then
CLEAR = 7.5  # Lab units, of the mean steps across all four edges; less is texture
SMOOTH = 1.0  # Lab units by which a lid is uneven at most where no shadow falls on it
LID = np.array([60.0, 4.0, 4.0])  # Lab units by which a lid, lit unevenly, may differ by side


def without_border(lab: Pixels, letters: Floats) -> Corners | None:
    """Return the corners of the card in a small Lab picture; None when no border is seen.

    Letters (count × (x, y of the middle, size)) lie within the border, but for a few specks.
    """
    height, width = lab.shape[:2]
    rows = [_rows(np.rot90(lab, turns)) for turns in range(4)]
    lengths = [width, height] * 2
    x, y, size = letters.T
    beyond = [_first(depths - size / 2) for depths in (y, width - x, height - y, x)]
    steps = [
        _steps(side)[: max(0, int(first) - 2 * NEAR[1])]
        for side, first in zip(rows, beyond, strict=True)
    ]
    depths, worths = _depths(steps, lengths)
    lids = [_lid(*side) for side in zip(rows, depths, strict=True)]
    seen = [lid for lid in lids if lid is not None]
    plain = [one is not None and worth > PLAIN for one, worth in zip(lids, worths, strict=True)]
    shaded = any(one and beside for one, beside in zip(plain, plain[1:] + plain[:1], strict=True))
    least = FAINT if shaded else CAP
    known = [lid is not None or worth > least for lid, worth in zip(lids, worths, strict=True)]
    if sum(known) < SIDES or sum(worths) < CLEAR:
        return None
    if np.any(np.abs(seen - np.median(seen, axis=0)) > LID):
        return None
    if min(_unevenness(*side) for side in zip(rows, depths, strict=True)) > SMOOTH:
        return None
    ends = [_ends(side) if one else (0.0, 0.0) for one, side in zip(known, depths, strict=True)]
    return _corners(np.array(ends), width, height)


def _first(depths: Floats) -> float:
    """Return how deep the first letters lie, leaving out as many as may be specks on the lid."""
    count = round(SPECKS * len(depths))
    return float(np.partition(depths, count)[count]) if len(depths) else 0.0


def _rows(lab: Pixels) -> Floats:
    """Return the colour of each stretch of the rows that may be border: rows × stretches × 3."""
    lab = lab[: round(WIDEST * lab.shape[0])]
    cut = lab.shape[1] // STRETCHES
    parts = lab[:, : cut * STRETCHES].reshape(lab.shape[0], STRETCHES, cut, 3)
    lined_up = np.ascontiguousarray(np.moveaxis(parts, 3, 2))  # medians are quicker along rows
    middle = np.median(lined_up, axis=3, keepdims=True).astype(np.float32)
    clipped = np.clip(lined_up.astype(np.float32), middle - INK, middle + INK)
    return np.asarray(clipped.mean(axis=3), np.float64)


def _steps(rows: Floats) -> Floats:
    """Return how the colours above and below each place differ, from ``NEAR[1]`` on downwards."""
    near, far = NEAR
    sums = np.cumsum(np.pad(rows, ((1, 0), (0, 0), (0, 0))), axis=0)
    means = (sums[far - near :] - sums[: near - far]) / (far - near)
    apart = np.linalg.norm(means[far + near :] - means[: -far - near], axis=2)
    return np.asarray(np.minimum(apart, CAP))


def _depths(steps: list[Floats], lengths: list[int]) -> tuple[list[Floats], list[float]]:
    """Return how deep the border is along each side, and the mean step across its edge.

    A scanner sees the card flat, so that all of its sides are turned alike.
    """
    tried = [
        [_best(side, slope * length) for side, length in zip(steps, lengths, strict=True)]
        for slope in SLOPES
    ]
    best = max(tried, key=lambda sides: sum(worth for worth, _ in sides))
    return [depths + NEAR[1] for _, depths in best], [worth for worth, _ in best]


def _best(steps: Floats, rise: float) -> tuple[float, Floats]:
    """Return the worth and the depths of the line along which steps are clearest.

    ``rise`` is by how many pixels the line is deeper at its right end than at its left.
    """
    along = rise * ((np.arange(STRETCHES) + 0.5) / STRETCHES - 0.5)
    margin = abs(rise) / 2
    middles = np.arange(margin, len(steps) - 1 - margin)
    if not len(middles):
        return 0.0, np.full(STRETCHES, margin)
    first = np.rint(margin + along).astype(int)  # of the tracks, which lie a pixel apart
    stretches = [steps[at : at + len(middles), way] for way, at in enumerate(first.tolist())]
    worth = np.sum(stretches, axis=0)
    best = int(np.argmax(worth))
    return float(worth[best]) / STRETCHES, middles[best] + along


def _lid(rows: Floats, depths: Floats) -> Floats | None:
    """Return the colour beyond a line; None when the paper within looks the same."""
    beyond, differs = [], []
    for stretch, depth in enumerate(np.rint(depths).astype(int)):
        beyond.append(np.median(rows[: depth - NEAR[0], stretch], axis=0))
        within = np.median(rows[depth + NEAR[0] : depth + NEAR[1], stretch], axis=0)
        differs.append(np.linalg.norm(within - beyond[-1]) > LEAST_STEP)
    return np.median(beyond, axis=0) if np.mean(differs) >= SEEN else None


def _unevenness(rows: Floats, depths: Floats) -> float:
    """Return how far colours beyond a line differ from each other in the usual stretch."""
    beyond = (
        rows[: max(NEAR[0] + 1, depth - NEAR[0]), stretch]
        for stretch, depth in enumerate(np.rint(depths).astype(int))
    )
    return float(np.median([part.std(axis=0).max() for part in beyond]))


def _ends(depths: Floats) -> tuple[float, float]:
    """Return how deep the border is at the two ends of a side."""
    slope = (depths[-1] - depths[0]) / (STRETCHES - 1)
    return float(depths[0] - slope / 2), float(depths[-1] + slope / 2)


def _corners(ends: Floats, width: int, height: int) -> Corners | None:
    """Return where the sides meet: top, right, bottom and left, as seen from outside."""
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    inward = np.array([(0, 1), (-1, 0), (0, -1), (1, 0)], np.float64)
    starts = frame + inward * ends[:, :1]
    met = meeting_points(starts, np.roll(frame, -1, axis=0) + inward * ends[:, 1:] - starts)
    return met if np.isfinite(met).all() else None
