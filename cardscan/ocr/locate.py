"""Find the cards in a picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels, Quad
from cardscan.ocr.borders import without_border
from cardscan.ocr.edges import Outline, Slopes, fitted, run_on, slopes_of, steps_of
from cardscan.ocr.ink import letters_of, letters_on, print_in, smoothness
from cardscan.ocr.proposals import proposals
from cardscan.ocr.quads import (
    Corners,
    card_aspect,
    clockwise,
    corner_angles,
    frame_corners,
    is_convex,
    quad_of,
    side_lengths,
    signed_area,
    slant,
)
from cardscan.ocr.rivals import PLAIN_STEP, Candidate, chosen_among, is_beyond_doubt
from cardscan.ocr.sides import quads_of_sides

WORK_SIDE = 1000  # pixels; the long side of the copy on which cards are sought
PRINT_SIDE = 1400  # pixels; the long side of the copy on which print is sought in cards
ANGLES = (50.0, 130.0)  # degrees; corners beyond come from a card tilted too far to be read
MOST_ASPECT = (1.0, 2.3)  # of cards, also tilted ones
MIN_LETTERS = 12  # on a card; a desk has scratches
GRID = np.linspace(0.05, 0.95, 24)  # places within a quad, each way
CUT_ASPECT, LOOSE_ASPECT = 1.0, 2.5  # of a card that the frame cuts off, of a rough proposal
MIN_SIDE_SUPPORT = 0.45
MIN_SUPPORT = 0.72
MIN_AREA = 0.012  # of the picture
SMOOTH = 0.3  # share of a picture without texture, above which it may be a card itself
SAME = 0.025  # of the shorter side, up to 400 pixels, by which proposals for one card differ
STILL = 1.5  # pixels; a pull by less need not be repeated
MIN_ROWS = 2  # of print; a desk has scratches
SHEET, SHEET_SHARE = 3, 0.5  # so many apart are no bands of one card; the letters they hold
CARD_TYPE = 11  # of FLAT_SIDE pixels; type that is smaller on the whole stands on a document
WHOLE_ASPECTS = (1.44, 2.15)  # a letter has 1.41, a photo 1.33
SQUARE = 1.06  # up to this a picture has a square card's shape
LAID_LETTERS = 0.3  # of the picture's letters
LAID_AREA = 0.06  # of the picture; smaller slanted shapes are pieces of letters and logos
SLANTED = 3.0  # degrees off the picture's frame; nobody prints boxes so on a card
MOST_ODD, MOSTLY_WHOLE = 0.5, 0.9  # of shape and cut print, for a card straight in a picture
MOST_CUT = 0.02  # of the picture's letters, by the border of a lid; worn edges pass for some
PRINT_SHARE = 0.95  # of the picture's letters that cards found in it must hold


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """What is measured once in a working copy."""

    slopes: Slopes
    soft: Pixels  # Lab, without grain
    smooth: NDArray[np.bool_]  # where there is no texture
    letters: NDArray[np.float64]  # count × (x, y, size)


def locate_cards(pixels: Pixels) -> tuple[Quad, ...]:
    """Return the corners of each card in pixels of the picture; empty when there is no card.

    A picture that is itself a card gives its own frame, without the border of a scanner's lid.
    Corners run clockwise from the card's own top left as far as geometry knows.
    """
    small, scale = _copy(pixels, WORK_SIDE)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), dtype=np.uint8)
    # Print needs sharper eyes than outlines, but no colours.
    gray, closer = _copy(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8), PRINT_SIDE)
    letters = letters_of(gray) * (scale / closer)
    chosen = [
        candidate
        for candidate in chosen_among(_candidates(lab, letters))
        if print_in(gray, candidate.corners * (closer / scale)).rows
    ]
    if not _stand_for_themselves(chosen, lab, letters) and _is_card(lab):
        within = _within_border(lab, letters)
        height, width = pixels.shape[:2]
        return (quad_of(frame_corners(width, height) if within is None else within / scale),)
    return tuple(quad_of(candidate.corners / scale) for candidate in chosen)


def _copy(pixels: NDArray[np.uint8], side: int) -> tuple[NDArray[np.uint8], float]:
    """Return a smaller copy whose long side is no longer, and its scale."""
    scale = min(1.0, side / max(pixels.shape[:2]))
    if scale == 1.0:
        return pixels, scale
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    while max(pixels.shape[:2]) >= 2 * side:
        pixels = _halved(pixels)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), scale


def _halved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Average squares of four pixels, which is many times faster than any other share."""
    height, width = (side // 2 for side in pixels.shape[:2])
    even = pixels[: 2 * height, : 2 * width]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _is_card(lab: Pixels) -> bool:
    """Say whether the picture itself may be a card: smooth paper with print of a card's size."""
    height, width = lab.shape[:2]
    aspect = max(width / height, height / width)
    if not (WHOLE_ASPECTS[0] <= aspect <= WHOLE_ASPECTS[1] or aspect <= SQUARE):
        return False
    found = print_in(np.ascontiguousarray(lab[:, :, 0]), frame_corners(width, height))
    if len(found.rows) < MIN_ROWS or found.smooth <= SMOOTH:
        return False
    return float(np.median([min(row[2:]) for row in found.rows])) >= CARD_TYPE


def _within_border(lab: Pixels, letters: NDArray[np.float64]) -> Corners | None:
    """Return the card of a picture that shows nothing else; None without a border free of print."""
    within = without_border(lab)
    if within is None:
        return None
    held, cut = letters_on(within, letters)
    free = held.sum() >= PRINT_SHARE * len(letters) and cut <= MOST_CUT * len(letters)
    return within if free else None


def _stand_for_themselves(
    candidates: list[Candidate], lab: Pixels, letters: NDArray[np.float64]
) -> bool:
    """Say whether candidates are cards in the picture and not boxes, bands, photos on one.

    What is printed on a card lies straight in its picture, and leaves most of its print outside.
    """
    picture = lab.shape[0] * lab.shape[1]
    sound = [c for c in candidates if c.odd < MOST_ODD and c.whole_letters > MOSTLY_WHOLE]
    if any(
        slant(c.corners) > SLANTED
        and not c.unseen
        and c.area > LAID_AREA * picture
        and c.held.mean() > LAID_LETTERS
        for c in sound
    ):
        return True
    held = np.any([c.held for c in sound], axis=0) if sound else np.zeros(1)
    share = SHEET_SHARE if len(sound) >= SHEET else PRINT_SHARE
    return bool(held.sum() > 0 and held.sum() >= share * len(letters))


def _candidates(lab: Pixels, letters: NDArray[np.float64]) -> list[Candidate]:
    """Return the outlines that may be cards by their shape, their edges and the print within.

    Shapes that stand out are looked for only where straight lines give no card beyond doubt.
    """
    height, width = lab.shape[:2]
    scene = _Scene(
        slopes_of(lab),
        np.asarray(cv2.GaussianBlur(lab, (0, 0), 1.0), np.uint8),
        smoothness(np.ascontiguousarray(lab[:, :, 0])),
        letters,
    )
    candidates: list[Candidate] = []
    for propose in (quads_of_sides, proposals):
        shapes = (
            corners
            for corners in map(clockwise, propose(lab))
            if _is_card_shaped(corners, width, height)
            and _may_have_aspect(card_aspect(corners, (width / 2, height / 2)))
            and letters_on(corners, letters)[0].sum() >= MIN_LETTERS / 2
        )
        for outline in _outlines(scene.slopes, shapes):
            candidate = _judged(scene, outline)
            if candidate is not None:
                candidates.append(candidate)
        if any(is_beyond_doubt(candidate) for candidate in candidates):
            break
    return candidates


def _judged(scene: _Scene, outline: Outline) -> Candidate | None:
    height, width = scene.soft.shape[:2]
    aspect = card_aspect(outline.corners, (width / 2, height / 2))
    if not _is_card_shaped(outline.corners, width, height) or not (
        MOST_ASPECT[0] <= max(aspect, 1 / aspect) <= MOST_ASPECT[1] or _is_cut_off(outline, aspect)
    ):
        return None
    held, cut = letters_on(outline.corners, scene.letters)
    if held.sum() < MIN_LETTERS:
        return None
    steps = np.minimum(steps_of(scene.soft, outline.corners), PLAIN_STEP)
    return Candidate(
        outline.corners,
        float(np.nanmean(outline.support)),
        float(np.nanmin(outline.support)),
        float(steps.mean()),
        float(steps.min()),
        run_on(scene.slopes, outline.corners),
        aspect,
        _smooth_within(scene.smooth, outline.corners),
        held,
        cut,
        int(np.isnan(outline.support).sum()),
    )


def _smooth_within(smooth: NDArray[np.bool_], corners: Corners) -> float:
    """Return which share of a quad has no texture."""
    u, v = np.meshgrid(GRID, GRID)
    weights = np.stack([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v], axis=-1)
    x, y = np.moveaxis(np.rint(weights @ corners).astype(int), -1, 0)
    x, y = np.clip(x, 0, smooth.shape[1] - 1), np.clip(y, 0, smooth.shape[0] - 1)
    return float(smooth[y, x].mean())


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
        if np.abs(outline.corners - corners).max() > STILL:
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
