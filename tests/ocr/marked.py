"""Pictures here are white with a red mark at their top left, so that a turn would show."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from cardscan.model import Pixels
from cardscan.ocr.images import read_images

WIDTH, HEIGHT = 160, 120
RED = (220, 20, 20)
DATA = Path(__file__).parents[1] / "data" / "pictures"


def picture(color: tuple[int, int, int] = RED) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    image.paste(color, (0, 0, WIDTH // 4, HEIGHT // 4))
    return image


def saved(path: Path, image: Image.Image | None = None, **options: Any) -> str:
    (image or picture()).save(path, **options)
    return str(path)


def only(path: str) -> Pixels:
    (image,) = read_images(path)
    return image.pixels


def is_marked(pixels: Pixels, color: tuple[int, int, int] = RED) -> bool:
    """Say whether the mark has its colour and stands at the top left alone."""
    if pixels.shape != (HEIGHT, WIDTH, 3) or pixels.dtype != np.uint8:
        return False
    mark, right, below = pixels[10, 15], pixels[10, WIDTH - 15], pixels[HEIGHT - 10, 15]
    return bool(
        np.all(np.abs(mark.astype(int) - color) < 40) and right.min() > 235 and below.min() > 235
    )


def pdf(objects: Sequence[bytes], trailer: bytes) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return body + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (trailer, len(body))
