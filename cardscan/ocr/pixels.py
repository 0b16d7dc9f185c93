"""Turn any decoded Pillow image into upright 8-bit RGB pixels."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

from cardscan.model import Pixels
from cardscan.ocr.profiles import to_srgb

BAND = 32  # rows converted at a time: they stay in the cache, and no picture is held twice
ORIENTATION_TAG = 0x0112
DEEP_MODES = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})  # more than 8 bits of gray
PHOTOMETRIC = 262  # TIFF 6.0; 0: white is zero
OPAQUE = 127  # of 255; what is less so is not seen as print
DARK = 170  # of 255; print below is seen on white
DARK_SHARE = 0.02  # of what is visible; less is the rim of light letters
SAMPLE = 400  # pixels a side, of the copy in which the print's colour is looked up

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
    """Return RGB pixels with the EXIF orientation and the colour profile applied.

    Transparency becomes paper: white, or black where all print is light. The rows of a turned
    picture are a view of its pixels as they were stored.


    Raises OSError, SyntaxError or ValueError when the picture is damaged or cannot become RGB.
    """
    image.load()  # first: TIFF, HEIC and AVIF turn themselves here, and then drop the tag
    orientation = image.getexif().get(ORIENTATION_TAG, 1)
    flat = _flattener(image)
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, BAND):
        bottom = min(top + BAND, image.height)
        pixels[top:bottom] = flat(image.crop((0, top, image.width, bottom)))
    image.close()
    return UPRIGHT[orientation](pixels) if orientation in UPRIGHT else pixels


def _flattener(image: Image.Image) -> Callable[[Image.Image], Pixels]:
    """Return what makes opaque 8-bit RGB of a band of this picture."""
    if image.mode in DEEP_MODES:
        black, white = _gray_range(image)
        return lambda band: _deep_band(band, black, white)
    convert = to_srgb(image)
    if image.has_transparency_data:
        paper = _paper(image)
        return lambda band: np.asarray(convert(_laid_on(band, paper)))
    if image.format == "JPEG" and image.mode == "CMYK" and "adobe" not in image.info:
        # Pillow takes every CMYK JPEG for Adobe's, which alone store their ink inverted
        return lambda band: np.asarray(convert(ImageChops.invert(band)))
    return lambda band: np.asarray(convert(band))


def _paper(image: Image.Image) -> str:
    """Return on which colour a transparent picture can be read: black if its print is light."""
    sample = image.resize(
        (min(image.width, SAMPLE), min(image.height, SAMPLE)), Image.Resampling.NEAREST
    )
    pixels = np.asarray(sample.convert("RGBA"))
    visible = pixels[pixels[:, :, 3] > OPAQUE]
    dark = np.count_nonzero(visible[:, :3].mean(axis=1) < DARK)
    return "black" if len(visible) and dark < DARK_SHARE * len(visible) else "white"


def _laid_on(band: Image.Image, paper: str) -> Image.Image:
    sheet = Image.new("RGBA", band.size, paper)
    sheet.alpha_composite(band.convert("RGBA"))
    return sheet.convert("L" if band.mode in {"LA", "La"} else "RGB")


def _gray_range(image: Image.Image) -> tuple[float, float]:
    """Return the deep grays that become black and white.

    The range is taken from the picture, because scanners store 10 and 12 bits in 16.
    """
    grays = np.asarray(image)
    if grays.dtype.kind == "f":
        grays = np.nan_to_num(grays, posinf=0.0, neginf=0.0)
    low, high = float(grays.min()), float(grays.max())
    high = high if high > low else low + 255.0
    is_inverted = getattr(image, "tag_v2", {}).get(PHOTOMETRIC) == 0  # Pillow minds it in 8 bits
    return (high, low) if is_inverted else (low, high)


def _deep_band(band: Image.Image, black: float, white: float) -> Pixels:
    gray = (np.nan_to_num(np.asarray(band).astype(np.float32)) - black) * (255 / (white - black))
    return np.repeat(np.clip(gray, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
