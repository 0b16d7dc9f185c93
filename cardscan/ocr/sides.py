"""Propose cards from long straight lines, where an outline is broken or touches other things."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.quads import PARALLEL, Corners

Floats = NDArray[np.float64]
Gray = NDArray[np.uint8]

FAINT = 3  # times smaller is the copy in which noise is gone and faint edges are left
FAINT_LEVELS = (14, 30)  # Canny on four times the contrast
EDGE_LEVELS = ((10, 25), (24, 60), (60, 150))  # Canny, from white on white to busy desks
CROWDED = 0.06  # share of edge pixels above which a picture is looked at less closely
CROWDED_AFAR = 0.25  # the same, seen from afar
SPECK = 0.028  # of the picture's diagonal; smaller edges are letters and grain
LEAST_SIDE = 0.1  # of the diagonal; shorter lines are no side of a card that fills the picture
LINES = 22  # the longest are combined
QUADS = 16  # the best proposals are given on
SAME_LINE = 7.0  # pixels by which both ends of a line may miss another that it repeats
OPPOSITE, CROSSING = 30.0, 50.0  # degrees between lines: at most, at least
SLIM = 2.6  # long over short side as seen; no card at a readable slant is slimmer
ALONG = 28  # places along a side at which an edge is looked for
LEAST_COVER, MEAN_COVER = 0.4, 0.7  # share of these places that lie on an edge


def quads_of_sides(lab: Pixels) -> list[Corners]:
    """Return the quads of a small Lab picture whose sides best follow long straight edges."""
    return [*_quads_of(_edges(lab)), *_quads_of(_faint_edges(lab))]


def _quads_of(edges: Gray) -> list[Corners]:
    shapes = _combined(_lines(edges))
    cover = _cover(np.asarray(cv2.dilate(edges, np.ones((5, 5), np.uint8)), np.uint8), shapes)
    fit = (cover.min(axis=1) >= LEAST_COVER) & (cover.mean(axis=1) >= MEAN_COVER)
    order = np.argsort(-cover[fit].mean(axis=1), kind="stable")
    return list(shapes[fit][order[:QUADS]])


def _edges(lab: Pixels) -> Gray:
    """Return the clear edges of a picture, as many as tell something, without its print."""
    channels = cv2.split(cv2.GaussianBlur(lab, (0, 0), 1.2))
    for low, high in EDGE_LEVELS:
        edges = np.asarray(cv2.Canny(channels[0], low, high), np.uint8)
        for channel in channels[1:]:
            edges |= np.asarray(cv2.Canny(channel, low * 0.7, high * 0.7), np.uint8)
        edges = _without_specks(edges)
        if np.count_nonzero(edges) < CROWDED * edges.size:
            break
    return edges


def _faint_edges(lab: Pixels) -> Gray:
    """Return the edges of a picture seen from afar, where white paper stands out from white."""
    small = cv2.resize(lab, None, fx=1 / FAINT, fy=1 / FAINT, interpolation=cv2.INTER_AREA)
    raised = (cv2.GaussianBlur(small.astype(np.float32), (0, 0), 1.0) - 128) * 4
    edges = np.zeros(small.shape[:2], np.uint8)
    for channel in cv2.split(raised):
        right = cv2.Sobel(channel, cv2.CV_32F, 1, 0).astype(np.int16)
        down = cv2.Sobel(channel, cv2.CV_32F, 0, 1).astype(np.int16)
        edges |= np.asarray(cv2.Canny(right, down, *FAINT_LEVELS), np.uint8)
    if np.count_nonzero(edges) > CROWDED_AFAR * edges.size:
        return np.zeros(lab.shape[:2], np.uint8)
    full = cv2.resize(edges, lab.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    return _without_specks(np.asarray(full, np.uint8))


def _without_specks(edges: Gray) -> Gray:
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(edges)
    long = np.maximum(boxes[:, 2], boxes[:, 3]) > SPECK * np.hypot(*edges.shape)
    long[0] = False  # what is no edge
    return np.where(long[labels], np.uint8(255), np.uint8(0))


def _lines(edges: Gray) -> Floats:
    """Return the longest distinct lines: count × (x, y of a point, x, y of the direction)."""
    least = LEAST_SIDE * float(np.hypot(*edges.shape))
    found = cv2.HoughLinesP(
        edges, 1, np.pi / 360, round(least / 2), minLineLength=least, maxLineGap=least / 6
    )
    if found is None:
        return np.empty((0, 4))
    ends = found.reshape(-1, 4).astype(np.float64)
    lengths = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    kept: list[Floats] = []
    for end in ends[np.argsort(-lengths, kind="stable")]:
        direction = (end[2:] - end[:2]) / np.hypot(*(end[2:] - end[:2]))
        if not any(_repeats(end, other) for other in kept):
            kept.append(np.concatenate([end[:2], direction]))
        if len(kept) == LINES:
            break
    return np.array(kept)


def _repeats(end: Floats, line: Floats) -> bool:
    gaps = end.reshape(2, 2) - line[:2]
    return bool(np.all(np.abs(gaps[:, 0] * line[3] - gaps[:, 1] * line[2]) < SAME_LINE))


def _combined(lines: Floats) -> Corners:
    """Return every quad of two pairs of roughly opposite lines: count × 4 × 2, clockwise."""
    if len(lines) < 4:
        return np.empty((0, 4, 2))
    x, y, dx, dy = lines.T
    cross = dx[:, None] * dy - dy[:, None] * dx
    first, second = np.triu_indices(len(lines), 1)
    opposite = np.abs(cross[first, second]) < np.sin(np.radians(OPPOSITE))
    first, second = first[opposite], second[opposite]
    one, other = np.triu_indices(len(first), 1)
    a, b, c, d = first[one], second[one], first[other], second[other]
    crossing = np.abs(cross) > np.sin(np.radians(CROSSING))
    fit = crossing[a, c] & crossing[a, d] & crossing[b, c] & crossing[b, d]
    a, b, c, d = a[fit], b[fit], c[fit], d[fit]

    def meet(i: NDArray[np.int_], j: NDArray[np.int_]) -> Floats:
        along = ((x[j] - x[i]) * dy[j] - (y[j] - y[i]) * dx[j]) / (cross[i, j] + PARALLEL)
        return np.column_stack([x[i] + along * dx[i], y[i] + along * dy[i]])

    shapes = np.stack([meet(a, c), meet(c, b), meet(b, d), meet(d, a)], axis=1)
    lengths = np.linalg.norm(np.roll(shapes, -1, axis=1) - shapes, axis=2)
    across, down = lengths[:, 0::2].sum(axis=1), lengths[:, 1::2].sum(axis=1)
    slim = np.maximum(across, down) > SLIM * np.minimum(across, down)
    return np.asarray(shapes[~slim])


def _cover(edges: Gray, shapes: Corners) -> Floats:
    """Return which share of each side lies on an edge: count × 4; 0 for sides out of sight."""
    height, width = edges.shape
    along = np.linspace(0.04, 0.96, ALONG)[:, None]
    starts, ends = shapes[:, :, None], np.roll(shapes, -1, axis=1)[:, :, None]
    places = np.rint(starts + (ends - starts) * along)
    inside = np.all((places >= 0) & (places < (width, height)), axis=-1)
    places = np.clip(places, 0, (width - 1, height - 1)).astype(int)
    return np.asarray((inside & (edges[places[..., 1], places[..., 0]] > 0)).mean(axis=-1))
