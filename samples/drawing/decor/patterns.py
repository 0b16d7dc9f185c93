"""Repeated patterns, as masks: waves, dots, stripes and other things that paper is printed with."""

from collections.abc import Callable
from math import sqrt

from PIL import Image, ImageDraw

Size = tuple[int, int]
Pattern = Callable[[Size, float], Image.Image]
"""Returns a mask of so many pixels whose figures repeat every so many."""


def seigaiha(size: Size, pitch: float) -> Image.Image:
    """Overlap rings in rows, each row hiding half of the one above: waves of the sea."""
    mask = Image.new("L", size)
    pen, stroke = ImageDraw.Draw(mask), max(1, round(pitch / 22))
    for row in range(int(size[1] / (pitch / 4)) + 4):
        shift = pitch / 2 * (row % 2)
        for column in range(-1, int(size[0] / pitch) + 2):
            x, y = column * pitch + shift, row * pitch / 4
            for share in (0.5, 0.34, 0.18):
                reach = pitch * share
                box = (x - reach, y - reach, x + reach, y + reach)
                pen.ellipse(box, fill=0, outline=255, width=stroke)
    return mask


def dots(size: Size, pitch: float) -> Image.Image:
    """Set dots in rows, every other row shifted by half."""
    mask = Image.new("L", size)
    pen, reach = ImageDraw.Draw(mask), pitch * 0.16
    for row in range(int(size[1] / pitch * 2) + 2):
        for column in range(int(size[0] / pitch) + 2):
            x, y = (column + 0.5 * (row % 2)) * pitch, row * pitch / 2
            pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    return mask


def stripes(size: Size, pitch: float) -> Image.Image:
    """Draw slanting stripes."""
    mask = Image.new("L", size)
    pen, width = ImageDraw.Draw(mask), max(1, round(pitch * 0.3))
    for at in range(int((size[0] + size[1]) / pitch) + 2):
        pen.line((at * pitch, 0, at * pitch - size[1], size[1]), fill=255, width=width)
    return mask


def grid(size: Size, pitch: float) -> Image.Image:
    """Draw squared paper."""
    mask = Image.new("L", size)
    pen, width = ImageDraw.Draw(mask), max(1, round(pitch * 0.06))
    for at in range(int(max(size) / pitch) + 2):
        pen.line((at * pitch, 0, at * pitch, size[1]), fill=255, width=width)
        pen.line((0, at * pitch, size[0], at * pitch), fill=255, width=width)
    return mask


def hemp(size: Size, pitch: float) -> Image.Image:
    """Draw asanoha, leaves of hemp: a net of triangles, each with lines from its middle."""
    mask = Image.new("L", size)
    pen, width, tall = ImageDraw.Draw(mask), max(1, round(pitch / 30)), pitch * sqrt(3) / 2
    for row in range(int(size[1] / tall) + 2):
        for column in range(-1, int(size[0] / pitch) + 2):
            x, y = (column + 0.5 * (row % 2)) * pitch, row * tall
            up = ((x, y), (x + pitch, y), (x + pitch / 2, y - tall))
            down = ((x, y), (x + pitch, y), (x + pitch / 2, y + tall))
            for corners in (up, down):
                middle = (x + pitch / 2, (corners[0][1] * 2 + corners[2][1]) / 3)
                for corner, after in zip(corners, (*corners[1:], corners[0]), strict=True):
                    pen.line((*corner, *after), fill=255, width=width)
                    pen.line((*middle, *corner), fill=255, width=width)
    return mask


def arcs(size: Size, pitch: float) -> Image.Image:
    """Draw wide rings around a corner, as many technical firms like them."""
    mask = Image.new("L", size)
    pen, width = ImageDraw.Draw(mask), max(1, round(pitch * 0.12))
    for at in range(1, int(sum(size) / pitch)):
        reach = at * pitch
        box = (size[0] - reach, size[1] - reach, size[0] + reach, size[1] + reach)
        pen.ellipse(box, outline=255, width=width)
    return mask


PATTERNS: tuple[Pattern, ...] = (seigaiha, dots, stripes, grid, hemp, arcs)
