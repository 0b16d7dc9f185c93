"""The reader Tesseract: reads a card alone, or lines that others found."""

import logging
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from shutil import which

import cv2
import numpy as np

from cardscan.errors import EngineMissing
from cardscan.language import _
from cardscan.model import Direction, Line, OcrPage, Pixels, PreparedCard, Quad, Reading, Word
from cardscan.ocr.columns import lay_cells
from cardscan.ocr.crops import cut, dark_on_light
from cardscan.ocr.glyphs import is_cjk, share_of
from cardscan.ocr.languages import (
    EXPECTED,
    NEEDED,
    PROGRAM,
    install_command,
    installed,
    missing,
    pack_for,
    packs_for,
)
from cardscan.ocr.lines import joined
from cardscan.ocr.ordering import in_reading_order
from cardscan.ocr.recognition import Mode, Rows, recognized
from cardscan.ocr.scripts import HANGUL, Language, language_of

NAME = "tesseract"
MIXED = "jpn+eng"
VERTICAL = "jpn_vert"
ROW_HEIGHT = 40  # pixels; the networks see rows of 36, and more takes longer and reads no better
BORDER = 8  # pixels of paper around a row; without it the outermost letters are lost
WORD_GAP = 0.5  # of the type size; Tesseract parts Chinese characters at less
HANGUL_GAP = 0.3  # of the type size; Korean has spaces, and Tesseract parts syllables at less
LEGIBLE = 0.6  # mean confidence below which a card may be written vertically
DOUBTFUL = 0.8  # mean confidence below which it may be in none of the usual languages
CHINESE = (Language.SIMPLIFIED, Language.TRADITIONAL)
OTHERS = (*CHINESE, Language.KOREAN)
STRAY = 0.05  # share of Chinese characters and kana up to which a card is Latin: の is a misread ø

log = logging.getLogger(__name__)


class TesseractReader:
    """Tesseract 5 with the packs that are installed, ``jpn`` and ``eng`` at least."""

    name = NAME

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card in reading order."""
        return self.complete(card, self.glance(card))

    def glance(self, card: PreparedCard) -> OcrPage:
        """Take the card for a Japanese one; what is seen tells how to look again."""
        return _page(card, _first_look(dark_on_light(card.pixels)))

    def complete(self, card: PreparedCard, glimpse: OcrPage) -> OcrPage:
        """Look again with other packs where the first look says so."""
        picture = dark_on_light(card.pixels)
        lines = list(glimpse.lines)
        latin = packs_for(Language.LATIN, accented=True)
        if _language_seen(lines) is Language.LATIN and latin:
            lines = _look(picture, latin)
        if _legibility(lines) < DOUBTFUL or _language_seen(lines) in CHINESE:
            others = (_look(picture, packs) for packs in map(packs_for, OTHERS) if packs)
            lines = max(lines, *others, [], key=_legibility)
        return _page(card, lines)

    def hangul(self, card: PreparedCard) -> list[Line]:
        """Return the lines of a Korean card; none when it is no such, or the pack is missing."""
        packs = packs_for(Language.KOREAN)
        lines = _look(dark_on_light(card.pixels), packs) if packs else []
        sure = [line for line in lines if line.confidence >= LEGIBLE]
        return lines if any(len(HANGUL.findall(line.text)) > 1 for line in sure) else []

    def witness(
        self, pixels: Pixels, lines: Sequence[Line], *, among: Sequence[Line] = ()
    ) -> list[Reading]:
        """Read again lines that another reader found, each on its own; keep their order.

        The lines of the whole card (among) tell its language. Lines for whose language there is
        no pack are left to the other reader.
        """
        readings = [Reading(NAME, "", 0.0)] * len(lines)
        by_packs: dict[str, list[int]] = defaultdict(list)
        language = language_of(line.text for line in among or lines)
        accented = any(_has_accents(line.text) for line in among or lines)
        for index, line in enumerate(lines):
            of_line = Language.LATIN if _is_latin(line.text) else language
            pack = pack_for(of_line, accented=accented)
            if pack:
                by_packs[pack].append(index)
        for packs, indexes in by_packs.items():
            rows = [_as_row(pixels, lines[index]) for index in indexes]
            read = recognized(rows, packs, Mode.ROW)
            for index, row, seen in zip(indexes, rows, read, strict=True):
                words = [word for part in seen for word in part]
                readings[index] = _reading(words, lines[index], width=row.shape[1])
        return readings


def engine() -> TesseractReader:
    """Return the reader for the entry point ``cardscan.engines``; raise `EngineMissing`."""
    require()
    return TesseractReader()


@cache
def require() -> None:
    """Raise `EngineMissing`, with the command that helps, unless Tesseract can be used."""
    if which(PROGRAM) is None:
        raise EngineMissing(
            _("Tesseract was not found on PATH. Run: {command}").format(
                command="sudo apt-get install tesseract-ocr "
                + install_command((*NEEDED, *EXPECTED)).rpartition("install ")[2]
            )
        )
    lacking = missing(NEEDED)
    if lacking:
        names = ", ".join(lacking)
        raise EngineMissing(
            _("Tesseract lacks {names}. Run: {install_command}").format(
                names=names, install_command=install_command(lacking)
            )
        )
    lacking = missing(EXPECTED)
    if lacking:
        log.warning(
            "Tesseract lacks %s and goes on without. Run: %s",
            ", ".join(lacking),
            install_command(lacking),
        )


def _page(card: PreparedCard, lines: Sequence[Line]) -> OcrPage:
    height, width = card.pixels.shape[:2]
    return OcrPage(card.source, width, height, in_reading_order(joined(lines)))


def _first_look(picture: Pixels) -> list[Line]:
    """Read a picture as if it were a Japanese card, in rows, or in columns when they read badly."""
    lines = _look(picture, MIXED)
    if _legibility(lines) < LEGIBLE and VERTICAL in installed():
        columns = _lines(recognized([picture], VERTICAL, Mode.COLUMNS)[0], Direction.VERTICAL)
        return max(lines, columns, key=_legibility)
    return lines


def _look(picture: Pixels, packs: str) -> list[Line]:
    return _lines(recognized([picture], packs, Mode.SPARSE)[0], Direction.HORIZONTAL)


def _language_seen(lines: Sequence[Line]) -> Language:
    """Tell the language from a first look with Japanese and English."""
    text = "".join(line.text for line in lines)
    if sum(map(is_cjk, text)) <= STRAY * len(text):
        return Language.LATIN
    return language_of(line.text for line in lines)


def _has_accents(text: str) -> bool:
    """Say whether a text has Latin letters that English lacks: é, ß, ø."""
    return any("\u00c0" <= character <= "\u024f" and character.isalpha() for character in text)


def _lines(rows: Rows, direction: Direction) -> list[Line]:
    lines = []
    for words in rows:
        quad = Quad.of_box(
            min(word.quad.left for word in words),
            min(word.quad.top for word in words),
            max(word.quad.right for word in words),
            max(word.quad.bottom for word in words),
        )
        line = Line("", 0.0, quad, direction)
        reading = Reading(NAME, _text(words), _score(words), tuple(words))
        lines.append(
            replace(line, text=reading.text, confidence=reading.confidence, readings=(reading,))
        )
    return lines


def _reading(words: Sequence[Word], line: Line, *, width: int) -> Reading:
    """Turn the words of a row's picture into words of the line on the card."""
    vertical = line.direction is Direction.VERTICAL
    placed = tuple(
        replace(
            word,
            quad=share_of(
                line.quad, word.quad.left / width, word.quad.right / width, vertical=vertical
            ),
        )
        for word in words
    )
    return Reading(NAME, _text(words), _score(words), placed)


def _text(words: Sequence[Word]) -> str:
    """Set spaces between words, but not between characters of one word, which Tesseract parts."""
    parts = [word.text for word in words[:1]]
    for before, after in pairwise(words):
        gap = after.quad.left - before.quad.right
        least = _word_gap(before.text[-1], after.text[0])
        if gap > least * max(before.quad.height, after.quad.height):
            parts.append(" ")
        parts.append(after.text)
    return "".join(parts)


def _word_gap(before: str, after: str) -> float:
    """Return from which white on, as a share of the type size, a space was printed."""
    if is_cjk(before) and is_cjk(after):
        return WORD_GAP
    return HANGUL_GAP if HANGUL.match(before) and HANGUL.match(after) else -math.inf


def _score(words: Sequence[Word]) -> float:
    """Return the mean confidence of the characters."""
    characters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(1, characters)


def _legibility(lines: Sequence[Line]) -> float:
    return _score([word for line in lines for word in line.readings[0].words])


def _is_latin(text: str) -> bool:
    return bool(text) and not any(is_cjk(character) for character in text)


def _as_row(pixels: Pixels, line: Line) -> Pixels:
    """Cut a line out as one row, dark on light, at the size Tesseract reads best."""
    crop = cut(pixels, line.quad)
    if line.direction is Direction.VERTICAL:
        column = lay_cells(crop)
        crop = column.pixels if column else crop
    scale = ROW_HEIGHT / crop.shape[0]
    size = (max(1, round(crop.shape[1] * scale)), ROW_HEIGHT)
    row = cv2.resize(
        dark_on_light(crop), size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    )
    framed = cv2.copyMakeBorder(row, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_REPLICATE)
    return np.asarray(framed, dtype=np.uint8)
