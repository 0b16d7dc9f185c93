"""Underscores of mail addresses and handles: hairlines that pass for white, or are not seen."""

import re

import cv2
import numpy as np

from cardscan.model import Pixels, Point, Quad
from cardscan.ocr.crops import body, cut, dark_on_light, ink_of
from cardscan.ocr.glyphs import Glyphs

# What stands before the @, with a space in it, if any; a label and its space are none of it.
LOCAL_PART = re.compile(r"(?i)(?:(?<![a-z])(?:e|m|e?-?mail)[:.]? )?([a-z0-9.-]+(?: [a-z0-9]+)?)@")
UNDERSCORED = re.compile("(?i)([a-z0-9.-]+_[a-z0-9._-]*)@")
# What stands behind the @ of no mail address, with a space in it.
HANDLE = re.compile(r"(?i)(?<![a-z0-9._-])@([a-z0-9.]+ [a-z0-9]+)\b(?![.@])")
UNDERSCORED_HANDLE = re.compile("(?i)(?<![a-z0-9._-])@([a-z0-9.]+_[a-z0-9._]*)")
LETTERS = 0.7  # of the ink's height, from above, in which all letters but dots have ink
WHITE = 0.25  # of the ink's height; an underscore may lie in more
DEEPER = 0.1  # of the row's height; boxes often end above an underscore
SCALE = 2  # a hairline has to lie on pixels of its own before it is drawn thicker
THICK = 5  # pixels, down which all that is dark is drawn


def may_lack_underscore(glyphs: Glyphs, row: Pixels) -> bool:
    """Say whether a row holds a mail address or handle with white where an underscore may be."""
    if HANDLE.search(_text(glyphs)):
        return True
    found = LOCAL_PART.search(_text(glyphs))
    if found is None or found.end(1) - found.start(1) < 2:
        return False
    ink = ink_of(row)
    top, bottom = body(ink, 0)
    above = ink[top : top + round(LETTERS * (bottom - top))]  # and above the underscore
    part = glyphs[found.start(1) : found.end(1)]
    columns = np.flatnonzero(above.any(axis=0))
    white = np.flatnonzero(np.diff(columns) > WHITE * (bottom - top))
    middles = (columns[white] + columns[white + 1]) / 2 / row.shape[1]
    return any(
        part[0].at < middle < part[-1].at
        and min(part, key=lambda glyph: abs(glyph.at - middle)).text not in ".-"
        for middle in middles.tolist()
    )


def with_hairlines(pixels: Pixels, quad: Quad) -> Pixels:
    """Cut a row out with what lies below it, twice as large, with lying strokes drawn thicker."""
    below = Quad(
        quad.top_left,
        quad.top_right,
        _further(quad.top_right, quad.bottom_right),
        _further(quad.top_left, quad.bottom_left),
    )
    gray = dark_on_light(cut(pixels, below))
    large = cv2.resize(gray, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_CUBIC)
    thick = cv2.erode(large, np.ones((THICK, 1), np.uint8))
    return np.asarray(cv2.cvtColor(thick, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def _further(top: Point, bottom: Point) -> Point:
    return bottom[0] + DEEPER * (bottom[0] - top[0]), bottom[1] + DEEPER * (bottom[1] - top[1])


def with_underscore(glyphs: Glyphs, again: Glyphs) -> Glyphs:
    """Return a reading with the underscores of another that has the same letters about the @."""
    for lacking, underscored in ((LOCAL_PART, UNDERSCORED), (HANDLE, UNDERSCORED_HANDLE)):
        mine, other = lacking.search(_text(glyphs)), underscored.search(_text(again))
        if mine and other and other[1].replace("_", "") == mine[1].replace(" ", ""):
            part = again[other.start(1) : other.end(1)]
            return (*glyphs[: mine.start(1)], *part, *glyphs[mine.end(1) :])
    return glyphs


def _text(glyphs: Glyphs) -> str:
    """Return one character for each glyph."""
    return "".join(glyph.text[:1] for glyph in glyphs)
