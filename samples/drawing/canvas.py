"""A card to print on: every line is placed in millimetres and remembered with its truth."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from PIL import Image, ImageDraw

from samples.drawing.fonts import Typeface
from samples.drawing.glyphs import Stamp, advance, stamp, turned

Color = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the card."""

Mark = tuple[str, str]
"""A kind of field and its normalized value."""

MM_PER_POINT = 25.4 / 72
EDGE = 1.5  # mm; printers keep type at least this far from the cut
ASCENT = 0.88  # of the em above the baseline in Japanese faces
OUTLINED_POINTS = 12.0  # in smaller type the two edges of a stroke run together
VERTICAL = ["vert"]  # the OpenType feature that turns ー and brackets


class DoesNotFitError(Exception):
    """A line would leave the card, run into another line, or lack a character in its type."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as it stands on the card."""

    text: str
    box: Box
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set."""

    face: Typeface
    points: float
    color: Color = (25, 25, 28)
    tracking: float = 0.0  # space after each character, in ems
    weight: float = 0.0  # stroke around each glyph, in ems; for faces without a bold cut
    outlined: bool = False  # only the edges of the letters are printed


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is changed in the style of lines that carry a value of some kind."""

    face: Typeface | None = None  # taken where it has all characters
    color: Color | None = None
    points: float = 1.0  # times the style's own
    tracking: float = 0.0  # in Latin letters, in ems
    outlined: bool = False  # in large Latin letters

    def of(self, style: Style, text: str) -> Style:
        """Return the style in which a text is set."""
        face = self.face if self.face and self.face.prints(text) else style.face
        points = style.points * self.points
        return replace(
            style,
            face=face,
            color=self.color or style.color,
            points=points,
            tracking=max(style.tracking, self.tracking) if text.isascii() else style.tracking,
            outlined=self.outlined and text.isascii() and points >= OUTLINED_POINTS,
        )


class Canvas:
    """A card of width × height mm at `scale` pixels a millimetre.

    What is printed stands on a clear sheet of its own, `image`, and what lies under the print on
    `ground`: a panel can still be put under lines that stand already, and their ink be changed.
    """

    def __init__(
        self,
        width: float,
        height: float,
        *,
        scale: float,
        paper: Color,
        emphasis: Mapping[str, Emphasis] = MappingProxyType({}),  # by kind of value
    ) -> None:
        self.width = width
        self.height = height
        self.scale = scale
        size = (round(width * scale), round(height * scale))
        self.image = Image.new("RGBA", size)
        self.pen = ImageDraw.Draw(self.image)
        self.paper = paper
        self.printed: list[Printed] = []
        self._emphasis = emphasis

    @cached_property
    def ground(self) -> Image.Image:
        """Return the picture of what lies under the print; at first it is bare paper."""
        return Image.new("RGB", self.image.size, self.paper)

    def pixels(self, *millimetres: float) -> tuple[float, ...]:
        """Turn millimetres into pixels."""
        return tuple(mm * self.scale for mm in millimetres)

    def length(self, text: str, style: Style, marks: Iterable[Mark] = ()) -> float:
        """Return how long a line would be, in mm, in either direction of writing."""
        style = self._emphasized(text, style, marks)
        if not style.tracking:
            return advance(style.face, text, self._em(style)) / self.scale
        em = self._em(style)
        letters = sum(advance(style.face, letter, em) for letter in text)
        return (letters + em * style.tracking * (len(text) - 1)) / self.scale

    def line(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        marks: Iterable[Mark] = (),
        align: str = "left",
    ) -> None:
        """Print a horizontal line whose baseline starts, centres or ends at x, y mm."""
        marks = tuple(marks)
        style = self._emphasized(text, style, marks)
        x -= self.length(text, style) * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        boxes = []
        for start, piece in self._pieces(text, style):
            at = (x * self.scale + start, y * self.scale)
            boxes.append(self._press(at, self._stamp(piece, style), style))
        self._remember(text, boxes, marks)

    def turned(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        upwards: bool = True,
        marks: Iterable[Mark] = (),
    ) -> None:
        """Print a line turned by 90° whose baseline starts at x, y mm and runs up or down."""
        boxes = []
        for start, piece in self._pieces(text, style):
            at = (x * self.scale, y * self.scale + (-start if upwards else start))
            pressed = turned(self._stamp(piece, style), upwards=upwards)
            boxes.append(self._press(at, pressed, style))
        self._remember(text, boxes, marks)

    def column(
        self,
        x: float,
        y: float,
        cells: Sequence[str],
        style: Style,
        *,
        marks: Iterable[Mark] = (),
    ) -> None:
        """Print a vertical column centred on x mm that starts at y mm, cell by cell."""
        marks, text = tuple(marks), "".join(cells)
        style = self._emphasized(text, style, marks)
        em, (middle, top) = self._em(style), self.pixels(x, y)
        boxes = []
        for cell in cells:
            # Set as rows of one: Pillow's own columns clip the thin strokes at a glyph's top.
            base = (middle, top + ASCENT * em)
            pressed = self._stamp(cell, style, anchor="ms", features=VERTICAL)
            boxes.append(self._press(base, pressed, style))
            top += em * (1 + style.tracking)
        self._remember(text, boxes, marks)

    def mounted(self, width: float, height: float, at: tuple[float, float]) -> "Canvas":
        """Return a larger card with this one's print on it, its corner at so many mm."""
        whole = Canvas(width, height, scale=self.scale, paper=self.paper)
        x, y = (round(mm * self.scale) for mm in at)
        whole.image.paste(self.image, (x, y))
        for line in self.printed:
            left, top, right, bottom = line.box
            box = (left + x, top + y, right + x, bottom + y)
            whole.printed.append(Printed(line.text, box, line.marks))
        return whole

    def flat(self, finer: int) -> Image.Image:
        """Return the card with its print, so many times smaller than it was drawn."""
        card, print_ = self.ground.reduce(finer), self.image.reduce(finer)
        card.paste(print_, mask=print_)
        return card

    def _emphasized(self, text: str, style: Style, marks: Iterable[Mark]) -> Style:
        for kind, _ in marks:
            if kind in self._emphasis:
                return self._emphasis[kind].of(style, text)
        return style

    def _em(self, style: Style) -> float:
        return style.points * MM_PER_POINT * self.scale

    def _pieces(self, text: str, style: Style) -> Iterator[tuple[float, str]]:
        """Yield what is set in one go and where it starts, in pixels from the line's start."""
        if not style.tracking:
            yield 0.0, text
            return
        em, start = self._em(style), 0.0
        for letter in text:
            yield start, letter
            start += advance(style.face, letter, em) + em * style.tracking

    def _stamp(
        self, text: str, style: Style, *, anchor: str = "ls", features: list[str] | None = None
    ) -> Stamp:
        if not style.face.prints(text):
            raise DoesNotFitError(f"{style.face.path} cannot print {text!r}")
        return stamp(
            style.face,
            text,
            self._em(style),
            weight=style.weight,
            outlined=style.outlined,
            anchor=anchor,
            features=features,
        )

    def _press(self, at: tuple[float, float], ink: Stamp, style: Style) -> Box:
        """Print a stamp whose anchor stands at so many pixels; return where its glyphs stand."""
        x, y = round(at[0]), round(at[1])  # between pixels Pillow clips a glyph's topmost row
        self.image.paste(style.color, (x + ink.left, y + ink.top), ink.mask)
        left, top, right, bottom = ink.box
        return x + left, y + top, x + right, y + bottom

    def _remember(self, text: str, boxes: list[Box], marks: Iterable[Mark]) -> None:
        inked = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
        box = _around(inked)
        edge = EDGE * self.scale
        width, height = self.image.size
        if box[0] < edge or box[1] < edge or box[2] > width - edge or box[3] > height - edge:
            raise DoesNotFitError(f"{text!r} leaves the card")
        for other in self.printed:
            if _touch(box, other.box):
                raise DoesNotFitError(f"{text!r} runs into {other.text!r}")
        self.printed.append(Printed(" ".join(text.split()), box, tuple(marks)))


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
