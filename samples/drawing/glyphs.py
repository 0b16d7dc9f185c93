"""Sets a piece of text as a mask of ink: condensed, lighter, bolder or in outline."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samples.drawing.fonts import Typeface

MARGIN = 2  # pixels of white around the glyphs: Pillow's boxes leave the softest pixels out


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """Ink to press onto a card; left and top are pixels from the anchor to the mask's corner."""

    mask: Image.Image
    left: int
    top: int
    box: tuple[float, float, float, float]  # of the glyphs, in pixels from the anchor


def advance(face: Typeface, text: str, em: float) -> float:
    """Return how far a piece of text carries the line, in pixels."""
    return face.at(em).getlength(text) * face.width


def stamp(
    face: Typeface,
    text: str,
    em: float,
    *,
    weight: float = 0.0,
    outlined: bool = False,
    anchor: str = "ls",
    features: list[str] | None = None,
) -> Stamp:
    """Set text at an em of so many pixels; weight is the stroke added or taken off, in ems."""
    font, stroke = face.at(em), (weight + face.weight) * em
    grown = max(0.0, stroke)
    box = font.getbbox(text, anchor=anchor, features=features, stroke_width=grown)
    corner = (int(box[0]) - MARGIN, int(box[1]) - MARGIN)
    size = (int(box[2] - box[0]) + 2 * MARGIN + 1, int(box[3] - box[1]) + 2 * MARGIN + 1)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).text(
        (-corner[0], -corner[1]),
        text,
        fill=255,
        font=font,
        anchor=anchor,
        features=features,
        stroke_width=grown,
    )
    if stroke < 0:
        mask = thinned(mask, -stroke)
    if outlined:
        mask = ImageChops.subtract(mask, thinned(mask, max(1.5, 0.03 * em)))
    left, right = box[0], box[2]
    if face.width != 1.0:
        mask = mask.resize((max(1, round(size[0] * face.width)), size[1]), Image.Resampling.BOX)
        left, right = left * face.width, right * face.width
        corner = (round(corner[0] * face.width), corner[1])
    return Stamp(mask, corner[0], corner[1], (left, box[1], right, box[3]))


def turned(flat: Stamp, *, upwards: bool) -> Stamp:
    """Turn a stamp by 90° about its anchor: upwards reads from bottom to top."""
    left, top, right, bottom = flat.box
    width, height = flat.mask.size
    if upwards:
        mask = flat.mask.transpose(Image.Transpose.ROTATE_90)
        return Stamp(mask, flat.top, -flat.left - width, (top, -right, bottom, -left))
    mask = flat.mask.transpose(Image.Transpose.ROTATE_270)
    return Stamp(mask, -flat.top - height, flat.left, (-bottom, left, -top, right))


def thinned(mask: Image.Image, pixels: float) -> Image.Image:
    """Take so many pixels off every edge of the glyphs."""
    whole, rest = divmod(pixels, 1.0)
    for _ in range(int(whole)):
        mask = mask.filter(ImageFilter.MinFilter(3))
    return Image.blend(mask, mask.filter(ImageFilter.MinFilter(3)), rest) if rest else mask
