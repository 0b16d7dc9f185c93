"""The postal mark 〒, which the reader's dictionary lacks: told by its ink before a postal code."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.crops import body, ink_of, runs_of
from cardscan.ocr.glyphs import Glyph, Glyphs

CODE = re.compile(r"(?<![\d-])[17]?(\d{3}[-－ー―—‐]\d{4})(?![\d-])")
LOOKS = "IiTF71テデ干千〶〠=亍壬+十E"  # what the mark is read as, when it is read as anything
DIGIT = 0.3  # of the line's height; half of a digit's width, and of its spacing
WIDTH = (0.35, 1.3)  # of the line's ink height; least and greatest width of the mark
FULL = 0.8  # of the mark's width; so long is one of its two bars
STEM = 0.35  # of the mark's width; so thin is the rest
SURE = 0.95  # confidence of a sign that its ink tells

Ink = NDArray[np.bool_]


def with_postal_mark(glyphs: Glyphs, row: Pixels) -> Glyphs:
    """Put 〒 before a Japanese postal code where its ink stands in the picture of the row."""
    text = "".join(glyph.text for glyph in glyphs)
    code = CODE.search(text) if len(text) == len(glyphs) else None
    if code is None or min(row.shape[:2]) < len(LOOKS):
        return glyphs
    begin = code.start(1)
    while begin and glyphs[begin - 1].text in LOOKS:
        begin -= 1
    ink, width = ink_of(row), row.shape[1]
    half = DIGIT * row.shape[0]
    left = glyphs[begin - 1].at * width + half if begin else 0.0
    right = glyphs[code.start(1)].at * width - half
    top, bottom = body(ink, 0)
    mark = _last_block(ink[top:bottom, round(left) : max(0, round(right))])
    if mark is None or not _is_mark(mark):
        return glyphs
    place = (left + right) / 2 / width
    return (*glyphs[:begin], Glyph("〒", SURE, place), *glyphs[code.start(1) :])


def _last_block(ink: Ink) -> Ink | None:
    """Return the last piece of ink in a stretch of a row, None when there is no ink."""
    blocks = runs_of(ink, axis=1)
    return ink[:, slice(*blocks[-1])] if blocks else None


def _is_mark(ink: Ink) -> bool:
    """Say whether the ink is two bars over a stem: a pin or an envelope is not."""
    height = len(ink)
    width = ink.shape[1]
    if not WIDTH[0] * height < width < WIDTH[1] * height:
        return False
    rows = ink.sum(axis=1)
    bars, stem = rows[: height // 2], rows[round(0.7 * height) : round(0.95 * height)]
    middle = ink[round(0.7 * height) :, width // 3 : -(-2 * width // 3)]
    return bool(
        _count_bars(bars > FULL * width) in (1, 2)
        and len(stem)
        and 0 < np.median(stem) < STEM * width
        and middle.sum() > 0.9 * ink[round(0.7 * height) :].sum()
    )


def _count_bars(long: Sequence[bool] | NDArray[np.bool_]) -> int:
    """Return how many bands of long rows there are."""
    padded = np.concatenate(([False], long)).astype(int)
    return int((np.diff(padded) > 0).sum())
