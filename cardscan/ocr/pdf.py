"""Read the pages of a PDF as pictures, drawn by a process that a hostile PDF may kill."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from typing import IO, cast

import numpy as np

from cardscan.errors import ImageTooLarge, ImageUnreadable, InputError
from cardscan.model import Pixels
from cardscan.ocr import pdf_drawing
from cardscan.ocr.pdf_drawing import COUNT, SIZE

# -P: what lies in the folder that the user works in is no part of the program
COMMAND = (sys.executable, "-P", "-m", pdf_drawing.__name__)


def pdf_pages(path: str, data: bytes, *, max_pages: int) -> Iterator[Pixels]:
    """Draw each page on white as RGB.

    Raises ImageUnreadable for a broken or encrypted file, ImageTooLarge beyond ``max_pages`` or
    when a page takes more time or memory than any card needs.
    """
    with subprocess.Popen(  # noqa: S603 - our own module, and the PDF is no argument of it
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as drawing:
        try:
            pages = cast("BufferedReader", drawing.stdout)  # piped, so never None
            _send(cast("IO[bytes]", drawing.stdin), data)
            head = pages.read(COUNT.size)
            if len(head) < COUNT.size:
                raise _refusal(path, drawing.wait())
            (count,) = COUNT.unpack(head)
            if count > max_pages:
                raise ImageTooLarge(f"{path}: {count} pages, more than {max_pages}; split the PDF")
            for _ in range(count):
                pixels = _page(pages)
                if pixels is None:
                    raise _refusal(path, drawing.wait())
                yield pixels
                del pixels  # the caller may be done with it: hold one page at a time
        finally:
            drawing.kill()


def _send(pipe: IO[bytes], data: bytes) -> None:
    """Write all of it; when the process is gone, its exit code will tell why."""
    with suppress(BrokenPipeError):
        pipe.write(data)
    with suppress(BrokenPipeError):
        pipe.close()


def _page(pipe: BufferedReader) -> Pixels | None:
    """Return the next page, None when the process ended before it was whole."""
    head = pipe.read(SIZE.size)
    if len(head) < SIZE.size:
        return None
    width, height = SIZE.unpack(head)
    pixels = np.empty((height, width, 3), np.uint8)
    rest = memoryview(pixels.data).cast("B")
    while rest:
        read = pipe.readinto(rest)
        if not read:
            return None
        rest = rest[read:]
    return pixels


def _refusal(path: str, code: int) -> InputError:
    if code == pdf_drawing.ENCRYPTED:
        return ImageUnreadable(
            f"{path}: this PDF is encrypted; save a copy without a password and read that"
        )
    if code == pdf_drawing.BROKEN:
        return ImageUnreadable(
            f"{path}: this PDF is broken; open it in a viewer and print it to a new PDF"
        )
    return ImageTooLarge(
        f"{path}: this PDF takes more than {pdf_drawing.PAGE_SECONDS} seconds or "
        f"{pdf_drawing.MAX_MEMORY // 1_000_000} MB to draw; print its cards to a new PDF"
    )
