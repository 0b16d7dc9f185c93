"""Boxes around several lines of a vertical card, parted: a row over columns, a post over a name."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cardscan.model import Quad
from cardscan.ocr.crops import is_tall, runs_of

SQUARE = 0.7  # of its width; a single character is at least so high
HIGH = 1.6  # times the usual width; so high is no row beside columns
LARGE = 1.4  # times the usual width; in such type names are set
SMALLER = 0.7  # of the large type; so small print is no part of the name
OFF = 0.15  # of the width; so far from its middle, small type stands beside large type
LOW = 0.35  # of the usual width; a lower band of ink is no row
ENDS = 2.2  # of the usual width; more white than this ends a column
BESIDE = 1.6  # of the usual width; so far from other columns one stands that was not found
GAP = 0.25  # of the usual width; white between the parts of characters of one column

Ink = NDArray[np.bool_]


def parted(ink: Ink, quad: Quad, columns: Sequence[Quad]) -> tuple[Quad, ...]:
    """Return the lines that were found in one box, given the columns of the card."""
    usual = float(np.median([column.width for column in columns]))
    (x, y), width, height = quad.center, quad.width, quad.height
    level = Quad.of_box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    inside = [column for column in columns if _hangs_in(column, level, usual)]
    if len(inside) > is_tall(quad):
        lines = _around_columns(ink, level, inside, usual)
        others = [column for column in columns if column is not quad]
        return tuple(line for line in lines if not any(_meet(line, one) for one in others))
    return _by_type(ink, quad, columns, usual) if quad in columns else (quad,)


def _hangs_in(column: Quad, quad: Quad, usual: float) -> bool:
    """Say whether another column begins in the lower part of a box that is high for a row."""
    begins = quad.top + SQUARE * usual < column.top < quad.bottom
    narrow = column.width < SMALLER * quad.width and quad.height > HIGH * usual
    return begins and narrow and quad.left < column.center[0] < quad.right


def _around_columns(ink: Ink, quad: Quad, inside: Sequence[Quad], usual: float) -> Iterator[Quad]:
    """Yield the row over columns, and the columns beside them, of a box around them all."""
    top = round(float(np.median([column.top for column in inside])))  # some boxes reach too high
    inner = (min(column.left for column in inside), max(column.right for column in inside))
    left = max(0, round(max(quad.left, inner[0] - BESIDE * usual)))
    right = round(min(quad.right, inner[1] + SQUARE * usual))
    first = max(0, round(quad.top))
    bands = runs_of(ink[first:top, left:right], axis=0)
    for begin, end in (band for band in bands[::-1] if band[1] - band[0] > LOW * usual):
        yield Quad.of_box(left, first + begin - 2, right, first + end + 2)
        break
    for begin, end in ((left, round(inner[0])), (round(inner[1]), right)):
        strip = ink[top : round(quad.bottom), begin:end]
        runs = runs_of(strip, axis=1, gap=GAP * usual)
        for one, other in (run for run in runs if _is_wide(run, usual)):
            _, low = runs_of(strip[:, one:other], axis=0, gap=ENDS * usual)[0]
            yield Quad.of_box(begin + one - 2, top - 2, begin + other + 2, top + low + 2)


def _meet(line: Quad, column: Quad) -> bool:
    """Say whether a line lies on a column to a good part of its breadth."""
    across = min(line.right, column.right) - max(line.left, column.left)
    down = min(line.bottom, column.bottom) - max(line.top, column.top)
    return across > GAP * line.width and down > GAP * line.height


def _is_wide(run: tuple[int, int], usual: float) -> bool:
    return LOW * usual < run[1] - run[0] < LARGE * usual


def _by_type(ink: Ink, column: Quad, columns: Sequence[Quad], usual: float) -> tuple[Quad, ...]:
    """Part a name in large type from the post in small type above it, found in one box."""
    if column.width < LARGE * usual:
        return (column,)
    left, top = max(0, round(column.left)), max(0, round(column.top))
    crop = ink[top : round(column.bottom), left : round(column.right)].copy()
    for other in columns:
        aside = abs(other.center[0] - column.center[0]) > OFF * column.width
        if aside and other.width < SMALLER * column.width:
            rows = slice(max(0, round(other.top) - top), max(0, round(other.bottom) - top))
            crop[rows, max(0, round(other.left) - left) : max(0, round(other.right) - left)] = False
    bands = runs_of(crop, axis=0)
    sides = [runs_of(crop[slice(*band)], axis=1, gap=np.inf)[0] for band in bands]
    widths = [end - begin for begin, end in sides]
    small = next((at for at, width in enumerate(widths) if width > SMALLER * max(widths)), 0)
    if not small or bands[small - 1][1] < 2 * max(widths[:small]):
        return (column,)
    begin, end = min(begin for begin, _ in sides[:small]), max(end for _, end in sides[:small])
    cut = top + (bands[small - 1][1] + bands[small][0]) / 2
    post = Quad.of_box(left + begin - 2, column.top, left + end + 2, cut)
    return post, Quad.of_box(column.left, cut, column.right, column.bottom)
