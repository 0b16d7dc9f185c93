"""Small maps of the way from the station; their words are lines of the card."""

from random import Random

import numpy as np
from PIL import ImageDraw

from samples.drawing.canvas import Box, Canvas, Color, Style
from samples.drawing.fonts import Family

LAND: Color = (240, 238, 230)
STREET: Color = (255, 255, 255)
KERB: Color = (196, 196, 192)
RAIL: Color = (90, 92, 98)
PIN: Color = (204, 40, 40)
INK: Color = (40, 40, 44)
POINTS = 5.2  # of the words
PIN_SIZE = 1.6  # mm
WORDS = {
    "ja": (("駅", "北口", "本町駅"), ("郵便局", "公園", "銀行", "交番", "市役所", "中央通り")),
    "zh-Hans": (("地铁站", "火车站"), ("公园", "银行", "医院")),
    "zh-Hant": (("捷運站", "火車站"), ("公園", "銀行", "醫院")),
    "de": (("Bahnhof", "Hbf"), ("Park", "Post", "Marktplatz", "Rathaus")),
    "fr": (("Gare", "Métro"), ("Parc", "Poste", "Mairie")),
    "es": (("Estación", "Metro"), ("Parque", "Plaza Mayor", "Correos")),
    "pt": (("Estação", "Metrô"), ("Parque", "Banco", "Praça")),
    "it": (("Stazione", "Metro"), ("Parco", "Piazza", "Posta")),
}
ENGLISH = (("Station", "Metro"), ("Park", "Bank", "Main St", "High St", "Post office"))


def put_map(canvas: Canvas, rng: Random, box: Box, *, family: Family, lang: str) -> None:
    """Draw a map into a free box in mm; raises DoesNotFitError when the type lacks a word."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    pen, pixels = ImageDraw.Draw(canvas.ground), canvas.pixels
    pen.rectangle(pixels(*box), fill=LAND, outline=KERB, width=max(1, round(canvas.scale / 8)))
    across = [top + high * share for share in (rng.uniform(0.36, 0.42), rng.uniform(0.7, 0.76))]
    down = [left + wide * share for share in (rng.uniform(0.22, 0.3), rng.uniform(0.62, 0.72))]
    roads = [(left, y, right, y) for y in across] + [(x, top, x, bottom) for x in down]
    for color, share in ((KERB, 2.0), (STREET, 1.6)):
        for road in roads:
            pen.line(pixels(*_inside(road, box)), fill=color, width=round(share * canvas.scale))
    rail = top + high * rng.uniform(0.1, 0.14)
    _rails(canvas, (left + 0.3, rail, right - 0.3, rail))
    first, others = WORDS.get(lang, ENGLISH)
    style = Style(family.regular, POINTS, INK)
    middle = (down[0] + down[1]) / 2
    station = (middle - 2.2, rail - 0.8, middle + 2.2, rail + 0.8)
    pen.rectangle(pixels(*station), fill=RAIL)
    canvas.line(middle, rail + 3.2, rng.choice(first), style, align="center")
    canvas.line(middle, across[1] - 1.9, rng.choice(others), style, align="center")
    x, y = down[1] + rng.choice((-2.2, 2.2)), across[rng.choice((0, 1))] + 2.4
    _pin(canvas, x, min(y, bottom - 0.8))


def _inside(road: Box, box: Box) -> Box:
    """Return a road that ends at the map's edges."""
    left, top, right, bottom = road
    shift = 0.2
    return (
        max(left, box[0] + shift),
        max(top, box[1] + shift),
        min(right, box[2] - shift),
        min(bottom, box[3] - shift),
    )


def _rails(canvas: Canvas, track: Box) -> None:
    """Draw a line of black and white as maps show railways."""
    pen = ImageDraw.Draw(canvas.ground)
    pen.line(canvas.pixels(*track), fill=RAIL, width=round(0.7 * canvas.scale))
    for x in np.arange(track[0] + 0.6, track[2] - 1.2, 2.4):
        dash = canvas.pixels(float(x), track[1], float(x) + 1.2, track[3])
        pen.line(dash, fill=STREET, width=round(0.4 * canvas.scale))


def _pin(canvas: Canvas, x: float, y: float) -> None:
    """Draw a drop that stands on its point."""
    pen, half = ImageDraw.Draw(canvas.ground), PIN_SIZE / 2
    head = canvas.pixels(x - half, y - 2.4 * half, x + half, y - 0.4 * half)
    pen.ellipse(head, fill=PIN)
    sides = (x - 0.85 * half, y - half, x + 0.85 * half, y - half, x, y + 0.6 * half)
    pen.polygon(list(canvas.pixels(*sides)), fill=PIN)
    spot = canvas.pixels(x - 0.3, y - 1.1 - 0.3, x + 0.3, y - 1.1 + 0.3)
    pen.ellipse(spot, fill=STREET)
