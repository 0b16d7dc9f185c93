"""Bring the colours that a picture's ICC profile means into sRGB."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

SAME = 4  # of 255; profiles that change no colour by more are sRGB under another name
# Which pixels a profile can be about, by the colour space that it names itself.
MODE_OF_SPACE = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
MODES = {
    "RGB": frozenset({"RGB", "RGBA", "RGBa", "RGBX", "P", "PA", "YCbCr"}),
    "L": frozenset({"L", "LA", "La"}),
    "CMYK": frozenset({"CMYK"}),
}


def to_srgb(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """Return what turns an opaque part of the picture into RGB with the colours meant.

    A profile that is broken, or made for another kind of pixels, is ignored as viewers do.
    """
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        mode = MODE_OF_SPACE[profile.profile.xcolor_space]
        if image.mode not in MODES[mode]:
            return _as_rgb
        transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
        if mode != "CMYK" and _changes_little(transform, mode):
            return _as_rgb
    except (KeyError, OSError, TypeError, ValueError, ImageCms.PyCMSError):
        return _as_rgb
    return lambda part: ImageCms.applyTransform(part.convert(mode), transform) or part


def _changes_little(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    levels = range(0, 256, 51)
    colors = [(r, g, b) for r in levels for g in levels for b in levels]
    sample = Image.new("RGB", (len(colors), 1))
    sample.putdata(colors)
    sample = sample.convert(mode)
    seen = ImageCms.applyTransform(sample, transform) or sample
    before, after = (np.asarray(it.convert("RGB"), np.int16) for it in (sample, seen))
    return bool(np.abs(after - before).max() <= SAME)


def _as_rgb(part: Image.Image) -> Image.Image:
    return part if part.mode == "RGB" else part.convert("RGB")
