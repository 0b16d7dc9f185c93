"""The reader PP-OCR, through rapidocr: finds the lines of a card and reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cardscan.model import Direction, Line, OcrPage, Pixels, PreparedCard, Quad, Reading
from cardscan.ocr.columns import CellRow, lay_cells
from cardscan.ocr.crops import cut, is_tall, turn_left
from cardscan.ocr.glyphs import Glyph, Glyphs, is_cjk, score_of, spaced, text_of, words_of
from cardscan.ocr.lines import in_reading_order, joined, united
from cardscan.ocr.rapid_models import RapidModels
from cardscan.ocr.variants import with_seen_forms

NAME = "rapidocr"
BATCH = 6  # rows read at once; they are padded to the widest, so more is not quicker
DRAWING = 0.25  # of the card's height; a logo or picture, whatever it was read as
CELLS_BONUS = 0.15  # a column of kanji read cell by cell is right more often than it scores
SURE_NUMERALS = frozenset("〇一二三四五六七八九")
LIKE_NUMERALS = str.maketrans("○◯ニー", "〇〇二一")
NUMERALS = re.compile("[〇○◯一二三四五六七八九ニー-]{3,}")
COMPANY_BONUS = 0.3  # and all the more when the other columns of the card are vertical
STROKES = frozenset("一ー-–—―─|｜丨lI1!ｌ")  # how an upright stroke may be read once it lies


class RapidReader:
    """PP-OCR with the models that rapidocr's wheel carries; nothing is ever fetched."""

    name = NAME

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card in reading order."""
        height, width = card.pixels.shape[:2]
        found = self.read_lines(card.pixels, united(self._models.find_lines(card.pixels)))
        lines = joined([line for line in found if not _is_drawing(line, height)])
        return OcrPage(card.source, width, height, in_reading_order(lines))

    def read_lines(self, pixels: Pixels, quads: Sequence[Quad]) -> tuple[Line, ...]:
        """Read the lines inside the quads; lines without text are left out.

        A tall box is read twice: cell by cell as a column, and turned by 90° as a row.
        """
        crops = [cut(pixels, quad) for quad in quads]
        columns = [
            lay_cells(crop) if is_tall(quad) else None
            for quad, crop in zip(quads, crops, strict=True)
        ]
        rows = [
            turn_left(crop) if is_tall(quad) else crop
            for quad, crop in zip(quads, crops, strict=True)
        ]
        read = self._read_rows([*rows, *(column.pixels for column in columns if column)])
        cells = iter(read[len(rows) :])
        tall = {
            at: _Tall(
                upright=_line(quads[at], _in_cells(next(cells), column), Direction.VERTICAL),
                lying=_line(_on_its_side(quads[at]), spaced(read[at]), Direction.HORIZONTAL),
            )
            for at, column in enumerate(columns)
            if column
        }
        vertical = sum(box.lead * len(box.upright.text) for box in tall.values()) > 0
        lines = [
            tall[at].line(on_vertical_card=vertical)
            if at in tall
            else _line(quad, spaced(glyphs), Direction.HORIZONTAL)
            for at, (quad, glyphs) in enumerate(zip(quads, read[: len(rows)], strict=True))
        ]
        return tuple(with_seen_forms(line, pixels) for line in lines if line.text)

    def _read_rows(self, rows: Sequence[Pixels]) -> list[Glyphs]:
        """Read rows of text in batches of like shape; return them in the order given."""
        by_shape = sorted(
            range(len(rows)), key=lambda index: rows[index].shape[1] / len(rows[index])
        )
        read: list[Glyphs] = [()] * len(rows)
        for start in range(0, len(rows), BATCH):
            batch = by_shape[start : start + BATCH]
            found = self._models.read_rows([rows[index] for index in batch])
            for index, glyphs in zip(batch, found, strict=True):
                read[index] = glyphs
        return read

    @cached_property
    def _models(self) -> RapidModels:
        return RapidModels()


def engine() -> RapidReader:
    """Return the reader for the entry point ``cardscan.engines``."""
    return RapidReader()


@dataclass(frozen=True, slots=True)
class _Tall:
    """What stands in a tall box: a column of upright characters, or a row on its side."""

    upright: Line
    lying: Line

    @property
    def lead(self) -> float:
        """Return by how much the box reads better as a column."""
        return self.upright.confidence + CELLS_BONUS * self._cjk - self.lying.confidence

    def line(self, *, on_vertical_card: bool) -> Line:
        """Return the better reading; the card's other columns count as well."""
        lead = self.lead + (COMPANY_BONUS * self._cjk if on_vertical_card else 0)
        return self.upright if lead >= 0 else self.lying

    @property
    def _cjk(self) -> float:
        text = self.lying.text or self.upright.text
        return sum(is_cjk(character) for character in text) / max(1, len(text))


def _is_drawing(line: Line, height: int) -> bool:
    """Say whether what was read as one character is too big on the card to be one."""
    return len(line.text) == 1 and line.quad.height > DRAWING * height


def _on_its_side(quad: Quad) -> Quad:
    """Return the quad as text reading downwards sees it: its top is on the right."""
    top_left, top_right, bottom_right, bottom_left = quad.points
    return Quad(top_right, bottom_right, bottom_left, top_left)


def _in_cells(glyphs: Glyphs, column: CellRow) -> Glyphs:
    """Put the characters back where they stand in the column, and strokes and spaces right.

    A cell with one upright stroke holds ー after kana and a hyphen after anything else; in any
    other cell a lying stroke after a Chinese character is 一.
    """
    placed: list[Glyph] = []
    length = column.length
    before = -1
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        cell = column.index_at(glyph.at)
        if column.blanks & frozenset(range(before + 1, cell)) and placed:
            placed.append(Glyph(" ", 1.0, column.middle(cell - 1) / length))
        text = glyph.text
        if text in STROKES:
            follows_kana = bool(placed) and "\u3041" <= placed[-1].text <= "\u30fe"
            if cell in column.bars:
                text = "ー" if follows_kana else "-"
            elif not follows_kana and (not placed or is_cjk(placed[-1].text)):
                text = "一"
        placed.append(Glyph(text, glyph.confidence, column.middle(cell) / length))
        before = cell
    return _healed_numerals(tuple(placed))


def _healed_numerals(glyphs: Glyphs) -> Glyphs:
    """Read look-alikes among kanji numerals as numerals: 〇三-ニーー○ is 〇三-二一一〇."""
    healed = list(glyphs)
    text = "".join(glyph.text for glyph in glyphs)
    for run in NUMERALS.finditer(text):
        if sum(character in SURE_NUMERALS for character in run.group()) >= 2:
            for at in range(*run.span()):
                healed[at] = replace(glyphs[at], text=text[at].translate(LIKE_NUMERALS))
    return tuple(healed)


def _line(quad: Quad, glyphs: Glyphs, direction: Direction) -> Line:
    text, score = text_of(glyphs), score_of(glyphs)
    words = words_of(glyphs, quad, vertical=direction is Direction.VERTICAL)
    return Line(text, score, quad, direction, (Reading(NAME, text, score, words),))
