"""Propose where cards may lie: shapes that stand out by colour or are closed off by edges.

Proposals are generous; ``locate`` judges them.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.quads import Corners, is_convex, meeting_points

Gray = NDArray[np.uint8]

MIN_AREA = 0.012  # of the picture; a card among twelve on an A3 bed has 0.04, seen small 0.02
MIN_FILL = 0.75
THRESHOLDS = 5  # levels per channel, spread over what the channel holds
VALLEYS = 2  # levels per channel between two tones that are common, however close
LEAST_TONE = 0.01  # of the picture, in pixels at the peak of a tone
DEPTH = 0.4  # of the lower peak, below which the histogram between two tones must fall
GROUND_BIN = 8  # Lab units; colours that close are one when the commonest is sought
GROUND_DISTANCES = (4.0, 10.0, 25.0)  # Lab units from what the cards lie on
EDGE_LEVELS = ((12, 30), (30, 80), (70, 180))  # Canny: white on white, ordinary, busy desks
ROUGH = 0.006  # of the picture's side, by which a hull's own edges may stray from its shape
FRAME_MARGIN = 3  # pixels from the picture's edge that count as cut off by it
CLOSING = 3  # pixels of gap in an edge that still close a shape off


def proposals(lab: Pixels) -> Iterator[Corners]:
    """Yield four-cornered shapes in a small Lab picture, the same one often several times."""
    smooth = np.asarray(cv2.medianBlur(lab, 3), dtype=np.uint8)
    for mask in (*_threshold_masks(smooth), *_masks_off_ground(smooth), *_closed_off_masks(lab)):
        yield from _shapes(mask)


def _threshold_masks(lab: Pixels) -> Iterator[Gray]:
    for channel in cv2.split(lab):
        low, high = np.percentile(channel[::4, ::4], (1, 99))
        if high - low < 12:  # this channel tells nothing apart
            continue
        spread = np.linspace(low, high, THRESHOLDS + 2)[1:-1]
        for level in (*spread, *_valleys(np.asarray(channel, np.uint8))):
            for way in (cv2.THRESH_BINARY, cv2.THRESH_BINARY_INV):
                yield np.asarray(cv2.threshold(channel, level, 255, way)[1], np.uint8)


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
    ground = np.median(sample[bins == values[np.argmax(counts)]], axis=0)
    distance = np.asarray(cv2.absdiff(lab, np.full_like(lab, ground)), np.uint8)
    farthest = np.maximum(np.maximum(distance[..., 0], distance[..., 1]), distance[..., 2])
    for least in GROUND_DISTANCES:
        yield np.asarray(cv2.threshold(farthest, least, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _closed_off_masks(lab: Pixels) -> Iterator[Gray]:
    kernel = np.ones((CLOSING, CLOSING), np.uint8)
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.4)
    lightness, *chroma = (_slopes(channel) for channel in cv2.split(smooth))
    for low, high in EDGE_LEVELS:
        edges = cv2.Canny(*lightness, low, high)
        for slopes in chroma:
            edges = cv2.bitwise_or(edges, cv2.Canny(*slopes, low * 0.7, high * 0.7))
        yield np.asarray(cv2.bitwise_not(cv2.dilate(edges, kernel)), dtype=np.uint8)


def _slopes(channel: NDArray[Any]) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return how a channel changes to the right and down, as Canny takes it once for all levels."""
    kind, frame = cv2.CV_16S, cv2.BORDER_REPLICATE
    right = cv2.Sobel(channel, kind, 1, 0, borderType=frame)
    down = cv2.Sobel(channel, kind, 0, 1, borderType=frame)
    return np.asarray(right, np.int16), np.asarray(down, np.int16)


def _shapes(mask: Gray) -> Iterator[Corners]:
    """Yield the four-cornered shapes of a mask; a corner outside the frame lies where it would."""
    height, width = mask.shape
    least = MIN_AREA * width * height
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if len(contour) < 4:  # most are specks
            continue
        _, _, box_width, box_height = cv2.boundingRect(contour)
        if box_width * box_height < least or (area := cv2.contourArea(contour)) < least:
            continue
        hull = cv2.approxPolyDP(
            cv2.convexHull(contour), ROUGH * np.sqrt(width * height), closed=True
        )
        if len(hull) < 4 or area < MIN_FILL * cv2.contourArea(hull):
            continue
        corners = _corners(hull[:, 0].astype(np.float64), width, height)
        if area > MIN_FILL * _visible_area(corners, width, height):
            yield corners


def _visible_area(corners: Corners, width: int, height: int) -> float:
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    area, _ = cv2.intersectConvexConvex(cv2.convexHull(corners.astype(np.float32)), frame)
    return float(area)


def _corners(hull: Corners, width: int, height: int) -> Corners:
    """Return the four corners of a hull; one that the frame cuts off lies where its sides meet."""
    far = (width - 1 - FRAME_MARGIN, height - 1 - FRAME_MARGIN)
    if hull.min() >= FRAME_MARGIN and (hull.max(axis=0) <= far).all():
        return _simplified(hull)
    ends = np.stack([hull, np.roll(hull, -1, axis=0)])
    on_frame = np.any(np.all(ends < FRAME_MARGIN, axis=0) | np.all(ends > far, axis=0), axis=1)
    own = np.flatnonzero(~on_frame)
    if on_frame.any() and len(own) >= 4:
        sides = ends[1] - ends[0]
        longest = own[np.argsort(-np.linalg.norm(sides[own], axis=1))[:4]]
        met = meeting_points(hull[np.sort(longest)], sides[np.sort(longest)])
        if is_convex(met) and np.all(np.ptp(met, axis=0) < (2 * width, 2 * height)):
            return met
    return _simplified(hull)


def _simplified(hull: Corners) -> Corners:
    return np.asarray(cv2.approxPolyN(hull.astype(np.float32)[:, None], 4)[0], np.float64)
