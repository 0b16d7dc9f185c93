"""Pictures with cards in them, drawn with little more than rectangles."""

import cv2
import numpy as np

from cardscan.model import Pixels, Quad

Color = tuple[int, int, int]
Places = list[tuple[float, float]]

WHITE: Color = (250, 250, 247)
INK: Color = (35, 35, 40)


def card(
    width: int = 910, height: int = 550, paper: Color = WHITE, ink: Color = INK, seed: int = 0
) -> Pixels:
    """Draw a card with a name, a company and lines of small print."""
    rng = np.random.default_rng(seed)
    pixels = np.full((height, width, 3), paper, np.uint8)
    left = round(width * 0.08)
    _write(pixels, "Ann Example", (left, round(height * 0.3)), 1.9 * width / 910, ink)
    for row in range(5):
        line = f"+00 {rng.integers(1000, 9999)} example.com {rng.integers(10, 99)}"
        at = (left, round(height * (0.52 + 0.09 * row)))
        _write(pixels, line[: 12 + 3 * row], at, 0.9 * width / 910, ink)
    return pixels


def _write(pixels: Pixels, text: str, at: tuple[int, int], size: float, ink: Color) -> None:
    cv2.putText(pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, ink, 2, cv2.LINE_AA)


def plain(width: int, height: int, color: Color, noise: float = 2.0) -> Pixels:
    """Draw a desk of one colour, as a camera sees it."""
    rng = np.random.default_rng(1)
    grain = rng.normal(0, noise, (height, width, 1))
    shade = np.linspace(12, -12, width)[None, :, None]
    return np.clip(np.array(color) + grain + shade, 0, 255).astype(np.uint8)


def wood(width: int, height: int) -> Pixels:
    """Draw a desk of boards with a grain."""
    rng = np.random.default_rng(2)
    grain = cv2.resize(rng.normal(0, 1, (height, max(2, width // 60))), (width, height))
    grain = cv2.GaussianBlur(grain, (0, 0), 1.2) * 16
    desk = np.array((142, 100, 62)) + grain[:, :, None]
    desk[:: height // 3] -= 45  # the gaps between boards
    return np.asarray(np.clip(desk, 0, 255), dtype=np.uint8)


def fabric(width: int, height: int) -> Pixels:
    """Draw a table cloth with a weave."""
    y, x = np.mgrid[0:height, 0:width]
    weave = 18 * np.sin(x * 1.1) + 18 * np.sin(y * 1.1)
    cloth = np.clip(np.array((70, 88, 120)) + weave[:, :, None], 0, 255)
    return np.asarray(cloth, dtype=np.uint8)


def laid(desk: Pixels, paper: Pixels, corners: Places, *, shadow: float = 0.25) -> Pixels:
    """Lay a card on a desk with its corners at these places, clockwise from its top left."""
    height, width = desk.shape[:2]
    flat = np.array(
        [(0, 0), (paper.shape[1], 0), (paper.shape[1], paper.shape[0]), (0, paper.shape[0])],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    mask = cv2.warpPerspective(np.ones(paper.shape[:2], np.float32), matrix, (width, height))
    cast = cv2.GaussianBlur(np.roll(mask, (6, 4), axis=(0, 1)), (0, 0), 5)[:, :, None]
    seen = cv2.warpPerspective(paper, matrix, (width, height), flags=cv2.INTER_AREA)
    mixed = desk * (1 - shadow * cast) * (1 - mask[:, :, None]) + seen * mask[:, :, None]
    return np.asarray(np.clip(mixed, 0, 255), dtype=np.uint8)


def turned_places(
    center: tuple[float, float], width: float, height: float, degrees: float
) -> Places:
    """Return the corners of a flat card of this size, turned clockwise about its middle."""
    box = cv2.boxPoints((center, (width, height), degrees))  # bottom left first, clockwise
    return [(float(x), float(y)) for x, y in np.roll(box, -1, axis=0)]


def overlap(quad: Quad, corners: Places) -> float:
    """Return intersection over union of a quad with the truth."""
    one, other = (np.array(points, np.float32) for points in (quad.points, corners))
    common, _ = cv2.intersectConvexConvex(one, other)
    whole = cv2.contourArea(one) + cv2.contourArea(other) - common
    return float(common / whole)
