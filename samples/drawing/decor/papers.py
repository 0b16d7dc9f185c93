"""Kinds of paper that a card is printed on."""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samples.drawing.canvas import Color
from samples.drawing.decor.scenes import clouds

Relief = NDArray[np.float32]
"""Gray levels to add to a card, pixel by pixel."""

KRAFTS: tuple[Color, ...] = ((196, 164, 122), (182, 148, 106), (206, 180, 142))
PAPERS = ("washi", "linen", "laid", "felt", "kraft")


def on_paper(card: Image.Image, rng: Random, paper: str) -> Image.Image:
    """Return a card on one of PAPERS or smooth paper; what it is like shows through the print."""
    relief = _noise(rng, card.size, rng.uniform(0.0, 2.5))
    if paper:
        relief += RELIEFS[paper](rng, card.size)
    pixels = np.asarray(card, dtype=np.float32) + relief[:, :, None]
    return Image.fromarray(pixels.clip(0, 255, out=pixels).astype(np.uint8))


def _noise(rng: Random, size: tuple[int, int], strength: float) -> Relief:
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, strength, size[::-1])
    return np.asarray(noise, np.float32)


def _fibres(rng: Random, size: tuple[int, int], count: int, *, level: int, long: float) -> Relief:
    """Scatter short bent fibres, so long as a share of the card's width."""
    sheet = np.zeros(size[::-1], np.int16)
    for _ in range(count):
        angle, bend = rng.uniform(0, 2 * np.pi), rng.uniform(-0.5, 0.5)
        point = np.array([rng.uniform(0, size[0]), rng.uniform(0, size[1])])
        path = [point]
        for _ in range(6):
            point = point + np.array([np.cos(angle), np.sin(angle)]) * long * size[0] / 6
            angle += bend
            path.append(point)
        line = np.rint(np.array(path) * 8).astype(np.int32)
        cv2.polylines(sheet, [line], isClosed=False, color=rng.choice((-level, level)), shift=3)
    return np.asarray(cv2.GaussianBlur(sheet.astype(np.float32), (0, 0), 0.7))


def _washi(rng: Random, size: tuple[int, int]) -> Relief:
    fibres = _fibres(rng, size, rng.randint(120, 320), level=rng.randint(9, 18), long=0.05)
    return fibres + clouds(rng, size, 12) * 3 + _noise(rng, size, 1.5)


def _linen(rng: Random, size: tuple[int, int]) -> Relief:
    """Press woven threads into the paper, each a little thicker or thinner than the next."""
    noise = np.random.default_rng(rng.getrandbits(32))
    across = noise.normal(0, 1, (1, size[0])) + np.sin(np.arange(size[0]) * 2 * np.pi / 5)[None]
    down = noise.normal(0, 1, (size[1], 1)) + np.sin(np.arange(size[1]) * 2 * np.pi / 5)[:, None]
    return np.asarray((across + down) * rng.uniform(1.5, 3.0), np.float32)


def _laid(rng: Random, size: tuple[int, int]) -> Relief:
    """Show the wires of the paper maker's mould: fine ribs and some wide chains."""
    ribs = np.sin(np.arange(size[1]) * 2 * np.pi / rng.uniform(7, 11))[:, None] * rng.uniform(2, 4)
    chains = np.where(np.arange(size[0]) % 210 < 3, -3.0, 0.0)[None, :]
    return np.asarray(ribs + chains + _noise(rng, size, 1.2), np.float32)


def _felt(rng: Random, size: tuple[int, int]) -> Relief:
    """Raise soft bumps, lit from the top left."""
    bumps = clouds(rng, size, 90)
    lit = np.roll(bumps, (2, 2), (0, 1)) - bumps
    return np.asarray(lit * rng.uniform(5, 9), np.float32)


def _kraft(rng: Random, size: tuple[int, int]) -> Relief:
    fibres = _fibres(rng, size, 700, level=16, long=0.012)
    return fibres + clouds(rng, size, 9) * 4 + _noise(rng, size, 3.0)


RELIEFS: dict[str, Callable[[Random, tuple[int, int]], Relief]] = dict(
    zip(PAPERS, (_washi, _linen, _laid, _felt, _kraft), strict=True)
)
