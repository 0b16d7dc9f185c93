"""Small signs that stand before numbers and addresses instead of words."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin

from PIL.ImageDraw import ImageDraw

from samples.drawing.canvas import Canvas, Color

WIDTH = 1.5  # of the type size, from a sign's left edge to the text
SIZE = 0.95  # of the type size
STROKE = 0.1  # of the sign


@dataclass(frozen=True, slots=True)
class Square:
    """Where a sign goes: its left and top in pixels, its side, its pen and colour."""

    pen: ImageDraw
    left: float
    top: float
    side: float
    color: Color

    def box(self, x1: float, y1: float, x2: float, y2: float) -> tuple[float, float, float, float]:
        """Turn shares of the side into pixels."""
        left, top, side = self.left, self.top, self.side
        return left + x1 * side, top + y1 * side, left + x2 * side, top + y2 * side

    @property
    def stroke(self) -> int:
        """Return the width of strokes in pixels."""
        return max(1, round(STROKE * self.side))


def draw_icon(
    canvas: Canvas, kind: str, *, x: float, base: float, size: float, color: Color
) -> None:
    """Print a sign whose left edge is at x mm, on the line at base mm, beside type of size mm."""
    side = SIZE * size * canvas.scale
    left, top = x * canvas.scale, (base + 0.08 * size) * canvas.scale - side
    SIGNS[kind](Square(canvas.pen, left, top, side, color))


def _phone(at: Square) -> None:
    """Draw a handset that hangs from the top left to the bottom right."""
    ends = [(0.82 + 0.66 * cos(radians(a)), 0.18 + 0.66 * sin(radians(a))) for a in (88, 182)]
    at.pen.arc(at.box(0.1, -0.54, 1.54, 0.9), 88, 182, at.color, 2 * at.stroke)
    for x, y in ends:
        at.pen.ellipse(at.box(x - 0.15, y - 0.15, x + 0.15, y + 0.15), at.color)


def _mobile(at: Square) -> None:
    at.pen.rounded_rectangle(at.box(0.24, 0.0, 0.76, 1.0), 0.1 * at.side, None, at.color, at.stroke)
    at.pen.rectangle(at.box(0.42, 0.82, 0.58, 0.88), at.color)


def _fax(at: Square) -> None:
    """Draw a machine with a sheet above it."""
    at.pen.rectangle(at.box(0.22, 0.05, 0.78, 0.45), None, at.color, at.stroke)
    at.pen.rounded_rectangle(at.box(0.0, 0.38, 1.0, 0.92), 0.08 * at.side, at.color)


def _email(at: Square) -> None:
    left, top, right, bottom = at.box(0.0, 0.16, 1.0, 0.86)
    at.pen.rectangle((left, top, right, bottom), None, at.color, at.stroke)
    middle = ((left + right) / 2, top + 0.62 * (bottom - top))
    at.pen.line([(left, top), middle, (right, top)], at.color, at.stroke)


def _url(at: Square) -> None:
    """Draw a globe."""
    at.pen.ellipse(at.box(0.02, 0.02, 0.98, 0.98), None, at.color, at.stroke)
    at.pen.ellipse(at.box(0.3, 0.02, 0.7, 0.98), None, at.color, at.stroke)
    at.pen.line(at.box(0.04, 0.5, 0.96, 0.5), at.color, at.stroke)


def _pin(at: Square) -> None:
    """Draw a drop that points down, with a hole."""
    at.pen.ellipse(at.box(0.18, 0.0, 0.82, 0.64), None, at.color, 2 * at.stroke)
    (a, b, c, d), (x, y, _, _) = at.box(0.22, 0.45, 0.78, 0.45), at.box(0.5, 1.0, 0, 0)
    at.pen.polygon([(a, b), (c, d), (x, y)], at.color)


def _nothing(_: Square) -> None:
    """Leave room, so that the lines below a sign stand where its own line does."""


SIGNS: dict[str, Callable[[Square], None]] = {
    "phone": _phone,
    "mobile": _mobile,
    "fax": _fax,
    "email": _email,
    "url": _url,
    "pin": _pin,
    "blank": _nothing,
}
