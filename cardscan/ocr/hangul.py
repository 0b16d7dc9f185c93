"""Korean cards: PP-OCR finds lines of Hangul but reads nothing in them; Tesseract reads them."""

from collections.abc import Sequence
from dataclasses import replace

from cardscan.model import Line, OcrPage, Quad
from cardscan.ocr.glyphs import is_cjk
from cardscan.ocr.languages import install_command
from cardscan.ocr.ordering import in_reading_order
from cardscan.ocr.scripts import HANGUL

READ = 0.5  # mean confidence; less is a guess at signs the reader does not know
SURE = 0.8  # mean confidence; below, a Chinese character on a Korean card is a misread syllable
UNREAD = 0.2  # share of the length of all lines; drawings and icons are less
LINE_ASPECT = 1.5  # length of a box by its height; a squarer one is an icon
DRAWING = 0.25  # of the card's height; a taller box is no line
UNREAD_WARNING = (
    "part of the print is in a script that PP-OCR cannot read; Korean is read with the default "
    f"engine after: {install_command(('kor',))}"
)


def unread_warnings(quads: Sequence[Quad], lines: Sequence[Line], height: float) -> tuple[str, ...]:
    """Return a warning when much of what was found was not read, and little but letters was.

    ``height`` is the card's in pixels.
    """
    read = {line.quad.center for line in lines if line.confidence >= READ}
    unread = [quad for quad in quads if _is_line(quad, height) and quad.center not in read]
    length = sum(map(_length, unread))
    chinese = sum(is_cjk(sign) for line in lines if line.confidence > SURE for sign in line.text)
    if len(unread) < 2 or length < UNREAD * sum(map(_length, quads)) or chinese > length:
        return ()
    return (UNREAD_WARNING,)


def with_hangul(page: OcrPage, hangul: Sequence[Line]) -> OcrPage:
    """Return a page with lines of Hangul that another reader saw in place of what was not read."""
    korean = [line for line in hangul if line.confidence >= READ and HANGUL.search(line.text)]
    if not korean:
        return page
    kept = [
        line
        for line in page.lines
        if not any(_meet(line.quad, other.quad) for other in korean)
        and (line.confidence > SURE or not any(map(is_cjk, line.text)))
    ]
    warnings = tuple(warning for warning in page.warnings if warning != UNREAD_WARNING)
    return replace(page, lines=in_reading_order([*kept, *korean]), warnings=warnings)


def _is_line(quad: Quad, height: float) -> bool:
    across = min(quad.width, quad.height)
    return _length(quad) >= LINE_ASPECT and across < DRAWING * height


def _length(quad: Quad) -> float:
    """Return the length of a line in characters of full width."""
    return max(quad.width, quad.height) / max(1.0, min(quad.width, quad.height))


def _meet(a: Quad, b: Quad) -> bool:
    return _holds(a, b.center) or _holds(b, a.center)


def _holds(quad: Quad, point: tuple[float, float]) -> bool:
    return quad.left <= point[0] <= quad.right and quad.top <= point[1] <= quad.bottom
