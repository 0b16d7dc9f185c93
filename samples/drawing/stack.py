"""Lines set one below the other, or columns one left of the other."""

from dataclasses import dataclass

from samples.drawing.canvas import MM_PER_POINT, Canvas, Style
from samples.drawing.texts import Text

LEADING = 1.5  # of the type size, from one baseline to the next


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
        self.canvas.line(
            self.x,
            self.y + space + height,
            text.text,
            style,
            marks=text.marks,
            align=self.align,
        )
        self.y += space + height * self.leading


@dataclass(slots=True)
class Columns:
    """Sets columns leftwards; x is the right edge of the next one, y its top, in mm."""

    canvas: Canvas
    x: float
    y: float
    leading: float = LEADING

    def put(self, text: Text, style: Style, *, space: float = 0.0, drop: float = 0.0) -> None:
        """Set one column after so many mm of extra space, dropped by so many mm."""
        if not text.text.strip():
            return
        width = style.points * MM_PER_POINT
        self.canvas.column(
            self.x - space - width / 2, self.y + drop, text.text, style, marks=text.marks
        )
        self.x -= space + width * self.leading


def block_height(lines: list[Text], style: Style, leading: float = LEADING) -> float:
    """Return the height of rows in mm."""
    return len(lines) * style.points * MM_PER_POINT * leading
