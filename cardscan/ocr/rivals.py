"""Weigh the quads that may be cards against each other, by their sides and their print."""

from dataclasses import dataclass
from itertools import combinations
from math import exp, sqrt

import cv2
import numpy as np

from cardscan.ocr.ink import FLAT_SIDE, Gray, Print, print_on
from cardscan.ocr.quads import (
    Corners,
    frame_corners,
    intersection_share,
    side_lengths,
    signed_area,
)

TIGHTER = 0.93  # times the area; less is the same card, drawn a little differently
AS_CLEAR = 0.95  # times the support
PLAIN_STEP = 5.0  # Lab units across an edge; more says no more
RUNS_ON, RULED = 0.75, 0.25  # of the continuations: beside a plain step; times less on a line
FRAME_STEP = 3.0  # Lab units; a printed line has the same paper on both sides
FRAMED = 0.6  # of a card's area that a frame along its edge holds at least
SIZES = 3.0  # times larger one card of a picture may look than another, near and far
USUAL_ASPECTS = (1.48, 1.85)  # nearly every card; the few slimmer and squatter must stand out
ODD_ASPECT = 0.6  # beyond these, by which an outline is much less likely
RUN_ON = 0.5  # of its worth that an outline loses when all its sides run on past its corners


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A quad on the working copy, and what speaks for it."""

    corners: Corners
    support: float  # mean share of the sides that lie on an edge
    weakest: float  # the share of the side that does least; rows of print have gaps
    step: float  # mean difference of colour across the sides, in Lab units up to PLAIN_STEP
    run_on: float  # share of the sides' continuations that lie on edges
    aspect: float  # width over height of the flat card
    print: Print

    @property
    def worth(self) -> float:
        """Weigh all that speaks for its outline; only the order matters."""
        slim = max(self.aspect, 1 / self.aspect)
        odd = max(0.0, USUAL_ASPECTS[0] - slim, slim - USUAL_ASPECTS[1]) / ODD_ASPECT
        outline = (self.support * self.weakest) ** 2 * (0.5 + self.step / PLAIN_STEP)
        shape = exp(-odd * odd) * sqrt(sqrt(self.area))
        return outline * (1 - RUN_ON * self.run_on) * shape * self.print.smooth

    @property
    def print_middles(self) -> list[tuple[float, float]]:
        """Return where its rows of print lie on the working copy."""
        size = _flat_size(self.corners)
        back = cv2.getPerspectiveTransform(
            frame_corners(*size).astype(np.float32), self.corners.astype(np.float32)
        )
        middles = [
            (left + width / 2, top + height / 2) for left, top, width, height in self.print.rows
        ]
        if not middles:
            return []
        moved = cv2.perspectiveTransform(np.array([middles], np.float64), back)[0]
        return [(float(x), float(y)) for x, y in moved]

    @property
    def area(self) -> float:
        """Return the area in pixels of the working copy."""
        return signed_area(self.corners)


def chosen_among(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the best of those that overlap, all of about one size."""
    chosen: list[Candidate] = []
    sound = [candidate for candidate in candidates if not _is_ruled(candidate)]
    tight = [
        candidate
        for candidate in sound
        if not _is_loose(candidate, sound) and not _is_printed_frame(candidate, sound)
    ]
    for candidate in sorted(tight, key=lambda c: -c.worth):
        if all(_are_apart(candidate, other) for other in chosen):
            chosen.append(candidate)
    return [c for c in chosen if 1 / SIZES < c.area / chosen[0].area < SIZES]


def _is_ruled(candidate: Candidate) -> bool:
    """Say whether its sides are lines that run on, as of a form, ruled paper, tiles."""
    return candidate.run_on > RUNS_ON * (RULED + candidate.step / PLAIN_STEP)


def _is_printed_frame(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a candidate is a frame printed along the edge of another."""
    return candidate.step < FRAME_STEP and any(
        other.step > candidate.step
        and FRAMED < candidate.area / other.area < TIGHTER + 0.04
        and intersection_share(candidate.corners, other.corners)[0] > 0.97
        for other in others
    )


def _is_loose(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a candidate only joins cards that lie side by side.

    A card with boxes or bands printed on it has print beside them.
    """
    firm = [other for other in others if other.weakest >= AS_CLEAR * candidate.weakest]
    inner = [other for other in firm if _lies_within(other, candidate)]
    if not any(_are_apart(one, other) for one, other in combinations(inner, 2)):
        return False
    return all(any(encloses(c, middle) for c in inner) for middle in candidate.print_middles)


def _lies_within(candidate: Candidate, other: Candidate) -> bool:
    if candidate.area > TIGHTER * other.area:
        return False
    return intersection_share(candidate.corners, other.corners)[0] > 0.95


def _are_apart(candidate: Candidate, other: Candidate) -> bool:
    return max(intersection_share(candidate.corners, other.corners)) < 0.2


def encloses(candidate: Candidate, point: tuple[float, float]) -> bool:
    """Return whether a point of the working copy lies in a candidate."""
    outline = candidate.corners.astype(np.float32)
    return cv2.pointPolygonTest(outline, point, measureDist=False) >= 0


def print_in(gray: Gray, corners: Corners) -> Print:
    """Return the print on what lies within the corners, flat."""
    size = _flat_size(corners)
    target = frame_corners(*size).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(gray, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return print_on(np.asarray(flat, dtype=np.uint8))


def _flat_size(corners: Corners) -> tuple[int, int]:
    """Return width and height of the small flat picture in which print is sought."""
    top, right, bottom, left = side_lengths(corners)
    width, height = (top + bottom) / 2, (right + left) / 2
    scale = FLAT_SIDE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
