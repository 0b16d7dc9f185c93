"""Characters of widely set names that the detector has not found: 大 島　潤 without its 一.

The row or column of a name goes on beyond its box where ink of the same size follows in its
steps, which no other box holds.
"""

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from cardscan.model import Direction, Line, Pixels, Point, Quad
from cardscan.ocr.crops import cut, ink_of, runs_of
from cardscan.ocr.glyphs import is_cjk, share_of
from cardscan.ocr.lines import INK_SHARE, LETTER_SPACE, is_set_wide, type_size
from cardscan.ocr.strokes import LYING, shape_of

LARGE = 1.25  # of the usual type; names are larger
LONGEST = 5  # characters of a name that may lack some
REACH = 6.0  # of the type size, beyond each end of the box
APART = 0.25  # of the type size; strokes with less white between them are of one character
SIZES = (0.45, 3.2)  # of the size of a character; so long is what was not found: up to three
FLAT = 0.25  # of the size of a character; a stroke no higher is 一
HELD = 0.3  # share of what was not found that another box may hold

Ink = NDArray[np.bool_]
Run = tuple[int, int]  # where ink begins and ends along a line, in pixels


def unfound(pixels: Pixels, lines: Sequence[Line], quads: Sequence[Quad]) -> dict[Quad, Line]:
    """Return boxes of characters that were not found, each with the line that it continues."""
    usual = median([type_size(line) for line in lines if len(line.text) > 1] or [1.0])
    boxes: dict[Quad, Line] = {}
    for line in lines:
        if _may_be_name(line, usual):
            for box in _beyond(pixels, line):
                if not any(_holds(quad, box) for quad in (*quads, *boxes)):
                    boxes[box] = line
    return boxes


def lying_stroke(crop: Pixels, size: float) -> str:
    """Return 一, 二 or 三 where nothing else stands in a crop, for type of a size in pixels."""
    shape = shape_of(ink_of(crop), INK_SHARE * size)
    return shape if shape in LYING else ""


def _may_be_name(line: Line, usual: float) -> bool:
    text = line.text.replace(" ", "")
    return (
        0 < len(text) <= LONGEST
        and all(map(is_cjk, text))
        and type_size(line) > LARGE * usual
        and (len(text) == 1 or is_set_wide(line))
    )


def _beyond(pixels: Pixels, line: Line) -> Iterator[Quad]:
    """Yield boxes of ink on both sides of a line, as far as it follows in its steps."""
    vertical = line.direction is Direction.VERTICAL
    size = type_size(line)
    longer, begin, end = _lengthened(line.quad, REACH * size, vertical=vertical)
    ink = ink_of(cut(pixels, longer))
    along = ink.T if vertical else ink
    length = along.shape[1]
    runs = runs_of(along, axis=1, gap=APART * size)
    before = [run for run in runs if run[1] <= begin * length][::-1]
    behind = [run for run in runs if run[0] >= end * length]
    for side, edge in ((before, begin * length), (behind, end * length)):
        for first, last in _in_steps(side, edge, LETTER_SPACE * size):
            if not _is_character(along[:, first:last], INK_SHARE * size):
                break
            pad = APART / 2 * size
            shares = max(0.0, (first - pad) / length), min(1.0, (last + pad) / length)
            yield share_of(longer, *shares, vertical=vertical)


def _in_steps(runs: Sequence[Run], edge: float, step: float) -> Iterator[Run]:
    """Yield the runs that follow from an edge, each no further than a step behind the last."""
    for run in runs:
        if min(abs(end - edge) for end in run) > step:
            return
        yield run
        edge = run[1] if run[1] > edge else run[0]


def _lengthened(quad: Quad, reach: float, *, vertical: bool) -> tuple[Quad, float, float]:
    """Return a quad that goes on at both ends, and where in it the first one begins and ends."""
    own = quad.height if vertical else quad.width
    whole = own + 2 * reach
    begin, end = reach / whole, (reach + own) / whole
    far = reach / max(1.0, own)

    def beyond(a: Point, b: Point) -> Point:
        return a[0] + far * (a[0] - b[0]), a[1] + far * (a[1] - b[1])

    a, b, c, d = quad.points
    corners = (
        (beyond(a, d), beyond(b, c), beyond(c, b), beyond(d, a))
        if vertical
        else (beyond(a, b), beyond(b, a), beyond(c, d), beyond(d, c))
    )
    return Quad(*corners), begin, end


def _is_character(ink: Ink, size: float) -> bool:
    """Say whether ink has the size of characters, and ends within the line."""
    rows = np.flatnonzero(ink.any(axis=1))
    inside = rows[0] > 0 and rows[-1] < len(ink) - 1
    across, along = rows[-1] - rows[0] + 1, ink.shape[1]
    stroke = min(across, along) < FLAT * size
    return bool(
        inside
        and SIZES[0] * size < max(across, along) < SIZES[1] * size
        and (stroke or across > SIZES[0] * size)
    )


def _holds(quad: Quad, box: Quad) -> bool:
    across = min(quad.right, box.right) - max(quad.left, box.left)
    down = min(quad.bottom, box.bottom) - max(quad.top, box.top)
    area = (box.right - box.left) * (box.bottom - box.top)
    return min(across, down) > 0 and across * down > HELD * area
