"""What a lens and an unsteady hand do to a picture; sizes in pixels of the picture."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.picture import Picture, Pixels, carried, in_bands

Kernel = NDArray[np.float32]

WIDE = 6.0  # pixels; what is blurred more than this needs no more than a small picture


def finest(picture: Picture) -> float:
    """Return the height of the smallest print in pixels: what a blur must leave readable."""
    heights = []
    for card, transform in zip(picture.cards, picture.transforms, strict=True):
        for line in card.printed:
            left, top, right, bottom = line.box
            low = min(right - left, bottom - top)
            middle = ((left + right) / 2, (top + bottom) / 2)
            step = carried(
                (middle, (middle[0] + 1, middle[1]), (middle[0], middle[1] + 1)), transform
            )
            sides = (np.linalg.norm(step[1] - step[0]), np.linalg.norm(step[2] - step[0]))
            heights.append(low * float(min(sides)))
    return min(heights, default=20.0)


def softened(pixels: Pixels, sigma: float) -> None:
    """Blur as every lens does, in place."""
    if sigma > WIDE:
        size, shrink = (pixels.shape[1], pixels.shape[0]), WIDE / 2 / sigma
        small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), WIDE / 2)
        cv2.resize(small, size, dst=pixels, interpolation=cv2.INTER_CUBIC)
    elif sigma > 0.2:
        cv2.GaussianBlur(pixels, (0, 0), sigma, dst=pixels)


def defocused(rng: Random, pixels: Pixels, radius: float) -> None:
    """Let one side of a picture be out of focus by a disc of such a radius, in place."""
    blurred = cv2.filter2D(pixels, -1, disc(radius))
    height, width = pixels.shape[:2]
    angle = np.radians(rng.uniform(0, 360))
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None] * np.float32(np.cos(angle))
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None, None] * np.float32(np.sin(angle))
    start = np.float32(rng.uniform(-0.9, 0.2))
    for band in in_bands(height):
        share = np.clip((across + down[band] - start) / 0.9, 0, 1)
        mixed = pixels[band] * (1 - share)
        mixed += blurred[band] * share
        pixels[band] = mixed


def shaken(rng: Random, pixels: Pixels, length: float) -> None:
    """Blur by a movement of such a length while the shutter was open, in place."""
    cv2.filter2D(pixels, -1, _path(length, rng.uniform(0, 180)), dst=pixels)


def rippled(rng: Random, pixels: Pixels, strength: float) -> None:
    """Let a screen's grid beat with the sensor's, in place: coloured fringes, a share strong."""
    height, width = pixels.shape[:2]
    pitch, angle = rng.uniform(6, 40), np.radians(rng.uniform(0, 180))
    bend, phase = rng.uniform(0.3, 1.5), rng.uniform(0, 7)
    x = np.arange(width, dtype=np.float32)[None, :]
    for band in in_bands(height):
        y = np.arange(band.start, band.stop, dtype=np.float32)[:, None]
        waves = (x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))) / np.float32(pitch)
        waves += np.float32(bend) * np.sin(x * np.float32(3 / width) + y * np.float32(5 / height))
        for channel in range(3):
            turn = 2 * np.pi * waves + np.float32(phase + 1.3 * channel)
            fringe = np.clip(
                pixels[band, :, channel] * (1 + np.float32(strength) * np.sin(turn)), 0, 255
            )
            pixels[band, :, channel] = fringe


def disc(radius: float) -> Kernel:
    """Return the image of a point out of focus."""
    reach = int(np.ceil(radius + 0.5))
    x, y = np.meshgrid(*[np.arange(-reach, reach + 1, dtype=np.float32)] * 2)
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _path(length: float, degrees: float) -> Kernel:
    """Return the image of a moving point: a straight stroke."""
    reach = int(np.ceil(length / 2 + 0.5))
    x, y = np.meshgrid(*[np.arange(-reach, reach + 1, dtype=np.float32)] * 2)
    along = np.abs(x * np.cos(np.radians(degrees)) + y * np.sin(np.radians(degrees)))
    across = np.abs(y * np.cos(np.radians(degrees)) - x * np.sin(np.radians(degrees)))
    kernel = np.clip(length / 2 + 0.5 - along, 0, 1) * np.clip(1 - across, 0, 1)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)
