"""Vertical writing as it was read: which way a tall box reads better, and what it says."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from cardscan.model import Quad
from cardscan.ocr.columns import CellRow
from cardscan.ocr.glyphs import Glyph, Glyphs, is_cjk, score_of, text_of
from cardscan.ocr.strokes import BAR

CELLS_BONUS = 0.15  # a column of kanji read cell by cell is right more often than it scores
COMPANY_BONUS = 0.3  # and all the more when the other columns of the card are vertical
SIDEWAYS = 3  # Latin letters and digits in a row that make a stretch lying on its side
SURE = 0.9  # confidence with which they must be read; kanji on their side give weak ones
LIKE_SHAPES = frozenset("〇○◯oO0Qq一ー-–—―─_|｜丨lI1!ｌ二ニ=三ミ…‥・.'`へ")
KANA_STROKES = ("ニ", "ミ")  # after kana these are no numerals
SHAPE_SCORE = 0.95  # confidence of a sign that its ink tells
NUMERALS = re.compile("[〇○◯一二三四五六七八九ニー-]{3,}")
POSTAL_CODE = re.compile("[〇一二三四五六七八九]{3}-[〇一二三四五六七八九]{4}$")
SURE_NUMERALS = frozenset("〇一二三四五六七八九")
LIKE_NUMERALS = str.maketrans("○◯ニー", "〇〇二一")

Stretch = tuple[float, float]  # where it begins and ends, as shares of a column's length


@dataclass(frozen=True, slots=True)
class TallBox:
    """What stands in a tall box: read cell by cell as a column, and as a row on its side."""

    quad: Quad
    upright: Glyphs
    lying: Glyphs

    @property
    def lead(self) -> float:
        """Return by how much the box reads better as a column."""
        return score_of(self.upright) + CELLS_BONUS * self._bonus - score_of(self.lying)

    @property
    def reads_upright(self) -> bool:
        """Say whether the characters stand upright, given that the card is vertical."""
        return self.lead + COMPANY_BONUS * self._bonus >= 0

    @property
    def cjk(self) -> int:
        """Return how many Chinese characters and kana stand in the column."""
        return count_cjk(self.upright)

    @property
    def sideways(self) -> tuple[Stretch, ...]:
        """Return the stretches in which numbers or Latin words lie on their side."""
        stretches = []
        runs = groupby(enumerate(self.lying), key=lambda item: _lies(item[1]))
        for lies, run in runs:
            places = [at for at, _ in run]
            score = score_of(tuple(self.lying[at] for at in places))
            if lies and len(places) >= SIDEWAYS and score > SURE:
                stretches.append((self._edge(places[0]), self._edge(places[-1] + 1)))
        return tuple(stretches)

    @property
    def _bonus(self) -> float:
        """Return how purely the box is written in Chinese characters, 0.0 to 1.0."""
        glyphs = self.lying or self.upright
        return (count_cjk(glyphs) / max(1, len(glyphs))) ** 2

    def _edge(self, index: int) -> float:
        """Return where the lying character begins, half way from the one before."""
        if index == 0:
            return 0.0
        if index == len(self.lying):
            return 1.0
        return (self.lying[index - 1].at + self.lying[index].at) / 2


def on_its_side(quad: Quad) -> Quad:
    """Return the quad as a row reading downwards sees it: its top is on the right."""
    top_left, top_right, bottom_right, bottom_left = quad.points
    return Quad(top_right, bottom_right, bottom_left, top_left)


def in_cells(glyphs: Glyphs, column: CellRow) -> Glyphs:
    """Put the characters back where they stand in the column, and strokes and spaces right."""
    read: dict[int, list[Glyph]] = {}
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    for glyph, cell in zip(signs, column.cells_of([g.at for g in signs]), strict=True):
        read.setdefault(cell, []).append(glyph)
    spaced_out = len(column.blanks) >= column.count // 2  # every letter; then one is no space
    placed: list[Glyph] = []
    blank = 0
    for cell in range(column.count):
        at = column.middle(cell) / column.length
        if cell in column.blanks:
            blank += 1
            continue
        if placed and blank > spaced_out:
            placed.append(Glyph(" ", 1.0, at))
        blank = 0
        text = "".join(glyph.text for glyph in read.get(cell, []))
        score = min((glyph.confidence for glyph in read.get(cell, [])), default=0.0)
        shape = column.shapes.get(cell, "")
        if shape and all(character in LIKE_SHAPES for character in text):
            text, score = _told(shape, placed, text), max(score, SHAPE_SCORE)
        placed.extend(Glyph(character, score, at) for character in text)
    healed = _healed_numerals(tuple(placed))
    first = min(set(range(column.count)) - column.blanks, default=0)
    if first not in read and POSTAL_CODE.match(text_of(healed)):  # 〒 is in no dictionary
        mark = Glyph("〒", SHAPE_SCORE, column.middle(first) / column.length)
        return (mark, *healed)
    return healed


def _told(shape: str, before: list[Glyph], read: str) -> str:
    """Return the sign that the shape of the ink tells, given what stands before it."""
    follows_kana = bool(before) and "\u3041" <= before[-1].text <= "\u30fe"
    if shape == BAR:
        return "ー" if follows_kana else "-"
    return read if follows_kana and read in KANA_STROKES else shape


def within(glyphs: Glyphs, stretch: Stretch) -> Glyphs:
    """Return the characters of a stretch of a column that stand inside it."""
    return tuple(glyph for glyph in glyphs if stretch[0] <= glyph.at < stretch[1])


def placed_in(glyphs: Glyphs, stretch: Stretch) -> Glyphs:
    """Return characters read from a stretch alone at their places in the whole column."""
    begin, end = stretch
    return tuple(replace(glyph, at=begin + glyph.at * (end - begin)) for glyph in glyphs)


def between(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Return the rest of the column, around and between the stretches."""
    edges = [0.0, *(edge for stretch in stretches for edge in stretch), 1.0]
    rest = zip(edges[::2], edges[1::2], strict=True)
    return tuple((begin, end) for begin, end in rest if end - begin > 0)


def count_cjk(glyphs: Glyphs) -> int:
    """Return how many of the characters are Chinese characters or kana."""
    return sum(is_cjk(glyph.text) for glyph in glyphs)


def _lies(glyph: Glyph) -> bool:
    return not is_cjk(glyph.text) and not glyph.text.isspace()


def _healed_numerals(glyphs: Glyphs) -> Glyphs:
    """Read look-alikes among kanji numerals as numerals: 〇三-ニーー○ is 〇三-二一一〇."""
    healed = list(glyphs)
    text = "".join(glyph.text for glyph in glyphs)
    for run in NUMERALS.finditer(text):
        if sum(character in SURE_NUMERALS for character in run.group()) >= 2:
            for at in range(*run.span()):
                healed[at] = replace(glyphs[at], text=text[at].translate(LIKE_NUMERALS))
    return tuple(healed)
