"""Marks of certificates and partners: round seals, laurels, boxes; their letters are no lines."""

from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from samples.drawing.canvas import Color
from samples.drawing.fonts import Typeface

FINER = 2  # drawn so much larger, on top of the card's own scale
WORDS = (
    ("ISO", "9001"),
    ("ISO", "14001"),
    ("ISO", "27001"),
    ("QMS", "A 1234"),
    ("ECO", "2030"),
    ("GOLD", "Partner"),
    ("BEST", "2024"),
    ("TOP", "100"),
    ("SDGs", "17"),
    ("CERT", "EN 1090"),
)


def seal(rng: Random, pixels: int, *, face: Typeface, color: Color) -> Image.Image:
    """Draw a mark on a clear square of so many pixels."""
    large = Image.new("RGBA", (pixels * FINER, pixels * FINER))
    rng.choice(SEALS)(large, face, color, rng.choice(WORDS))
    return large.reduce(FINER)


def _round(image: Image.Image, face: Typeface, color: Color, words: tuple[str, str]) -> None:
    """Draw two rings with a notched edge, the words inside."""
    side, pen = image.width, ImageDraw.Draw(image)
    _starred(pen, side, 32, color)
    for share in (0.43, 0.37):
        low, high = (0.5 - share) * side, (0.5 + share) * side
        pen.ellipse((low, low, high, high), (*color, 0), color, max(2, side // 60))
    _written(pen, side, face, color, words, size=0.19)


def _medal(image: Image.Image, face: Typeface, color: Color, words: tuple[str, str]) -> None:
    """Spare the words out of a filled star of many points."""
    side, pen = image.width, ImageDraw.Draw(image)
    _starred(pen, side, 20, color)
    _written(pen, side, face, (*color, 0), words, size=0.17)


def _laurel(image: Image.Image, face: Typeface, color: Color, words: tuple[str, str]) -> None:
    """Bend two branches of leaves around the words."""
    side = image.width
    pen = ImageDraw.Draw(image)
    for at in range(9):
        for hand in (-1, 1):
            angle = pi / 2 + hand * (0.25 + at * 0.27)
            x, y = side / 2 + 0.41 * side * cos(angle), side / 2 + 0.41 * side * sin(angle)
            _leaf(pen, (x, y), angle + hand * pi / 2 - hand * 0.5, 0.085 * side, color)
    _written(pen, side, face, color, words, size=0.18)


def _boxed(image: Image.Image, face: Typeface, color: Color, words: tuple[str, str]) -> None:
    """Draw a box with a filled head, the first word spared out of it."""
    side, pen = image.width, ImageDraw.Draw(image)
    width = max(2, side // 40)
    pen.rectangle((0, 0.1 * side, side - 1, 0.9 * side), outline=color, width=width)
    pen.rectangle((0, 0.1 * side, side - 1, 0.52 * side), fill=color)
    for word, y, ink in zip(words, (0.31, 0.71), ((*color, 0), (*color, 255)), strict=True):
        font = face.at(_fitting(face, word, 0.3 * side, 0.86 * side))
        pen.text((side / 2, y * side), word, fill=ink, font=font, anchor="mm")


def _starred(pen: ImageDraw.ImageDraw, side: int, points: int, color: Color) -> None:
    reaches = [0.5 if at % 2 else 0.46 for at in range(2 * points)]
    angles = [pi * at / points for at in range(2 * points)]
    corners = [
        (side / 2 + reach * side * cos(angle), side / 2 + reach * side * sin(angle))
        for reach, angle in zip(reaches, angles, strict=True)
    ]
    pen.polygon(corners, fill=color)


def _leaf(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], angle: float, size: float, color: Color
) -> None:
    along, across = (cos(angle) * size, sin(angle) * size), (-sin(angle) * size, cos(angle) * size)
    pen.polygon(
        (
            (at[0] - along[0], at[1] - along[1]),
            (at[0] + across[0] * 0.4, at[1] + across[1] * 0.4),
            (at[0] + along[0], at[1] + along[1]),
            (at[0] - across[0] * 0.4, at[1] - across[1] * 0.4),
        ),
        fill=color,
    )


def _written(
    pen: ImageDraw.ImageDraw,
    side: int,
    face: Typeface,
    ink: Color | tuple[int, int, int, int],
    words: tuple[str, str],
    *,
    size: float,
) -> None:
    for word, y in zip(words, (0.41, 0.61), strict=True):
        font = face.at(_fitting(face, word, size * side, 0.62 * side))
        pen.text((side / 2, y * side), word, fill=ink, font=font, anchor="mm")


def _fitting(face: Typeface, word: str, em: float, width: float) -> float:
    """Return an em at which a word is no wider than so many pixels."""
    return min(em, em * width / face.at(em).getlength(word))


SEALS: tuple[Callable[[Image.Image, Typeface, Color, tuple[str, str]], None], ...] = (
    _round,
    _medal,
    _laurel,
    _boxed,
)
