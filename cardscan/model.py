"""What is read from a card: the values that flow from a picture to its fields."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import dist
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only searches has no pixels, and loads no numpy
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    """Height × width × 3, RGB, 8 bits a channel."""
else:
    Pixels = object

Point = tuple[float, float]
"""x to the right, y down, in pixels; the picture is named where it is used."""


class Kind(StrEnum):
    """What a field is; the names are fixed by the outer interface."""

    NAME = "name"
    NAME_KANA = "name_kana"
    NAME_ROMAN = "name_roman"
    COMPANY = "company"
    COMPANY_KANA = "company_kana"
    COMPANY_ROMAN = "company_roman"
    DEPARTMENT = "department"
    TITLE = "title"
    PHONE = "phone"
    MOBILE = "mobile"
    FAX = "fax"
    EMAIL = "email"
    URL = "url"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    SOCIAL = "social"
    QUALIFICATION = "qualification"
    NOTE = "note"


ACCEPT_FROM = 0.98  # probability from which no person looks at a field, unless a setting says else


class Status(StrEnum):
    """Whether a field or card needs a person."""

    ACCEPTED = "accepted"
    REVIEW = "review"


class Direction(StrEnum):
    """How the characters of a line follow each other."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners, clockwise from the top left of what they enclose."""

    top_left: Point
    top_right: Point
    bottom_right: Point
    bottom_left: Point

    @classmethod
    def of_box(cls, left: float, top: float, right: float, bottom: float) -> "Quad":
        """Make an upright quad; raise ValueError when it is turned inside out."""
        if right < left or bottom < top:
            raise ValueError(f"box inside out: {left, top, right, bottom}")
        return cls((left, top), (right, top), (right, bottom), (left, bottom))

    @property
    def points(self) -> tuple[Point, Point, Point, Point]:
        """Return the corners in order."""
        return self.top_left, self.top_right, self.bottom_right, self.bottom_left

    @property
    def left(self) -> float:
        """Return the smallest x."""
        a, b, c, d = self.points
        return min(a[0], b[0], c[0], d[0])

    @property
    def right(self) -> float:
        """Return the largest x."""
        a, b, c, d = self.points
        return max(a[0], b[0], c[0], d[0])

    @property
    def top(self) -> float:
        """Return the smallest y."""
        a, b, c, d = self.points
        return min(a[1], b[1], c[1], d[1])

    @property
    def bottom(self) -> float:
        """Return the largest y."""
        a, b, c, d = self.points
        return max(a[1], b[1], c[1], d[1])

    @property
    def center(self) -> Point:
        """Return the mean of the corners."""
        a, b, c, d = self.points
        return (a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4

    @property
    def width(self) -> float:
        """Return the mean length of the top and the bottom side."""
        return (dist(self.top_left, self.top_right) + dist(self.bottom_left, self.bottom_right)) / 2

    @property
    def height(self) -> float:
        """Return the mean length of the left and the right side."""
        return (dist(self.top_left, self.bottom_left) + dist(self.top_right, self.bottom_right)) / 2


@dataclass(frozen=True, slots=True, eq=False)
class CardImage:
    """One decoded page of one file, EXIF orientation applied."""

    path: str  # as the user gave it
    page: int  # 0 for single-page files
    digest: str  # SHA-256 of the file's bytes, hex
    pixels: Pixels  # fewer than the file's where its decoder gives fewer for less work
    scale: float = 1.0  # of the pixels, to those of the file
    decode_all: Callable[[], Pixels] | None = None  # all of the file's, where there are more

    @property
    def whole(self) -> "CardImage":
        """Return the page with all pixels of its file; decoding raises as at first."""
        if self.decode_all is None:
            return self
        return replace(self, pixels=self.decode_all(), scale=1.0, decode_all=None)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card was found."""

    path: str
    page: int
    index: int  # of the card within the page, in reading order
    quad: Quad | None = None  # in pixels of the page after EXIF orientation


@dataclass(frozen=True, slots=True, eq=False)
class PreparedCard:
    """One upright, flat card cut out of an image."""

    source: Source
    digest: str  # of the file it came from
    pixels: Pixels
    is_doubtful: bool = False  # whether its outline may well be another thing's


@dataclass(frozen=True, slots=True)
class Word:
    """One recognized word; the quad is in pixels of the prepared card."""

    text: str
    confidence: float  # 0.0 to 1.0
    quad: Quad


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader saw in one line."""

    reader: str  # engine name: "rapidocr", "tesseract"
    text: str
    confidence: float  # 0.0 to 1.0
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: the fused text, and each reader's own."""

    text: str
    confidence: float  # 0.0 to 1.0
    quad: Quad  # in pixels of the prepared card
    direction: Direction = Direction.HORIZONTAL
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded QR code."""

    text: str
    quad: Quad  # in pixels of the prepared card


@dataclass(frozen=True, slots=True)
class OcrPage:
    """Everything that was read from one prepared card."""

    source: Source
    width: int  # pixels of the prepared card
    height: int
    lines: tuple[Line, ...]  # in reading order
    codes: tuple[Code, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One value read from a card, with the ink it came from."""

    kind: Kind
    value: str  # normalized, see docs/guide.md
    raw: str  # as it stood on the card
    confidence: float  # probability that the value is right, 0.0 to 1.0
    status: Status
    rule: str  # name of the rule that proposed it
    evidence: tuple[str, ...] = ()  # short sentences in English, for people
    quad: Quad | None = None  # in pixels of the prepared card; None when not from ink
    readers: tuple[str, ...] = ()  # the readers whose own text holds the value
    # family/given of a name and guessed_family/guessed_given, city/… of an address
    parts: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str:
        """Return one part, or an empty string."""
        return dict(self.parts).get(name, "")

    @property
    def guessed_kana(self) -> str:
        """Return how a name may be read where the card does not say it, else an empty string."""
        return " ".join(filter(None, (self.part("guessed_family"), self.part("guessed_given"))))


@dataclass(frozen=True, slots=True)
class ParsedCard:
    """The fields of one card, and the lines that no rule claimed."""

    source: Source
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    leftover: tuple[Line, ...] = ()
    warnings: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Field, ...]:
        """Return the fields of one kind, in reading order."""
        return tuple(field for field in self.fields if field.kind is kind)


@dataclass(frozen=True, slots=True)
class ScannedCard:
    """A parsed card with what the library keeps beside it."""

    card: ParsedCard
    digest: str  # SHA-256 of the file it came from, hex
    picture: bytes  # the prepared card as JPEG
