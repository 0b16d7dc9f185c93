"""Ways to let Tesseract read lines that the first reader found, to weigh them by time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cardscan.model import Line, OcrPage, PreparedCard
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader

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


class Recorded(RapidReader):
    """A first reader that says again what it saw, by the picture's path."""

    def __init__(self, pages: dict[str, OcrPage]) -> None:
        self._pages = pages

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the recorded page."""
        return self._pages[card.source.path]


def one_call_a_card(card: PreparedCard, lines: Sequence[Line]) -> list[str]:
    """Read all lines of a card in one go, as the product does."""
    return [reading.text for reading in TesseractReader().witness(card.pixels, lines)]


def one_call_a_line(card: PreparedCard, lines: Sequence[Line]) -> list[str]:
    """Read every line in a go of its own."""
    return [text for line in lines for text in one_call_a_card(card, [line])]
