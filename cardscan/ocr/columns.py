"""Vertical writing: cut a column into its cells and lay them side by side as a row.

Readers are trained on rows. A column turned by 90° keeps kanji recognisable, but thin strokes
(一, 二, ー) are lost. The cells of a column of Chinese characters and kana have one pitch, so
they can be cut apart and set side by side; then every character stands upright.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.crops import body, ink_of
from cardscan.ocr.strokes import BAR, shape_of, stands_aside

PITCHES = np.arange(0.7, 1.9, 0.1)  # of the column's ink width; type is set solid or spaced
BETWEEN = (-0.05, 0.05)  # what is tried beside the best of them
SOLID = 1.1  # pitch of type set solid, as a share of its widest ink
DENSER = 0.08  # price of a pitch below that: two figures side by side are wider than the type
LOOSER = 0.2  # price of one beyond: where ink tells nothing, cells are rather one than two
SPACED = 1.5  # pitch of spaced type; beyond, two characters may stand in one cell
WIDE = 0.3  # price of a pitch beyond that
NEAR_CUT = 0.5  # of the width; ink this near to a cut speaks for the middle of the white
NEAR_PRICE = 0.3  # of that ink, against ink on the cut itself
ANY_INK = 0.3  # one thin stroke on a cut costs this share of the widest row at least
GIVE = 0.25  # of the pitch; by so much a cell may be longer or shorter
EASY, STIFF = 2.0, 12.0  # price of that, squared; spaces and figures upset the pitch
ALIKE = 0.15  # of the pitch by which two ways to cut may differ and be one
OUTSIDE = 0.45  # of the pitch; white of the first and last character outside the ink
RULE = 0.97  # share of a column's box; a line so wide is the edge of a picture, and no 一
LOW = 0.4  # of the width; ink at the end of the box that is lower and leaves it is no character
TIP, NARROW = 0.2, 0.4  # height and breadth of the tip of 中 that begins below, of the width
DIRT = 0.004  # share of a cell; less ink is dirt on blank paper

_Way = tuple[float, float, NDArray[np.float64]]  # cost, pitch, cuts


@dataclass(frozen=True, slots=True, eq=False)
class CellRow:
    """The cells of a column as a row."""

    pixels: Pixels
    edges: tuple[float, ...]  # where cells begin and the last one ends, in pixels of the row
    cuts: tuple[float, ...]  # where cells begin and the last one ends, in pixels of the column
    length: float  # height of the column in pixels
    shapes: dict[int, str]  # cells whose ink alone tells the sign, see `strokes`
    blanks: frozenset[int]  # cells without ink
    aside: frozenset[int]  # cells whose ink stands to the right, where small kana do

    @property
    def count(self) -> int:
        """Return how many cells the column has."""
        return len(self.cuts) - 1

    @property
    def stretches(self) -> tuple[tuple[float, float], ...]:
        """Return where print begins and ends between blank cells, as shares of the row.

        Each is read on its own: behind a wide blank readers take 〇 for dirt.
        """
        whole = self.pixels.shape[1]
        cells = ((index in self.blanks, index) for index in range(self.count))
        runs = [list(run) for blank, run in groupby(cells, key=itemgetter(0)) if not blank]
        margin = self.edges[0]
        return tuple(
            (
                (self.edges[run[0][1]] - margin) / whole,
                (self.edges[run[-1][1] + 1] + margin) / whole,
            )
            for run in runs
        )

    def part(self, stretch: tuple[float, float]) -> Pixels:
        """Return a part of the row's picture, between two shares of its width."""
        begin, end = (round(share * self.pixels.shape[1]) for share in stretch)
        return self.pixels[:, begin:end]

    def cell(self, index: int) -> Pixels:
        """Return the picture of one cell."""
        return self.pixels[:, round(self.edges[index]) : round(self.edges[index + 1])]

    def index_at(self, share: float) -> int:
        """Return the cell at a share (0.0 to 1.0) of the row's width."""
        x = share * self.pixels.shape[1]
        return min(self.count - 1, max(0, bisect_right(self.edges, x) - 1))

    def cells_of(self, places: Sequence[float]) -> list[int]:
        """Return the cell of each character read in the row, given its share of the width.

        Where as many were read as cells hold ink, they are counted off; else the places tell.
        """
        inked = [index for index in range(self.count) if index not in self.blanks]
        if len(places) == len(inked):
            return inked
        return [self.index_at(place) for place in places]

    def middle(self, index: int) -> float:
        """Return the middle of a cell in pixels of the column, from its top."""
        return (self.cuts[index] + self.cuts[index + 1]) / 2


def lay_cells(column: Pixels) -> CellRow | None:
    """Lay the cells of a column side by side; return None when the column holds no ink."""
    return next(iter(_cells(column, (EASY,))), None)


def possible_cells(column: Pixels) -> tuple[CellRow, ...]:
    """Lay the cells of a column side by side, in one way or in two; none without ink.

    Where strokes touch each other across a cut, only reading tells which way is right.
    """
    return _cells(column, (EASY, STIFF))


def _cells(column: Pixels, stiffness: Sequence[float]) -> tuple[CellRow, ...]:
    """Lay the cells side by side, once for each way in which the column can be cut."""
    ink = ink_of(column)
    _erase_neighbours(ink)
    left, right = body(ink, 1)
    rows = np.flatnonzero(ink[:, left:right].any(axis=1))
    if not len(rows):
        return ()
    top = int(rows[0])
    profile = ink[top : rows[-1] + 1, left:right].sum(axis=1).astype(np.float64)
    first, *others = (top + cuts for cuts in _cuts(profile, right - left, stiffness))
    ways = (first, *(cuts for cuts in others if not _are_alike(first, cuts)))
    return tuple(_laid(column[:, left:right], ink[:, left:right], cuts) for cuts in ways)


def _are_alike(cuts: NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    pitch = float(np.median(np.diff(cuts)))
    return len(cuts) == len(others) and bool(np.abs(cuts - others).max() < ALIKE * pitch)


def _erase_neighbours(ink: NDArray[np.bool_]) -> None:
    """Take out lines and edges of pictures above and below a column, which look like 一."""
    ink[ink.mean(axis=1) > RULE] = False
    for end in (ink, ink[::-1]):
        white = np.flatnonzero(~end.any(axis=1))
        edge = end[: white[0]] if len(white) else end[:0]
        leaves = edge[:, 0].any() or edge[:, -1].any()
        is_tip = len(edge) < TIP * ink.shape[1] and edge.any(axis=0).mean() < NARROW
        if is_tip or (len(edge) < LOW * ink.shape[1] and leaves):
            edge[:] = False


def _laid(column: Pixels, ink: NDArray[np.bool_], cuts: NDArray[np.float64]) -> CellRow:
    """Lay the cells between the cuts side by side."""
    pitch = float(np.median(np.diff(cuts)))
    side = round(max(column.shape[1], pitch)) + 2
    paper = np.median(column.reshape(-1, 3), axis=0).astype(np.uint8)
    squares: list[Pixels] = []
    shapes, blanks, aside = {}, set(), set()
    for index, (begin, end) in enumerate(pairwise(cuts)):
        span = slice(max(0, round(begin)), max(1, round(end)))
        square, cell_ink = column[span], ink[span]
        if cell_ink.mean() < DIRT:
            blanks.add(index)
        elif shape := shape_of(cell_ink, pitch):
            shapes[index] = shape
            square = np.rot90(square) if shape == BAR else square
        elif stands_aside(cell_ink, pitch):
            aside.add(index)
        squares.append(_centered(square, side, paper))
    margin = side // 4
    row = cv2.copyMakeBorder(
        np.hstack(squares),
        side // 8,
        side // 8,
        margin,
        margin,
        cv2.BORDER_CONSTANT,
        value=[int(channel) for channel in paper],
    )
    return CellRow(
        pixels=np.ascontiguousarray(row, dtype=np.uint8),
        edges=tuple(
            margin + np.cumsum([0, *(square.shape[1] for square in squares)]).astype(float)
        ),
        cuts=tuple(float(cut) for cut in cuts),
        length=float(len(column)),
        shapes=shapes,
        blanks=frozenset(blanks),
        aside=frozenset(aside),
    )


def _cuts(
    profile: NDArray[np.float64], width: int, stiffness: Sequence[float]
) -> list[NDArray[np.float64]]:
    """Find where the cells begin and end: the pitch at which cuts meet the least ink.

    There is one answer for each price of cells that are longer or shorter (stiffness).
    """
    window = np.bartlett(max(5, round(NEAR_CUT * width) | 1))
    if len(profile) <= len(window):
        return [np.array([0.0, len(profile)])] * len(stiffness)
    most = float(profile.max())
    near = np.convolve(profile, window / window.sum(), mode="same")
    inked = np.convolve(profile, np.ones(3) / 3, mode="same")
    price = (inked + NEAR_PRICE * near) / most + ANY_INK * (inked > 0.5)

    def at_pitch(share: float, *stiffness: float) -> list[_Way]:
        ways = _cheapest_cuts(price, share * width, stiffness)
        return [(cost + _price_of_pitch(share), share, cuts) for cost, cuts in ways]

    tried: list[list[_Way]] = []
    dearest = np.inf  # of the best ways so far, one for each stiffness
    for share in sorted(PITCHES, key=_price_of_pitch):
        if _price_of_pitch(share) > dearest:
            break  # whatever ink its cuts meet, others cost less
        tried.append(at_pitch(share, *stiffness))
        dearest = max(min(cost for cost, *_ in ways) for ways in zip(*tried, strict=True))
    found = []
    for one, ways in zip(stiffness, zip(*tried, strict=True), strict=True):
        best = min(ways, key=itemgetter(0))
        between = (at_pitch(best[1] + step, one)[0] for step in BETWEEN)
        found.append(min((best, *between), key=itemgetter(0))[2])
    return found


def _price_of_pitch(share: float) -> float:
    """Return what a pitch costs by itself, as a share of the ink's width."""
    price = DENSER * max(0.0, SOLID - share) + LOOSER * max(0.0, share - SOLID)
    return price + WIDE * max(0.0, share - SPACED)


def _cheapest_cuts(
    price: NDArray[np.float64], pitch: float, stiffness: Sequence[float]
) -> list[tuple[float, NDArray[np.float64]]]:
    """Return the mean cost of a cut, and the cuts, at one pitch (in pixels), for each stiffness.

    Dynamic programming over the places of cuts: each lies a pitch behind the one before, give
    or take, and costs the ink it meets. The first and last may lie outside the ink, as the
    white of their characters belongs to the cell.
    """
    margin, least, most = (
        round(OUTSIDE * pitch),
        round((1 - GIVE) * pitch),
        round((1 + GIVE) * pitch),
    )
    padded = np.pad(price, margin)
    length = len(padded)
    steps, places = np.arange(least, most + 1), np.arange(length)
    stretch = np.multiply.outer(stiffness, (steps / pitch - 1) ** 2)[:, None]
    # The least cost up to each place, behind as many places as a step is long.
    behind = np.full((len(stiffness), most + length), np.inf)
    total = behind[:, most:]
    total[:, : margin + 1] = 0.1 * (margin - np.arange(margin + 1)) / pitch
    origins = sliding_window_view(behind, len(steps), axis=1)[..., ::-1]  # by the length of step
    source, count = np.zeros(total.shape, np.intp), np.zeros(total.shape, np.intp)
    each = np.arange(len(stiffness))[:, None]
    for begin in range(least, length, least):  # no cut depends on another within one chunk
        chunk = slice(begin, min(begin + least, length))
        ways = origins[:, chunk] + stretch
        total[:, chunk] = ways.min(axis=2) + padded[chunk]
        source[:, chunk] = places[chunk] - steps[ways.argmin(axis=2)]
        count[:, chunk] = count[each, source[:, chunk]] + 1
    count[np.isinf(total)] = 0  # no way leads there
    return [_best_end(*one, margin, pitch) for one in zip(total, source, count, strict=True)]


def _best_end(
    total: NDArray[np.float64],
    source: NDArray[np.intp],
    count: NDArray[np.intp],
    margin: int,
    pitch: float,
) -> tuple[float, NDArray[np.float64]]:
    """Return the mean cost of a cut, and the cuts, up to the end at which it is the least."""
    first = len(total) - margin - 1
    costs = (total[first:] + 0.1 * np.arange(margin + 1) / pitch) / np.maximum(1, count[first:])
    cuts = [first + int(np.argmin(np.where(count[first:] > 0, costs, np.inf)))]
    while count[cuts[-1]]:
        cuts.append(int(source[cuts[-1]]))
    mean = float(total[cuts[0]] / max(1, count[cuts[0]]))
    return mean, np.array(cuts[::-1], np.float64) - margin


def _centered(cell: Pixels, side: int, paper: NDArray[np.uint8]) -> Pixels:
    square: Pixels = np.empty((side, side, 3), dtype=np.uint8)
    square[:] = paper
    height, width = min(cell.shape[0], side), min(cell.shape[1], side)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = cell[:height, :width]
    return square
