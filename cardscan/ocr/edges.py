"""Measure how well the sides of quads follow edges in the picture, and pull them onto them.

Shapes are measured many at a time: count × 4 corners × (x, y).
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.quads import FOLLOWING, PARALLEL, Corners, meeting_points

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

CONTINUED = np.linspace(0.02, 0.25, 16)  # of a side past its corners, where its edge has ended
BESIDE_EDGE = 0.018  # of the shorter side; so far from an edge its two sides are compared
PAST_A_LINE = 2.5  # times farther; beyond a thick line the paper is back
BESIDES = (2.5, 5.0)  # pixels; within, an edge is blurred
SAMPLES = 40  # places along a side
INSET = 0.06  # of a side left out at each end, where corners may be rounded or worn
REACH = 0.024  # of the shorter side, across a side, in which its edge is sought
REACHES = (3.0, 8.0)  # pixels; a frame printed near the edge of a small card is not the edge
PLACES = 25  # across a side
BESIDE = 2  # places to each side of one that are seen together with it
SCHARR = 32  # the sum of the operator's weights, over two pixels
CLEAR = (0.9, 4.0)  # Lab units per pixel, on a smooth and on a grained picture
ABOVE_GRAIN = 1.8  # times the picture's median slope that an edge must reach between these
CAP = 4.0  # times a clear slope; stronger edges count no more, or a dark frame near it would win
FAR = 0.4  # of its weight that an edge keeps at the far ends of the strip
ROUNDS = 4  # of weighing places anew while a line is laid through them
STRAY = 1.3  # places from the line, beyond which one counts less (Huber)


def _straight_tracks() -> NDArray[np.int_]:
    """Return every straight way through the strip along a side: count × SAMPLES places across."""
    ends = np.arange(0, PLACES, 3)
    first, last = (grid.ravel()[:, None] for grid in np.meshgrid(ends, ends, indexing="ij"))
    share = np.linspace(0, 1, SAMPLES)
    return np.asarray(np.rint(first * (1 - share) + last * share), np.int_)


TRACKS = _straight_tracks()
IN_STRIP = TRACKS + PLACES * np.arange(SAMPLES)  # the same in a strip laid out as one row
NEARNESS = (1 - (1 - FAR) * np.abs(np.linspace(-1, 1, PLACES))).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """How the colour changes: height × width × 3 (Lab), to the right and down, × SCHARR."""

    right: NDArray[np.int16]
    down: NDArray[np.int16]
    clear: float  # per pixel, from which a slope is an edge and not grain


def slopes_of(soft: Pixels) -> Slopes:
    """Return the colour slopes of a small Lab picture without grain."""
    right = np.asarray(cv2.Scharr(soft, cv2.CV_16S, 1, 0), np.int16)
    down = np.asarray(cv2.Scharr(soft, cv2.CV_16S, 0, 1), np.int16)
    grain = float(np.median(_length(right[::8, ::8].astype(np.float32)))) / SCHARR
    clear = min(max(ABOVE_GRAIN * grain, CLEAR[0]), CLEAR[1])
    return Slopes(right, down, clear)


def steps_of(soft: Pixels, shapes: Corners) -> NDArray[np.float64]:
    """Return how far apart, in Lab units, the colours within and beyond each side are.

    A line printed on paper has the same paper on both sides.
    """
    sides, normals, lengths = _sides(shapes)
    along = np.linspace(INSET, 1 - INSET, SAMPLES)[:, None]
    base = shapes[:, :, None] + sides[:, :, None] * along
    beside = np.clip(BESIDE_EDGE * lengths.min(axis=1), *BESIDES)[:, None, None]
    apart = []
    for distance in (beside, PAST_A_LINE * beside):
        away = (distance * normals)[:, :, None]
        differing = _sampled(soft, base - away) - _sampled(soft, base + away)
        apart.append(_length(np.median(differing, axis=2)))
    return np.asarray(np.min(apart, axis=0), np.float64)


def runs_on(slopes: Slopes, shapes: Corners) -> Floats:
    """Return how far the continuations of sides lie on edges: count × 4 × 2 × `CONTINUED`.

    For each side, beyond its start and beyond its end, the share of the first so much of it. A
    card's edge ends at its corners; that of a tile, of a band on a card runs on.
    """
    sides, normals, _ = _sides(shapes)
    height, width = slopes.right.shape[:2]
    ends = np.stack([shapes, shapes + sides], axis=2)
    outward = np.stack([-sides, sides], axis=2)
    line = ends[:, :, :, None] + outward[:, :, :, None] * CONTINUED[:, None]
    line = line.reshape(-1, 8, len(CONTINUED), 2)
    across = np.repeat(normals, 2, axis=1)[:, :, None, None]
    strips = line[:, :, :, None] + across * np.arange(-2, 3)[:, None]
    x, y = (strips[..., way].astype(np.float32) for way in (0, 1))
    steep = _length(_averaged(_across(slopes, x, y, across))).max(axis=3) > slopes.clear
    visible = np.all((line > 2) & (line < (width - 3, height - 3)), axis=3)
    shares = np.cumsum(steep & visible, axis=2) / np.arange(1, len(CONTINUED) + 1)
    return np.asarray(shares.reshape(-1, 4, 2, len(CONTINUED)), np.float32)


def fitted(slopes: Slopes, shapes: Corners) -> tuple[Corners, NDArray[np.float64]]:
    """Move each side to the straight edge next to it; leave out shapes whose sides do not meet.

    Returns the shapes and the share of each side (top, right, bottom, left) that lies on an edge,
    which is nan where the side is out of sight.
    """
    sides, normals, lengths = _sides(shapes)
    reach = np.clip(REACH * lengths.min(axis=1), *REACHES)
    along = np.linspace(INSET, 1 - INSET, SAMPLES)[:, None]
    across = reach[:, None] * np.linspace(-1, 1, PLACES)
    base = shapes[:, :, None] + sides[:, :, None] * along
    away = (normals[..., None, :] * across[:, None, :, None]).astype(np.float32)
    x, y = (base.astype(np.float32)[..., None, way] + away[:, :, None, :, way] for way in (0, 1))
    steps = _averaged(_across(slopes, x, y, normals[:, :, None, None]))
    height, width = slopes.right.shape[:2]
    visible = np.all((base > 2) & (base < (width - 3, height - 3)), axis=3)
    first, last, support = _best_lines(_length(steps), visible, slopes.clear)
    deep = (np.stack([first, last]) * 2 / (PLACES - 1) - 1) * reach[:, None]
    starts = base[:, :, 0] + normals * deep[0][..., None]
    ends = base[:, :, -1] + normals * deep[1][..., None]
    met = meeting_points(starts, ends - starts)
    do_meet = np.isfinite(met).all(axis=(1, 2))
    return met[do_meet], support[do_meet]


def _sides(shapes: Corners) -> tuple[Corners, Corners, NDArray[np.float64]]:
    """Return the sides as vectors, their outward normals and their lengths."""
    sides = shapes[:, FOLLOWING] - shapes
    lengths = np.maximum(np.hypot(sides[..., 0], sides[..., 1]), PARALLEL)
    normals = np.stack([sides[..., 1], -sides[..., 0]], axis=-1) / lengths[..., None]
    return sides, normals, lengths


def _length(vectors: Floats) -> Floats:
    """Return the lengths of the vectors in the last axis."""
    return np.asarray(np.sqrt(np.einsum("...i,...i->...", vectors, vectors)), np.float32)


def _sampled(picture: NDArray[np.int16] | Pixels, places: NDArray[np.float64]) -> Floats:
    """Return the colours at places: count × … × (x, y) gives count × … × colours."""
    return _sampled_at(picture, *(places[..., way].astype(np.float32) for way in (0, 1)))


def _sampled_at(picture: NDArray[np.int16] | Pixels, x: Floats, y: Floats) -> Floats:
    if not len(x):
        return np.empty((*x.shape, 3), np.float32)
    flat = (len(x), -1)
    seen = cv2.remap(
        picture,
        x.reshape(flat),
        y.reshape(flat),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(seen, np.float32).reshape(*x.shape, 3)


def _across(slopes: Slopes, x: Floats, y: Floats, normals: NDArray[np.float64]) -> Floats:
    """Return the slopes at places along normals of the sides that they belong to."""
    steps = (normals / SCHARR).astype(np.float32)
    right, down = _sampled_at(slopes.right, x, y), _sampled_at(slopes.down, x, y)
    right *= steps[..., 0:1]
    down *= steps[..., 1:2]
    return np.asarray(np.add(right, down, out=right))


def _averaged(strips: Floats) -> Floats:
    """Average neighbours along a side, which keeps an edge, however faint, and wears grain down."""
    padded = np.pad(strips, ((0, 0), (0, 0), (BESIDE, BESIDE), (0, 0), (0, 0)), mode="edge")
    window, places = 2 * BESIDE + 1, strips.shape[2]
    sums = padded[:, :, :places].copy()
    for step in range(1, window):
        sums += padded[:, :, step : places + step]
    return sums / np.float32(window)


def _best_lines(
    strength: Floats, visible: Flags, least: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return where the strongest straight edges enter and leave their strips, and their support."""
    shape = visible.shape[:2]
    seen = np.where(visible[..., None], strength, np.float32(0)).reshape(-1, SAMPLES, PLACES)
    in_sight = visible.reshape(-1, SAMPLES)
    weighed = np.minimum(seen, np.float32(CAP * least)) * NEARNESS
    totals = weighed.reshape(-1, SAMPLES * PLACES)[:, IN_STRIP].sum(axis=2)
    tracks = TRACKS[np.argmax(totals, axis=1)]
    peaks, heights = _peaks(seen, tracks)
    clear = in_sight & (heights > least)
    first, last = _laid_through(peaks, clear)
    few = clear.sum(axis=1) < SAMPLES // 6
    first, last = np.where(few, tracks[:, 0], first), np.where(few, tracks[:, -1], last)
    hidden = in_sight.sum(axis=1) < SAMPLES // 4
    middle = PLACES // 2
    support = clear.sum(axis=1) / np.maximum(in_sight.sum(axis=1), 1)
    return (
        np.where(hidden, middle, first).reshape(shape),
        np.where(hidden, middle, last).reshape(shape),
        np.where(hidden, np.nan, support).reshape(shape),
    )


def _peaks(strength: Floats, tracks: NDArray[np.int_]) -> tuple[Floats, Floats]:
    """Return the strongest place within a pixel of the track, to a fraction, and its slope."""
    near = np.clip(tracks[..., None] + np.arange(-2, 3), 1, PLACES - 2)
    best = np.argmax(np.take_along_axis(strength, near, axis=2), axis=2)
    at = np.take_along_axis(near, best[..., None], axis=2)
    before, heights, after = (
        np.take_along_axis(strength, at + step, axis=2)[..., 0] for step in (-1, 0, 1)
    )
    bend = before - 2 * heights + after
    shift = np.where(np.abs(bend) > PARALLEL, (before - after) / (2 * np.minimum(bend, -1e-3)), 0)
    return (at[..., 0] + np.clip(shift, -1, 1)).astype(np.float32), heights


def _laid_through(peaks: Floats, clear: Flags) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where lines through the clear peaks begin and end, whatever a few peaks say."""
    along = np.linspace(-1, 1, SAMPLES)
    weights = clear.astype(np.float64)
    for _ in range(ROUNDS):
        total = np.maximum(weights.sum(axis=1, keepdims=True), PARALLEL)
        middle = (weights * along).sum(axis=1, keepdims=True) / total
        height = (weights * peaks).sum(axis=1, keepdims=True) / total
        spread = (weights * (along - middle) ** 2).sum(axis=1, keepdims=True)
        rise = (weights * (along - middle) * peaks).sum(axis=1, keepdims=True)
        slope = rise / np.maximum(spread, PARALLEL)
        line = height + slope * (along - middle)
        weights = clear / np.maximum(np.abs(peaks - line) / STRAY, 1.0)
    return line[:, 0], line[:, -1]
