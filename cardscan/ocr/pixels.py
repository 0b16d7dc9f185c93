"""Turn any decoded Pillow image into upright 8-bit RGB pixels."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cardscan.model import Pixels

BAND = 512  # rows converted at a time, so that a 48-megapixel photo is held twice, not four times
ORIENTATION_TAG = 0x0112
DEEP_MODES = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})  # more than 8 bits of gray

# What undoes each value of the EXIF orientation tag (Exif 2.32, 4.6.4 A "Orientation").
UPRIGHT: dict[int, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
    2: lambda pixels: pixels[:, ::-1],
    3: lambda pixels: pixels[::-1, ::-1],
    4: lambda pixels: pixels[::-1],
    5: lambda pixels: pixels.transpose(1, 0, 2),
    6: lambda pixels: np.rot90(pixels, -1),
    7: lambda pixels: np.rot90(pixels, 2).transpose(1, 0, 2),
    8: lambda pixels: np.rot90(pixels, 1),
}


def rgb_pixels(image: Image.Image) -> Pixels:
    """Return RGB pixels with the EXIF orientation applied; transparency becomes white paper.

    Raises OSError, SyntaxError or ValueError when the picture is damaged or cannot become RGB.
    """
    image.load()  # first: TIFF, HEIC and AVIF turn themselves here, and then drop the tag
    orientation = image.getexif().get(ORIENTATION_TAG, 1)
    deep = image.mode in DEEP_MODES
    scale = _gray_scale(image) if deep else (0.0, 1.0)
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, BAND):
        band = image.crop((0, top, image.width, min(top + BAND, image.height)))
        pixels[top : top + BAND] = _deep_band(band, *scale) if deep else _band(band)
    image.close()
    return np.ascontiguousarray(UPRIGHT[orientation](pixels)) if orientation in UPRIGHT else pixels


def _band(band: Image.Image) -> Pixels:
    if band.has_transparency_data:
        paper = Image.new("RGBA", band.size, "white")
        paper.alpha_composite(band.convert("RGBA"))
        band = paper
    return np.asarray(band.convert("RGB"))


def _gray_scale(image: Image.Image) -> tuple[float, float]:
    """Return offset and factor that spread deep gray over 0..255.

    The range is taken from the picture, because scanners store 10 and 12 bits in 16.
    """
    low, high = image.getextrema()
    if not (isinstance(low, int | float) and isinstance(high, int | float)):
        raise ValueError("deep gray with several channels")
    return float(low), 255.0 / (high - low) if high > low else 1.0


def _deep_band(band: Image.Image, offset: float, factor: float) -> Pixels:
    gray = (np.nan_to_num(np.asarray(band).astype(np.float32)) - offset) * factor
    return np.repeat(np.clip(gray, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
