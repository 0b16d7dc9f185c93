"""Decode files into card images: one decoder, its limits, and a clear word for what it refuses."""

import hashlib
import logging
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pi_heif
from PIL import Image, UnidentifiedImageError

from cardscan.errors import ImageTooLarge, ImageUnreadable, InputMissing
from cardscan.model import CardImage, Pixels
from cardscan.ocr.pdf import pdf_pages
from cardscan.ocr.pixels import rgb_pixels

log = logging.getLogger(__name__)

# Everything else that Pillow could open is refused: each decoder is a door for hostile files.
FORMATS = ("AVIF", "BMP", "GIF", "HEIF", "JPEG", "PNG", "TIFF", "WEBP")
FORMAT_WORDS = "JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF, BMP or PDF"
MAX_BYTES = 200_000_000  # a raw 48-megapixel TIFF has 144 million
MAX_PIXELS = 130_000_000  # phones reach 108 million; beyond, one picture would need over 1 GiB
MAX_PAGES = 500
MIN_SIDE = 100  # pixels; no business card can be read on less

PDF_MARK = b"%PDF-"
PDF_MARK_WITHIN = 1024  # bytes of junk that readers accept before the mark (ISO 32000-1, annex H)
EXIF_IFD = 0x8769
DATE_TIME_ORIGINAL = 0x9003
NEW_SUBFILE_TYPE = 254  # TIFF 6.0: bit 0 marks a smaller version of another page
# What damaged files were seen to raise from Pillow's plugins and the libraries behind them.
DECODER_ERRORS = (
    EOFError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's own guard, which also knows TIFF tiles


def read_images(path: str) -> Iterator[CardImage]:
    """Decode each page of one file into upright RGB pixels.

    Raises InputMissing, ImageUnreadable or ImageTooLarge; the message names the file, what is
    wrong and what to do. Pages before a damaged one have been yielded by then.
    """
    data = _file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    is_pdf = PDF_MARK in data[:PDF_MARK_WITHIN]
    pages = pdf_pages(path, data, max_pages=MAX_PAGES) if is_pdf else _picture_pages(path, data)
    for number, pixels in enumerate(pages):
        _check_sides(path, pixels.shape[1], pixels.shape[0])
        yield CardImage(path=path, page=number, digest=digest, pixels=pixels)


def captured_on(path: str) -> date | None:
    """Return the day on which the camera took the picture, None when the file does not say.

    Raises InputMissing, ImageUnreadable or ImageTooLarge as ``read_images`` does.
    """
    data = _file_bytes(path)
    if PDF_MARK in data[:PDF_MARK_WITHIN]:
        return None
    with _decoding(path), _opened(path, data) as image:
        taken = str(image.getexif().get_ifd(EXIF_IFD).get(DATE_TIME_ORIGINAL, ""))
    try:
        return datetime.strptime(taken[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - EXIF has no zone
    except ValueError:
        return None


def _file_bytes(path: str) -> bytes:
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise ImageUnreadable(f"{path}: not a regular file; give a picture or a PDF")
        if status.st_size > MAX_BYTES:
            raise ImageTooLarge(
                f"{path}: {status.st_size // 1_000_000} MB, more than {MAX_BYTES // 1_000_000}; "
                "save it smaller or split it"
            )
        data = Path(path).read_bytes()
    except PermissionError as error:
        raise InputMissing(f"{path}: no right to open it; change its permissions") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputMissing(f"{path}: no such file; check the name") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the path
        raise InputMissing(f"{path}: cannot be opened ({error}); check the disk") from error
    if not data:
        raise ImageUnreadable(f"{path}: the file is empty; copy it again")
    return data


def _picture_pages(path: str, data: bytes) -> Iterator[Pixels]:
    with _decoding(path):
        image = _opened(path, data)
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        if frames > MAX_PAGES:
            raise ImageTooLarge(f"{path}: {frames} pages, more than {MAX_PAGES}; split the TIFF")
        if image.format == "GIF" and getattr(image, "n_frames", 1) > 1:
            log.warning("%s: animated; only its first frame is read", path)
    for frame in range(frames):
        with _decoding(path):
            pixels = _frame_pixels(path, image, frame) if frames > 1 else _pixels(path, image)
        if pixels is not None:
            yield pixels
            del pixels  # the caller may be done with it: hold one page at a time


def _frame_pixels(path: str, image: Image.Image, frame: int) -> Pixels | None:
    image.seek(frame)
    tags = getattr(image, "tag_v2", {})
    return None if tags.get(NEW_SUBFILE_TYPE, 0) & 1 else _pixels(path, image.copy())


def _pixels(path: str, image: Image.Image) -> Pixels:
    _check_sides(path, *image.size)
    return rgb_pixels(image)


def _opened(path: str, data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data), formats=FORMATS)
    _check_sides(path, *image.size)
    return image


def _check_sides(path: str, width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise ImageTooLarge(
            f"{path}: {width}×{height} pixels, more than {MAX_PIXELS // 1_000_000} million; "
            "save it smaller"
        )
    if min(width, height) < MIN_SIDE:
        raise ImageUnreadable(
            f"{path}: {width}×{height} pixels, too small for a readable card; "
            "scan it at 200 dpi or more"
        )


@contextmanager
def _decoding(path: str) -> Iterator[None]:
    """Say in our words what the decoders raise; they share no class of errors."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged metadata does not matter
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ImageTooLarge(f"{path}: far too many pixels; save it smaller") from error
    except UnidentifiedImageError as error:
        raise ImageUnreadable(
            f"{path}: not a picture, or its start is damaged; cardscan reads {FORMAT_WORDS}"
        ) from error
    except DECODER_ERRORS as error:
        raise ImageUnreadable(
            f"{path}: damaged or cut short ({error}); copy or scan it again"
        ) from error
