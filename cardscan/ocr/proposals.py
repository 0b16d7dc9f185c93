"""Propose where cards may lie: shapes that stand out by colour or are closed off by edges.

Proposals are generous; ``locate`` judges them.
"""

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.quads import Corners, meeting_points, signed_area

Gray = NDArray[np.uint8]

MIN_AREA = 0.012  # of the picture; a card among twelve on an A3 bed has 0.04, seen small 0.02
MIN_FILL = 0.82  # of a hull's quad that the shape must cover; rounded corners take 0.02
THRESHOLDS = 5  # levels per channel, spread over what the channel holds
VALLEYS = 2  # levels per channel between two tones that are common, however close
LEAST_TONE = 0.01  # of the picture, in pixels at the peak of a tone
DEPTH = 0.4  # of the lower peak, below which the histogram between two tones must fall
GROUND_BIN = 8  # Lab units; colours that close are one when the commonest is sought
GROUND_DISTANCES = (4.0, 10.0, 25.0)  # Lab units from what the cards lie on
EDGE_LEVELS = ((12, 30), (30, 80), (70, 180))  # Canny: white on white, ordinary, busy desks
FRAME_MARGIN = 3  # pixels from the picture's edge that count as cut off by it
SIDE_TURN = 12.0  # degrees; hull edges that turn less belong to one side
CLOSING = 5  # pixels of gap in an edge that still close a shape off


def proposals(lab: Pixels) -> Iterator[Corners]:
    """Yield four-cornered shapes in a small Lab picture, the same one often several times."""
    smooth = np.asarray(cv2.medianBlur(lab, 5), dtype=np.uint8)
    for mask in (*_threshold_masks(smooth), *_masks_off_ground(smooth), *_closed_off_masks(lab)):
        yield from _shapes(mask)


def _threshold_masks(lab: Pixels) -> Iterator[Gray]:
    for channel in cv2.split(lab):
        low, high = np.percentile(channel[::4, ::4], (1, 99))
        if high - low < 12:  # this channel tells nothing apart
            continue
        spread = np.linspace(low, high, THRESHOLDS + 2)[1:-1]
        for level in (*spread, *_valleys(np.asarray(channel, np.uint8))):
            mask = np.where(channel > level, np.uint8(255), np.uint8(0))
            yield mask
            yield 255 - mask


def _valleys(channel: Gray) -> list[int]:
    """Return the levels between neighbouring common tones: white paper on a bed nearly as white."""
    counts = np.bincount(channel[::4, ::4].ravel(), minlength=256)
    shares = np.convolve(counts / counts.sum(), (0.25, 0.5, 0.25), mode="same")
    padded = np.pad(shares, 1)
    is_peak = (shares > padded[:-2]) & (shares >= padded[2:]) & (shares > LEAST_TONE)
    peaks = np.flatnonzero(is_peak)
    found = []
    for one, other in pairwise(peaks):
        level = int(one + np.argmin(shares[one : other + 1]))
        lower = min(shares[one], shares[other])
        if shares[level] < DEPTH * lower:
            found.append((float(lower), level))
    return [level for _, level in sorted(found, reverse=True)[:VALLEYS]]


def _masks_off_ground(lab: Pixels) -> Iterator[Gray]:
    """Yield what differs from the commonest colour, so that the halves of a card stay together."""
    sample = lab[::4, ::4].reshape(-1, 3)
    bins = (sample // GROUND_BIN).astype(np.int32) @ (4096, 64, 1)
    values, counts = np.unique(bins, return_counts=True)
    ground = np.median(sample[bins == values[np.argmax(counts)]], axis=0).astype(np.int16)
    distance = np.abs(lab.astype(np.int16) - ground).max(axis=2)
    for least in GROUND_DISTANCES:
        yield np.where(distance > least, np.uint8(255), np.uint8(0))


def _closed_off_masks(lab: Pixels) -> Iterator[Gray]:
    kernel = np.ones((CLOSING, CLOSING), np.uint8)
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.4)
    channels = cv2.split(smooth)
    for low, high in EDGE_LEVELS:
        edges = cv2.Canny(channels[0], low, high)
        for channel in channels[1:]:
            edges = cv2.bitwise_or(edges, cv2.Canny(channel, low * 0.7, high * 0.7))
        yield np.asarray(cv2.bitwise_not(cv2.dilate(edges, kernel)), dtype=np.uint8)


def _shapes(mask: Gray) -> Iterator[Corners]:
    height, width = mask.shape
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        _, _, box_width, box_height = cv2.boundingRect(contour)
        if box_width * box_height < MIN_AREA * width * height:
            continue
        area = cv2.contourArea(contour)
        if area < MIN_AREA * width * height:
            continue
        corners = hull_corners(cv2.convexHull(contour)[:, 0].astype(np.float64), width, height)
        if corners is not None and area > MIN_FILL * _visible_area(corners, width, height):
            yield corners


def _visible_area(corners: Corners, width: int, height: int) -> float:
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    area, _ = cv2.intersectConvexConvex(cv2.convexHull(corners.astype(np.float32)), frame)
    return float(area)


def hull_corners(hull: Corners, width: int, height: int) -> Corners | None:
    """Return the corners in which the four longest sides of a hull meet.

    Sides cut by the picture's edge count only when nothing else is left, so that a corner
    outside the frame is found where it would be; cut-off and rounded corners are short and fall
    away. None when the hull has no four sides.
    """
    starts, directions, lengths = _sides(hull, width, height)
    if len(lengths) < 4:
        return None
    chosen = np.sort(np.argsort(-lengths)[:4])
    corners = meeting_points(starts[chosen], directions[chosen])
    if corners is None or signed_area(corners) <= 0:
        return None
    far = np.max(np.abs(corners - hull.mean(axis=0)), axis=0)
    return corners if far[0] < width and far[1] < height else None


def _sides(hull: Corners, width: int, height: int) -> tuple[Corners, Corners, NDArray[np.float64]]:
    """Merge hull edges that run on into sides: a point on each, its direction, its weight."""
    rough = cv2.approxPolyDP(hull.astype(np.float32), 0.006 * np.sqrt(width * height), closed=True)
    points = rough[:, 0].astype(np.float64)
    if signed_area(points) < 0:
        points = points[::-1]
    edges = np.roll(points, -1, axis=0) - points
    headings = np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))
    turns = (headings - np.roll(headings, 1)) % 360
    first = int(np.argmax(turns > SIDE_TURN))
    order = np.roll(np.arange(len(points)), -first)
    groups = np.cumsum(turns[order] > SIDE_TURN)
    starts, directions, weights = [], [], []
    for group in np.unique(groups):
        members = order[groups == group]
        start, end = points[members[0]], points[(members[-1] + 1) % len(points)]
        longest = members[np.argmax(np.linalg.norm(edges[members], axis=1))]
        starts.append(points[longest])
        directions.append(edges[longest])
        on_frame = _on_frame(start, end, width, height)
        weights.append(np.linalg.norm(end - start) * (0.05 if on_frame else 1.0))
    return np.array(starts), np.array(directions), np.array(weights)


def _on_frame(
    start: NDArray[np.float64], end: NDArray[np.float64], width: int, height: int
) -> bool:
    both = np.stack([start, end])
    return bool(
        np.all(both[:, 0] < FRAME_MARGIN)
        or np.all(both[:, 1] < FRAME_MARGIN)
        or np.all(both[:, 0] > width - 1 - FRAME_MARGIN)
        or np.all(both[:, 1] > height - 1 - FRAME_MARGIN)
    )
