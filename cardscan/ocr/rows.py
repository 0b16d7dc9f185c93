"""Boxes in which several rows of text were found as one, split along the white between them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels, Quad
from cardscan.ocr.crops import cut, ink_of, is_tall, runs_of
from cardscan.ocr.glyphs import share_of

LEAST_ROW = 0.35  # of the highest row; what is lower is accents or the line of a frame
LETTER_WHITE = 0.2  # of the box's height; white between the letters of spaced type
WIDEST_LETTER = 1.3  # of the box's height
SPECK = 0.004  # of the box's width; ink up to this is dirt in the white between two rows


def split_rows(pixels: Pixels, quads: Sequence[Quad]) -> tuple[Quad, ...]:
    """Split boxes that hold several rows set close to each other; others stay as they are."""
    rows = {quad: _rows(pixels, quad) for quad in quads}
    whole = [quad for quad, parts in rows.items() if len(parts) == 1]
    return tuple(
        row
        for parts in rows.values()
        for row in parts
        if len(parts) == 1 or not any(_inside(row, quad) for quad in whole)
    )


def _inside(row: Quad, quad: Quad) -> bool:
    """Say whether a piece repeats part of a line that was found on its own."""
    across = min(row.right, quad.right) - max(row.left, quad.left)
    down = min(row.bottom, quad.bottom) - max(row.top, quad.top)
    return min(across, down) > 0 and across * down > 0.4 * row.width * row.height


def _rows(pixels: Pixels, quad: Quad) -> tuple[Quad, ...]:
    if is_tall(quad) or quad.height < 24:
        return (quad,)
    ink = ink_of(cut(pixels, quad))
    cuts = _cuts(ink)
    shares = [at / len(ink) for at in cuts]
    return tuple(
        share_of(quad, begin, end, vertical=True) for begin, end in pairwise([0.0, *shares, 1.0])
    )


def _cuts(ink: NDArray[np.bool_]) -> list[float]:
    """Return the middles of the white bands between rows, in pixels from the top."""
    inked = ink.sum(axis=1) > SPECK * ink.shape[1]
    bands = runs_of(inked[:, None], axis=0)
    highest = max((bottom - top for top, bottom in bands), default=0)
    if (
        len(bands) < 2
        or _is_letter_spaced(ink)
        or not all(_is_row(ink[top:bottom], highest) for top, bottom in bands)
    ):
        return []
    return [(bottom + top) / 2 for (_, bottom), (top, _) in pairwise(bands)]


def _is_letter_spaced(ink: NDArray[np.bool_]) -> bool:
    """Say whether all ink stands in single characters set wide: 浩　二 has white at half height."""
    height = len(ink)
    blocks = runs_of(ink, axis=1, gap=LETTER_WHITE * height)
    return all(right - left <= WIDEST_LETTER * height for left, right in blocks)


def _is_row(band: NDArray[np.bool_], highest: int) -> bool:
    """Say whether a band of ink is a row of text: high enough, and of more than one stroke."""
    strokes = runs_of(band, axis=1)
    span = strokes[-1][1] - strokes[0][0]
    return len(band) >= LEAST_ROW * highest and len(strokes) > 1 and span > len(band)
