"""Decode pictures within limits, with a clear word for what is refused."""

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pi_heif
from PIL import Image, UnidentifiedImageError

from cardscan.errors import ImageTooLarge, ImageUnreadable
from cardscan.language import _
from cardscan.model import Pixels
from cardscan.ocr.pixels import rgb_pixels

log = logging.getLogger(__name__)

# Everything else that Pillow could open is refused: each decoder is a door for hostile files.
# The commonest first: Pillow loads all of its decoders once it comes to one that is seldom used.
FORMATS = ("JPEG", "PNG", "AVIF", "BMP", "GIF", "HEIF", "JPEG2000", "TIFF", "WEBP")
FORMAT_WORDS = "JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF, BMP, JPEG 2000 or PDF"
MAX_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million; larger ones need over 1 GiB to be read
MAX_PAGES = 500
ANIMATED = ("AVIF", "GIF", "PNG", "WEBP")
# Width and height, either way round, that are enough to find cards and to read a large one. A JPEG
# gives half, a quarter or an eighth of its pixels for a fraction of the work and memory.
ENOUGH = (1600, 1000)
MIN_SIDE = 100  # pixels; no business card can be read on less

NEW_SUBFILE_TYPE = 254  # TIFF 6.0: bit 0 marks a smaller version of another page
BITS_PER_SAMPLE, PLANAR_CONFIGURATION, SEPARATE = 258, 284, 2
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


def picture_pages(path: str, data: bytes, *, reduced: bool = False) -> Iterator[Pixels]:
    """Decode each page of a picture; all but TIFF have one, of an animation the first frame.

    A large JPEG can be reduced to half its sides, a quarter or an eighth. Raises ImageUnreadable or
    ImageTooLarge.
    """
    with decoding(path):
        image = opened_picture(path, data)
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        if frames > MAX_PAGES:
            raise ImageTooLarge(
                _("{path}: {frames} pages, more than {max_pages}; split the TIFF").format(
                    path=path, frames=frames, max_pages=MAX_PAGES
                )
            )
        if reduced and image.format == "JPEG":
            _reduce(image)
        if image.format in ANIMATED and getattr(image, "is_animated", False):
            log.warning(_("%s: animated; only its first frame is read"), path)
    for frame in range(frames):
        with decoding(path):
            pixels = _frame_pixels(path, image, frame) if frames > 1 else _pixels(path, image)
        if pixels is not None:
            yield pixels
            del pixels  # the caller may be done with it: hold one page at a time


def _reduce(image: Image.Image) -> None:
    """Let a picture be decoded as small as is enough."""
    enough = ENOUGH if image.width > image.height else ENOUGH[::-1]
    image.draft(None, enough)


def _frame_pixels(path: str, image: Image.Image, frame: int) -> Pixels | None:
    image.seek(frame)
    tags = getattr(image, "tag_v2", {})
    return None if tags.get(NEW_SUBFILE_TYPE, 0) & 1 else _pixels(path, image.copy())


def _pixels(path: str, image: Image.Image) -> Pixels:
    check_sides(path, *image.size)
    tags = getattr(image, "tag_v2", {})
    if tags.get(PLANAR_CONFIGURATION) == SEPARATE and max(tags.get(BITS_PER_SAMPLE, (8,))) > 8:
        # Pillow would make stripes of it
        raise ImageUnreadable(
            _("{path}: a TIFF of 16-bit colours in planes; save it as PNG").format(path=path)
        )
    return rgb_pixels(image)


def opened_picture(path: str, data: bytes) -> Image.Image:
    """Open a picture without decoding it; what is larger than its limits raises."""
    image = Image.open(BytesIO(data), formats=FORMATS)
    check_sides(path, *image.size)
    return image


def check_sides(path: str, width: int, height: int) -> None:
    """Raise ImageTooLarge or ImageUnreadable for sizes that no picture of cards has."""
    if width * height > MAX_PIXELS:
        raise ImageTooLarge(
            _(
                "{path}: {width}×{height} pixels, more than {max_pixels} million; save it smaller"
            ).format(path=path, width=width, height=height, max_pixels=MAX_PIXELS // 1000000)
        )
    if min(width, height) < MIN_SIDE:
        raise ImageUnreadable(
            _(
                "{path}: {width}×{height} pixels, too small for a readable card; scan it "
                "at 200 dpi or more"
            ).format(path=path, width=width, height=height)
        )


@contextmanager
def decoding(path: str) -> Iterator[None]:
    """Say in our words what the decoders raise; they share no class of errors."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged metadata does not matter
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ImageTooLarge(
            _("{path}: far too many pixels; save it smaller").format(path=path)
        ) from error
    except UnidentifiedImageError as error:
        raise ImageUnreadable(
            _(
                "{path}: not a picture, or its start is damaged; cardscan reads {format_words}"
            ).format(path=path, format_words=FORMAT_WORDS)
        ) from error
    except DECODER_ERRORS as error:
        reason = " ".join(str(error).split())  # libheif ends its sentences with a new line
        raise ImageUnreadable(
            _("{path}: damaged or cut short ({reason}); copy or scan it again").format(
                path=path, reason=reason
            )
        ) from error
