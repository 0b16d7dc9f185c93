"""The light on a scene: falling off, from two lamps, shadowed, reflected; and the sensor's grain.

Light changes slowly, so it is worked out on a coarse grid and spread over the pixels at the end.
"""

from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.picture import Pixels, in_bands

GRID = 160  # points along the longer side

Field = NDArray[np.float32]
Point = tuple[float, float]
"""x, y as shares of the picture's width and height."""


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """Of each point and channel how much light is given back, and how much is reflected."""

    gain: Field  # rows × columns × 3, a factor
    shine: Field  # rows × columns × 3, gray levels

    def times(self, factor: Field | NDArray[np.float64] | float) -> "Light":
        """Return this light seen through something."""
        return replace(self, gain=np.asarray(self.gain * factor, np.float32))

    def plus(self, levels: Field | NDArray[np.float64]) -> "Light":
        """Return this light with a reflection."""
        return replace(self, shine=np.asarray(self.shine + levels, np.float32))


def even(size: tuple[int, int]) -> Light:
    """Return even light on a picture of width × height pixels."""
    longer = max(size)
    shape = (max(2, size[1] * GRID // longer), max(2, size[0] * GRID // longer), 3)
    return Light(np.ones(shape, np.float32), np.zeros(shape, np.float32))


def falling(rng: Random, light: Light, share: float) -> Light:
    """Let the light fall off towards one side by so large a share."""
    return light.times(1 - share * _ramp(rng, light))


def two_lamps(rng: Random, light: Light, share: float) -> Light:
    """Let a warm lamp shine from one side and a blue window from the other."""
    warm, blue = np.array([1.0, 0.93, 0.78]), np.array([0.84, 0.93, 1.0])
    ramp = _ramp(rng, light)
    mixed = 1 + share * ((warm - 1) * ramp + (blue - 1) * (1 - ramp))
    return light.times(mixed)


def tinted(rng: Random, light: Light, share: float) -> Light:
    """Miss the white balance by so large a share between red and blue, half of it in green."""
    red, green = rng.uniform(-share, share), rng.uniform(-share / 4, share / 4)
    return light.times(np.array([1 + red, 1 + green, 1 - red], np.float32) * (1 - share / 2))


def shadowed(rng: Random, light: Light, strength: float) -> Light:
    """Let a head and an arm, as of who holds the camera, keep off light; soft at the edge."""
    x, y = _grid(light)
    base, angle = rng.uniform(0.1, 0.9), np.radians(rng.uniform(-35, 35))
    reach, width = rng.uniform(0.35, 0.8), rng.uniform(0.12, 0.25)
    along = (1 - y) * np.cos(angle) + (x - base) * np.sin(angle)
    across = (x - base) * np.cos(angle) - (1 - y) * np.sin(angle)
    head = ((along - reach) ** 2 + across**2) < (1.1 * width) ** 2
    body = (along < reach) & (np.abs(across) < width * (1.9 - 1.2 * along / reach))
    mask = (head | body).astype(np.float32)
    soft = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.01, 0.035) * GRID)
    return light.times(1 - strength * soft[:, :, None])


def striped(rng: Random, light: Light, strength: float) -> Light:
    """Let light come through a blind, or past a window's bar: straight soft-edged stripes."""
    x, y = _grid(light)
    angle, pitch = np.radians(rng.uniform(0, 180)), rng.uniform(0.25, 0.7)
    wave = np.sin(2 * np.pi * ((x * np.cos(angle) + y * np.sin(angle)) / pitch + rng.random()))
    return light.times(1 - strength * (0.5 + 0.5 * np.tanh(3 * wave))[:, :, None])


def glaring(rng: Random, light: Light, at: Point, strength: float) -> Light:
    """Reflect a lamp at a point, so many gray levels strong in its middle."""
    x, y = _grid(light)
    radius = rng.uniform(0.06, 0.16)
    spot = np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * radius**2))
    return light.plus(strength * spot[:, :, None] * np.array([1.0, 0.98, 0.92]))


def streaked(rng: Random, light: Light, at: Point, strength: float) -> Light:
    """Reflect a tube or window in laminate or foil: a band of light through a point."""
    x, y = _grid(light)
    angle, width = np.radians(rng.uniform(0, 180)), rng.uniform(0.02, 0.06)
    away = (x - at[0]) * np.cos(angle) + (y - at[1]) * np.sin(angle)
    band = np.exp(-((away / width) ** 4)) + 0.4 * np.exp(-(((away - 3.2 * width) / width) ** 4))
    return light.plus(strength * band[:, :, None] * np.array([0.95, 0.98, 1.0]))


def lit(pixels: Pixels, light: Light) -> None:
    """Let a light fall on a picture, in place."""
    height, width = pixels.shape[:2]
    rows, columns = light.gain.shape[:2]
    across, down = columns / width, rows / height
    for band in in_bands(height):
        size = (width, band.stop - band.start)
        place = np.array(
            [[across, 0, across / 2 - 0.5], [0, down, (band.start + 0.5) * down - 0.5]]
        )
        gain, shine = (
            cv2.warpAffine(
                field,
                place,
                size,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )
            for field in (light.gain, light.shine)
        )
        gain *= pixels[band]
        lighter = np.asarray(gain + shine, np.float32)
        pixels[band] = np.clip(lighter, 0, 255, out=lighter)


def grained(rng: Random, pixels: Pixels, sigma: float) -> None:
    """Add a sensor's noise of so many gray levels, in place: mostly light, some of it color."""
    noise = np.random.default_rng(rng.getrandbits(32))
    for band in in_bands(pixels.shape[0]):
        seen = pixels[band].astype(np.float32)
        gray = noise.standard_normal(seen.shape[:2], dtype=np.float32)
        color = noise.standard_normal(seen.shape, dtype=np.float32)
        seen += 0.85 * sigma * gray[:, :, None]
        seen += np.float32(0.5 * sigma) * color
        pixels[band] = np.clip(seen, 0, 255, out=seen)


def _grid(light: Light) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, columns = light.gain.shape[:2]
    x, y = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    return x, y


def _ramp(rng: Random, light: Light) -> NDArray[np.float64]:
    """Return 0 at one side to 1 at the other, rows × columns × 1."""
    x, y = _grid(light)
    angle = np.radians(rng.uniform(0, 360))
    slope = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    return np.asarray(np.clip(slope / 1.2 + 0.5, 0, 1)[:, :, None], np.float64)
