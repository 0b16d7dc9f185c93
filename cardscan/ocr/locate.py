"""Find the cards in a picture."""

from collections.abc import Iterable

import cv2
import numpy as np

from cardscan.model import Pixels, Quad
from cardscan.ocr.edges import Outline, Slopes, fitted, slopes_of
from cardscan.ocr.proposals import proposals
from cardscan.ocr.quads import (
    Corners,
    card_aspect,
    clockwise,
    corner_angles,
    frame_corners,
    is_card_aspect,
    is_convex,
    quad_of,
    signed_area,
)
from cardscan.ocr.rivals import Candidate, chosen_among, encloses, print_in
from cardscan.ocr.sides import quads_of_sides

WORK_SIDE = 1000  # pixels; the long side of the copy on which cards are sought
ANGLES = (50.0, 130.0)  # degrees; corners beyond come from a card tilted too far to be read
MIN_SIDE_SUPPORT = 0.45
MIN_SUPPORT = 0.72
MIN_AREA = 0.012  # of the picture
SMOOTH = 0.5  # share of a picture without texture, above which it may be a card itself
MIN_ROWS = 2  # of print; a desk has scratches
PRINT_SHARE = 0.7  # of the picture's rows of print that cards found in it must hold


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
    return Candidate(corners, 0.0, 0.0, print_in(np.ascontiguousarray(lab[:, :, 0]), corners))


def _is_card(whole: Candidate) -> bool:
    """Say whether the picture itself may be a card: smooth paper with print on it."""
    return whole.print.smooth > SMOOTH and len(whole.print.rows) >= MIN_ROWS


def _hold_the_print(candidates: list[Candidate], whole: Candidate) -> bool:
    """Say whether the print of the picture stands inside the candidates.

    A box, band or photo printed on a card leaves most of the card's print outside.
    """
    outside = sum(
        not any(encloses(c, middle) for c in candidates) for middle in whole.print_middles
    )
    inside = sum(len(candidate.print.rows) for candidate in candidates)  # seen from nearer
    return inside > 0 and inside >= PRINT_SHARE * (inside + outside)


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
            print_in(gray, outline.corners),
        )
        for outline in outlines
    ]
    return chosen_among(candidates)


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
