"""Chooses colours that can be told from what lies under them."""

import numpy as np

from samples.drawing.canvas import Box, Canvas, Color

CLEAR_OF = 80  # levels of lightness between a shape and its ground
READABLE = 125  # levels of lightness between type and its ground
LIGHT: Color = (252, 250, 244)
DARK: Color = (34, 36, 42)


def lightness(color: Color) -> float:
    """Return how light a colour is, 0 to 255."""
    return 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]


def ground_at(canvas: Canvas, box: Box) -> Color:
    """Return the mean colour of what lies under the print in a box in mm."""
    pixels = tuple(round(edge) for edge in canvas.pixels(*box))
    part = np.asarray(canvas.ground.crop((pixels[0], pixels[1], pixels[2], pixels[3])))
    red, green, blue = part.reshape(-1, 3).mean(axis=0)
    return round(red), round(green), round(blue)


def told_from(ground: Color, color: Color) -> Color:
    """Return a colour, or a lighter or darker one where it would drown in the ground."""
    if abs(lightness(color) - lightness(ground)) >= CLEAR_OF:
        return color
    return mixed(color, LIGHT, 0.75) if lightness(ground) < 140 else mixed(color, DARK, 0.8)


def legible(ground: Color, color: Color, ink: Color) -> Color:
    """Return a colour for type, with as much of the card's ink in it as reading asks for."""
    for share in (0.0, 0.25, 0.5, 0.75):
        tone = mixed(color, ink, share)
        if abs(lightness(tone) - lightness(ground)) >= READABLE:
            return tone
    return ink


def mixed(one: Color, other: Color, share: float) -> Color:
    """Return a colour with a share of another in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
