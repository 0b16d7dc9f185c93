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
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.crops import body, ink_of
from cardscan.ocr.strokes import BAR, shape_of

PITCHES = np.arange(0.85, 1.9, 0.0125)  # of the column's ink width; type is set solid or spaced
PHASES = np.linspace(-0.15, 0.15, 7)  # of the pitch; white above the first character
NEAR_CUT = 0.5  # of the width; ink this near to a cut speaks for the middle of the white
NEAR_PRICE = 0.3  # of that ink, against ink on the cut itself
SPACED = 1.5  # pitch of spaced type; beyond, two characters may stand in one cell
WIDE = 0.4  # price of a pitch beyond that
LOST_INK = 2.0  # price of a first or last character cut off by its whole height
ANY_INK = 0.3  # of the widest row; one thin stroke on a cut costs as much as this, too
UNCOVERED = 0.12  # of the pitch; more ink than this outside the cells is a lost character
SOLID = 1.1  # pitch of type set solid, as a share of its widest ink
OFF_SQUARE = 0.1  # price of another pitch, against ink on a cut
DRIFT = 0.22  # of the pitch; a cut may leave the grid this far: type is never quite even
DRIFT_PRICE = 0.15  # of that way, against ink on the cut
DIRT = 0.004  # share of a cell; less ink is dirt on blank paper


@dataclass(frozen=True, slots=True, eq=False)
class CellRow:
    """The cells of a column as a row."""

    pixels: Pixels
    edges: tuple[float, ...]  # where cells begin and the last one ends, in pixels of the row
    cuts: tuple[float, ...]  # where cells begin and the last one ends, in pixels of the column
    length: float  # height of the column in pixels
    shapes: dict[int, str]  # cells whose ink alone tells the sign, see `strokes`
    blanks: frozenset[int]  # cells without ink

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
    ink = ink_of(column)
    left, right = body(ink, 1)
    rows = np.flatnonzero(ink[:, left:right].any(axis=1))
    if not len(rows):
        return None
    top = int(rows[0])
    profile = ink[top : rows[-1] + 1, left:right].sum(axis=1).astype(np.float64)
    cuts = top + _cuts(profile, right - left)
    pitch = float(np.median(np.diff(cuts)))
    side = round(max(right - left, pitch)) + 2
    paper = np.median(column.reshape(-1, 3), axis=0).astype(np.uint8)
    squares: list[Pixels] = []
    shapes, blanks = {}, set()
    for index, (begin, end) in enumerate(pairwise(cuts)):
        span = slice(max(0, round(begin)), max(1, round(end)))
        square, cell_ink = column[span, left:right], ink[span, left:right]
        if cell_ink.mean() < DIRT:
            blanks.add(index)
        elif shape := shape_of(cell_ink, pitch):
            shapes[index] = shape
            square = np.rot90(square) if shape == BAR else square
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
    )


def _cuts(profile: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Find where the cells begin and end: an even grid first, then each cut on its own."""
    window = np.bartlett(max(5, round(NEAR_CUT * width) | 1))
    if len(profile) <= len(window):
        return np.array([0.0, len(profile)])
    near = np.convolve(profile, window / window.sum(), mode="same")
    inked = np.convolve(profile, np.ones(3) / 3, mode="same")
    price = inked + NEAR_PRICE * near + ANY_INK * profile.max() * (inked > 0.5)
    pitch, phase, count = _grid(price, float(profile.max()), width)
    cuts: NDArray[np.float64] = phase + pitch * np.arange(count + 1, dtype=np.float64)
    for index in range(1, count):
        begin, end = (round(cuts[index] + side * DRIFT * pitch) for side in (-1, 1))
        begin, end = max(0, begin), min(len(price), end)
        if begin < end:
            places = np.arange(begin, end)
            away = np.abs(places - cuts[index]) / pitch * DRIFT_PRICE * profile.max()
            cuts[index] = places[int(np.argmin(price[begin:end] + away))]
    return cuts


def _grid(price: NDArray[np.float64], most: float, width: int) -> tuple[float, float, int]:
    """Find pitch, phase (both in pixels) and number of cells with the cheapest cuts."""
    length = len(price)
    best = (np.inf, float(length), 0.0, 1)
    for pitch in PITCHES * width:
        for count in (round(length / pitch), round(length / pitch) + 1):
            slack = length - count * pitch
            if slack > UNCOVERED * pitch or (count == 1 and length > SOLID * SOLID * width):
                continue
            for phase in slack / 2 + PHASES * pitch:
                cuts = phase + pitch * np.arange(1, count)
                inner = cuts[(cuts > 0) & (cuts < length - 1)].astype(int)
                on_cuts = float(price[inner].mean()) if len(inner) else 0.0
                outside = max(0.0, -phase, phase + count * pitch - length) / pitch
                lost = max(0.0, phase, length - phase - count * pitch) / pitch
                cost = on_cuts + most * (
                    OFF_SQUARE * abs(pitch / width - SOLID)
                    + WIDE * max(0.0, pitch / width - SPACED)
                    + 0.1 * max(0.0, outside - 0.5)
                    + LOST_INK * lost
                )
                if cost < best[0]:
                    best = (cost, float(pitch), float(phase), count)
    return best[1:]


def _centered(cell: Pixels, side: int, paper: NDArray[np.uint8]) -> Pixels:
    square: Pixels = np.empty((side, side, 3), dtype=np.uint8)
    square[:] = paper
    height, width = min(cell.shape[0], side), min(cell.shape[1], side)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = cell[:height, :width]
    return square
