"""Whole pictures in every format, and what is done to them: cut short, bits turned, blown up."""

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 320, 200
OFFSETS = (0.01, 0.05, 0.2, 0.35, 0.5)  # shares of a file after which it is cut
FLIPS = 6  # files with turned bits, of each format
FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {}),
    "progressive.jpg": ("JPEG", {"progressive": True}),
    "png": ("PNG", {}),
    "webp": ("WEBP", {}),
    "bmp": ("BMP", {}),
    "gif": ("GIF", {}),
    "jp2": ("JPEG2000", {}),
    "avif": ("AVIF", {}),
    "tif": ("TIFF", {"compression": "tiff_lzw"}),
}
MODES = ("1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr", "LAB", "I", "F")

HEIC = Path(__file__).parents[1] / "tests/data/pictures/turned.heic"  # nothing here writes one


def noise() -> Image.Image:
    """Return a picture that no format can make small."""
    values = np.random.default_rng(8).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    return Image.fromarray(values)


def encoded(form: str, image: Image.Image | None = None) -> bytes:
    """Return a picture as a file of a format."""
    if form == "heic":
        return HEIC.read_bytes()
    kind, options = FORMS[form]
    stream = BytesIO()
    (image or noise()).save(stream, kind, **options)
    return stream.getvalue()


def cut_short(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Cut a file at several places."""
    for share in OFFSETS:
        yield f"cut-at-{share:.0%}".replace("%", ""), data[: max(1, int(len(data) * share))]


def flipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Turn bits of a file, one in its head, then more and more anywhere."""
    dice = random.Random(len(data))  # noqa: S311 - repeatable
    for number in range(FLIPS):
        damaged = bytearray(data)
        within = 64 if number == 0 else len(data)
        for _ in range(4**number):
            damaged[dice.randrange(min(within, len(data)))] ^= 1 << dice.randrange(8)
        yield f"flipped-{4**number}", bytes(damaged)


def in_modes() -> Iterator[tuple[str, bytes]]:
    """Return whole pictures with other kinds of pixels than usual."""
    for mode in MODES:
        stream = BytesIO()
        image = Image.new(mode, (WIDTH, HEIGHT))
        image.save(stream, "TIFF" if mode in {"LAB", "F", "I", "YCbCr", "CMYK"} else "PNG")
        yield mode.replace(";", "-"), stream.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one chunk of a PNG."""
    mark = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + mark


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """Return a PNG that claims a size, whatever is in it."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def bombs() -> Iterator[tuple[str, bytes]]:
    """Return small files that claim much: pixels, scans, frames or text."""
    body = chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9))
    yield "pixels.png", png(60_000, 60_000, body)
    yield "most-pixels.png", png(2**31 - 1, 2**31 - 1, body)
    yield "no-pixels.png", png(0, 0, body)
    text = zlib.compress(bytes(50_000_000), 9)
    yield "text.png", png(WIDTH, HEIGHT, chunk(b"zTXt", b"Comment\0\0" + text), body)
    yield "profile.png", png(WIDTH, HEIGHT, chunk(b"iCCP", b"p\0\0" + text), body)
    gif = bytearray(encoded("gif"))
    gif[6:10] = struct.pack("<HH", 65535, 65535)
    yield "pixels.gif", bytes(gif)
    bmp = bytearray(encoded("bmp"))
    bmp[18:26] = struct.pack("<ii", 60_000, 60_000)
    yield "pixels.bmp", bytes(bmp)
    bmp[18:26] = struct.pack("<ii", -WIDTH, -HEIGHT)
    yield "negative.bmp", bytes(bmp)
    jpeg = bytearray(encoded("progressive.jpg"))
    frame, last = jpeg.index(b"\xff\xc2"), jpeg.rindex(b"\xff\xda")
    yield "scans.jpg", bytes(jpeg[:-2] + jpeg[last:-2] * 300 + jpeg[-2:])
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 65_000, 65_000)
    yield "pixels.jpg", bytes(jpeg)
    yield (
        "endless.tif",
        struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", 0) + bytes([8, 0, 0, 0]),
    )
    yield "tags.tif", struct.pack("<2sHI", b"II", 42, 8) + b"\xff\xff" + b"\xff" * 2000
