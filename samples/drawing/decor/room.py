"""Knows where on a card there is still room, so that no ornament ever covers print."""

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samples.drawing.canvas import Box, Canvas

CELL = 0.25  # mm; finer than the white between two lines of small print
FAINT = 3  # of 255; the softest ink that still counts
CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


class Room:
    """Which cells of a card are taken, by print or by an ornament; all measures are in mm."""

    def __init__(self, canvas: Canvas) -> None:
        self.width = canvas.width
        self.height = canvas.height
        size = (round(canvas.width / CELL), round(canvas.height / CELL))
        ink = canvas.image.getchannel("A").resize(size, Image.Resampling.BOX)
        self._taken: NDArray[np.bool_] = np.asarray(ink) > FAINT
        for line in canvas.printed:
            left, top, right, bottom = (edge / canvas.scale for edge in line.box)
            self.take((left, top, right, bottom))

    def take(self, box: Box) -> None:
        """Keep others out of a box."""
        self._taken[self._cells(box)] = True

    def part(self, degrees: float, edge: float) -> None:
        """Keep others from lying across an edge, so far along a direction as in `extent`."""
        across, down = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        rows, columns = np.indices(self._taken.shape)
        reach = (columns + 0.5) * CELL * across + (rows + 0.5) * CELL * down
        self._taken |= np.abs(reach - edge) <= CELL

    def is_free(self, box: Box) -> bool:
        """Tell whether nothing stands in a box that lies on the card."""
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= self.width and box[3] <= self.height
        return inside and not self._taken[self._cells(box)].any()

    def spots(
        self, rng: Random, size: tuple[float, float], *, edge: float, apart: float = 1.5
    ) -> Iterator[Box]:
        """Yield free boxes of a size, the corners of the card first.

        They stay so far from the card's edges, and so far apart from all that stands there.
        """
        width, height = size
        lefts = [edge, self.width - edge - width, (self.width - width) / 2]
        tops = [edge, self.height - edge - height, (self.height - height) / 2]
        places = [(left, top) for left in lefts[:2] for top in tops[:2]]
        others = [(left, top) for left in lefts for top in tops if (left, top) not in places]
        along = [
            (rng.choice(lefts), rng.uniform(edge, max(edge, tops[1])))
            if rng.random() < 0.5
            else (rng.uniform(edge, max(edge, lefts[1])), rng.choice(tops[:2]))
            for _ in range(40)
        ]
        for some in (places, others, along):
            rng.shuffle(some)
            for left, top in some:
                around = (left - apart, top - apart, left + width + apart, top + height + apart)
                on_card = (
                    max(0.0, around[0]),
                    max(0.0, around[1]),
                    min(self.width, around[2]),
                    min(self.height, around[3]),
                )
                inside = left >= edge and top >= edge
                inside = inside and left + width <= self.width - edge + 1e-6
                inside = inside and top + height <= self.height - edge + 1e-6
                if inside and self.is_free(on_card):
                    yield left, top, left + width, top + height

    def extent(self, degrees: float) -> tuple[float, float]:
        """Return where the card begins and ends along a direction, clockwise from the right."""
        across, down = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        reach = [x * self.width * across + y * self.height * down for x, y in CORNERS]
        return float(min(reach)), float(max(reach))

    def gaps(self, degrees: float) -> list[tuple[float, float]]:
        """Return from where to where nothing stands, along a direction as in `extent`."""
        across, down = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        rows, columns = np.nonzero(self._taken)
        reach = (columns + 0.5) * CELL * across + (rows + 0.5) * CELL * down
        start, end = self.extent(degrees)
        stops = np.concatenate([[start], np.sort(reach), [end]])
        wide = np.nonzero(np.diff(stops) > 4 * CELL)[0]
        return [(float(stops[at]) + CELL, float(stops[at + 1]) - CELL) for at in wide]

    def _cells(self, box: Box) -> tuple[slice, slice]:
        left, top = (max(0, int(edge / CELL)) for edge in box[:2])
        right, bottom = (int(np.ceil(edge / CELL)) for edge in box[2:])
        return slice(top, bottom), slice(left, right)
