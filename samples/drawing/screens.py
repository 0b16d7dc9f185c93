"""A card on a screen: the screenshot of a phone, and a photo of a screen with its moiré."""

from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples.drawing.camera import invent_view, projection
from samples.drawing.cards import DrawnCard
from samples.drawing.desks import seen_desk
from samples.drawing.fonts import GOTHIC
from samples.drawing.lens import rippled
from samples.drawing.paper import Paper, edge_color, lay, paper_of
from samples.drawing.photos import EASY, invent_frame, taken
from samples.drawing.picture import Picture, Pixels, carried, corners_of, moved, scaled

PHONES = ((1080, 1920), (1080, 2340), (1170, 2532), (2340, 1080))  # pixels of their screens
VIEWERS = ((0, 0, 0), (242, 242, 247), (28, 28, 30), (48, 52, 58))
TITLES = ("写真", "IMG_2047.jpg", "Photo", "トーク", "Album", "名刺", "")
TOOLS = (("共有", "編集", "削除"), ("Share", "Edit", "Delete"), ("", "", "", ""))
BEZEL = 34  # pixels of the screen
VISIBLE = 10  # gray levels between a card and the viewer behind it

Color = tuple[int, int, int]


def screenshot(rng: Random, card: DrawnCard) -> Picture:
    """Return what a phone's screen shows: the card in a viewer, bars with text above and below."""
    width, height = rng.choice(PHONES)
    bar = round(0.07 * max(width, height))
    room = (width * rng.uniform(0.9, 0.99), (height - 3 * bar) * rng.uniform(0.85, 1.0))
    scale = min(side / length for side, length in zip(room, card.image.size, strict=True))
    size = [side * scale for side in card.image.size]
    low, high = 1.5 * bar, height - 1.5 * bar - size[1]
    at = ((width - size[0]) / 2, low + (high - low) * rng.choice((0.5, 0.5, rng.random())))
    ground = rng.choice([color for color in VIEWERS if _differs(color, edge_color(card))])
    pixels = _screen(rng, (width, height), bar, ground)
    place = moved(*at) @ scaled(scale, scale)
    if rng.random() < 0.3:
        _frame(pixels, (at[0], at[1], at[0] + size[0], at[1] + size[1]), _shaded(ground, 14))
    lay(pixels, paper_of(card), place)
    return Picture(pixels, (card,), (place,), jpeg=rng.randint(75, 92))


def screen_photo(rng: Random, card: DrawnCard, *, megapixels: float) -> Picture:
    """Return a photo of a screen that shows a card: bezel, glow and moiré."""
    shown = screenshot(rng, card)
    height, width = shown.pixels.shape[:2]
    device = np.full((height + 2 * BEZEL, width + 2 * BEZEL, 3), 15, np.uint8)
    device[BEZEL:-BEZEL, BEZEL:-BEZEL] = shown.pixels
    frame = invent_frame(rng, megapixels)
    on_device = moved(BEZEL, BEZEL) @ shown.transforms[0]
    outline = carried(corners_of(card.image.size), on_device)
    view = invent_view(rng, tilt=0.15, roll=12)
    place = projection(outline, view, frame, share=rng.uniform(0.72, 0.92))
    scene = seen_desk(rng, frame, place, mm=14.0, clutter=rng.random() < 0.3)
    lay(scene, Paper(device, np.full(device.shape[:2], 255, np.uint8)), place)
    rippled(rng, scene, rng.uniform(0.04, 0.1))
    return taken(rng, Picture(scene, (card,), (place @ on_device,), jpeg=85), EASY)


def _screen(rng: Random, size: tuple[int, int], bar: int, ground: Color) -> Pixels:
    """Draw the viewer: the time and signal, a title, and tools at the bottom."""
    image = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(image)
    ink = (30, 30, 32) if sum(ground) > 380 else (235, 235, 238)
    width, height = size
    small, large = GOTHIC.regular.at(bar * 0.24), GOTHIC.regular.at(bar * 0.3)
    clock = f"{rng.randint(7, 22)}:{rng.randint(0, 59):02d}"
    pen.text((0.04 * width, 0.25 * bar), clock, fill=ink, font=small, anchor="lm")
    pen.text(
        (0.88 * width, 0.25 * bar), f"{rng.randint(9, 99)}%", fill=ink, font=small, anchor="rm"
    )
    left, top = 0.9 * width, 0.15 * bar
    pen.rounded_rectangle(
        (left, top, left + 0.45 * bar, top + 0.2 * bar), bar // 20, outline=ink, width=3
    )
    pen.rectangle((left + 6, top + 6, left + 0.3 * bar, top + 0.2 * bar - 6), fill=ink)
    pen.line(
        [(0.06 * width, 0.9 * bar), (0.04 * width, 0.98 * bar), (0.06 * width, 1.06 * bar)], ink, 4
    )
    pen.text((width / 2, 0.98 * bar), rng.choice(TITLES), fill=ink, font=large, anchor="mm")
    tools = rng.choice(TOOLS)
    for number, tool in enumerate(tools):
        x, y = (number + 0.5) * width / len(tools), height - 0.9 * bar
        pen.ellipse((x - bar / 7, y - bar / 7, x + bar / 7, y + bar / 7), outline=ink, width=4)
        pen.text((x, y + 0.35 * bar), tool, fill=ink, font=small, anchor="mm")
    home = (0.36 * width, height - 0.16 * bar, 0.64 * width, height - 0.1 * bar)
    pen.rounded_rectangle(home, bar // 30, fill=ink)
    return np.array(image)


def _frame(pixels: Pixels, box: tuple[float, float, float, float], color: Color) -> None:
    """Draw the rounded panel that a chat or an album puts around a picture, in place."""
    image = Image.fromarray(pixels)
    left, top, right, bottom = box
    around = (left - 16, top - 16, right + 16, bottom + 16)
    ImageDraw.Draw(image).rounded_rectangle(around, 28, fill=color)
    pixels[:] = np.asarray(image)


def _differs(color: Color, other: Color) -> bool:
    """Tell whether the edge between two colours can be seen."""
    return max(abs(a - b) for a, b in zip(color, other, strict=True)) >= VISIBLE


def _shaded(color: Color, step: int) -> Color:
    """Return a colour a little darker, or lighter where it is dark."""
    sign = -1 if sum(color) > 380 else 1
    red, green, blue = (level + sign * step for level in color)
    return red, green, blue
