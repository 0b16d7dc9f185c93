"""QR codes on cards."""

from io import BytesIO

import segno
from PIL import Image

from samples.drawing.canvas import Box, Canvas, DoesNotFitError
from samples.drawing.decor.room import Room


def qr_code(content: str, pixels: int) -> Image.Image:
    """Return a QR code with its white border, so many pixels wide."""
    picture = BytesIO()
    segno.make(content, micro=False, error="m").save(picture, kind="png", scale=8, border=3)
    code = Image.open(picture).convert("RGB")
    return code.resize((pixels, pixels), Image.Resampling.LANCZOS)


def put_code(canvas: Canvas, room: Room, content: str, box: Box) -> None:
    """Print a code into a square box in mm; raises DoesNotFitError when print stands there."""
    left, top, right, bottom = box
    if not room.is_free((left - 1.0, top - 1.0, right + 1.0, bottom + 1.0)):
        raise DoesNotFitError("print stands where the QR code goes")
    code = qr_code(content, round((right - left) * canvas.scale))
    canvas.ground.paste(code, (round(left * canvas.scale), round(top * canvas.scale)))
    room.take(box)
