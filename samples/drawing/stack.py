"""Lines set one below the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from samples.drawing import icons
from samples.drawing.canvas import EDGE, MM_PER_POINT, Canvas, DoesNotFitError, Style
from samples.drawing.texts import Text

LEADING = 1.5  # of the type size, from one baseline to the next
BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}  # share of a line that stands left of its x


@dataclass(slots=True)
class Stack:
    """Sets rows downwards; x is where they start, centre or end, y the next top, in mm."""

    canvas: Canvas
    x: float
    y: float
    align: str = "left"
    leading: float = LEADING

    def put(self, text: Text, style: Style, *, space: float = 0.0) -> None:
        """Set one row after so many mm of extra space; empty text takes none."""
        if not text.text.strip():
            return
        height = style.points * MM_PER_POINT
        left = self.x - width_of(self.canvas, text, style) * BEFORE[self.align]
        base = self.y + space + height
        if text.icon and left < EDGE:
            raise DoesNotFitError(f"the sign before {text.text!r} leaves the card")
        if text.icon:
            icons.draw_icon(
                self.canvas, text.icon, x=left, base=base, size=height, color=style.color
            )
            left += icons.WIDTH * height
        self.canvas.line(left, base, text.text, style, marks=text.marks)
        self.y += space + height * self.leading

    def put_all(self, texts: Iterable[Text], style: Style) -> None:
        """Set rows in one style."""
        for text in texts:
            self.put(text, style)


def block_height(lines: list[Text], style: Style, leading: float = LEADING) -> float:
    """Return the height of rows in mm."""
    return len(lines) * style.points * MM_PER_POINT * leading


def width_of(canvas: Canvas, text: Text, style: Style) -> float:
    """Return the width of a row in mm, with the sign before it."""
    sign = icons.WIDTH * style.points * MM_PER_POINT if text.icon else 0.0
    return canvas.length(text.text, style, text.marks) + sign
