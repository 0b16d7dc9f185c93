"""Tell a picture that is itself a card, with the border of a scanner's lid around it or none."""

import numpy as np

from cardscan.ocr.borders import without_border
from cardscan.ocr.ink import laid_flat, letters_on, rows_on, smoothness
from cardscan.ocr.quads import Corners, frame_corners, intersection_share, side_lengths
from cardscan.ocr.scene import Scene

SMOOTH = 0.2  # share of a picture without texture, above which it may be a card itself
MIN_ROWS = 2  # of print; a desk has scratches
CARD_TYPE = 9  # of FLAT_SIDE pixels; type that is smaller on the whole stands on a document
WHOLE_ASPECTS = (1.44, 2.15)  # a letter has 1.41, a photo 1.33
SQUARE = 1.06  # up to this a picture has a square card's shape
OFF_CAMERA = 0.004  # of its shape, by which a picture's may be off
CAMERAS = (3 / 2, 16 / 9)  # shapes of photos and screens, which few cards have
MOST_CUT = 0.02  # of the picture's letters, by the border of a lid; worn edges pass for some
INSIDE, PART = 0.97, (0.7, 0.95)  # of a part of a card in the card, and of the card by it
SAME_CORNER = 0.03  # of the longer side, between corners that a card and its part share
MOST_PRINT = 0.95  # of the picture's letters, that a card within a border holds


def is_card(scene: Scene) -> bool:
    """Say whether the picture itself may be a card: smooth paper with print of a card's size."""
    width, height = scene.size
    aspect = max(width / height, height / width)
    if not (WHOLE_ASPECTS[0] <= aspect <= WHOLE_ASPECTS[1] or aspect <= SQUARE):
        return False
    flat = laid_flat(scene.gray, frame_corners(width, height))
    rows = list(rows_on(flat))
    if len(rows) < MIN_ROWS or smoothness(flat).mean() <= SMOOTH:
        return False
    return float(np.median([min(row[2:]) for row in rows])) >= CARD_TYPE


def is_of_camera(width: int, height: int) -> bool:
    """Say whether a picture has the shape of a photo or a screen."""
    aspect = max(width / height, height / width)
    return any(abs(aspect - camera) < OFF_CAMERA * camera for camera in CAMERAS)


def within_border(scene: Scene) -> Corners | None:
    """Return the card of a picture that shows nothing else; None without a border free of print."""
    within = without_border(scene.lab, scene.letters)
    if within is None:
        return None
    held, cut = letters_on(within, scene.letters)
    count = len(scene.letters)
    return within if held.sum() >= MOST_PRINT * count and cut <= MOST_CUT * count else None


def is_part(corners: Corners, within: Corners, size: tuple[int, int]) -> bool:
    """Say whether an outline is the card within a border, cut short by a band printed on it.

    ``size`` is the picture's width and height; a border is to be seen on all sides.
    """
    if (within <= 0).any() or (within >= size).any():
        return False
    near = SAME_CORNER * side_lengths(within).max()
    shared = np.linalg.norm(corners - within, axis=1) < near
    inside, filled = intersection_share(corners, within)
    return bool(shared.sum() >= 2 and inside > INSIDE and PART[0] < filled < PART[1])
