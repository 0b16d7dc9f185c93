"""Choose a card's outline by its print: it holds every line whole, and lays their rows level."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.locate import LIKELY, Outline, candidates_of, search_in
from cardscan.ocr.patches import LEVEL, Patch, askew
from cardscan.ocr.quads import (
    Corners,
    frame_corners,
    intersection_share,
    quad_of,
    side_lengths,
    signed_area,
    widened,
)
from cardscan.ocr.rivals import log_odds
from cardscan.ocr.sides import quads_of_level_sides

CUT = 0.2  # of a line's box on either side of an outline that runs through it
HELD = 0.75  # of each line's box that the outline holds; boxes reach a little beyond their ink
AROUND = 0.5  # of the longer side of print, on each side of it, where the edges of its card lie
SIDE = 500  # pixels; the long side of the copy in which they are sought
FILLED = 0.3  # of a card, by the rectangle around its print; more white is a sheet's or a desk's
LEAST_ODDS = -2.5  # of an outline for which the print speaks, too


def outline_around(pixels: Pixels, patch: Patch) -> Outline | None:
    """Return the likeliest outline around print, in pixels of the picture; None without any."""
    scene, turns = search_in(pixels)
    candidates = [one for some in turns for one in some]
    candidates += candidates_of(scene, _quads_around(patch.corners * scene.scale, scene.lab))
    if not candidates:
        return None
    odds = log_odds(candidates, scene.area)
    for at in np.argsort(-odds, kind="stable").tolist():
        corners = candidates[at].corners / scene.scale
        if odds[at] >= LEAST_ODDS and _encloses(corners, patch):
            return Outline(quad_of(corners), bool(odds[at] < LIKELY))
    return None


def _quads_around(print_corners: Corners, lab: Pixels) -> list[Corners]:
    """Return shapes around print in a Lab picture whose sides run along it or across it."""
    wide = widened(print_corners, AROUND)
    sides = side_lengths(wide)
    width, height = np.rint(sides[:2] * SIDE / sides.max()).astype(int).tolist()
    frame = frame_corners(width, height).astype(np.float32)
    upright = cv2.getPerspectiveTransform(wide.astype(np.float32), frame)
    flat = cv2.warpPerspective(lab, upright, (width, height), borderMode=cv2.BORDER_REPLICATE)
    back = np.linalg.inv(np.asarray(upright, np.float64))
    return [
        np.asarray(cv2.perspectiveTransform(shape[None], back)[0], np.float64)
        for shape in quads_of_level_sides(np.asarray(flat, np.uint8))
    ]


def cuts(corners: Corners, patch: Patch) -> bool:
    """Say whether an outline runs through print, or lays what it holds askew."""
    lines, shares = np.array(patch.lines), _shares_held(corners, patch)
    if ((shares > CUT) & (shares < 1 - CUT)).any():
        return True
    held = shares >= 1 - CUT
    return bool(held.any()) and not _lie_level(lines[held], corners)


def holds(corners: Corners, patch: Patch) -> bool:
    """Say whether an outline holds all lines of print."""
    return bool((_shares_held(corners, patch) >= 1 - CUT).all())


def _shares_held(corners: Corners, patch: Patch) -> NDArray[np.float64]:
    return np.array([intersection_share(line, corners)[0] for line in patch.lines])


def _encloses(corners: Corners, patch: Patch) -> bool:
    """Say whether an outline holds print whole, fits it in size, and lays it level."""
    if signed_area(patch.corners) < FILLED * signed_area(corners):
        return False
    if min(intersection_share(line, corners)[0] for line in patch.lines) < HELD:
        return False
    return _lie_level(np.array(patch.lines), corners)


def _lie_level(lines: NDArray[np.float64], corners: Corners) -> bool:
    """Say whether boxes of lines are level or upright on the card laid flat."""
    top, right, bottom, left = side_lengths(corners)
    width, height = (top + bottom) / 2, (right + left) / 2
    frame = frame_corners(round(width), round(height)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), frame)
    flat = cv2.perspectiveTransform(lines.reshape(1, -1, 2), np.asarray(matrix, np.float64))
    return askew(np.asarray(flat.reshape(lines.shape), np.float64)) < LEVEL
