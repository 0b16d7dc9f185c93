"""What a camera or scanner makes of a flat card; every corner is followed exactly."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.cards import DrawnCard
from samples.drawing.desks import draw_desk

Pixels = NDArray[np.uint8]
Corners = NDArray[np.float32]  # 4 × 2, clockwise from the card's own top left, in pixels

QUALITIES = ("clean", "scan", "photo", "hard")
SCAN_DPI = 150


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture with cards in it."""

    pixels: Pixels
    cards: tuple[DrawnCard, ...]
    transforms: tuple[NDArray[np.float64], ...]  # 3 × 3, from card pixels to picture pixels
    jpeg: int  # quality with which it is written

    def quad(self, index: int) -> list[list[float]]:
        """Return a card's corners in pixels of the picture."""
        width, height = self.cards[index].image.size
        return self.placed(index, ((0, 0), (width, 0), (width, height), (0, height)))

    def placed(self, index: int, points: tuple[tuple[float, float], ...]) -> list[list[float]]:
        """Return points of a card in pixels of the picture."""
        array = np.array([points], dtype=np.float64)
        moved = cv2.perspectiveTransform(array, self.transforms[index])[0]
        return [[round(float(x), 1), round(float(y), 1)] for x, y in moved]


def degraded(rng: Random, card: DrawnCard, quality: str, *, megapixels: float = 3.0) -> Picture:
    """Return one card as a clean render, a scan, an easy photo or a hard one."""
    makers: dict[str, Callable[[], Picture]] = {
        "clean": lambda: clean(card),
        "scan": lambda: scanned(rng, card),
        "photo": lambda: photographed(rng, card, tilt=0.12, megapixels=megapixels),
        "hard": lambda: spoiled(rng, photographed(rng, card, tilt=0.25, megapixels=megapixels)),
    }
    return makers[quality]()


def clean(card: DrawnCard) -> Picture:
    """Return the flat card itself."""
    return Picture(np.asarray(card.image), (card,), (np.eye(3),), jpeg=95)


def scanned(rng: Random, card: DrawnCard) -> Picture:
    """Return a low scan on a white bed: a little skew, noise and a faint shadow at two edges."""
    shrink = SCAN_DPI / 300
    width, height = (side * shrink for side in card.image.size)
    border = rng.uniform(8, 40)
    size = (round(width + 2 * border), round(height + 2 * border))
    angle = np.radians(rng.uniform(-2.0, 2.0))
    transform = _turned(angle, size) @ _moved(border, border) @ np.diag([shrink, shrink, 1.0])
    bed = np.full((size[1], size[0], 3), rng.randint(238, 250), dtype=np.uint8)
    bed = _shadow(bed, transform, card, offset=(2.0, 2.0), strength=0.12, softness=2.0)
    pixels = _noisy(rng, _laid(bed, card, transform), rng.uniform(1.0, 4.0))
    return Picture(pixels, (card,), (transform,), jpeg=50)


def photographed(
    rng: Random, card: DrawnCard, *, tilt: float, megapixels: float, clutter: bool = False
) -> Picture:
    """Return a photo at an angle on a desk; tilt is the share by which far sides shrink."""
    size = _frame(megapixels)
    desk = draw_desk(rng, size, clutter=clutter or rng.random() < 0.4)
    transform = _perspective(rng, card, size, tilt)
    desk = _shadow(desk, transform, card, offset=(6.0, 9.0), strength=0.35, softness=9.0)
    pixels = _lit(rng, _laid(desk, card, transform), rng.uniform(0.05, 0.25))
    pixels = _blurred(pixels, rng.uniform(0.4, 0.9) * size[0] / 2000)
    return Picture(_noisy(rng, pixels, rng.uniform(1, 3)), (card,), (transform,), jpeg=85)


def spoiled(rng: Random, picture: Picture) -> Picture:
    """Return a photo taken in bad light by an unsteady hand."""
    pixels = _lit(rng, picture.pixels, rng.uniform(0.3, 0.55))
    if rng.random() < 0.5:
        pixels = _glare(rng, pixels, picture)
    length = max(3, round(rng.uniform(2, 5) * pixels.shape[1] / 2000))
    pixels = _motion(pixels, length, rng.uniform(0, 180))
    pixels = _noisy(rng, pixels, rng.uniform(4, 9))
    return Picture(pixels, picture.cards, picture.transforms, jpeg=60)


def laid_out(rng: Random, cards: tuple[DrawnCard, ...], *, any_angle: bool = False) -> Picture:
    """Return a flatbed sheet with several cards, 200 dpi, on a gray or coloured lid."""
    shrink = 200 / 300
    cell = 1.25 * shrink * max(max(card.image.size) for card in cards)
    columns = 2 if len(cards) <= 8 else 3
    rows = -(-len(cards) // columns)
    size = (round(cell * columns), round(cell * (0.72 if not any_angle else 1.0) * rows))
    bed = np.empty((size[1], size[0], 3), dtype=np.uint8)
    bed[:] = rng.choice(((205, 208, 212), (90, 110, 150), (60, 60, 64), (225, 222, 215)))
    transforms = []
    for index, card in enumerate(cards):
        row, column = divmod(index, columns)
        middle = ((column + 0.5) * size[0] / columns, (row + 0.5) * size[1] / rows)
        angle = rng.uniform(0, 360) if any_angle else rng.uniform(-4, 4)
        half = [side * shrink / 2 for side in card.image.size]
        transform = (
            _moved(*middle)
            @ _rotation(np.radians(angle))
            @ _moved(-half[0], -half[1])
            @ np.diag([shrink, shrink, 1.0])
        )
        bed = _shadow(bed, transform, card, offset=(2.0, 3.0), strength=0.3, softness=3.0)
        bed = _laid(bed, card, transform)
        transforms.append(transform)
    return Picture(_noisy(rng, bed, 2.0), cards, tuple(transforms), jpeg=80)


def turned(picture: Picture, degrees: int) -> Picture:
    """Turn a whole picture clockwise by a multiple of 90 degrees; its corners go along."""
    for _ in range(degrees // 90 % 4):
        clockwise = np.array([[0, -1, picture.pixels.shape[0]], [1, 0, 0], [0, 0, 1]], np.float64)
        pixels = np.ascontiguousarray(np.rot90(picture.pixels, k=-1))
        transforms = tuple(clockwise @ transform for transform in picture.transforms)
        picture = replace(picture, pixels=pixels, transforms=transforms)
    return picture


def _frame(megapixels: float) -> tuple[int, int]:
    width = round((megapixels * 1e6 * 4 / 3) ** 0.5)
    return width, round(width * 3 / 4)


def _perspective(
    rng: Random, card: DrawnCard, size: tuple[int, int], tilt: float
) -> NDArray[np.float64]:
    """Lay the card into the frame: turned a little, its far side smaller, wholly visible."""
    width, height = card.image.size
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)
    unit = (corners - corners.mean(axis=0)) / max(width, height)
    angle = np.radians(rng.uniform(-25, 25))
    unit = unit @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    lean = np.radians(rng.uniform(0, 360))
    depth = 1 + 2 * tilt * (unit @ np.array([np.cos(lean), np.sin(lean)]))
    seen = unit / depth[:, None]
    span = seen.max(axis=0) - seen.min(axis=0)
    share = rng.uniform(0.68, 0.88)
    scale = share * min(size[0] / span[0], size[1] / span[1])
    room = (np.array(size) - span * scale) / 2
    middle = np.array(size) / 2 + room * np.array([rng.uniform(-0.6, 0.6) for _ in range(2)])
    placed = (seen - (seen.max(axis=0) + seen.min(axis=0)) / 2) * scale + middle
    ends = corners.astype(np.float32), placed.astype(np.float32)
    return np.asarray(cv2.getPerspectiveTransform(*ends), dtype=np.float64)


def _laid(scene: Pixels, card: DrawnCard, transform: NDArray[np.float64]) -> Pixels:
    """Print the card onto the scene, its edges softened as a lens does."""
    flat = np.asarray(card.image)
    scale = abs(np.linalg.det(transform[:2, :2])) ** 0.5
    if scale < 0.7:  # averaging first, as a sensor does
        small = cv2.resize(flat, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        factor = (flat.shape[1] / small.shape[1], flat.shape[0] / small.shape[0])
        transform, flat = transform @ np.diag([*factor, 1.0]), np.asarray(small, np.uint8)
    size = (scene.shape[1], scene.shape[0])
    warped = cv2.warpPerspective(flat, transform, size, flags=cv2.INTER_CUBIC)
    mask = cv2.warpPerspective(np.full(flat.shape[:2], 255, np.uint8), transform, size)
    share = mask[:, :, None].astype(np.float32) / 255
    return np.asarray(scene * (1 - share) + warped * share, dtype=np.uint8)


def _shadow(
    scene: Pixels,
    transform: NDArray[np.float64],
    card: DrawnCard,
    *,
    offset: tuple[float, float],
    strength: float,
    softness: float,
) -> Pixels:
    width, height = card.image.size
    corners = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], dtype=np.float64)
    outline = cv2.perspectiveTransform(corners, transform)[0] + np.array(offset)
    mask = np.zeros(scene.shape[:2], dtype=np.uint8)
    cv2.fillConvexPoly(mask, np.rint(outline).astype(np.int32), 255)
    soft = cv2.GaussianBlur(mask, (0, 0), softness).astype(np.float32) / 255
    return np.asarray(scene * (1 - strength * soft[:, :, None]), dtype=np.uint8)


def _lit(rng: Random, pixels: Pixels, fall: float) -> Pixels:
    """Let the light fall off towards one side by so large a share."""
    height, width = pixels.shape[:2]
    angle = np.radians(rng.uniform(0, 360))
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    ramp = (x * np.cos(angle) + y * np.sin(angle) + 1.4) / 2.8
    return np.asarray(pixels * (1 - fall * ramp[:, :, None]), dtype=np.uint8)


def _glare(rng: Random, pixels: Pixels, picture: Picture) -> Pixels:
    """Reflect a lamp in the card, weak enough that print can still be read."""
    middle = np.mean(picture.quad(0), axis=0) + [rng.uniform(-0.1, 0.1) * pixels.shape[1]] * 2
    x, y = np.meshgrid(np.arange(pixels.shape[1]), np.arange(pixels.shape[0]))
    radius = 0.18 * pixels.shape[1]
    spot = np.exp(-((x - middle[0]) ** 2 + (y - middle[1]) ** 2) / (2 * radius**2))
    return np.asarray(np.clip(pixels + 70 * spot[:, :, None], 0, 255), dtype=np.uint8)


def _motion(pixels: Pixels, length: int, angle: float) -> Pixels:
    kernel = np.zeros((length, length), dtype=np.float32)
    kernel[length // 2] = 1.0
    turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), angle, 1.0)
    kernel = np.asarray(cv2.warpAffine(kernel, turn, (length, length)), dtype=np.float32)
    return np.asarray(cv2.filter2D(pixels, -1, kernel / kernel.sum()), dtype=np.uint8)


def _blurred(pixels: Pixels, sigma: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), max(0.3, sigma)), dtype=np.uint8)


def _noisy(rng: Random, pixels: Pixels, sigma: float) -> Pixels:
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, sigma, pixels.shape)
    noise += pixels
    return np.asarray(noise.clip(0, 255, out=noise), dtype=np.uint8)


def _moved(x: float, y: float) -> NDArray[np.float64]:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], dtype=np.float64)


def _rotation(angle: float) -> NDArray[np.float64]:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]], dtype=np.float64)


def _turned(angle: float, size: tuple[int, int]) -> NDArray[np.float64]:
    """Rotate about the middle of a picture."""
    x, y = size[0] / 2, size[1] / 2
    turned: NDArray[np.float64] = _moved(x, y) @ _rotation(angle) @ _moved(-x, -y)
    return turned
