"""The geometry of four-cornered shapes: order, shape, overlap.

Corners are float arrays of 4 × 2 (x, y) in pixels, clockwise as seen in the picture.
"""

from collections.abc import Iterable, Iterator
from math import sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Quad

Corners = NDArray[np.float64]

ASPECTS = (1.32, 2.15)  # long over short side: 85×55 and 91×55 mm, 3.5×2 in, slim and squat ones
WEAK_PERSPECTIVE = 0.03  # change of scale along a side; below, the focal length is noise
USUAL_FOCAL = 0.9  # times the long side of the picture: 26 to 35 mm on film
FOCAL_DOUBT = 2.2  # times longer or shorter than usual; beyond, the reconstruction is noise
MAX_CORRECTION = 1.6  # a card tilted by more than 50 degrees cannot be read anyway
FOLLOWING, BEFORE = [1, 2, 3, 0], [3, 0, 1, 2]  # the corner after each, and the one before it
OPPOSITE = [2, 3, 0, 1]
SAME_PLACE = 0.025  # of a shape's longer side; places so close are one
LENGTHENED = (0.4, 0.98)  # of the longer shape, by the shorter one
GRID = 4  # places in a pixel, on which corners are compared
PARALLEL = 1e-6  # below this cross product two unit directions do not meet anywhere useful


def frame_corners(width: int, height: int) -> Corners:
    """Return the corners of the whole picture."""
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)


def corners_of(quad: Quad) -> Corners:
    """Return a quad's corners as an array."""
    return np.array(quad.points, np.float64)


def quad_of(corners: Corners) -> Quad:
    """Return corners as the quad that the rest of the house knows."""
    return Quad(*((float(x), float(y)) for x, y in corners))


def clockwise(corners: Corners) -> Corners:
    """Order corners clockwise so that the first side points to the right, within 45 degrees.

    That is as far as geometry knows which way is up; a card on its side is told by its text.
    """
    if signed_area(corners) < 0:
        corners = corners[::-1]
    sides = corners[FOLLOWING] - corners
    across = sides - sides[OPPOSITE]
    lengths = np.hypot(across[:, 0], across[:, 1])
    return np.roll(corners, -int(np.argmax(across[:, 0] / np.maximum(lengths, PARALLEL))), axis=0)


def signed_area(corners: Corners) -> float:
    """Return the area, negative when the corners run anticlockwise on the screen."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = corners.tolist()
    area: float = ((x3 - x1) * (y4 - y2) - (x4 - x2) * (y3 - y1)) / 2
    return area


def is_convex(corners: Corners) -> bool:
    """Return whether all four corners turn the same way."""
    sides = (corners[FOLLOWING] - corners).tolist()
    turns = [
        x * next_y - y * next_x
        for (x, y), (next_x, next_y) in zip(sides, sides[1:] + sides[:1], strict=True)
    ]
    return bool(min(turns) > 0 or max(turns) < 0)


def corner_angles(corners: Corners) -> NDArray[np.float64]:
    """Return the four inner angles in degrees."""
    before = corners[BEFORE] - corners
    after = corners[FOLLOWING] - corners
    cosines = np.sum(before * after, axis=1) / np.maximum(
        np.hypot(before[:, 0], before[:, 1]) * np.hypot(after[:, 0], after[:, 1]), PARALLEL
    )
    angles: NDArray[np.float64] = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
    return angles


def side_lengths(corners: Corners) -> NDArray[np.float64]:
    """Return the lengths of top, right, bottom and left."""
    sides = corners[FOLLOWING] - corners
    return np.asarray(np.hypot(sides[:, 0], sides[:, 1]))


def on_grid(corners: Corners) -> NDArray[np.float32]:
    """Return corners whose sides coincide or plainly do not.

    OpenCV mistakes what two quads share where sides lie within a millionth of a pixel.
    """
    return np.asarray(np.round(corners * GRID) / GRID, np.float32)


def intersection_share(one: Corners, other: Corners) -> tuple[float, float]:
    """Return which share of each convex quad lies in the other."""
    common, _ = cv2.intersectConvexConvex(on_grid(one), on_grid(other))
    return common / max(abs(signed_area(one)), 1.0), common / max(abs(signed_area(other)), 1.0)


def meeting_points(points: Corners, directions: Corners) -> Corners:
    """Return where each of four lines meets the one before it, nan where two are parallel.

    Lines of many shapes may be given at once: … × 4 × 2.
    """
    lengths = np.hypot(directions[..., :1], directions[..., 1:])
    unit = directions / np.maximum(lengths, PARALLEL)
    before, from_point = unit[..., BEFORE, :], points[..., BEFORE, :]
    cross = before[..., 0] * unit[..., 1] - before[..., 1] * unit[..., 0]
    cross = np.where(np.abs(cross) < PARALLEL, np.nan, cross)
    gap = points - from_point
    along = (gap[..., 0] * unit[..., 1] - gap[..., 1] * unit[..., 0]) / cross
    met: NDArray[np.float64] = from_point + before * along[..., None]
    return met


def flat_aspect(corners: Corners, center: tuple[float, float]) -> float:
    """Return width over height of the rectangle that was photographed as these corners.

    Follows Zhang and He, "Whiteboard scanning and image enhancement" (2007), with the picture's
    center as principal point; where the perspective is too weak to tell the focal length, or that
    gives nonsense, the camera is taken for an ordinary one.
    """
    top, right, bottom, left = side_lengths(corners)
    plain = float((top + bottom) / max(right + left, PARALLEL))
    m1, m2, m4, m3 = (np.array([x - center[0], y - center[1], 1.0]) for x, y in corners)
    k2 = _volume(m1, m4, m3) / (_volume(m2, m4, m3) or PARALLEL)
    k3 = _volume(m1, m4, m2) / (_volume(m3, m4, m2) or PARALLEL)
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    usual = (2 * max(center) * USUAL_FOCAL) ** 2
    focal_squared = usual
    if min(abs(n2[2]), abs(n3[2])) >= WEAK_PERSPECTIVE:
        focal_squared = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
    if not FOCAL_DOUBT**-2 < focal_squared / usual < FOCAL_DOUBT**2:
        focal_squared = usual
    weights = np.array([1 / focal_squared, 1 / focal_squared, 1.0])
    aspect = sqrt(float(np.sum(n2 * n2 * weights) / np.sum(n3 * n3 * weights)))
    return aspect if 1 / MAX_CORRECTION < aspect / plain < MAX_CORRECTION else plain


def _volume(a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64]) -> float:
    """Return the triple product a × b · c; NumPy's own takes ten times as long for one."""
    (a1, a2, a3), (b1, b2, b3), (c1, c2, c3) = a.tolist(), b.tolist(), c.tolist()
    triple: float = (a2 * b3 - a3 * b2) * c1 + (a3 * b1 - a1 * b3) * c2 + (a1 * b2 - a2 * b1) * c3
    return triple


def slant(corners: Corners) -> float:
    """Return by how many degrees the side that is least upright or level is off."""
    sides = corners[FOLLOWING] - corners
    headings = np.degrees(np.arctan2(sides[:, 1], sides[:, 0]))
    return float(np.max(np.abs((headings + 45) % 90 - 45)))


def lengthened(shapes: Corners) -> Iterator[tuple[int, int, int, float]]:
    """Yield which shape has three sides of another, and how much longer it is.

    The shorter shape, the longer one, the side of the shorter that lies farther in, and the
    share of their lengths by which the two sides beside it go on in the longer one.
    """
    sides = shapes[:, FOLLOWING] - shapes
    near = SAME_PLACE * np.hypot(sides[..., 0], sides[..., 1]).max(axis=1)[:, None, None]
    apart = shapes[:, None] - shapes
    same = np.hypot(apart[..., 0], apart[..., 1]) < near
    shares, off = [], []
    for start, end in ((BEFORE, [0, 1, 2, 3]), (OPPOSITE, FOLLOWING)):  # of the sides at each side
        way = shapes[:, end] - shapes[:, start]
        length = np.maximum(np.hypot(way[..., 0], way[..., 1]), PARALLEL)
        place = shapes[:, None, end] - shapes[:, start]
        shares.append((place * way).sum(axis=-1) / length**2)
        off.append(np.abs(way[..., 0] * place[..., 1] - way[..., 1] * place[..., 0]) / length)
    is_shorter = (np.min(shares, axis=0) > LENGTHENED[0]) & (np.max(shares, axis=0) < LENGTHENED[1])
    found = same[..., BEFORE] & same[..., OPPOSITE] & (np.max(off, axis=0) < near) & is_shorter
    for short, long, side in np.argwhere(found).tolist():
        mean = (shares[0][short, long, side] + shares[1][short, long, side]) / 2
        yield short, long, side, 1 / mean - 1


def widened(corners: Corners, share: float) -> Corners:
    """Return a rectangle with a margin of a share of its longer side all around."""
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    width, height = np.linalg.norm(across), np.linalg.norm(down)
    margin = share * max(width, height)
    right, below = across * margin / width, down * margin / height
    outward = np.array([-right - below, right - below, right + below, below - right])
    return np.asarray(corners + outward, np.float64)


def is_card_aspect(aspect: float) -> bool:
    """Return whether cards come in this shape, upright or on their side."""
    return ASPECTS[0] <= max(aspect, 1 / max(aspect, PARALLEL)) <= ASPECTS[1]


def card_aspect(corners: Corners, center: tuple[float, float]) -> float:
    """Return width over height of the card seen as these corners.

    The reconstruction leaves the range of cards where a lens bends or a picture was cropped,
    because its center is then not the camera's; the mean sides are the better guess there.
    """
    aspect = flat_aspect(corners, center)
    top, right, bottom, left = side_lengths(corners)
    plain = float((top + bottom) / max(right + left, PARALLEL))
    return plain if is_card_aspect(plain) and not is_card_aspect(aspect) else aspect


def distinct(shapes: Iterable[Corners], share: float) -> list[Corners]:
    """Return the shapes that differ from those before by a share of their shorter side."""
    kept: list[Corners] = []
    for corners in shapes:
        if _is_new(corners, kept, share):
            kept.append(corners)
    return kept


def _is_new(corners: Corners, others: list[Corners], share: float) -> bool:
    """Say whether some corner lies farther from each other shape's than a share of its side."""
    if not others:
        return True
    distance = np.clip(share * side_lengths(corners).min(), *(400 * share * np.array([0.3, 1.0])))
    return bool(np.all(np.max(np.abs(np.array(others) - corners), axis=(1, 2)) > distance))
