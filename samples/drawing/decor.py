"""What stands on a card beside its text: paper texture, bands, logos, QR codes."""

from io import BytesIO
from random import Random

import numpy as np
import segno
from PIL import Image

from samples.drawing.canvas import Canvas
from samples.drawing.look import Look


def texture(card: Image.Image, rng: Random, strength: float) -> None:
    """Roughen the paper by noise of so many gray levels."""
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, strength, card.size[::-1])
    pixels = np.asarray(card, dtype=np.float32) + noise[:, :, None]
    card.paste(Image.fromarray(pixels.clip(0, 255, out=pixels).astype(np.uint8)))


def band(canvas: Canvas, look: Look, rng: Random) -> None:
    """Print a coloured band along one edge, where no text stands."""
    width, height = canvas.image.size
    thickness = 2.2 * canvas.scale
    boxes = (
        (0, 0, thickness, height),
        (0, 0, width, thickness),
        (0, height - thickness, width, height),
        (width - thickness, 0, width, height),
    )
    canvas.pen.rectangle(rng.choice(boxes), fill=look.accent)


def logo(canvas: Canvas, look: Look, rng: Random) -> None:
    """Print a shape with a letter where there is room at the top right; else none."""
    side = 9.0 * canvas.scale
    left, top = canvas.image.width - side - 6.0 * canvas.scale, 5.0 * canvas.scale
    if any(line.box[2] > left - 4 and line.box[1] < top + side + 4 for line in canvas.printed):
        return
    box = (left, top, left + side, top + side)
    draw = rng.choice((canvas.pen.ellipse, canvas.pen.rectangle))
    draw(box, fill=look.accent)
    font = look.family.bold.at(side * 0.55)
    middle = (left + side / 2, top + side / 2)
    canvas.pen.text(middle, rng.choice("AKMSRN"), fill=look.paper, font=font, anchor="mm")


def qr_code(canvas: Canvas, text: str, *, size: float, right: float, bottom: float) -> None:
    """Print a QR code of so many mm, its corner at so many mm from the card's edges."""
    picture = BytesIO()
    segno.make(text, micro=False, error="m").save(picture, kind="png", scale=8, border=3)
    side = round(size * canvas.scale)
    code = Image.open(picture).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
    left = round((canvas.width - right - size) * canvas.scale)
    top = round((canvas.height - bottom - size) * canvas.scale)
    canvas.image.paste(code, (left, top))
