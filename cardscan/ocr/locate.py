"""Find the cards in a picture."""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from cardscan.model import Pixels, Quad
from cardscan.ocr.edges import Outline, Slopes, fitted, run_on, slopes_of, steps_of
from cardscan.ocr.ink import Print
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
    side_lengths,
    signed_area,
    slant,
)
from cardscan.ocr.rivals import PLAIN_STEP, Candidate, chosen_among, encloses, print_in
from cardscan.ocr.sides import quads_of_sides

WORK_SIDE = 1000  # pixels; the long side of the copy on which cards are sought
PRINT_SIDE = 2000  # pixels; the long side of the copy on which print is sought in cards
ANGLES = (50.0, 130.0)  # degrees; corners beyond come from a card tilted too far to be read
CUT_ASPECT, LOOSE_ASPECT = 1.1, 2.5  # of a card that the frame cuts off, of a rough proposal
MIN_SIDE_SUPPORT = 0.45
MIN_SUPPORT = 0.72
MIN_AREA = 0.012  # of the picture
SMOOTH = 0.5  # share of a picture without texture, above which it may be a card itself
SAME = 0.025  # of the shorter side, up to 400 pixels, by which proposals for one card differ
MIN_ROWS = 2  # of print; a desk has scratches
CARD_TYPE = 11  # of FLAT_SIDE pixels; type that is smaller on the whole stands on a document
WHOLE_ASPECTS = (1.44, 2.15)  # a letter has 1.41, a photo 1.33
LAID_AREA = 0.06  # of the picture; smaller slanted shapes are pieces of letters and logos
SLANTED = 3.0  # degrees off the picture's frame; nobody prints boxes so on a card
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
    fine = _fine_gray(pixels)
    whole = _whole_picture(lab)
    chosen = chosen_among(_candidates(lab, fine))
    if _is_card(whole) and not _stand_for_themselves(chosen, whole):
        return (quad_of(whole.corners / scale),)
    return tuple(quad_of(candidate.corners / scale) for candidate in chosen)


def _fine_gray(pixels: Pixels) -> Pixels:
    """Return a larger gray copy, on which the print of small cards can be seen."""
    scale = min(1.0, PRINT_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _whole_picture(lab: Pixels) -> Candidate:
    height, width = lab.shape[:2]
    corners = frame_corners(width, height)
    found = print_in(np.ascontiguousarray(lab[:, :, 0]), corners)
    return Candidate(corners, 0.0, 0.0, 0.0, 0.0, width / height, found)


def _is_card(whole: Candidate) -> bool:
    """Say whether the picture itself may be a card: smooth paper with print of a card's size."""
    slim = max(whole.aspect, 1 / whole.aspect)
    if not WHOLE_ASPECTS[0] <= slim <= WHOLE_ASPECTS[1] or len(whole.print.rows) < MIN_ROWS:
        return False
    heights = [min(row[2:]) for row in whole.print.rows]
    return whole.print.smooth > SMOOTH and float(np.median(heights)) >= CARD_TYPE


def _stand_for_themselves(candidates: list[Candidate], whole: Candidate) -> bool:
    """Say whether candidates are cards in the picture and not boxes, bands, photos on one.

    What is printed on a card lies straight in its picture, and leaves most of its print outside.
    """
    if any(_is_laid_down(candidate, whole) for candidate in candidates):
        return True
    outside = sum(
        not any(encloses(c, middle) for c in candidates) for middle in whole.print_middles
    )
    inside = sum(len(candidate.print.rows) for candidate in candidates)  # seen from nearer
    return inside > 0 and inside >= PRINT_SHARE * (inside + outside)


def _is_laid_down(candidate: Candidate, whole: Candidate) -> bool:
    return slant(candidate.corners) > SLANTED and candidate.area > LAID_AREA * whole.area


def _candidates(lab: Pixels, fine: Pixels) -> list[Candidate]:
    """Return the outlines that may be cards by their shape, their edges and the print within."""
    height, width = lab.shape[:2]
    slopes = slopes_of(lab)
    soft = np.asarray(cv2.GaussianBlur(lab, (0, 0), 1.0), np.uint8)
    closer = max(fine.shape) / max(height, width)
    candidates = []
    shapes = (
        corners
        for corners in map(clockwise, (*quads_of_sides(lab), *proposals(lab)))
        if _is_card_shaped(corners, width, height)
        and _may_have_aspect(card_aspect(corners, (width / 2, height / 2)))
    )
    for outline in _outlines(slopes, shapes):
        aspect = card_aspect(outline.corners, (width / 2, height / 2))
        if not _is_card_shaped(outline.corners, width, height) or not (
            is_card_aspect(aspect) or _is_cut_off(outline, aspect)
        ):
            continue
        found = print_in(fine, outline.corners * closer)
        if found.rows:
            candidates.append(_candidate(slopes, soft, outline, aspect, found))
    return candidates


def _candidate(
    slopes: Slopes, soft: Pixels, outline: Outline, aspect: float, found: Print
) -> Candidate:
    steps = np.minimum(steps_of(soft, outline.corners), PLAIN_STEP)
    return Candidate(
        outline.corners,
        float(np.nanmean(outline.support)),
        float(np.nanmin(outline.support)),
        float(steps.mean()),
        run_on(slopes, outline.corners),
        aspect,
        found,
    )


def _outlines(slopes: Slopes, shapes: Iterable[Corners]) -> Iterator[Outline]:
    """Pull shapes onto the edges next to them, twice, because the first pull changes their turn.

    Many shapes end on the same edges; these are followed once.
    """
    tried: list[Corners] = []
    followed: list[Corners] = []
    for corners in shapes:
        if not _is_new(corners, tried, SAME):
            continue
        tried.append(corners)
        outline = fitted(slopes, corners)
        if outline is None or np.nan_to_num(outline.support).max() < MIN_SUPPORT:
            continue
        if not _is_new(outline.corners, followed, SAME / 2):
            continue
        followed.append(outline.corners)
        outline = fitted(slopes, outline.corners)
        if outline is not None and _is_supported(outline):
            yield outline


def _is_new(corners: Corners, others: list[Corners], share: float) -> bool:
    """Say whether some corner lies farther from each other shape's than a share of its side."""
    if not others:
        return True
    distance = np.clip(share * side_lengths(corners).min(), *(400 * share * np.array([0.3, 1.0])))
    return bool(np.all(np.max(np.abs(np.array(others) - corners), axis=(1, 2)) > distance))


def _is_card_shaped(corners: Corners, width: int, height: int) -> bool:
    if not is_convex(corners) or signed_area(corners) < MIN_AREA * width * height:
        return False
    angles = corner_angles(corners)
    return bool(angles.min() >= ANGLES[0] and angles.max() <= ANGLES[1])


def _may_have_aspect(aspect: float) -> bool:
    """Say whether a shape may be a card's once it lies on its edges, or beyond the frame."""
    return CUT_ASPECT <= max(aspect, 1 / aspect) <= LOOSE_ASPECT


def _is_cut_off(outline: Outline, aspect: float) -> bool:
    """Say whether what the picture shows may be a card with one side beyond its frame."""
    return bool(np.isnan(outline.support).any()) and _may_have_aspect(aspect)


def _is_supported(outline: Outline) -> bool:
    seen = outline.support[~np.isnan(outline.support)]
    return len(seen) >= 3 and seen.min() >= MIN_SIDE_SUPPORT and seen.mean() >= MIN_SUPPORT
