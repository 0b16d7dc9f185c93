"""Logos: a shape with letters or a kanji in it, or strokes alone; their letters are no lines."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from samples.drawing.canvas import Box, Canvas, Color
from samples.drawing.decor.colors import ground_at, told_from
from samples.drawing.decor.room import Room
from samples.drawing.fonts import SANS, Family
from samples.drawing.glyphs import stamp

FINER = 2  # drawn so much larger, on top of the card's own scale
KANJI = "和光大山三桜丸栄信心匠翔輝創誠結森海"
LETTERS = "AKMSRNTYHOGEBDFJ"

Ink = Color | tuple[int, int, int, int]


def put_logo(
    canvas: Canvas, room: Room, rng: Random, *, family: Family, color: Color, kanji: bool
) -> None:
    """Print a logo where there is room, most likely in a corner; a kanji in it when wished."""
    side = rng.uniform(7.0, 13.0)
    spot = next(room.spots(rng, (side, side), edge=rng.choice((4.0, 6.0))), None)
    if spot is None:
        return
    color = told_from(ground_at(canvas, spot), color)
    sign = rng.choice(KANJI) if kanji else "".join(rng.sample(LETTERS, rng.choice((1, 1, 2))))
    drawn = logo(rng, round(side * canvas.scale), family=family, color=color, sign=sign)
    corner = (round(spot[0] * canvas.scale), round(spot[1] * canvas.scale))
    canvas.ground.paste(drawn, corner, drawn)
    room.take(spot)


def put_wordmark(
    canvas: Canvas, room: Room, rng: Random, *, family: Family, color: Color, word: str
) -> None:
    """Print a company's short name as its logo, with a shape before or a bar under it."""
    high = rng.uniform(4.0, 6.5)
    word = rng.choice((word.upper(), word.capitalize()))
    face = family.bold if family.bold.prints(word) else SANS.bold
    face = rng.choice((face, replace(face, width=0.75), replace(face, weight=0.02)))
    letters = stamp(face, word, 0.85 * high * canvas.scale).mask
    gap, mark = round(0.25 * high * canvas.scale), round(high * canvas.scale)
    sheet = Image.new("RGBA", (mark + gap + letters.width, mark))
    spot = next(room.spots(rng, (sheet.width / canvas.scale, high), edge=5.0), None)
    if spot is None:
        return
    color = told_from(ground_at(canvas, spot), color)
    if rng.random() < 0.6:
        sheet.paste(logo(rng, mark, family=family, color=color, sign=word[0].upper()))
        sheet.paste(color, (mark + gap, (mark - letters.height) // 2), letters)
    else:
        ends = (0, round(0.92 * mark), letters.width, mark)
        ImageDraw.Draw(sheet).rectangle(ends, fill=color)
        sheet.paste(color, (0, (round(0.9 * mark) - letters.height) // 2), letters)
    corner = (round(spot[0] * canvas.scale), round(spot[1] * canvas.scale))
    canvas.ground.paste(sheet, corner, sheet)
    room.take(spot)


def logo(rng: Random, pixels: int, *, family: Family, color: Color, sign: str) -> Image.Image:
    """Draw a logo on a clear square of so many pixels; not every one has its sign in it."""
    large = Image.new("RGBA", (pixels * FINER, pixels * FINER))
    if rng.random() < 0.65:
        _lettered(large, rng, family, color, sign)
    else:
        rng.choice(MARKS)(large, rng, color)
    return large.reduce(FINER)


def _lettered(image: Image.Image, rng: Random, family: Family, color: Color, sign: str) -> None:
    """Spare a sign out of a filled shape, or set it inside an empty one."""
    side, pen = image.width, ImageDraw.Draw(image)
    shape = rng.choice((_disc, _square, _tile, _diamond, _hexagon, _shield))
    shape(pen, (0, 0, side - 1, side - 1), color)
    ink, edge = (*color, 0), rng.choice((0.03, 0.06)) * side
    if rng.random() < 0.3:
        shape(pen, (edge, edge, side - 1 - edge, side - 1 - edge), ink)
        ink = (*color, 255)
    sign = sign if family.bold.prints(sign) else "A"
    font = family.bold.at(side * (0.52 if len(sign) == 1 else 0.36))
    pen.text((side / 2, side / 2), sign, fill=ink, font=font, anchor="mm")


def _disc(pen: ImageDraw.ImageDraw, box: Box, color: Ink) -> None:
    pen.ellipse(box, fill=color)


def _square(pen: ImageDraw.ImageDraw, box: Box, color: Ink) -> None:
    pen.rectangle(box, fill=color)


def _tile(pen: ImageDraw.ImageDraw, box: Box, color: Ink) -> None:
    pen.rounded_rectangle(box, (box[2] - box[0]) * 0.22, fill=color)


def _diamond(pen: ImageDraw.ImageDraw, box: Box, color: Ink) -> None:
    _polygon(pen, box, ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)), color)


def _hexagon(pen: ImageDraw.ImageDraw, box: Box, color: Ink) -> None:
    shares = ((0.5, 0.0), (0.93, 0.25), (0.93, 0.75), (0.5, 1.0), (0.07, 0.75), (0.07, 0.25))
    _polygon(pen, box, shares, color)


def _shield(pen: ImageDraw.ImageDraw, box: Box, color: Ink) -> None:
    shares = ((0.06, 0.0), (0.94, 0.0), (0.94, 0.6), (0.5, 1.0), (0.06, 0.6))
    _polygon(pen, box, shares, color)


def _polygon(
    pen: ImageDraw.ImageDraw, box: Box, shares: tuple[tuple[float, float], ...], color: Ink
) -> None:
    side = box[2] - box[0]
    pen.polygon([(box[0] + x * side, box[1] + y * side) for x, y in shares], fill=color)


def _swoosh(image: Image.Image, rng: Random, color: Color) -> None:
    """Cut one disc out of another."""
    side, pen = image.width, ImageDraw.Draw(image)
    pen.ellipse((0, 0, side - 1, side - 1), fill=color)
    shift, small = rng.uniform(0.1, 0.3) * side, rng.uniform(0.6, 0.8) * side
    pen.ellipse((shift, shift * 0.4, shift + small, shift * 0.4 + small), fill=(*color, 0))
    dot = rng.uniform(0.15, 0.3) * side
    pen.ellipse((0.55 * side, 0.3 * side, 0.55 * side + dot, 0.3 * side + dot), fill=color)


def _bars(image: Image.Image, rng: Random, color: Color) -> None:
    side, pen = image.width, ImageDraw.Draw(image)
    count = rng.choice((3, 4, 5))
    for at in range(count):
        tall = side * (at + 1) / count
        left = at * side / count
        pen.rectangle((left, side - tall, left + 0.7 * side / count, side - 1), fill=color)


def _petals(image: Image.Image, rng: Random, color: Color) -> None:
    """Lay discs in a ring, as in a family crest."""
    side, pen = image.width, ImageDraw.Draw(image)
    count, size = rng.choice((3, 4, 5, 6, 8)), 0.17 * side
    for at in range(count):
        x = side / 2 + 0.32 * side * sin(2 * pi * at / count)
        y = side / 2 - 0.32 * side * cos(2 * pi * at / count)
        pen.ellipse((x - size, y - size, x + size, y + size), fill=color)
    pen.ellipse((0.44 * side, 0.44 * side, 0.56 * side, 0.56 * side), fill=(*color, 0))


def _rings(image: Image.Image, rng: Random, color: Color) -> None:
    side, pen = image.width, ImageDraw.Draw(image)
    width = round(side * rng.uniform(0.05, 0.1))
    for at in (0.0, 0.3):
        box = (at * side, at * 0.5 * side, (at + 0.68) * side, (at * 0.5 + 0.68) * side)
        pen.ellipse(box, outline=color, width=width)


def _roof(image: Image.Image, rng: Random, color: Color) -> None:
    """Draw a roof over a wave or a bar: builders, estate agents."""
    side, pen = image.width, ImageDraw.Draw(image)
    width = round(side * rng.uniform(0.08, 0.13))
    peak = rng.uniform(0.35, 0.65)
    points = [(0.05 * side, 0.6 * side), (peak * side, 0.12 * side), (0.95 * side, 0.6 * side)]
    pen.line(points, fill=color, width=width, joint="curve")
    pen.rectangle((0.2 * side, 0.75 * side, 0.8 * side, 0.75 * side + width), fill=color)


MARKS: tuple[Callable[[Image.Image, Random, Color], None], ...] = (
    _swoosh,
    _bars,
    _petals,
    _rings,
    _roof,
)
