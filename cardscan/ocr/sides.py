"""Propose cards from long straight lines, where an outline is broken or touches other things."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.ink import components_of
from cardscan.ocr.quads import PARALLEL, Corners

Floats = NDArray[np.float64]
Gray = NDArray[np.uint8]
Slope = NDArray[np.int16]

FAINT = 3  # times smaller is the copy in which noise is gone and faint edges are left
FAINT_LEVELS = (14, 30)  # Canny on four times the contrast
EDGE_LEVELS = ((10, 25), (24, 60), (60, 150))  # Canny, from white on white to busy desks
CROWDED = 0.06  # share of edge pixels above which a picture is looked at less closely
CROWDED_AFAR = 0.25  # the same, seen from afar
SPECK = 0.02  # of the picture's diagonal; smaller edges are letters and grain
LEAST_SIDE = 0.09  # of the diagonal; shorter lines are no side of a card that fills the picture
LINES, MANY_LINES = 26, 60  # the longest are combined, and on a desk that has many
QUADS, MANY_QUADS = 20, 80  # the best proposals are given on
TURNS = 180  # directions that are told apart
UNSURE = 4  # degrees by which the direction of an edge may be off at one place
BAND = 2.5  # pixels; edges so far from a line lie on it
ROUNDS = 6  # of weighing edges anew while a line is laid through them
STRAY = 0.7  # pixels from the line, beyond which one counts less
GAP = 8  # pixels along a line that one edge covers
OPPOSITE, CROSSING = 30.0, 50.0  # degrees between lines: at most, at least
SLIM = 2.6  # long over short side as seen; no card at a readable slant is slimmer
PART_QUADS = 40  # the same of a part; joints of cards make many
PART, PART_LETTERS = 500, 12  # pixels of a part's side; letters that a card there would have
LEVEL = 8.0  # degrees by which sides of a card may be off its print, seen at a slant
ALONG = 28  # places along a side at which an edge is looked for
HEADINGS = 8  # of edges, told apart where a side is followed
NEAR = 2  # pixels from an edge, each way, at which a side passes for lying on it
LEAST_COVER, MEAN_COVER = 0.35, 0.65  # share of these places that lie on an edge
OUT_OF_SIGHT = 0.6  # cover that a side along the picture's own edge counts for


def quads_of_sides(lab: Pixels, most: int = QUADS) -> list[Corners]:
    """Return the quads of a small Lab picture whose sides best follow long straight edges."""
    return _quads_along(*_edges(lab), lab.shape[:2], most)


def quads_of_many_sides(lab: Pixels) -> list[Corners]:
    """Return the same with more lines combined, for a desk on which a card's are not the longest.

    Where print, rules, keys lie about, or a card is as white as its desk, others are longer.
    """
    return _quads_along(*_edges(lab), lab.shape[:2], MANY_QUADS, most_lines=MANY_LINES)


def quads_of_level_sides(lab: Pixels, most: int = PART_QUADS) -> list[Corners]:
    """Return the quads whose sides best follow edges that are nearly level or upright.

    Where a card's print lies level in a picture, so does the card; shadows and what else lies
    about do not.
    """
    places, turns, weights = _edges(lab)
    level = np.abs((turns + 45) % 90 - 45) < LEVEL
    return _quads_along(places[level], turns[level], weights[level], lab.shape[:2], most)


def _quads_along(
    places: Floats,
    turns: Floats,
    weights: Floats,
    size: tuple[int, int],
    most: int,
    *,
    most_lines: int = LINES,
) -> list[Corners]:
    """Return the quads that best follow edges of a picture, whose height and width are given."""
    height, width = size
    diagonal = float(np.hypot(width, height))
    lines = _lines(places[::2], turns[::2], 2 * weights[::2], diagonal, most_lines)
    shapes = _combined(np.concatenate([lines, _frame(width, height)]))
    headed = _headed(places, turns, size)
    rough = _cover(headed, shapes, ALONG // 3)
    shapes = shapes[
        (rough.min(axis=1) >= 0.6 * LEAST_COVER) & (rough.mean(axis=1) >= 0.8 * MEAN_COVER)
    ]
    cover = _cover(headed, shapes, ALONG)
    fit = (cover.min(axis=1) >= LEAST_COVER) & (cover.mean(axis=1) >= MEAN_COVER)
    x, y = shapes[fit, :, 0], shapes[fit, :, 1]
    areas = np.abs((x * np.roll(y, -1, 1) - y * np.roll(x, -1, 1)).sum(axis=1)) / 2
    worth = (cover[fit].mean(axis=1) * cover[fit].min(axis=1) ** 0.5) * areas**0.2
    return _distinct(shapes[fit][np.argsort(-worth, kind="stable")], most)


def quads_of_parts(lab: Pixels, letters: Floats) -> list[Corners]:
    """Return the quads of the parts of a picture that hold letters: count × (x, y, size).

    Where many cards lie, their sides are too many and too short to stand out in the whole.
    """
    found = []
    for top in _starts(lab.shape[0]):
        for left in _starts(lab.shape[1]):
            inside = np.all(
                (letters[:, :2] >= (left, top)) & (letters[:, :2] < (left + PART, top + PART)),
                axis=1,
            )
            if inside.sum() >= PART_LETTERS:
                part = np.ascontiguousarray(lab[top : top + PART, left : left + PART])
                found += [
                    corners + np.array([left, top]) for corners in quads_of_sides(part, PART_QUADS)
                ]
    return found


def _starts(length: int) -> list[int]:
    """Return where parts of a length begin, each over half of the one before it."""
    last = max(0, length - PART)
    return [round(start) for start in np.linspace(0, last, -(-last // (PART // 2)) + 1)]


def _distinct(shapes: Corners, most: int) -> list[Corners]:
    kept: list[Corners] = []
    for shape in shapes[: 20 * most]:
        near = 0.02 * np.sqrt(np.ptp(shape[:, 0]) * np.ptp(shape[:, 1]))
        if not any(np.abs(shape - other).max() < near for other in kept):
            kept.append(shape)
        if len(kept) == most:
            break
    return kept


def _edges(lab: Pixels) -> tuple[Floats, Floats, Floats]:
    """Return where edges lie, in degrees which way colours change there, and their weights."""
    clear = _clear_edges(np.asarray(cv2.GaussianBlur(lab, (0, 0), 1.2), np.uint8))
    faint = _faint_edges(lab)
    return (
        np.concatenate([clear[0], faint[0] * FAINT + (FAINT - 1) / 2]),
        np.concatenate([clear[1], faint[1]]),
        np.repeat([1.0, FAINT], [len(clear[0]), len(faint[0])]),
    )


def _clear_edges(smooth: Pixels) -> tuple[Floats, Floats]:
    """Return the clear edges of a picture, as many as tell something, without its print."""
    right = np.asarray(cv2.Sobel(smooth, cv2.CV_16S, 1, 0), np.int16)
    down = np.asarray(cv2.Sobel(smooth, cv2.CV_16S, 0, 1), np.int16)
    for low, high in EDGE_LEVELS:
        edges = _without_specks(np.asarray(cv2.Canny(right, down, low, high), np.uint8))
        if np.count_nonzero(edges) < CROWDED * edges.size:
            break
    return _directed(edges, right, down)


def _faint_edges(lab: Pixels) -> tuple[Floats, Floats]:
    """Return the edges of a picture seen from afar, where white paper stands out from white."""
    small = cv2.resize(lab, None, fx=1 / FAINT, fy=1 / FAINT, interpolation=cv2.INTER_AREA)
    raised = (cv2.GaussianBlur(small.astype(np.float32), (0, 0), 1.0) - 128) * 4
    right = cv2.Sobel(raised, cv2.CV_32F, 1, 0).astype(np.int16)
    down = cv2.Sobel(raised, cv2.CV_32F, 0, 1).astype(np.int16)
    edges = np.asarray(cv2.Canny(right, down, *FAINT_LEVELS), np.uint8)
    if np.count_nonzero(edges) > CROWDED_AFAR * edges.size:
        return np.empty((0, 2)), np.empty(0)
    return _directed(_without_specks(edges), right, down)


def _directed(edges: Gray, right: Slope, down: Slope) -> tuple[Floats, Floats]:
    at = np.flatnonzero(edges)
    across, along = right.reshape(-1, 3)[at], down.reshape(-1, 3)[at]
    strongest = np.argmax(np.abs(across) + np.abs(along), axis=1)
    rows = np.arange(len(at))
    strong = along[rows, strongest].astype(np.float64), across[rows, strongest].astype(np.float64)
    y, x = np.divmod(at, edges.shape[1])
    return np.column_stack([x, y]).astype(np.float64), np.degrees(np.arctan2(*strong)) % TURNS


def _without_specks(edges: Gray) -> Gray:
    labels, boxes, _ = components_of(edges)
    long = np.maximum(boxes[:, 2], boxes[:, 3]) > SPECK * np.hypot(*edges.shape)
    long[0] = False  # what is no edge
    return np.asarray(np.where(long, np.uint8(255), np.uint8(0))[labels])


def _lines(places: Floats, turns: Floats, weights: Floats, diagonal: float, most: int) -> Floats:
    """Return the longest lines: count × (x, y of a point, x, y of the direction).

    Each edge votes for the lines through it across the change of colour (the Hough transform of
    O'Gorman and Clowes); the line with most votes takes its edges with it.
    """
    order = np.argsort(turns, kind="stable")  # so that edges of like direction lie together
    (x, y), turns, weights = places[order].T.copy(), turns[order], weights[order]
    angles = np.radians(np.arange(TURNS))
    normals = np.column_stack([np.cos(angles), np.sin(angles)])
    reach, steps = round(diagonal) + 2, np.arange(-UNSURE, UNSURE + 1)
    ways = (np.arange(-UNSURE, TURNS + UNSURE + 1) % TURNS)[  # a division each is slow
        np.rint(turns).astype(int)[:, None] + steps + UNSURE
    ]
    offsets = (x[:, None] * normals[ways, 0] + y[:, None] * normals[ways, 1] + reach) / 2
    cells = ways * reach + np.clip(np.rint(offsets).astype(int), 0, reach - 1)
    worth = np.repeat(weights, len(steps)).astype(np.float32).reshape(cells.shape)
    votes = np.bincount(cells.ravel(), worth.ravel(), TURNS * reach).astype(np.float32)
    left = np.ones(len(turns), bool)
    kept: list[NDArray[np.int_]] = []
    for _ in range(3 * most):
        best = int(np.argmax(votes))
        if votes[best] < LEAST_SIDE * diagonal * 0.5 or len(kept) == most:
            break
        angle, (across, along) = best // reach, normals[best // reach]
        near = _turned_like(turns, angle)
        apart = x[near] * across + y[near] * along - (2 * (best % reach) - reach)
        taken = near[left[near] & (np.abs(apart) < BAND)]
        np.subtract.at(votes, cells[taken].ravel(), worth[taken].ravel())
        votes[best] = 0
        left[taken] = False
        covered = np.unique((y[taken] * across - x[taken] * along) // GAP)
        if len(covered) * GAP < LEAST_SIDE * diagonal:
            continue
        kept.append(taken)
    return _laid_through([np.stack([x[taken], y[taken]]) for taken in kept])


def _laid_through(edges: list[Floats]) -> Floats:
    """Return a line through each 2 × count of places, whatever a few of them say (Huber).

    OpenCV's own fits one at a time and tries twenty beginnings, where these need none.
    """
    if not edges:
        return np.empty((0, 4))
    of = np.repeat(np.arange(len(edges)), [places.shape[1] for places in edges])
    x, y = np.concatenate(edges, axis=1)
    weights = np.ones(len(of))
    for _ in range(ROUNDS):
        total = np.bincount(of, weights)
        middle_x, middle_y = (
            np.bincount(of, weights * x) / total,
            np.bincount(of, weights * y) / total,
        )
        right, down = x - middle_x[of], y - middle_y[of]
        across, along, both = (
            np.bincount(of, weights * product)
            for product in (right * right, down * down, 2 * right * down)
        )
        heading = np.arctan2(both, across - along) / 2
        dx, dy = np.cos(heading), np.sin(heading)
        weights = 1 / np.maximum(np.abs(right * dy[of] - down * dx[of]) / STRAY, 1)
    return np.column_stack([middle_x, middle_y, dx, dy])


def _turned_like(turns: Floats, angle: int) -> NDArray[np.int_]:
    """Return which of the sorted turns are close to an angle, also across the end of the circle."""
    ends = np.add.outer((angle - TURNS, angle, angle + TURNS), (-3 * UNSURE, 3 * UNSURE))
    return np.concatenate([np.arange(*ends) for ends in np.searchsorted(turns, ends)])


def _frame(width: int, height: int) -> Floats:
    """Return the picture's own edges, where a card may be cut off."""
    right, below = width - 1, height - 1
    return np.array([(0, 0, 1, 0), (right, 0, 0, 1), (0, below, 1, 0), (0, 0, 0, 1)], np.float64)


def _combined(lines: Floats) -> Corners:
    """Return every quad of two pairs of roughly opposite lines: count × 4 × 2, clockwise."""
    x, y, dx, dy = lines.T
    cross = dx[:, None] * dy - dy[:, None] * dx
    first, second = np.triu_indices(len(lines), 1)
    opposite = np.abs(cross[first, second]) < np.sin(np.radians(OPPOSITE))
    opposite &= first < len(lines) - 4  # the frame's own edges are no card
    first, second = first[opposite], second[opposite]
    one, other = np.triu_indices(len(first), 1)
    a, b, c, d = first[one], second[one], first[other], second[other]
    crossing = np.abs(cross) > np.sin(np.radians(CROSSING))
    fit = crossing[a, c] & crossing[a, d] & crossing[b, c] & crossing[b, d]
    a, b, c, d = a[fit], b[fit], c[fit], d[fit]

    def meet(i: NDArray[np.int_], j: NDArray[np.int_]) -> Floats:
        along = ((x[j] - x[i]) * dy[j] - (y[j] - y[i]) * dx[j]) / (cross[i, j] + PARALLEL)
        return np.column_stack([x[i] + along * dx[i], y[i] + along * dy[i]])

    shapes = np.stack([meet(a, c), meet(c, b), meet(b, d), meet(d, a)], axis=1)
    lengths = np.linalg.norm(np.roll(shapes, -1, axis=1) - shapes, axis=2)
    across, down = lengths[:, 0::2].sum(axis=1), lengths[:, 1::2].sum(axis=1)
    slim = np.maximum(across, down) > SLIM * np.minimum(across, down)
    return np.asarray(shapes[~slim])


def _headed(places: Floats, turns: Floats, shape: tuple[int, int]) -> Gray:
    """Return a picture in which one bit a heading says that edges of this heading are near."""
    height, width = shape
    x, y = np.rint(places).astype(int).T
    x, y = np.clip(x, 0, width - 1) + NEAR, np.clip(y, 0, height - 1) + NEAR
    cells = y * (width + 2 * NEAR) + x
    slots = np.floor(turns * HEADINGS / TURNS).astype(np.uint8) % HEADINGS
    framed = np.zeros((height + 2 * NEAR, width + 2 * NEAR), np.uint8)
    for slot in range(HEADINGS):
        near = sum(1 << one % HEADINGS for one in (slot - 1, slot, slot + 1))
        framed.ravel()[cells[slots == slot]] |= np.uint8(near)
    rows = np.bitwise_or.reduce([framed[:, at : at + width] for at in range(2 * NEAR + 1)])
    return np.asarray(np.bitwise_or.reduce([rows[at : at + height] for at in range(2 * NEAR + 1)]))


def _cover(headed: Gray, shapes: Corners, places: int) -> Floats:
    """Return which share of each side lies on an edge of its heading: count × 4."""
    height, width = headed.shape
    along = np.linspace(0.04, 0.96, places, dtype=np.float32)[:, None, None]
    shapes = shapes.astype(np.float32)
    sides = np.roll(shapes, -1, axis=1) - shapes
    x, y = (
        np.clip(np.rint(shapes[..., way] + along * sides[..., way]), -1, size).astype(np.int32)
        for way, size in ((0, width), (1, height))
    )
    seen = np.pad(headed, 1).ravel()[(y + 1) * (width + 2) + x + 1]  # nothing beyond the frame
    normal = np.degrees(np.arctan2(sides[..., 0], -sides[..., 1])) % TURNS
    bits = np.uint8(1) << np.floor(normal * HEADINGS / TURNS).astype(np.uint8) % HEADINGS
    cover = ((seen & bits) > 0).sum(axis=0, dtype=np.float64) / places
    on_frame = (x <= 1) | (x >= width - 2) | (y <= 1) | (y >= height - 2)
    hidden = on_frame.sum(axis=0) > 0.9 * places
    return np.asarray(np.where(hidden, OUT_OF_SIGHT, cover))
