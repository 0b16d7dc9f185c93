"""Pages written by hand: what doctests and tests of the rules read."""

from cardscan.model import Direction, Line, OcrPage, Quad, Source
from cardscan.parse.layout import Sheet

TYPE = 20.0  # pixels; the height of a line when nothing is said


def page_of(*texts: str | Line, width: int = 910, height: int = 550) -> OcrPage:
    """Make a page with one line of text below the other; a Line keeps its own place."""
    lines = tuple(
        text if isinstance(text, Line) else line_of(text, top=30 + 40 * number)
        for number, text in enumerate(texts)
    )
    return OcrPage(Source("card.png", 0, 0), width, height, lines)


def line_of(
    text: str, *, left: float = 40, top: float = 30, size: float = TYPE, confidence: float = 0.98
) -> Line:
    """Make a horizontal line at a place, with the type size in pixels."""
    width = sum(size if ord(character) > 0x2E80 else size * 0.55 for character in text)
    return Line(text, confidence, Quad.of_box(left, top, left + width, top + size))


def column_of(text: str, *, right: float, top: float = 30, size: float = TYPE) -> Line:
    """Make a vertical line whose right edge stands at ``right``."""
    quad = Quad.of_box(right - size, top, right, top + size * len(text))
    return Line(text, 0.95, quad, Direction.VERTICAL)


def sheet_of(*texts: str | Line, region: str = "JP") -> Sheet:
    """Lay out a page of such lines."""
    return Sheet(page_of(*texts), region)
