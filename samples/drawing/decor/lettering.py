"""Type beyond the plain: light and condensed cuts, coloured, spaced and outlined names, foil."""

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image

from samples.drawing.canvas import Box, Canvas, Color, Emphasis
from samples.drawing.decor.colors import ground_at, lightness, mixed
from samples.drawing.fonts import (
    ARIAL_LIKE,
    BIZ_GOTHIC,
    CONDENSED,
    GOTHIC,
    IPA_GOTHIC,
    SANS,
    THIN,
    Family,
)

LIGHTER = (-0.008, -0.011)  # ems off both sides of a stroke
STOUTER = (0.006, 0.011)
SANS_SERIF = (GOTHIC, IPA_GOTHIC, BIZ_GOTHIC, SANS, ARIAL_LIKE)  # no hairlines to lose
LARGE = 2.4  # mm; foil on smaller type cannot be read
NARROW = (0.74, 0.9)
METALS: dict[str, tuple[Color, Color]] = {  # dark and light, on light paper
    "gold": ((104, 74, 20), (178, 136, 58)),
    "silver": ((78, 82, 90), (130, 134, 142)),
    "copper": ((112, 54, 30), (182, 104, 66)),
}
ON_DARK = 0.45  # how far foil on a dark ground shines towards white
TOLD_APART = 75  # levels of lightness between foil and ground
WHITE: Color = (255, 255, 255)
PITCH = 14.0  # mm from one gleam to the next


@dataclass(frozen=True, slots=True)
class Lettering:
    """How the type of a card differs from its design."""

    family: Family | None = None
    emphasis: tuple[tuple[str, Emphasis], ...] = ()  # by kind of value
    foil: str = ""  # one of METALS
    foiled: tuple[str, ...] = ()  # kinds of values


AS_DESIGNED = Lettering()


def invent_lettering(rng: Random, family: Family, color: Color, *, latin: bool) -> Lettering:
    """Invent how the type differs from a design in a family; color is for coloured lines."""
    emphasis = []
    if rng.random() < 0.5:
        emphasis.append(("company", _display(rng, family, color)))
    if rng.random() < 0.25:
        emphasis.append(("name", Emphasis(color=color if rng.random() < 0.6 else None)))
    if rng.random() < 0.15:
        emphasis.append(("title", Emphasis(color=color)))
    foil = rng.choice((*METALS, "gold")) if rng.random() < 0.15 else ""
    foiled = rng.choice((("company",), ("name",), ("company", "name"))) if foil else ()
    if any(changed.outlined for _, changed in emphasis):
        foil, foiled = "", ()  # too thin to gleam
    return Lettering(_cut(rng, family, latin=latin), tuple(emphasis), foil, foiled)


def _cut(rng: Random, family: Family, *, latin: bool) -> Family | None:
    """Return another cut of a family, now and then."""
    kind = rng.choice(("light", "medium", "condensed", "condensed", "", "", "", ""))
    if not kind or (kind == "light" and family not in SANS_SERIF):
        return None
    if latin and rng.random() < 0.3:
        return THIN if kind == "light" else CONDENSED
    width = rng.uniform(*NARROW) if kind.startswith("condensed") else 1.0
    weight = {"light": rng.choice(LIGHTER), "medium": rng.choice(STOUTER)}.get(kind, 0.0)
    return family.cut(width=width, weight=weight)


def _display(rng: Random, family: Family, color: Color) -> Emphasis:
    """Return how the company's name stands out."""
    outlined = rng.random() < 0.12
    return Emphasis(
        face=rng.choice((family.bold, family.bold, family.cut(width=0.75).bold, family.regular)),
        color=color if rng.random() < 0.5 else None,
        points=rng.choice((1.35, 1.5)) if outlined else rng.choice((1.0, 1.1, 1.25, 1.45)),
        tracking=rng.choice((0.0, 0.0, 0.08, 0.16, 0.3)),
        outlined=outlined,
    )


def put_foil(canvas: Canvas, lettering: Lettering) -> None:
    """Let the lines of some kinds gleam as foil does, from dark to light and back."""
    for line in canvas.printed:
        left, top, right, bottom = line.box
        large = min(right - left, bottom - top) > LARGE * canvas.scale
        if large and any(kind in lettering.foiled for kind, _ in line.marks):
            _gleam(canvas, line.box, METALS[lettering.foil])


def _gleam(canvas: Canvas, box: Box, metal: tuple[Color, Color]) -> None:
    """Colour the print in a box in pixels, unless the ground is as light as the foil."""
    left, top, right, bottom = (round(edge) for edge in box)
    x1, y1, x2, y2 = (edge / canvas.scale for edge in box)
    under = lightness(ground_at(canvas, (x1, y1, x2, y2)))
    if under < 128:
        metal = mixed(metal[0], WHITE, ON_DARK), mixed(metal[1], WHITE, ON_DARK)
    if min(abs(lightness(tone) - under) for tone in metal) < TOLD_APART:
        return
    dark, light = (np.array(tone, np.float32) for tone in metal)
    x, y = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
    wave = 0.5 + 0.5 * np.sin((x + 0.6 * y) * 2 * np.pi / (PITCH * canvas.scale))
    colors = dark + (light - dark) * wave[:, :, None]
    part = canvas.image.crop((left, top, right, bottom))
    shiny = Image.fromarray(colors.astype(np.uint8)).convert("RGBA")
    shiny.putalpha(part.getchannel("A"))
    canvas.image.paste(shiny, (left, top))
