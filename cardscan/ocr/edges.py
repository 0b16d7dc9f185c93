"""Measure how well the sides of a quad follow edges in the picture, and pull them onto them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.quads import FOLLOWING, PARALLEL, Corners, meeting_points

Floats = NDArray[np.float32]

BEYOND = (0.05, 0.25)  # of a side past its corners, where a card's edge has ended
BESIDE_EDGE = 0.018  # of the shorter side; so far from an edge its two sides are compared
PAST_A_LINE = 2.5  # times farther; beyond a thick line the paper is back
BESIDES = (2.5, 5.0)  # pixels; within, an edge is blurred
GRAINED = (0.5, 0.95)  # of a picture on edges: from print to a weave, where all runs on by chance
SAMPLES = 48  # places along a side
INSET = 0.06  # of a side left out at each end, where corners may be rounded or worn
REACH = 0.024  # of the shorter side, across a side, in which its edge is sought
REACHES = (3.0, 8.0)  # pixels; a frame printed near the edge of a small card is not the edge
PLACES = 33  # across a side
BESIDE = 2  # places to each side of one that are seen together with it
CLEAR = (0.9, 4.0)  # Lab units per pixel, on a smooth and on a grained picture
ABOVE_GRAIN = 1.8  # times the picture's median slope that an edge must reach between these
CAP = 4.0  # times a clear slope; stronger edges count no more, or a dark frame near it would win
FAR = 0.4  # of its weight that an edge keeps at the far ends of the strip


def _straight_tracks() -> NDArray[np.int_]:
    """Return every straight way through the strip along a side: count × SAMPLES places across."""
    ends = np.arange(0, PLACES, 2)
    first, last = (grid.ravel()[:, None] for grid in np.meshgrid(ends, ends, indexing="ij"))
    share = np.linspace(0, 1, SAMPLES)
    return np.asarray(np.rint(first * (1 - share) + last * share), np.int_)


TRACKS = _straight_tracks()
IN_STRIP = TRACKS + PLACES * np.arange(SAMPLES)  # the same in a strip laid out as one row
NEARNESS = 1 - (1 - FAR) * np.abs(np.linspace(-1, 1, PLACES))


@dataclass(frozen=True, slots=True)
class Slopes:
    """How fast the colour changes, per pixel: height × width × 3 (Lab), to the right and down."""

    right: Floats
    down: Floats
    clear: float  # per pixel, from which a slope is an edge and not grain
    busy: float  # share of the picture that lies on or next to edges


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A quad whose sides lie on edges, and the share of each side that does."""

    corners: Corners
    support: NDArray[np.float64]  # top, right, bottom, left; nan where a side is out of sight


def slopes_of(lab: Pixels) -> Slopes:
    """Return the colour slopes of a small Lab picture."""
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.0)
    kernel_scale = 1 / 32  # Scharr's weights sum to 16, over two pixels
    right = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=kernel_scale)
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=kernel_scale)
    grain = float(np.median(np.linalg.norm(right[::8, ::8], axis=2)))
    clear = min(max(ABOVE_GRAIN * grain, CLEAR[0]), CLEAR[1])
    above = (np.abs(right[::2, ::2]) > clear) | (np.abs(down[::2, ::2]) > clear)
    steep = above[..., 0] | above[..., 1] | above[..., 2]
    busy = float(np.mean(cv2.dilate(steep.astype(np.uint8), np.ones((3, 3), np.uint8))))
    return Slopes(np.asarray(right, np.float32), np.asarray(down, np.float32), clear, busy)


def steps_of(soft: Pixels, corners: Corners) -> NDArray[np.float64]:
    """Return how far apart, in Lab units, the colours within and beyond each side are.

    A line printed on paper has the same paper on both sides.
    """
    sides, normals = _sides(corners)
    along = np.linspace(INSET, 1 - INSET, SAMPLES)[None, :, None]
    base = corners[:, None] + sides[:, None] * along
    beside = float(np.clip(BESIDE_EDGE * np.linalg.norm(sides, axis=1).min(), *BESIDES))
    apart = []
    for distance in (beside, PAST_A_LINE * beside):
        away = distance * normals[:, None]
        within, beyond = _sampled(soft, base - away), _sampled(soft, base + away)
        apart.append(np.linalg.norm(np.median(within - beyond, axis=1), axis=1))
    return np.asarray(np.min(apart, axis=0))


def run_on(slopes: Slopes, corners: Corners) -> float:
    """Return the share of the sides' continuations that lie on edges too, beyond chance.

    A card's edge ends at its corners; that of a tile, a box in a form or a band on a card runs on.
    """
    sides, normals = _sides(corners)
    height, width = slopes.right.shape[:2]
    shares = []
    for start, outward in ((corners, -sides), (corners + sides, sides)):
        along = np.linspace(*BEYOND, SAMPLES // 4)[None, :, None]
        line = start[:, None] + outward[:, None] * along
        strips = line[:, :, None] + normals[:, None, None] * np.arange(-2, 3)[None, None, :, None]
        steps = normals[:, None, None].astype(np.float32)
        right, down = _sampled(slopes.right, strips), _sampled(slopes.down, strips)
        slope = np.linalg.norm(right * steps[..., 0:1] + down * steps[..., 1:2], axis=3)
        visible = np.all((line > 2) & (line < (width - 3, height - 3)), axis=2)
        shares.append((slope.max(axis=2) > slopes.clear) & visible)
    by_chance = float(np.interp(slopes.busy, GRAINED, (0.0, GRAINED[1])))
    return max(0.0, (float(np.mean(shares)) - by_chance) / (1 - by_chance))


def _sides(corners: Corners) -> tuple[Corners, Corners]:
    """Return the sides as vectors and their outward normals."""
    sides = corners[FOLLOWING] - corners
    lengths = np.maximum(np.hypot(sides[:, :1], sides[:, 1:]), PARALLEL)
    return sides, np.column_stack([sides[:, 1], -sides[:, 0]]) / lengths


def _sampled(picture: Floats | Pixels, places: NDArray[np.float64]) -> Floats:
    """Return the colours at any array of places (x, y) in the last axis."""
    flat = places.reshape(-1, places.shape[-2], 2).astype(np.float32)
    x, y = np.ascontiguousarray(flat[..., 0]), np.ascontiguousarray(flat[..., 1])
    seen = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.float32).reshape(*places.shape[:-1], 3)


def fitted(slopes: Slopes, corners: Corners) -> Outline | None:
    """Move each side to the straight edge next to it; None when the sides no longer meet."""
    sides, normals = _sides(corners)
    along = np.linspace(INSET, 1 - INSET, SAMPLES)
    reach = float(np.clip(REACH * np.linalg.norm(sides, axis=1).min(), *REACHES))
    across = np.linspace(-reach, reach, PLACES)
    base = corners[:, None] + sides[:, None] * along[None, :, None]
    places = base[:, :, None] + normals[:, None, None] * across[None, None, :, None]
    strength, visible = _strength(slopes, places, normals)
    starts, ends, support = np.empty((4, 2)), np.empty((4, 2)), np.empty(4)
    for side in range(4):
        first, last, support[side] = _best_line(strength[side], visible[side], slopes.clear)
        starts[side] = base[side, 0] + normals[side] * np.interp(first, range(PLACES), across)
        ends[side] = base[side, -1] + normals[side] * np.interp(last, range(PLACES), across)
    met = meeting_points(starts, ends - starts)
    return None if met is None else Outline(met, support)


def _strength(
    slopes: Slopes, places: NDArray[np.float64], normals: Corners
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the slope across the side at each place, and which places along it are in sight."""
    height, width = slopes.right.shape[:2]
    flat = places.reshape(4 * SAMPLES, -1, 2).astype(np.float32)
    x, y = np.ascontiguousarray(flat[..., 0]), np.ascontiguousarray(flat[..., 1])
    right = cv2.remap(slopes.right, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    down = cv2.remap(slopes.down, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    steps = np.repeat(normals, SAMPLES, axis=0).astype(np.float32)[:, None]
    slopes_across = right * steps[..., 0:1] + down * steps[..., 1:2]
    strength = np.linalg.norm(_along_sides(slopes_across), axis=2)
    middle = flat[:, flat.shape[1] // 2]
    visible = np.all((middle > 2) & (middle < np.array([width - 3, height - 3])), axis=1)
    shape = (4, SAMPLES, places.shape[2])
    return strength.reshape(shape), visible.reshape(4, SAMPLES)


def _along_sides(across: Floats) -> Floats:
    """Average neighbouring places, which keeps an edge, however faint, and wears grain down."""
    sides = across.reshape(4, SAMPLES, -1)
    padded = np.pad(sides, ((0, 0), (BESIDE, BESIDE), (0, 0)), mode="edge")
    sums = np.cumsum(np.pad(padded, ((0, 0), (1, 0), (0, 0))), axis=1)
    window = 2 * BESIDE + 1
    means = (sums[:, window:] - sums[:, :-window]) / window
    return np.asarray(means, np.float32).reshape(across.shape)


def _best_line(
    strength: Floats, visible: NDArray[np.bool_], least: float
) -> tuple[float, float, float]:
    """Return where the strongest straight edge enters and leaves the strip, and its support."""
    if visible.sum() < SAMPLES // 4:
        return PLACES // 2, PLACES // 2, float("nan")
    seen = np.where(visible[:, None], strength, 0.0)
    weighed = np.minimum(seen, CAP * least) * NEARNESS
    totals = weighed.ravel().take(IN_STRIP).sum(axis=1)
    track = TRACKS[int(np.argmax(totals))]
    peaks, heights = _peaks(seen, track)
    clear = visible & (heights > least)
    support = float(clear.sum() / visible.sum())
    if clear.sum() < SAMPLES // 6:
        return float(track[0]), float(track[-1]), support
    points = np.column_stack([np.flatnonzero(clear), peaks[clear]]).astype(np.float32)
    dx, dy, x0, y0 = cv2.fitLine(points, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
    slope = dy / dx if abs(dx) > PARALLEL else 0.0
    return y0 - slope * x0, y0 + slope * (SAMPLES - 1 - x0), support


def _peaks(strength: Floats, track: NDArray[np.int_]) -> tuple[Floats, Floats]:
    """Return the strongest place within a pixel of the track, to a fraction, and its slope."""
    rows = np.arange(SAMPLES)
    near = np.clip(track[:, None] + np.arange(-2, 3), 1, strength.shape[1] - 2)
    best = near[rows, np.argmax(strength[rows[:, None], near], axis=1)]
    before, at, after = (strength[rows, best + step] for step in (-1, 0, 1))
    bend = before - 2 * at + after
    shift = np.where(np.abs(bend) > PARALLEL, (before - after) / (2 * np.minimum(bend, -1e-3)), 0)
    return (best + np.clip(shift, -1, 1)).astype(np.float32), at
