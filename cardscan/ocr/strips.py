"""Columns of vertical writing made whole: what the detector left out of them is ink in their strip.

It was trained on words. A lone 一 at the end of a name, or figures set one below the other, it
takes for dirt or finds in pieces; on a vertical card whatever stands straight below a column, in
its width, belongs to it.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels, Quad
from cardscan.ocr.crops import HAIRLINE, is_tall, runs_of
from cardscan.ocr.parting import LARGE, SMALLER, parted
from cardscan.ocr.tints import without_logos

WHITE = 2.2  # of a column's width; more white than this ends it
ASIDE = 0.3  # of the width by which the middles of two pieces of a column may differ
WIDER = 1.35  # a piece so much wider than the column is none of its characters
REACH = 0.1  # of the width by which a character may stick out of the column's box
IN_WAY = 0.4  # of the narrower box; what reaches less far into a strip stands beside it
MARGIN = 0.15  # of the width; white that is cut out with the last character
LEAST_GROWTH = 0.3  # of the width; less is the end of a character that the box cut
STROKE = 0.4  # of the width; 一 is flat, but longer than dirt
LEAST = 0.12  # of the width; what is smaller is dirt
SQUARE = 0.7  # of its width; a single character is at least so high
SOLID = 0.7  # share of its box that the ink of a logo fills, and that of no character
LOGO = 0.6  # share of a box on a field of colour; a character leaves more white
NARROW = 0.5  # of the width; several characters so narrow are of another line
SPLIT = 0.4  # of the width; so near, two pieces are one column that was found in two
SPLIT_OFF = 1.5  # of the width; so near, a single character belongs to the column
BLOCK = 4.0  # of the width; the neighbourhood whose paper tells what is ink

Ink = NDArray[np.bool_]


def whole_columns(pixels: Pixels, quads: Sequence[Quad]) -> tuple[Quad, ...]:
    """Return the boxes of a vertical card with each column made whole; rows stay as they are.

    Quads are in pixels of the picture. Columns come first, the widest of them foremost.
    """
    found = _columns_among(quads)
    if not found:
        return tuple(quads)
    usual = float(np.median([quad.width for quad in found]))
    ink = _ink(pixels, usual)
    parts = [part for quad in quads for part in parted(ink, quad, found)]
    columns = _columns_among(parts)
    rest = [quad for quad in parts if quad not in columns]
    columns = [without_logos(pixels, quad) for quad in columns]
    columns = [_widened(quad, usual, among=parts) for quad in columns]
    columns.sort(key=lambda quad: -quad.height * quad.width)
    whole: list[Quad] = []
    while columns:
        column = columns.pop(0)
        foreign = [
            quad
            for quad in (*columns, *rest)
            if not _fits(column, quad) or _is_of_other_type(column, quad, usual)
        ]
        grown = _grown(ink, column, [*foreign, *whole])
        touching = [
            quad
            for quad in columns
            if _touches(grown, quad)
            and not _is_logo(ink, quad, column)
            and not _is_of_other_type(grown, quad, usual)
        ]
        if touching:
            columns = [quad for quad in columns if quad not in touching]
            columns.insert(0, _around((grown, *touching)))
            continue
        columns = [quad for quad in columns if not holds(grown, quad)]
        rest = [quad for quad in rest if not holds(grown, quad)]
        whole.append(without_logos(pixels, grown))
    return (*whole, *rest)


def _columns_among(quads: Sequence[Quad]) -> list[Quad]:
    upright = [quad for quad in quads if quad.height > SQUARE * quad.width]
    return [quad for quad in upright if is_tall(quad) or _stands_in_line(quad, upright)]


def holds(column: Quad, piece: Quad) -> bool:
    """Say whether the column, made whole, has taken the box in; a reading stands beside a name."""
    down = min(column.bottom, piece.bottom) - max(column.top, piece.top)
    across = _shared(column, piece)
    if abs(piece.center[0] - column.center[0]) > ASIDE * column.width:
        return False
    return min(down, across) > 0 and down * across > 0.6 * piece.height * piece.width


def _widened(column: Quad, usual: float, *, among: Sequence[Quad]) -> Quad:
    """Return a column as wide as is usual where only figures of it were found, if there is room."""
    tall = filter(is_tall, among)
    in_line = (quad for quad in tall if quad.left < column.center[0] < quad.right)
    if column.width > NARROW * usual or any(quad.width > column.width for quad in in_line):
        return column
    aside = (usual - column.width) / 2
    wide = Quad.of_box(
        max(0.0, column.left - aside), column.top, column.right + aside, column.bottom
    )
    others = [quad for quad in among if quad is not column]
    return column if any(_overlap(wide, quad) for quad in others) else wide


def _overlap(a: Quad, b: Quad) -> bool:
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return down > 0 and _shared(a, b) > REACH * min(a.width, b.width)


def _shared(a: Quad, b: Quad) -> float:
    """Return how far two boxes reach into each other's strip."""
    return min(a.right, b.right) - max(a.left, b.left)


def _ink(pixels: Pixels, width: float) -> Ink:
    """Return where the ink is, against the paper around it: dark or light, whichever is rarer."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    side = max(3, round(BLOCK * width)) | 1
    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small, min(255, max(3, side // 4 | 1)))
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    away = gray.astype(np.int16) - paper
    contrast = max(float(np.percentile(np.abs(away), 99)), 1.0)
    dark, light = away < -HAIRLINE * contrast, away > HAIRLINE * contrast
    return np.asarray(dark if dark.sum() >= light.sum() else light)


def _grown(ink: Ink, column: Quad, blocking: Sequence[Quad]) -> Quad:
    """Return the column with the ink above and below it in its strip, up to what blocks it."""
    width = column.width
    left, right = (max(0, round(x)) for x in (column.left, column.right))
    reach = round(REACH * width)
    outer = max(0, left - reach)
    strip = ink[:, outer : right + reach].copy()
    for beside in (q for q in blocking if not left < q.center[0] < right):
        rows = slice(max(0, round(beside.top - reach)), max(0, round(beside.bottom + reach)))
        strip[rows, max(0, round(beside.left) - outer) : max(0, round(beside.right) - outer)] = (
            False
        )
    across = [q for q in blocking if _shared(q, column) > IN_WAY * min(q.width, width)]
    middle = column.center[1]
    ceiling = max((q.bottom for q in across if q.bottom < middle), default=0.0)
    floor = min((q.top for q in across if q.top > middle), default=float(len(ink)))
    above = strip[round(ceiling) : max(0, round(column.top))][::-1]
    below = strip[round(column.bottom) : round(floor)]
    top = column.top - _reach(above, width, to_edge=ceiling == 0)
    bottom = column.bottom + _reach(below, width, to_edge=floor == len(ink))
    if (top, bottom) == (column.top, column.bottom):
        return column
    return Quad.of_box(column.left, max(0.0, top), column.right, bottom)


def _reach(strip: Ink, width: float, *, to_edge: bool) -> float:
    """Return how many pixels of a strip, from its first row, hold further characters.

    Where it goes on to the card's edge, ink that reaches the edge is wear or shadow.
    """
    end, grown = 0, False
    for top, bottom in runs_of(strip, axis=0):
        signs = strip[top:bottom]
        at_edge = to_edge and bottom == len(strip)
        if at_edge or top - end > WHITE * width:
            break
        if top > 0 and not _is_character(signs, width):  # at 0 the box cut a character
            break
        end = bottom
        is_sign = top == 0 or end > LEAST_GROWTH * width or _is_stroke(signs, width)
        grown = grown or is_sign
    return end + MARGIN * width if grown else 0.0


def _is_stroke(band: Ink, width: float) -> bool:
    """Say whether a band of ink is as wide as 一."""
    columns = np.flatnonzero(band.any(axis=0))
    return bool(columns[-1] - columns[0] > STROKE * width)


def _is_character(band: Ink, width: float) -> bool:
    """Say whether a band of ink may stand in the column: dirt, logos, what reaches in may not."""
    columns = np.flatnonzero(band.any(axis=0))
    reaches_in = columns[0] == 0 or columns[-1] == band.shape[1] - 1
    box = band[:, columns[0] : columns[-1] + 1]
    is_solid = min(box.shape) > SQUARE * width and box.mean() > SOLID
    return not (reaches_in or is_solid) and max(len(band), columns[-1] - columns[0]) > LEAST * width


def _stands_in_line(quad: Quad, others: Sequence[Quad]) -> bool:
    """Say whether a single character has others above or below it in its strip."""
    return any(_fits(other, quad) for other in others if other is not quad)


def _fits(column: Quad, piece: Quad) -> bool:
    """Say whether a box stands in the strip of the column."""
    is_narrow = is_tall(piece) and piece.width < NARROW * column.width
    return _in_strip(column, piece) and not is_narrow


def _in_strip(column: Quad, piece: Quad) -> bool:
    aside = abs(piece.center[0] - column.center[0])
    return aside < ASIDE * column.width and piece.width < WIDER * column.width


def _is_of_other_type(column: Quad, piece: Quad, usual: float) -> bool:
    """Say whether one is a name in large type, and the other small print above or below it."""
    small, large = sorted((column.width, piece.width))
    return is_tall(piece) and is_tall(column) and large > LARGE * usual and small < SMALLER * large


def _touches(column: Quad, piece: Quad) -> bool:
    """Say whether a box goes on where the column ends, or begins inside it."""
    white = _white(column, piece)
    split = SPLIT if is_tall(piece) else SPLIT_OFF
    return (white < 0 and _in_strip(column, piece)) or (
        white < split * column.width and _fits(column, piece)
    )


def _is_logo(ink: Ink, piece: Quad, column: Quad) -> bool:
    """Say whether a single character stands on a field of colour."""
    rows = slice(max(0, round(piece.top)), round(piece.bottom))
    field = ink[rows, max(0, round(piece.left)) : round(piece.right)]
    return not is_tall(piece) and piece.width > SQUARE * column.width and field.mean() > LOGO


def _white(column: Quad, piece: Quad) -> float:
    """Return how far one begins below the other, negative where they overlap."""
    return max(column.top, piece.top) - min(column.bottom, piece.bottom)


def _around(pieces: Sequence[Quad]) -> Quad:
    return Quad.of_box(
        min(piece.left for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
    )
