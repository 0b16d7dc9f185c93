"""Patches of print in a picture: lines that stand together, as those of one card do."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Quad
from cardscan.ocr.quads import Corners

Floats = NDArray[np.float64]

TURN = 12.0  # degrees by which lines of one card may differ, seen at a slant
LONG = 2.5  # times as long as thick; only such a line tells how a card is turned
LEVEL = 3.0  # degrees that lines may be off, in the mean, on a card laid flat by its outline
TELLING = 4.0  # times as long as thick; the turn of such a line is sure to a degree
APART = 6.0  # of the larger type; lines farther from each other stand on different things
SIZES = 5.0  # times larger a line may be than another of one card
LINES = (3, 30)  # on a card; one that names a person says how to reach them, a letter says more
TYPE = (0.02, 0.2)  # of the longer side of its print: a card's usual type, with its leading


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """Lines that stand together, and the rectangle around them, in pixels of one picture."""

    lines: tuple[Corners, ...]
    corners: Corners  # clockwise, without a margin


def patches_of(lines: Sequence[Quad]) -> list[Patch]:
    """Return the lines that stand together at one turn, like those of a card; most first."""
    boxes = np.array([quad.points for quad in lines], np.float64).reshape(-1, 4, 2)
    left = list(range(len(boxes)))
    patches = []
    while left:
        together = _company(boxes, left)
        left = [at for at in left if at not in together]
        patch = Patch(tuple(boxes[together]), _around(boxes[together]))
        if _may_be_card(patch):
            patches.append(patch)
    return sorted(patches, key=lambda patch: -len(patch.lines))


def askew(boxes: Floats) -> float:
    """Return by how many degrees long lines are off the level or the upright, in the mean."""
    lengths, thin = _sizes(boxes)
    long = lengths >= TELLING * thin
    if not long.any():
        return 0.0
    return float(np.average(np.abs(_turn(boxes[long])), weights=lengths[long]))


def _company(boxes: Floats, among: Sequence[int]) -> list[int]:
    """Return the longest line among some, with all that stand with it or with one of those."""
    lengths, _ = _sizes(boxes)
    found = [max(among, key=lambda at: lengths[at])]
    for one in found:
        found += [at for at in among if at not in found and _stand_together(boxes[one], boxes[at])]
    return found


def _stand_together(one: Corners, other: Corners) -> bool:
    (_, thin), (_, other_thin) = _sizes(one), _sizes(other)
    small, large = sorted((float(thin), float(other_thin)))
    return large < SIZES * small and _differ(one, other) < TURN and _gap(one, other) < APART * large


def _sizes(boxes: Floats) -> tuple[Floats, Floats]:
    """Return length and thickness of each box."""
    width = np.linalg.norm(boxes[..., 1, :] - boxes[..., 0, :], axis=-1)
    height = np.linalg.norm(boxes[..., 3, :] - boxes[..., 0, :], axis=-1)
    return np.maximum(width, height), np.minimum(width, height)


def _turn(boxes: Floats) -> Floats:
    """Return by how many degrees each box, along its length, is off the level or the upright."""
    one, two, three, four = np.moveaxis(boxes, -2, 0)
    across, down = two + three - one - four, three + four - one - two
    is_wide = np.linalg.norm(across, axis=-1) >= np.linalg.norm(down, axis=-1)
    level = np.where(is_wide[..., None], across, down)
    return np.asarray((np.degrees(np.arctan2(level[..., 1], level[..., 0])) + 45) % 90 - 45)


def _differ(one: Corners, other: Corners) -> float:
    """Return the degrees between two boxes, nothing where one is too short to have a turn."""
    (long, thin), (other_long, other_thin) = _sizes(one), _sizes(other)
    if long < LONG * thin or other_long < LONG * other_thin:
        return 0.0
    return float(abs((_turn(one) - _turn(other) + 45) % 90 - 45))


def _gap(one: Corners, other: Corners) -> float:
    """Return how far two boxes are apart, nothing where they touch."""
    first, second = one.astype(np.float32), other.astype(np.float32)
    if cv2.intersectConvexConvex(first, second)[0] > 0:
        return 0.0
    gaps = [
        -cv2.pointPolygonTest(box, (float(x), float(y)), measureDist=True)
        for box, points in ((first, second), (second, first))
        for x, y in points
    ]
    return max(0.0, min(gaps))


def _around(boxes: Floats) -> Corners:
    """Return the rectangle around boxes that is turned as most of their length is."""
    lengths, thin = _sizes(boxes)
    turns = np.radians(4 * _turn(boxes))  # a quarter turn makes no difference
    weights = np.where(lengths >= LONG * thin, lengths, 0.1 * lengths)
    turn = np.arctan2((weights * np.sin(turns)).sum(), (weights * np.cos(turns)).sum()) / 4
    axes = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    seen = boxes.reshape(-1, 2) @ axes.T
    (left, top), (right, bottom) = seen.min(axis=0), seen.max(axis=0)
    upright = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    return np.asarray(upright @ axes)


def _may_be_card(patch: Patch) -> bool:
    """Say whether print is a card's by its size: few lines, large for what they stand on."""
    sides, (long, thin) = _sizes(patch.corners), _sizes(np.array(patch.lines))
    usual = float(np.average(thin, weights=long))
    is_large = TYPE[0] < usual / float(sides[0]) < TYPE[1]
    return LINES[0] <= len(patch.lines) <= LINES[1] and is_large
