"""Sheets of paper with Japanese letters, as PDF with their fonts embedded."""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cardscan.errors import FontMissing
from cardscan.formats.encoding import GETA
from cardscan.formats.ledger import Ledger, LostCharacter
from cardscan.language import _

FONT = "paper"
SMALLEST = 5.0  # points; smaller print nobody reads
MARK_OF_POINT = 25.4 / 72  # mm

# Where systems keep a font with Japanese letters that fontconfig need not be asked for.
KNOWN_FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 0),
    ("/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc", 0),
    ("C:/Windows/Fonts/YuGothR.ttc", 0),
    ("C:/Windows/Fonts/msgothic.ttc", 0),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in mm from its top left."""

    left: float
    top: float
    width: float
    height: float


class Paper:
    """An A4 document; every text on it passes the ledger, as letters that a font lacks are lost."""

    def __init__(self, ledger: Ledger) -> None:
        from fpdf import FPDF  # noqa: PLC0415 - half a second that other formats need not wait

        self._ledger = ledger
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.c_margin = 0
        path, index = japanese_font()
        self._pdf.add_font(FONT, fname=path, collection_font_number=index)
        self._pdf.set_font(FONT)
        self._letters = self._pdf.fonts[FONT].cmap  # type: ignore[union-attr]  # of a file, so it has one

    def add_page(self) -> None:
        """Begin a page."""
        self._pdf.add_page()

    def write(self, text: str, box: Box, *, size: float, contact_id: str, field: str) -> float:
        """Write one line, smaller where it is too long, and return the height it takes, in mm.

        A line that is too long even so is broken.
        """
        text = self._printable(text, contact_id, field)
        pdf = self._pdf
        pdf.set_font_size(size)
        width = pdf.get_string_width(text)
        if width > box.width:
            pdf.set_font_size(max(SMALLEST, size * box.width / width * 0.99))
        height = float(pdf.font_size_pt * MARK_OF_POINT * 1.25)
        pdf.set_xy(box.left, box.top)
        pdf.multi_cell(box.width, height, text, align="L", padding=0)
        return float(pdf.get_y()) - box.top

    def draw(self, picture: bytes, box: Box) -> None:
        """Draw a JPEG into a box, as large as it goes."""
        self._pdf.image(picture, box.left, box.top, box.width, box.height, keep_aspect_ratio=True)

    def content(self) -> bytes:
        """Return the document."""
        return bytes(self._pdf.output())

    def _printable(self, text: str, contact_id: str, field: str) -> str:
        """Replace what the font lacks with the printers' sign for it, and keep the books on it."""
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        lost = [letter for letter in text if ord(letter) not in self._letters and letter != " "]
        self._ledger.lost += (LostCharacter(contact_id, field, letter, GETA) for letter in lost)
        return "".join(GETA if letter in lost else letter for letter in text)


def japanese_font(known: Iterable[tuple[str, int]] = KNOWN_FONTS) -> tuple[Path, int]:
    """Return a font file with Japanese letters and the face in it; raise FontMissing."""
    for name, face in known:
        if Path(name).is_file():
            return Path(name), face
    if matcher := shutil.which("fc-match"):
        wanted = (matcher, "--format", "%{file}\t%{index}\t%{lang}", "sans-serif:lang=ja")
        told = subprocess.run(wanted, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - fontconfig's own program
        path, _tab, rest = told.stdout.partition("\t")
        index, _tab, languages = rest.partition("\t")
        if "ja" in languages.split("|") and Path(path).is_file():
            return Path(path), int(index) & 0xFFFF  # above: the variation of a variable font
    raise FontMissing(
        _(
            "No font with Japanese letters was found. Install one, on Debian and "
            "Ubuntu with: sudo apt install fontconfig fonts-noto-cjk"
        )
    )
