"""Draw the pages of one PDF, in a process of its own with little time and memory.

A small PDF can hold endless work, and PDFium cannot be stopped while it reads a page. So
``pdf.py`` runs this module: the PDF comes on stdin; on stdout go the number of pages and then,
for each page, a header and its RGB pixels.
"""

import struct
import sys
from math import sqrt

import pypdfium2 as pdfium

if sys.platform != "win32":  # where only the worker's time limit holds
    import resource

PDF_DPI = 400  # 6-point type on a card gets 33 pixels of height
MAX_PAGE_PIXELS = 40_000_000  # an A3 page at 400 dpi has 31 million; posters are drawn coarser
POINTS_PER_INCH = 72
PAGE_SECONDS = 8  # of CPU; a dense map takes 1
MAX_MEMORY = 700_000_000  # bytes; the largest page and a scan that fills it take half of that

ENCRYPTED, BROKEN, TOO_LARGE = 3, 4, 5  # exit codes
COUNT = struct.Struct("<I")  # pages
SIZE = struct.Struct("<II")  # width, height in pixels


def main() -> None:
    """Draw the PDF on stdin."""
    data = sys.stdin.buffer.read()
    _limit_memory()
    _limit_time()
    try:
        document = pdfium.PdfDocument(data)
        sys.stdout.buffer.write(COUNT.pack(len(document)))
        for number in range(len(document)):
            _limit_time()
            _draw(document[number])
    except pdfium.PdfiumError as error:
        sys.exit(ENCRYPTED if "password" in str(error).lower() else BROKEN)
    except MemoryError:
        sys.exit(TOO_LARGE)


def _limit_memory() -> None:
    """Let the system refuse this process more memory; PDFium then gives up."""
    if sys.platform == "linux":  # macOS does not keep to this limit
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _limit_time() -> None:
    """Let the system end this process when it has worked on one page for too long."""
    if sys.platform != "win32":
        spent = resource.getrusage(resource.RUSAGE_SELF)
        until = int(spent.ru_utime + spent.ru_stime) + 1 + PAGE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _draw(page: pdfium.PdfPage) -> None:
    if _coarseness(page) < 1:
        _crop_to_print(page)
    scale = PDF_DPI / POINTS_PER_INCH * _coarseness(page)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    pixels = bitmap.to_numpy()[:, :, :3]
    height, width, _ = pixels.shape
    sys.stdout.buffer.write(SIZE.pack(width, height))
    for row in pixels:
        sys.stdout.buffer.write(row.tobytes())
    sys.stdout.buffer.flush()
    bitmap.close()
    page.close()


def _coarseness(page: pdfium.PdfPage) -> float:
    """Return by which factor the page must be drawn smaller than it should."""
    width, height = page.get_size()
    pixels = width * height * (PDF_DPI / POINTS_PER_INCH) ** 2
    return min(1.0, sqrt(MAX_PAGE_PIXELS / max(pixels, 1.0)))


def _crop_to_print(page: pdfium.PdfPage) -> None:
    """Leave out the empty margins of a huge sheet, on which a card would be too small to read."""
    boxes = [item.get_bounds() for item in page.get_objects(max_depth=1)]
    if boxes:
        left, bottom, right, top = page.get_bbox()
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        page.set_cropbox(
            max(left, min(lefts)),
            max(bottom, min(bottoms)),
            min(right, max(rights)),
            min(top, max(tops)),
        )


if __name__ == "__main__":
    main()
