"""Read the QR codes of a picture."""

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from cardscan.model import Code, Pixels, Quad
from cardscan.ocr.code_text import text_of

# All formats on a noisy photo take fourteen times as long, and cards carry these two.
FORMATS = zxingcpp.BarcodeFormats(
    (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.MicroQRCode)
)

GAP = 1.5  # pixels; standard deviation of what closes the gaps


def read_codes(pixels: Pixels) -> tuple[Code, ...]:
    """Decode every QR code, at any angle, light on dark too; quads are in pixels of the picture."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)  # takes half the time
    barcodes = _barcodes(gray) or _barcodes(_smooth(gray))
    return tuple(
        Code(text_of(barcode.bytes, barcode.text), _quad(barcode.position)) for barcode in barcodes
    )


def _barcodes(gray: NDArray[np.uint8]) -> list[zxingcpp.Barcode]:
    # Plain text mode: the default writes control characters as words, a tab as <HT>.
    return zxingcpp.read_barcodes(gray, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain)


def _smooth(gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Close the gaps between rounded modules, which break a code's finders into pieces."""
    return np.asarray(cv2.GaussianBlur(gray, (0, 0), GAP), np.uint8)


def _quad(position: zxingcpp.Position) -> Quad:
    corners = (
        position.top_left,
        position.top_right,
        position.bottom_right,
        position.bottom_left,
    )
    return Quad(*((float(corner.x), float(corner.y)) for corner in corners))
