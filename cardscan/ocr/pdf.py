"""Draw the pages of a PDF as pictures."""

from collections.abc import Iterator
from math import sqrt

import numpy as np
import pypdfium2 as pdfium

from cardscan.errors import ImageTooLarge, ImageUnreadable
from cardscan.model import Pixels

PDF_DPI = 400  # 6-point type on a card gets 33 pixels of height
MAX_PAGE_PIXELS = 40_000_000  # an A3 page at 400 dpi has 31 million; posters are drawn coarser
POINTS_PER_INCH = 72


def pdf_pages(path: str, data: bytes, *, max_pages: int) -> Iterator[Pixels]:
    """Draw each page on white as RGB.

    Raises ImageUnreadable for a broken or encrypted file, ImageTooLarge beyond ``max_pages``.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            if len(document) > max_pages:
                raise ImageTooLarge(
                    f"{path}: {len(document)} pages, more than {max_pages}; split the PDF"
                )
            for number in range(len(document)):
                yield _drawn(document[number])
    except pdfium.PdfiumError as error:
        raise ImageUnreadable(f"{path}: {_reason(error)}") from error


def _drawn(page: pdfium.PdfPage) -> Pixels:
    width, height = page.get_size()
    scale = PDF_DPI / POINTS_PER_INCH
    scale *= min(1.0, sqrt(MAX_PAGE_PIXELS / max(width * height * scale * scale, 1.0)))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        # a copy, because the bitmap's memory goes with the page
        return np.array(bitmap.to_numpy()[:, :, :3], np.uint8, order="C")
    finally:
        bitmap.close()
        page.close()


def _reason(error: pdfium.PdfiumError) -> str:
    if "password" in str(error).lower():
        return "this PDF is encrypted; save a copy without a password and read that"
    return "this PDF is broken; open it in a viewer and print it to a new PDF"
