"""Decode one large or dangerous file in a process of its own, with little time and memory.

A small file can hold endless work, which no library can be stopped in, and a large picture needs
twice its memory while it is decoded. ``bounded_pages`` runs this module as a program: the file
comes on stdin; on stdout go its pages, each a header and RGB pixels, and then how it ended.
"""

import logging
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from typing import IO, cast

import numpy as np

from cardscan.errors import ImageTooLarge, ImageUnreadable, InputError
from cardscan.language import _
from cardscan.model import Pixels
from cardscan.ocr.pdf import is_pdf, pdf_pages
from cardscan.ocr.pictures import MAX_PAGES, picture_pages

if sys.platform != "win32":  # where only the worker's time limit holds
    import resource

PAGE_SECONDS = 6  # of CPU; the largest picture takes 4
MAX_MEMORY = 1_000_000_000  # bytes
BAND = 256  # rows sent at a time

# -P: what lies in the folder that the user works in is no part of the program
COMMAND = (sys.executable, "-P", "-m", "cardscan.ocr.decoder")
REDUCED = "reduced"  # an argument
HEADER = struct.Struct("<BII")  # PAGE, width, height; an error, bytes of its message, 0; END, 0, 0
END, PAGE, UNREADABLE, TOO_LARGE = range(4)
ERRORS: dict[int, type[InputError]] = {UNREADABLE: ImageUnreadable, TOO_LARGE: ImageTooLarge}


def decoded_pages(path: str, data: bytes, *, reduced: bool = False) -> Iterator[Pixels]:
    """Decode each page of a picture or PDF in this process; a page is gone with the next.

    Raises ImageUnreadable or ImageTooLarge.
    """
    if is_pdf(data):
        return pdf_pages(path, data, max_pages=MAX_PAGES)
    return picture_pages(path, data, reduced=reduced)


def bounded_pages(
    path: str, data: bytes, *, reduced: bool = False, seconds: int = PAGE_SECONDS
) -> Iterator[Pixels]:
    """Decode each page in another process, with so many seconds of CPU for each.

    Raises ImageUnreadable or ImageTooLarge, also when a page takes more time or memory than any
    picture of cards needs.
    """
    with subprocess.Popen(  # noqa: S603 - our own module, and the file is no argument of it
        (*COMMAND, path, str(seconds), *([REDUCED] if reduced else [])),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _send(cast("IO[bytes]", process.stdin), data)
            del data  # up to 200 MB
            yield from _received(path, cast("BufferedReader", process.stdout))
        finally:
            process.kill()


def _send(pipe: IO[bytes], data: bytes) -> None:
    """Write all of it; when the process is gone, that shows on its other end."""
    with suppress(BrokenPipeError):
        pipe.write(data)
    with suppress(BrokenPipeError):
        pipe.close()


def _received(path: str, pipe: BufferedReader) -> Iterator[Pixels]:
    while header := pipe.read(HEADER.size):
        kind, width, height = HEADER.unpack(header)
        if kind == END:
            return
        if kind in ERRORS:
            raise ERRORS[kind](pipe.read(width).decode("utf-8", "surrogateescape"))
        pixels = np.empty((height, width, 3), np.uint8)
        if not _fill(pixels, pipe):
            break
        yield pixels
        del pixels  # the caller may be done with it: hold one page at a time
    raise ImageTooLarge(
        _(
            "{path}: takes too many seconds, or more than {max_memory} MB, to "
            "decode; save it smaller, or print it to a new PDF"
        ).format(path=path, max_memory=MAX_MEMORY // 1000000)
    )


def _fill(pixels: Pixels, pipe: BufferedReader) -> bool:
    rest = memoryview(pixels.data).cast("B")
    while rest:
        read = pipe.readinto(rest)
        if not read:
            return False
        rest = rest[read:]
    return True


def main() -> None:
    """Decode the file on stdin; the arguments are its name, for messages, and the seconds."""
    path, seconds, reduced = sys.argv[1], int(sys.argv[2]), REDUCED in sys.argv[3:]
    data, out = sys.stdin.buffer.read(), sys.stdout.buffer
    logging.disable(logging.CRITICAL)
    _limit_memory()
    _limit_time(seconds)
    try:
        for pixels in decoded_pages(path, data, reduced=reduced):
            height, width, _ = pixels.shape
            out.write(HEADER.pack(PAGE, width, height))
            for top in range(0, height, BAND):
                out.write(pixels[top : top + BAND].tobytes())
            out.flush()
            _limit_time(seconds)
        out.write(HEADER.pack(END, 0, 0))
    except InputError as error:
        kind = TOO_LARGE if isinstance(error, ImageTooLarge) else UNREADABLE
        message = str(error).encode("utf-8", "surrogateescape")
        out.write(HEADER.pack(kind, len(message), 0) + message)


def _limit_memory() -> None:
    """Let the system refuse this process more memory."""
    if sys.platform == "linux":  # macOS does not keep to this limit
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _limit_time(seconds: int) -> None:
    """Let the system end this process when it has worked on one page for too long."""
    if sys.platform != "win32":
        spent = resource.getrusage(resource.RUSAGE_SELF)
        until = int(spent.ru_utime + spent.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
