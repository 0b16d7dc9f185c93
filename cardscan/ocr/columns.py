"""Vertical writing: cut a column into its cells and lay them side by side as a row.

Readers are trained on rows. A column turned by 90° keeps kanji recognisable, but thin strokes
(一, 二, ー) are lost. The cells of a column of Chinese characters and kana have one pitch, so
they can be cut apart and set side by side; then every character stands upright.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.crops import ink_of

PITCHES = np.arange(0.85, 1.6, 0.0125)  # of the column's ink width; type is set solid or spaced
PHASES = np.linspace(-0.15, 0.15, 7)  # of the pitch; white above the first character
OFF_SQUARE = 0.05  # price of a pitch that is not the width, against ink on a cut
BAR_SLIMNESS = 2.2  # a cell whose ink is this much higher than wide holds ー, ― or ｜


@dataclass(frozen=True, slots=True, eq=False)
class CellRow:
    """The cells of a column as a row."""

    pixels: Pixels
    cell: float  # width of one cell in pixels of the row
    margin: float  # pixels before the first cell
    pitch: float  # height of one cell in pixels of the column
    start: float  # top of the first cell in pixels of the column
    length: float  # height of the column in pixels
    count: int  # of cells
    bars: frozenset[int]  # cells that hold one upright stroke: ー, ―, a hyphen
    blanks: frozenset[int]  # cells without ink

    def index_at(self, share: float) -> int:
        """Return the cell at a share (0.0 to 1.0) of the row's width."""
        x = share * self.pixels.shape[1]
        return min(self.count - 1, max(0, int((x - self.margin) / self.cell)))

    def middle(self, index: int) -> float:
        """Return the middle of a cell in pixels of the column, from its top."""
        return self.start + (index + 0.5) * self.pitch


def lay_cells(column: Pixels) -> CellRow | None:
    """Lay the cells of a column side by side; return None when the column holds no ink."""
    ink = ink_of(column)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows) or not len(columns):
        return None
    top, left, right = int(rows[0]), int(columns[0]), int(columns[-1]) + 1
    profile = ink[top : rows[-1] + 1, left:right].sum(axis=1).astype(np.float64)
    pitch, phase, count = _grid(profile, right - left)
    side = round(max(right - left, pitch)) + 2
    paper = np.median(column.reshape(-1, 3), axis=0).astype(np.uint8)
    squares, bars, blanks = [], set(), set()
    for index in range(count):
        begin = top + phase + index * pitch
        span = slice(max(0, round(begin)), max(1, round(begin + pitch)))
        square, cell_ink = column[span, left:right], ink[span, left:right]
        if not cell_ink.any():
            blanks.add(index)
        elif _is_bar(cell_ink, pitch):
            bars.add(index)
            square = np.rot90(square)
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
        cell=float(side),
        margin=float(margin),
        pitch=float(pitch),
        start=float(top + phase),
        length=float(len(column)),
        count=count,
        bars=frozenset(bars),
        blanks=frozenset(blanks),
    )


def _grid(profile: NDArray[np.float64], width: int) -> tuple[float, float, int]:
    """Find pitch, phase (both in pixels) and number of cells with the least ink on the cuts."""
    length = len(profile)
    smooth = np.convolve(profile, np.ones(3) / 3, mode="same")
    most = float(smooth.max())
    best = (np.inf, float(length), 0.0, 1)
    for pitch in PITCHES * width:
        for count in {int(length // pitch), int(np.ceil(length / pitch))} - {0}:
            slack = length - count * pitch
            for phase in slack / 2 + PHASES * pitch:
                cuts = phase + pitch * np.arange(1, count)
                inner = cuts[(cuts > 0) & (cuts < length - 1)].astype(int)
                on_cuts = float(smooth[inner].mean()) if len(inner) else 0.0
                outside = max(0.0, -phase, phase + count * pitch - length) / pitch
                cost = on_cuts + most * (
                    OFF_SQUARE * abs(pitch / width - 1) + 0.1 * max(0.0, outside - 0.5)
                )
                if cost < best[0]:
                    best = (cost, float(pitch), float(phase), count)
    return best[1:]


def _is_bar(ink: NDArray[np.bool_], pitch: float) -> bool:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    return height > BAR_SLIMNESS * width and height > 0.45 * pitch and width < 0.35 * pitch


def _centered(cell: Pixels, side: int, paper: NDArray[np.uint8]) -> Pixels:
    square: Pixels = np.empty((side, side, 3), dtype=np.uint8)
    square[:] = paper
    height, width = min(cell.shape[0], side), min(cell.shape[1], side)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = cell[:height, :width]
    return square
