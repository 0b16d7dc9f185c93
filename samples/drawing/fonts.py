"""Finds the typefaces of the cards among those that Debian packages install."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path("/usr/share/fonts")
NO_CHARACTER = "\uffff"  # never assigned: every face draws its box for a missing glyph


class FontMissingError(Exception):
    """A typeface is not installed; the message names the package that brings it."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file: where it lies below /usr/share/fonts and the package it comes from.

    A cut that no file has is made from the nearest: narrower, or with thinner or stouter strokes.
    """

    path: str
    package: str
    width: float = 1.0  # of the letters as the file has them
    weight: float = 0.0  # added to both sides of each stroke, in ems; below 0 it is taken off
    index: int = 0  # of the face in a collection; of Noto CJK 0 is Japanese, 2 and 3 are Chinese

    def at(self, pixels: float) -> ImageFont.FreeTypeFont:
        """Return the font at an em of so many pixels; raise FontMissingError."""
        return _load(self, max(1, round(pixels)))

    def prints(self, text: str) -> bool:
        """Tell whether the face has every character, so that none comes out as an empty box."""
        return all(character.isspace() or _has_glyph(self, character) for character in text)


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface in two weights; where there is no bold cut both are the same."""

    regular: Typeface
    bold: Typeface

    def cut(self, *, width: float = 1.0, weight: float = 0.0) -> "Family":
        """Return the family narrowed to a share, its strokes changed by so many ems."""
        return Family(
            *(replace(face, width=width, weight=weight) for face in (self.regular, self.bold))
        )


@lru_cache(maxsize=256)
def _load(face: Typeface, pixels: int) -> ImageFont.FreeTypeFont:
    file = FOLDER / face.path
    if not file.exists():
        raise FontMissingError(f"{file} is missing. Install it: apt-get install {face.package}")
    return ImageFont.truetype(
        str(file), pixels, index=face.index, layout_engine=ImageFont.Layout.RAQM
    )


@lru_cache(maxsize=4096)
def _has_glyph(face: Typeface, character: str) -> bool:
    font = face.at(32)
    drawn, box = (bytes(font.getmask(one)) for one in (character, NO_CHARACTER))
    return drawn != box


def _family(package: str, regular: str, bold: str | None = None) -> Family:
    return Family(Typeface(regular, package), Typeface(bold or regular, package))


GOTHIC = _family(
    "fonts-noto-cjk",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Bold.ttc",
)
MINCHO = _family(
    "fonts-noto-cjk",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Bold.ttc",
)
IPA_GOTHIC = _family("fonts-ipaexfont-gothic", "opentype/ipaexfont-gothic/ipaexg.ttf")
IPA_MINCHO = _family("fonts-ipaexfont-mincho", "opentype/ipaexfont-mincho/ipaexm.ttf")
BIZ_GOTHIC = _family(
    "fonts-morisawa-bizud-gothic",
    "truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
    "truetype/bizud-gothic/BIZUDPGothic-Bold.ttf",
)
BIZ_MINCHO = _family(
    "fonts-morisawa-bizud-mincho", "truetype/bizud-mincho/BIZUDPMincho-Regular.ttf"
)
SANS = _family(
    "fonts-dejavu-core", "truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"
)
SERIF = _family(
    "fonts-dejavu-core", "truetype/dejavu/DejaVuSerif.ttf", "truetype/dejavu/DejaVuSerif-Bold.ttf"
)
ARIAL_LIKE = _family(
    "fonts-liberation",
    "truetype/liberation/LiberationSans-Regular.ttf",
    "truetype/liberation/LiberationSans-Bold.ttf",
)
TIMES_LIKE = _family(
    "fonts-liberation",
    "truetype/liberation/LiberationSerif-Regular.ttf",
    "truetype/liberation/LiberationSerif-Bold.ttf",
)
CONDENSED = _family(
    "fonts-dejavu-extra",
    "truetype/dejavu/DejaVuSansCondensed.ttf",
    "truetype/dejavu/DejaVuSansCondensed-Bold.ttf",
)
THIN = _family(
    "fonts-dejavu-extra",
    "truetype/dejavu/DejaVuSans-ExtraLight.ttf",
    "truetype/dejavu/DejaVuSansCondensed.ttf",
)

JAPANESE = (GOTHIC, MINCHO, IPA_GOTHIC, IPA_MINCHO, BIZ_GOTHIC, BIZ_MINCHO)
WESTERN = (SANS, SERIF, GOTHIC, MINCHO, ARIAL_LIKE, TIMES_LIKE)


def _chinese(family: Family, index: int) -> Family:
    return Family(replace(family.regular, index=index), replace(family.bold, index=index))


CHINESE = {
    "zh-Hans": (_chinese(GOTHIC, 2), _chinese(GOTHIC, 2), _chinese(MINCHO, 2)),
    "zh-Hant": (_chinese(GOTHIC, 3), _chinese(GOTHIC, 3), _chinese(MINCHO, 3)),
}
