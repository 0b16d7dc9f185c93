"""Columns of vertical writing, one left of the other, and how figures stand in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samples.drawing.canvas import MM_PER_POINT, Canvas, Style
from samples.drawing.stack import LEADING
from samples.drawing.texts import Text

UPRIGHT = str.maketrans(" -()", "　―（）")
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")


def cells(text: str, numerals: str = "kanji") -> tuple[str, ...]:
    """Cut a line into what stands in each cell of its column, from the top.

    Numerals are kanji, upright (a figure a cell) or side by side, two to a cell where a number has
    two figures.

    >>> "".join(cells("3-12 桜ビル", "kanji")), cells("3-12", "side by side")
    ('三―一二　桜ビル', ('3', '―', '12'))
    """
    text = text.translate(UPRIGHT)
    if numerals == "kanji":
        return tuple(text.translate(KANJI))
    if numerals == "upright":
        return tuple(text)
    return tuple(re.findall(r"(?<!\d)\d\d(?!\d)|.", text))


@dataclass(slots=True)
class Columns:
    """Sets columns leftwards; x is the right edge of the next one, y its top, in mm."""

    canvas: Canvas
    x: float
    y: float
    leading: float = LEADING
    numerals: str = "kanji"

    def put(self, text: Text, style: Style, *, space: float = 0.0, drop: float = 0.0) -> None:
        """Set one column after so many mm of extra space, dropped by so many mm."""
        if not text.text.strip():
            return
        width = style.points * MM_PER_POINT
        middle = self.x - space - width / 2
        column = cells(text.text, self.numerals)
        self.canvas.column(middle, self.y + drop, column, style, marks=text.marks)
        self.x -= space + width * self.leading

    def put_all(self, texts: Iterable[Text], style: Style) -> None:
        """Set columns in one style."""
        for text in texts:
            self.put(text, style)
