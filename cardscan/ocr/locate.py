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
    clockwise,
    corner_angles,
    flat_aspect,
    frame_corners,
    intersection_share,
    is_convex,
    quad_of,
    side_lengths,
    signed_area,
)

WORK_SIDE = 1000  # pixels; the long side of the copy on which cards are sought
ASPECTS = (1.32, 2.15)  # long over short side: 85×55 and 91×55 mm, 3.5×2 in, slim and squat ones
ANGLES = (50.0, 130.0)  # degrees; corners beyond come from a card tilted too far to be read
MIN_SIDE_SUPPORT = 0.45
MIN_SUPPORT = 0.72
MIN_AREA = 0.012  # of the picture
SMOOTH = 0.5  # share of a picture without texture, above which it may be a card itself
MIN_ROWS = 2  # of print; a desk has scratches
PRINT_SHARE = 0.6  # of the picture's rows of print that cards found in it must hold


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A quad on the working copy, and what speaks for it."""

    corners: Corners
    support: float  # mean share of the sides that lie on an edge
    print: Print

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
    return Candidate(corners, 0.0, _print_in(np.ascontiguousarray(lab[:, :, 0]), corners))


def _is_card(whole: Candidate) -> bool:
    """Say whether the picture itself may be a card: smooth paper with print on it."""
    return whole.print.smooth > SMOOTH and len(whole.print.rows) >= MIN_ROWS


def _hold_the_print(candidates: list[Candidate], whole: Candidate) -> bool:
    """Say whether the print of the picture stands inside the candidates.

    A box, band or photo printed on a card leaves most of the card's print outside.
    """
    if not candidates:
        return False
    scale = np.linalg.norm(whole.corners[2]) / np.hypot(*_flat_size(whole.corners))
    middles = [
        ((left + width / 2) * scale, (top + height / 2) * scale)
        for left, top, width, height in whole.print.rows
    ]
    inside = sum(
        any(
            cv2.pointPolygonTest(c.corners.astype(np.float32), middle, measureDist=False) >= 0
            for c in candidates
        )
        for middle in middles
    )
    return inside >= PRINT_SHARE * len(middles)


def _candidates(lab: Pixels) -> list[Candidate]:
    height, width = lab.shape[:2]
    slopes = slopes_of(lab)
    outlines = [
        outline
        for corners in _distinct(map(clockwise, proposals(lab)), 10.0)
        if (outline := _pulled(slopes, corners)) is not None
        and _is_card_shaped(outline.corners, width, height)
        and _is_supported(outline)
    ]
    gray = np.ascontiguousarray(lab[:, :, 0])
    candidates = [
        Candidate(
            outline.corners, float(np.nanmean(outline.support)), _print_in(gray, outline.corners)
        )
        for outline in outlines
    ]
    return _chosen(candidates)


def _pulled(slopes: Slopes, corners: Corners) -> Outline | None:
    outline = fitted(slopes, corners)
    return None if outline is None else fitted(slopes, outline.corners)


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
    aspect = flat_aspect(corners, (width / 2, height / 2))
    return ASPECTS[0] <= max(aspect, 1 / aspect) <= ASPECTS[1]


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
    for candidate in sorted(candidates, key=lambda c: -c.support * c.area**0.25):
        if all(max(intersection_share(candidate.corners, o.corners)) < 0.2 for o in chosen):
            chosen.append(candidate)
    return chosen
