"""Read the QR codes of a picture."""

import cv2
import zxingcpp

from cardscan.model import Code, Pixels, Quad
from cardscan.ocr.code_text import text_of

# All formats on a noisy photo take fourteen times as long, and cards carry these two.
FORMATS = zxingcpp.BarcodeFormats(
    (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.MicroQRCode)
)


def read_codes(pixels: Pixels) -> tuple[Code, ...]:
    """Decode every QR code, at any angle, light on dark too; quads are in pixels of the picture."""
    # In gray zxing-cpp takes half the time. Plain text mode: the default writes control
    # characters as words, a tab as <HT>.
    barcodes = zxingcpp.read_barcodes(
        cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY),
        formats=FORMATS,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return tuple(
        Code(text_of(barcode.bytes, barcode.text), _quad(barcode.position)) for barcode in barcodes
    )


def _quad(position: zxingcpp.Position) -> Quad:
    corners = (
        position.top_left,
        position.top_right,
        position.bottom_right,
        position.bottom_left,
    )
    return Quad(*((float(corner.x), float(corner.y)) for corner in corners))
