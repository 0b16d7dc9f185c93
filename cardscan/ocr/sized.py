"""Propose cards where print is left, as large as those that were found, however faint their edges.

A side is long: what its pixels say together stands out where no single one does.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from operator import itemgetter
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.ink import letters_within
from cardscan.ocr.quads import Corners, intersection_share, side_lengths

Floats = NDArray[np.float32]
Places = NDArray[np.float64]  # count × (x, y)
_Frame = tuple[Places, tuple[float, float]]  # the directions of two sides, and their lengths
_Worthy = tuple[float, Corners]  # how clear its sides are and how much print it holds

LEAST_LETTERS = 8  # that stand together where a card may be
MOST_PATCHES = 3, 12  # looked at around one card, around several; more is text
TOGETHER = 0.2  # of the short side; letters no farther from each other may be of one card
NEAREST = 2  # cards, whose shapes are tried, and that of the likeliest
LIKE = 3.0  # degrees; a card turned as print is, within so much, says how the print's card lies
SEEN_SIDE = 160  # pixels; the long side of a card on the copy on which places are tried
REACH = 1.15  # of the long side, beyond print
SEGMENT = 0.08  # of the long side; so much of a side is seen as one
STRONGEST = 6.0  # Lab units per pixel; a stroke of print counts no more
FULL = 1.5  # Lab units per pixel, on the mean of a segment, that make a clear edge
SCHARR = 32  # the sum of the operator's weights, over two pixels
INSET = 0.05  # of a side left out at each end
OUT_OF_SIGHT = 0.6  # so clear is what lies beyond the picture
BEST = 3  # places that are proposed for one patch of print and one shape
APART = 0.1  # of the short side, between two of them
UNCLEAR = 0.0  # the worth of a place that only the print tells
ASIDE = (0.5, 0.2, 0.8)  # of the room beside print that lies before it
OVER = 0.05  # of either that may lie on the other
WHOLE = 0.95  # of a patch's letters that its card holds
BEYOND = 0.02  # of the long side, that may lie beyond the picture
HOLDS = 0.5, 12  # of the letters of a patch; letters that are enough
QUARTER = 90  # degrees


def quads_of_size(lab: Pixels, letters: Places, fellows: Sequence[Corners]) -> Iterator[Corners]:
    """Yield quads of the size of fellows around print that none of them holds.

    The first fellow is the likeliest: its shape is tried wherever print is left.
    """
    for patch, frames in _around_patches(lab, letters, fellows):
        for frame in frames:
            yield from (corners for _, corners in _placed(lab, patch, *frame))


def quads_beside(
    lab: Pixels, letters: Places, fellows: Sequence[Corners], taken: Sequence[Corners]
) -> Iterator[Corners]:
    """Yield the likeliest quad that holds each patch of such print whole, in the picture.

    None lies on another, or on one of those taken.
    """
    taken = [*taken]
    edge = np.array(lab.shape[1::-1])
    for patch, frames in _around_patches(lab, letters, fellows):
        quads = [
            quad
            for frame in frames
            for quad in (*_placed(lab, patch, *frame), *_laid_around(patch, *frame))
        ]
        fit = [
            (worth + letters_within(corners, letters).sum() / len(patch), corners)
            for worth, corners in quads
            if letters_within(corners, patch).mean() >= WHOLE
            and max(-corners.min(), (corners - edge).max()) < BEYOND * side_lengths(corners).max()
            and all(max(intersection_share(corners, one)) < OVER for one in taken)
        ]
        if fit:
            taken.append(max(fit, key=itemgetter(0))[1])
            yield taken[-1]


def _around_patches(
    lab: Pixels, letters: Places, fellows: Sequence[Corners]
) -> Iterator[tuple[Places, list[_Frame]]]:
    """Yield each patch of print, and how a card around it may lie."""
    middles = np.array([corners.mean(axis=0) for corners in fellows])
    near = TOGETHER * min(float(side_lengths(corners).min()) for corners in fellows)
    most = MOST_PATCHES[len(fellows) > 1]
    for patch in sorted(_patches(letters, near), key=len, reverse=True)[:most]:
        away = np.linalg.norm(middles - patch.mean(axis=0), axis=1)
        tried = dict.fromkeys([*np.argsort(away)[:NEAREST].tolist(), 0])
        shapes = [fellows[at] for at in tried]
        yield patch, list(_frames(shapes, _turn_of(lab, patch)))


def _patches(places: Places, near: float) -> Iterator[Places]:
    """Yield places that stand together, none farther from the next than so many pixels."""
    x, y = (places // 2).astype(int).T
    spots = np.zeros((y.max(initial=0) + 1, x.max(initial=0) + 1), np.uint8)
    spots[y, x] = 1
    wide = 2 * round(near / 4) + 1
    count, labels = cv2.connectedComponents(cv2.dilate(spots, np.ones((wide, wide), np.uint8)))
    for label in range(1, count):
        patch = places[labels[y, x] == label]
        if len(patch) >= LEAST_LETTERS:
            yield patch


def _turn_of(lab: Pixels, patch: Places) -> float:
    """Return by how many degrees, up to 45, most edges around print are turned."""
    left, top = np.maximum(patch.min(axis=0).astype(int) - 10, 0)
    right, below = patch.max(axis=0).astype(int) + 10
    gray = lab[top:below, left:right, 0]
    across, down = cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    heading = (np.degrees(np.arctan2(down, across)).ravel() + QUARTER / 2) % QUARTER
    slots = (2 * heading).astype(int) % (2 * QUARTER)
    votes = np.bincount(slots, np.hypot(across, down).ravel(), 2 * QUARTER)
    smooth = np.sum([np.roll(votes, step) for step in range(-2, 3)], axis=0)
    return float(np.argmax(smooth) / 2 - QUARTER / 2)


def _frames(shapes: Sequence[Corners], turn: float) -> Iterator[_Frame]:
    """Yield the directions of two sides and their lengths, as cards near by lie and as print does.

    Cards on one table are seen at one slant; one that is turned otherwise tells no more than size.
    """
    is_like = False
    for corners in shapes:
        sides = np.roll(corners, -1, axis=0) - corners
        across, down = (sides[0] - sides[2]) / 2, (sides[1] - sides[3]) / 2
        width, height = float(np.linalg.norm(across)), float(np.linalg.norm(down))
        axes = np.array([across / width, down / height])
        heading = float(np.degrees(np.arctan2(across[1], across[0])))
        if abs((heading - turn + QUARTER / 2) % QUARTER - QUARTER / 2) < LIKE:
            is_like = True
            yield axes, (width, height)
            yield axes, (height, width)
    if not is_like:
        cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        axes = np.array([(cos, sin), (-sin, cos)])
        yield axes, (width, height)
        yield axes, (height, width)


def _placed(
    lab: Pixels, patch: Places, axes: Places, size: tuple[float, float]
) -> Iterator[_Worthy]:
    """Yield the places around a patch of print where a card of a shape has the clearest sides.

    They are sought on a small copy on which the card's sides are level and upright.
    """
    pixel = max(2.0, max(size) / SEEN_SIDE)
    level = patch @ np.linalg.inv(axes)
    least, most = level.min(axis=0), level.max(axis=0)
    begin = least - REACH * max(size)
    columns, rows = np.ceil((most - least + 2 * REACH * max(size)) / pixel).astype(int)
    onto = np.column_stack([pixel * axes.T, begin @ axes])
    flat = cv2.warpAffine(
        lab,
        onto,
        (int(columns), int(rows)),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    beyond = cv2.warpAffine(
        np.zeros(lab.shape[:2], np.uint8),
        onto,
        (int(columns), int(rows)),
        flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP,
        borderValue=1,
    )
    width, height = round(size[0] / pixel), round(size[1] / pixel)
    spots = np.zeros(flat.shape[:2], np.float32)
    x, y = ((level - begin) / pixel).astype(int).T
    np.add.at(spots, (y, x), 1)
    worth = _clearness(np.asarray(flat, np.uint8), beyond > 0, width, height)
    worth += _held(spots, width, height, len(patch))
    box = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    for best, place in _best(worth, round(APART * min(width, height))):
        yield best, (pixel * (box + place) + begin) @ axes


def _laid_around(patch: Places, axes: Places, size: tuple[float, float]) -> Iterator[_Worthy]:
    """Yield places of a card whose sides nobody sees, with the print in its middle or aside."""
    level = patch @ np.linalg.inv(axes)
    width, height = size
    room = np.array(size) - np.ptp(level, axis=0)
    box = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    if (room >= 0).all():
        for shares in product(ASIDE, repeat=2):
            yield UNCLEAR, (box + level.min(axis=0) - room * shares) @ axes


def _clearness(flat: Pixels, beyond: NDArray[np.bool_], width: int, height: int) -> Floats:
    """Return how clear the sides of a box are, the weakest twice, for each place of its corner."""
    soft = cv2.GaussianBlur(flat, (0, 0), 0.7)
    segment = max(3, round(SEGMENT * max(width, height)))
    upright = _edges(cv2.Scharr(soft, cv2.CV_32F, 1, 0), (1, segment))
    lying = _edges(cv2.Scharr(soft, cv2.CV_32F, 0, 1), (segment, 1))
    for edges in (upright, lying):
        edges[beyond] = OUT_OF_SIGHT
    down = cv2.blur(upright, (1, round(height * (1 - 2 * INSET))))
    along = cv2.blur(lying, (round(width * (1 - 2 * INSET)), 1))
    rows, columns = flat.shape[0] - height, flat.shape[1] - width
    y, x = height // 2, width // 2
    sides = np.stack(
        [
            down[y : y + rows, :columns],
            down[y : y + rows, width:],
            along[:rows, x : x + columns],
            along[height:, x : x + columns],
        ]
    )
    return np.asarray(sides.sum(axis=0) + sides.min(axis=0))


def _edges(slopes: NDArray[Any], segment: tuple[int, int]) -> Floats:
    """Return how clear an edge runs through each place, from 0 to 1, seen a segment at a time."""
    mean = cv2.blur(np.clip(slopes / SCHARR, -STRONGEST, STRONGEST), segment)
    strength = np.sqrt(np.einsum("...i,...i->...", mean, mean))
    clear = np.minimum(strength / FULL, 1).astype(np.float32)
    return np.asarray(cv2.dilate(clear, np.ones((3, 3), np.uint8)))


def _held(spots: Floats, width: int, height: int, count: int) -> Floats:
    """Return the share of print in a box, for each place of its corner; none where it has few."""
    total = cv2.integral(spots)[1:, 1:]
    rows, columns = spots.shape[0] - height, spots.shape[1] - width
    held = (
        total[height:, width:]
        - total[:rows, width:]
        - total[height:, :columns]
        + total[:rows, :columns]
    )
    few = held < min(HOLDS[0] * count, HOLDS[1])
    return np.asarray(np.where(few, -np.inf, held / count), np.float32)


def _best(worth: Floats, near: int) -> Iterator[tuple[float, tuple[int, int]]]:
    for _ in range(BEST):
        top, left = divmod(int(np.argmax(worth)), worth.shape[1])
        if not np.isfinite(worth[top, left]):
            return
        yield float(worth[top, left]), (left, top)
        worth[max(0, top - near) : top + near + 1, max(0, left - near) : left + near + 1] = -np.inf
