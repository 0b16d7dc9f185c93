"""Rows and columns of text, as readers find them."""

from cardscan.model import Direction, Line, Quad, Reading


def row(text: str, left: float, top: float, width: float, height: float = 30) -> Line:
    quad = Quad.of_box(left, top, left + width, top + height)
    return Line(text, 0.9, quad, readings=(Reading("one", text, 0.9),))


def column(text: str, left: float, top: float, height: float, width: float = 30) -> Line:
    quad = Quad.of_box(left, top, left + width, top + height)
    return Line(text, 0.9, quad, Direction.VERTICAL, (Reading("one", text, 0.9),))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]
