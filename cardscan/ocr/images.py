"""Read files as card images, with a clear word for what is refused."""

import hashlib
import stat
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np

from cardscan.errors import ImageTooLarge, ImageUnreadable, InputMissing
from cardscan.language import _
from cardscan.model import CardImage, Pixels
from cardscan.ocr.decoder import bounded_pages, decoded_pages
from cardscan.ocr.pdf import is_pdf
from cardscan.ocr.pictures import check_sides, decoding, opened_picture

MAX_BYTES = 200_000_000  # a raw 48-megapixel TIFF has 144 million
# Photos of 12 megapixels are decoded where their cards are read, which is quicker.
MANY_PIXELS = 16_000_000
JPEG_MARK, START_OF_SCAN = b"\xff\xd8", b"\xff\xda"
MANY_SCANS = 100  # of a progressive JPEG; a camera writes ten, and each is work for all its pixels
EXIF_IFD = 0x8769
DATE_TIME_ORIGINAL = 0x9003


def read_images(path: str) -> Iterator[CardImage]:
    """Decode each page of one file into upright RGB pixels, fewer than a large JPEG has.

    Raises InputMissing, ImageUnreadable or ImageTooLarge; the message names the file, what is
    wrong and what to do. Pages before a damaged one have been yielded by then.
    """
    data = _file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    decode = bounded_pages if _is_heavy(path, data) else decoded_pages

    def decode_all() -> Pixels:
        return np.ascontiguousarray(next(decode(path, data)))

    for number, pixels in enumerate(decode(path, data, reduced=True)):
        check_sides(path, pixels.shape[1], pixels.shape[0])
        scale = _scale(path, data, pixels)
        finer = decode_all if scale < 1 else None
        yield CardImage(path, number, digest, np.ascontiguousarray(pixels), scale, finer)
        del pixels


def _scale(path: str, data: bytes, pixels: Pixels) -> float:
    """Return the scale of a page's pixels to those of its file; only a JPEG is reduced."""
    if not data.startswith(JPEG_MARK):
        return 1.0
    with decoding(path), opened_picture(path, data) as image:
        return float(max(pixels.shape[:2]) / max(image.size))


def _is_heavy(path: str, data: bytes) -> bool:
    """Say whether a file may take much time or memory, or write to stderr as libtiff does."""
    if is_pdf(data) or (data.startswith(JPEG_MARK) and data.count(START_OF_SCAN) > MANY_SCANS):
        return True
    with decoding(path), opened_picture(path, data) as image:
        return image.format == "TIFF" or image.width * image.height > MANY_PIXELS


def captured_on(path: str) -> date | None:
    """Return the day on which the camera took the picture, None when the file does not say.

    Raises InputMissing, ImageUnreadable or ImageTooLarge as ``read_images`` does.
    """
    data = _file_bytes(path)
    if is_pdf(data):
        return None
    with decoding(path), opened_picture(path, data) as image:
        taken = str(image.getexif().get_ifd(EXIF_IFD).get(DATE_TIME_ORIGINAL, ""))
    try:
        return datetime.strptime(taken[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - EXIF has no zone
    except ValueError:
        return None


def _file_bytes(path: str) -> bytes:
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise ImageUnreadable(
                _("{path}: not a regular file; give a picture or a PDF").format(path=path)
            )
        if status.st_size > MAX_BYTES:
            raise ImageTooLarge(
                _(
                    "{path}: {st_size} MB, more than {max_bytes}; save it smaller or split it"
                ).format(
                    path=path, st_size=status.st_size // 1000000, max_bytes=MAX_BYTES // 1000000
                )
            )
        data = Path(path).read_bytes()
    except PermissionError as error:
        raise InputMissing(
            _("{path}: no right to open it; change its permissions").format(path=path)
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputMissing(_("{path}: no such file; check the name").format(path=path)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the path
        reason = getattr(error, "strerror", None) or error
        raise InputMissing(
            _("{path}: cannot be opened ({reason}); check it and its name").format(
                path=path, reason=reason
            )
        ) from error
    if not data:
        raise ImageUnreadable(_("{path}: the file is empty; copy it again").format(path=path))
    return data
