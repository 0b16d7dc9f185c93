"""Ways to let Tesseract read lines that the first reader found, to weigh them by time."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytesseract
from PIL import Image

from cardscan.model import Line, OcrPage, Pixels, PreparedCard
from cardscan.ocr.tesseract import Data, TesseractReader

PLACES = ("level", "page_num", "block_num", "par_num", "line_num", "word_num")
BOX = ("left", "top", "width", "height")
TSV = (*((name, int) for name in (*PLACES, *BOX)), ("conf", float), ("text", str))
SecondLook = Callable[[PreparedCard, Sequence[Line]], Sequence[str]]


@dataclass(slots=True)
class SecondReader:
    """An engine that reads lines found beforehand once more, and takes what it sees."""

    name: str
    pages: dict[str, OcrPage]  # what the first reader saw, by the picture's path
    look: SecondLook

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the page with the texts of the second look."""
        page = self.pages[card.source.path]
        texts = self.look(card, page.lines)
        told = zip(page.lines, texts, strict=True)
        return replace(page, lines=tuple(replace(line, text=text) for line, text in told))


def one_call_a_card(card: PreparedCard, lines: Sequence[Line]) -> list[str]:
    """Read all lines with the product's own call of pytesseract."""
    return [reading.text for reading in TesseractReader().witness(card.pixels, lines)]


def one_call_a_line(card: PreparedCard, lines: Sequence[Line]) -> list[str]:
    """Start Tesseract anew for every line."""
    return [text for line in lines for text in one_call_a_card(card, [line])]


def kept_loaded() -> Callable[[Sequence[Pixels], str, str], Data]:
    """Return what takes the place of pytesseract: tesserocr, its models kept in this process."""
    try:
        import tesserocr  # noqa: PLC0415 - the product does without
    except ImportError:
        raise SystemExit("tesserocr is not installed. Run: pip install tesserocr") from None
    folder = _packs_folder()

    @cache
    def loaded(packs: str) -> Any:
        return tesserocr.PyTessBaseAPI(path=folder, lang=packs, psm=tesserocr.PSM.SINGLE_LINE)

    def recognize(pictures: Sequence[Pixels], packs: str, _mode: str) -> Data:
        rows = []
        for page, picture in enumerate(pictures):
            api = loaded(packs)
            api.SetImage(Image.fromarray(picture))
            api.Recognize()
            rows += [row.split("\t") for row in api.GetTSVText(page).splitlines()]
        return {name: [kind(row[at]) for row in rows] for at, (name, kind) in enumerate(TSV)}

    return recognize


def _packs_folder() -> str:
    """Return where Tesseract's own program finds its packs; tesserocr does not know."""
    asked = (pytesseract.pytesseract.tesseract_cmd, "--list-langs")
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603
    return answer.stdout.split('"')[1]
