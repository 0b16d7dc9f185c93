"""Pictures of cards as cells of a terminal: pure, and meant for a thread."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from math import sqrt

from PIL import Image, ImageDraw
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from cardscan.model import Quad

Pair = tuple[int, int]  # the upper and the lower pixel of a cell, in a palette

UPPER_HALF = "▀"
MARGIN = 0.35  # of a line's height: print around the ink says where on the card one is
MARK = (224, 64, 0)  # of a box: seen on white and on dark cards
COLUMN = 3  # times as high as wide, or more, is a column of vertical writing
WIDE = 4  # times as wide as high is the room that ink is shown in
GAP = (128, 128, 128)  # between the pieces of a column
LARGEST = 4.0  # times; enlarging further shows no more
COLOURS = 256  # no eye misses more, and each would be an object for every cell


def opened(jpeg: bytes) -> Image.Image | None:
    """Decode the picture of a card; None when there is none or it is damaged."""
    try:
        with Image.open(BytesIO(jpeg)) as picture:
            return picture.convert("RGB")
    except (OSError, SyntaxError, ValueError):
        return None


def part_of(picture: Image.Image, quad: Quad) -> Image.Image:
    """Cut out the ink of a value with some of what is around it."""
    margin = MARGIN * min(quad.right - quad.left, quad.bottom - quad.top)
    box = (quad.left - margin, quad.top - margin, quad.right + margin, quad.bottom + margin)
    left, top, right, bottom = (round(side) for side in box)
    left, top = max(0, min(left, picture.width - 1)), max(0, min(top, picture.height - 1))
    right, bottom = min(right, picture.width), min(bottom, picture.height)
    part = picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    return _in_pieces(part) if part.height > COLUMN * part.width else part


def _in_pieces(column: Image.Image) -> Image.Image:
    """Lay a column of vertical writing out in pieces side by side, the upper ones to the left.

    The panes are wide: whole, a column would be a few cells wide. The pieces overlap by half a
    character, so that each character is whole in one of them.
    """
    width, height = column.size
    count = max(2, round(sqrt(WIDE * height / width)))
    step, overlap = height / count, width // 2
    sheet = Image.new("RGB", (count * (width + overlap) - overlap, round(step) + overlap), GAP)
    for number in range(count):
        top = round(number * step)
        piece = column.crop((0, top, width, min(height, top + round(step) + overlap)))
        sheet.paste(piece, (number * (width + overlap), 0))
    return sheet


def marked(picture: Image.Image, quads: Sequence[Quad]) -> Image.Image:
    """Draw boxes around ink or cards, as wide as they stay visible when all is shrunk."""
    if not quads:
        return picture
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    width = max(3, max(copy.size) // 70)
    for quad in quads:
        draw.line((*quad.points, quad.top_left), fill=MARK, width=width, joint="curve")
    return copy


def fitted_size(picture: Image.Image, cells: Size, *, cell: Size) -> Size:
    """Return the size in pixels at which a picture fills so many cells of a size in pixels."""
    room = cells.width * cell.width, cells.height * cell.height
    scale = min(room[0] / picture.width, room[1] / picture.height, LARGEST)
    return Size(max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))


def half_cells(picture: Image.Image, cells: Size) -> list[Strip]:
    """Draw a picture with two pixels a cell, one above the other."""
    width, height = fitted_size(picture, cells, cell=Size(1, 2))
    height += height % 2
    small = picture.resize((width, height), Image.Resampling.LANCZOS).quantize(COLOURS)
    pixels: list[int] = list(small.get_flattened_data())  # type: ignore[arg-type]  # of a palette
    colours = _colours(small)
    styles: dict[Pair, Style] = {}
    strips = []
    for row in range(0, height, 2):
        upper = pixels[row * width : (row + 1) * width]
        lower = pixels[(row + 1) * width : (row + 2) * width]
        segments = []
        for pair, run in groupby(zip(upper, lower, strict=True)):
            if (style := styles.get(pair)) is None:
                style = Style(color=colours[pair[0]], bgcolor=colours[pair[1]])
                styles[pair] = style
            segments.append(Segment(UPPER_HALF * len(list(run)), style))
        strips.append(Strip(segments, width))
    return strips


def _colours(picture: Image.Image) -> list[Color]:
    """Return the palette of a picture."""
    palette = picture.getpalette() or []
    return [
        Color.from_triplet(ColorTriplet(*palette[place : place + 3]))
        for place in range(0, len(palette), 3)
    ]
