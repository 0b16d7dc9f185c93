"""The readers that are compared, and the plain loop that cardscan has to beat.

Every reader answers with cards as ``cardscan read --json`` prints them, so that one rule scores
them all; the plain loop knows no fields and gives lines alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pytesseract
from PIL import Image

from cardscan.cli.reading import card_object
from cardscan.scan import Recipe, scan_file

ENGINES = ("fused", "rapidocr", "tesseract")
PLAIN = "plain loop"
READERS = (*ENGINES, PLAIN)
PLAIN_ONE_THREAD = "plain loop, one thread"
THREADS = "OMP_THREAD_LIMIT"  # cardscan's workers set it to one
LANGUAGES = "jpn+eng"

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader saw in one file, and how long it took."""

    cards: tuple[Card, ...]
    seconds: float  # in the worker, from the file's name to its cards


def read(path: str, reader: str) -> Reading:
    """Read one file from disk, in this process."""
    begin = perf_counter()
    if reader == PLAIN_ONE_THREAD:
        cards = _plainly(path)
    elif reader == PLAIN:
        with _environment_as_found():
            cards = _plainly(path)
    else:
        cards = _with_cardscan(path, reader)
    return Reading(cards, perf_counter() - begin)


@contextmanager
def _environment_as_found() -> Iterator[None]:
    """Take back, for a while, the thread limit that cardscan sets for its own calls."""
    limit = os.environ.pop(THREADS, None)
    try:
        yield
    finally:
        if limit is not None:
            os.environ[THREADS] = limit


def _with_cardscan(path: str, engine: str) -> tuple[Card, ...]:
    """Decode, find, straighten, read and parse, as ``cardscan read`` does."""
    cards: list[Card] = []
    for page in scan_file(path, Recipe(engine)):
        cards.extend(card_object(scanned.card) for scanned in page.cards)
        if page.error:
            cards.append({"source": {"path": path}, "error": str(page.error)})
    return tuple(cards)


def _plainly(path: str) -> tuple[Card, ...]:
    """Read as the shortest program does: open the picture and hand it to Tesseract whole."""
    with Image.open(path) as image:
        return (text_card(path, pytesseract.image_to_string(image, lang=LANGUAGES)),)


def text_card(path: str, text: str) -> Card:
    """Return a text alone as a card without fields."""
    lines = [{"text": line} for line in text.splitlines() if line.strip()]
    source = {"path": path, "page": 0, "index": 0, "quad": None}
    return {"source": source, "fields": [], "lines": lines, "warnings": []}
