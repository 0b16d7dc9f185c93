"""Draw the pages of a PDF as pictures."""

from collections.abc import Iterator
from math import sqrt

import pypdfium2 as pdfium

from cardscan.errors import ImageTooLarge, ImageUnreadable
from cardscan.language import _
from cardscan.model import Pixels

PDF_MARK = b"%PDF-"
PDF_MARK_WITHIN = 1024  # bytes of junk that readers accept before the mark (ISO 32000-1, annex H)
PDF_DPI = 400  # 6-point type on a card gets 33 pixels of height
MAX_PAGE_PIXELS = 40_000_000  # an A3 page at 400 dpi has 31 million; posters are drawn coarser
POINTS_PER_INCH = 72


def is_pdf(data: bytes) -> bool:
    """Say whether these bytes of a file are meant as a PDF."""
    return PDF_MARK in data[:PDF_MARK_WITHIN]


def pdf_pages(path: str, data: bytes, *, max_pages: int) -> Iterator[Pixels]:
    """Draw each page on white as RGB.

    Raises ImageUnreadable for a broken or encrypted file, ImageTooLarge beyond ``max_pages``.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            if len(document) > max_pages:
                raise ImageTooLarge(
                    _("{path}: {document} pages, more than {max_pages}; split the PDF").format(
                        path=path, document=len(document), max_pages=max_pages
                    )
                )
            for number in range(len(document)):
                yield from _drawn(document[number])
    except pdfium.PdfiumError as error:
        raise ImageUnreadable(f"{path}: {_reason(error)}") from error


def _drawn(page: pdfium.PdfPage) -> Iterator[Pixels]:
    if _coarseness(page) < 1:
        _crop_to_print(page)
    scale = PDF_DPI / POINTS_PER_INCH * _coarseness(page)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        yield bitmap.to_numpy()[:, :, :3]  # gone with the bitmap
    finally:
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


def _reason(error: pdfium.PdfiumError) -> str:
    if "password" in str(error).lower():
        return "this PDF is encrypted; save a copy without a password and read that"
    return "this PDF is broken; open it in a viewer and print it to a new PDF"
