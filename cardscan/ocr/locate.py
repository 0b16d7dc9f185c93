"""Find the cards in a picture."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from cardscan.model import Pixels, Quad
from cardscan.ocr.edges import Outline, Slopes, fitted, slopes_of
from cardscan.ocr.ink import FLAT_SIDE, Print, print_on
from cardscan.ocr.proposals import proposals
from cardscan.ocr.quads import (
    Corners,
    card_aspect,
    clockwise,
    corner_angles,
    frame_corners,
    intersection_share,
    is_card_aspect,
    is_convex,
    quad_of,
    side_lengths,
    signed_area,
)
from cardscan.ocr.sides import quads_of_sides

WORK_SIDE = 1000  # pixels; the long side of the copy on which cards are sought
ANGLES = (50.0, 130.0)  # degrees; corners beyond come from a card tilted too far to be read
MIN_SIDE_SUPPORT = 0.45
MIN_SUPPORT = 0.72
MIN_AREA = 0.012  # of the picture
SMOOTH = 0.5  # share of a picture without texture, above which it may be a card itself
MIN_ROWS = 2  # of print; a desk has scratches
TIGHTER = 0.93  # times the area; less is the same card, drawn a little differently
AS_CLEAR = 0.95  # times the support
PRINT_SHARE = 0.7  # of the picture's rows of print that cards found in it must hold


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A quad on the working copy, and what speaks for it."""

    corners: Corners
    support: float  # mean share of the sides that lie on an edge
    weakest: float  # the share of the side that does least; rows of print have gaps
    print: Print

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


def locate_cards(pixels: Pixels) -> tuple[Quad, ...]:
    """Return the corners of each card in pixels of the picture; empty when there is no card.

    A picture that is itself a card gives its own frame. Corners run clockwise from the card's
    own top left as far as geometry knows.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, WORK_SIDE / max(height, width))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), dtype=np.uint8)
    whole = _whole_picture(lab)
    printed = [candidate for candidate in _candidates(lab) if candidate.print.rows]
    if _is_card(whole) and not _hold_the_print(printed, whole):
        return (quad_of(whole.corners / scale),)
    return tuple(quad_of(candidate.corners / scale) for candidate in printed)


def _whole_picture(lab: Pixels) -> Candidate:
    height, width = lab.shape[:2]
    corners = frame_corners(width, height)
    return Candidate(corners, 0.0, 0.0, _print_in(np.ascontiguousarray(lab[:, :, 0]), corners))


def _is_card(whole: Candidate) -> bool:
    """Say whether the picture itself may be a card: smooth paper with print on it."""
    return whole.print.smooth > SMOOTH and len(whole.print.rows) >= MIN_ROWS


def _hold_the_print(candidates: list[Candidate], whole: Candidate) -> bool:
    """Say whether the print of the picture stands inside the candidates.

    A box, band or photo printed on a card leaves most of the card's print outside.
    """
    outside = sum(
        not any(_encloses(c, middle) for c in candidates) for middle in whole.print_middles
    )
    inside = sum(len(candidate.print.rows) for candidate in candidates)  # seen from nearer
    return inside > 0 and inside >= PRINT_SHARE * (inside + outside)


def _encloses(candidate: Candidate, point: tuple[float, float]) -> bool:
    outline = candidate.corners.astype(np.float32)
    return cv2.pointPolygonTest(outline, point, measureDist=False) >= 0


def _candidates(lab: Pixels) -> list[Candidate]:
    height, width = lab.shape[:2]
    slopes = slopes_of(lab)
    outlines = [
        outline
        for corners in _distinct(map(clockwise, (*quads_of_sides(lab), *proposals(lab))), 10.0)
        if (outline := _pulled(slopes, corners)) is not None
        and _is_card_shaped(outline.corners, width, height)
        and _is_supported(outline)
    ]
    gray = np.ascontiguousarray(lab[:, :, 0])
    candidates = [
        Candidate(
            outline.corners,
            float(np.nanmean(outline.support)),
            float(np.nanmin(outline.support)),
            _print_in(gray, outline.corners),
        )
        for outline in outlines
    ]
    return _chosen(candidates)


def _pulled(slopes: Slopes, corners: Corners) -> Outline | None:
    """Pull a shape onto the edges next to it, twice, because the first pull changes its turn."""
    outline = fitted(slopes, corners)
    if outline is None or np.nan_to_num(outline.support).max() < MIN_SUPPORT:
        return None
    return fitted(slopes, outline.corners)


def _distinct(shapes: Iterable[Corners], distance: float) -> list[Corners]:
    """Drop shapes whose corners all lie within so many pixels of an earlier one's."""
    kept: list[Corners] = []
    for corners in shapes:
        if all(np.max(np.abs(corners - other)) > distance for other in kept):
            kept.append(corners)
    return kept


def _is_card_shaped(corners: Corners, width: int, height: int) -> bool:
    if not is_convex(corners) or signed_area(corners) < MIN_AREA * width * height:
        return False
    angles = corner_angles(corners)
    if angles.min() < ANGLES[0] or angles.max() > ANGLES[1]:
        return False
    return is_card_aspect(card_aspect(corners, (width / 2, height / 2)))


def _is_supported(outline: Outline) -> bool:
    seen = outline.support[~np.isnan(outline.support)]
    return len(seen) >= 3 and seen.min() >= MIN_SIDE_SUPPORT and seen.mean() >= MIN_SUPPORT


def _print_in(gray: np.ndarray, corners: Corners) -> Print:
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


def _chosen(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the best of those that overlap."""
    chosen: list[Candidate] = []
    tight = [candidate for candidate in candidates if not _is_loose(candidate, candidates)]
    for candidate in sorted(tight, key=lambda c: -c.support * c.weakest * c.area**0.25):
        if all(_are_apart(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _is_loose(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a candidate only joins cards that lie side by side, or one with the gap.

    A card with boxes or bands printed on it has print beside them, or is alone.
    """
    firm = [other for other in others if other.weakest >= AS_CLEAR * candidate.weakest]
    inner = [other for other in firm if _lies_within(other, candidate)]
    if not any(_are_apart(one, other) for one in inner for other in firm):
        return False
    return all(any(_encloses(c, middle) for c in inner) for middle in candidate.print_middles)


def _lies_within(candidate: Candidate, other: Candidate) -> bool:
    if candidate.area > TIGHTER * other.area:
        return False
    return intersection_share(candidate.corners, other.corners)[0] > 0.95


def _are_apart(candidate: Candidate, other: Candidate) -> bool:
    return max(intersection_share(candidate.corners, other.corners)) < 0.2
