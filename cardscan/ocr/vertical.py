"""Vertical writing as it was read: which way a tall box reads better, and what it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cardscan.model import Quad
from cardscan.ocr.columns import CellRow
from cardscan.ocr.glyphs import Glyph, Glyphs, count_cjk, score_of, text_of
from cardscan.ocr.kana_sizes import small_form, with_small_kana
from cardscan.ocr.numerals import POSTAL_CODE, SURE_NUMERALS, healed_numerals
from cardscan.ocr.stretches import (
    BRACKETS,
    FLAT,
    GUESSED,
    SEEN,
    SURE,
    WEAK,
    better_of,
    blocks,
    has_more_bars,
    least,
    lies,
)
from cardscan.ocr.strokes import BAR, FOOTED, UPRIGHT

CELLS_BONUS = 0.15  # a column of kanji read cell by cell is right more often than it scores
COMPANY_BONUS = 0.3  # and all the more when the other columns of the card are vertical
MANY = 1.5  # how many times more characters must lie than stand in cells
LOST = 0.75  # of a cell; so far from all that cells show, a character was lost there
AS_LEGIBLE = 0.005  # by how much one way of cutting reads better by chance
TORN = 0.75  # confidence of a sign that another way of cutting shows otherwise
FEW, MOST = 3, 0.5  # cells, and share of them, that may be weak in a column
LIKE_SHAPES = frozenset("〇○◯oO0Qq一ー-–—―─_|｜丨lI1!ｌ二ニ=三ミ…‥・.'`へヘ()（）")
KANA_STROKES = ("ニ", "ミ")  # after kana these are no numerals
LYING = frozenset("一二ニ－―—")  # no reading of what is much higher than wide
SHAPE_SCORE = 0.95  # confidence of a sign that its ink tells
# A figure or letter in its cell looks wide, and I like a numeral.
NARROW = {ord("Ⅰ"): "I"} | {wide: chr(wide - 0xFEE0) for wide in range(0xFF0D, 0xFF5B)}

KANA = re.compile("[ぁ-ゖァ-ヺー]")

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
        if len(self.lying) > MANY * len(self.upright):
            return False  # the cells were cut wrongly
        if self.lead + COMPANY_BONUS * self._bonus >= 0:
            return True
        return has_more_bars(self.upright, self.lying)

    @property
    def cjk(self) -> int:
        """Return how many Chinese characters and kana stand in the column."""
        return count_cjk(self.upright)

    @property
    def _bonus(self) -> float:
        """Return how purely the box is written in Chinese characters, 0.0 to 1.0."""
        glyphs = self.lying or self.upright
        return (count_cjk(glyphs) / max(1, len(glyphs))) ** 2


def on_its_side(quad: Quad) -> Quad:
    """Return the quad as a row reading downwards sees it: its top is on the right."""
    top_left, top_right, bottom_right, bottom_left = quad.points
    return Quad(top_right, bottom_right, bottom_left, top_left)


def reading_upwards(quad: Quad) -> Quad:
    """Return the quad as a row reading upwards sees it: its top is on the left."""
    top_left, top_right, bottom_right, bottom_left = quad.points
    return Quad(bottom_left, top_left, top_right, bottom_right)


def in_cells(glyphs: Glyphs, column: CellRow, lying: Mapping[int, Glyphs]) -> Glyphs:
    """Put the characters back where they stand in the column, and strokes and spaces right.

    What was read of single cells lying on their side stands in ``lying``.
    """
    read = by_cell(glyphs, column)
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
        here = _surer(read.get(cell, ()), lying.get(cell, ()))
        text = "".join(glyph.text for glyph in here).translate(NARROW)
        score = least(here)
        if cell in column.aside and (small := small_form(text, _last(placed))) != text:
            text, score = small, max(score, SHAPE_SCORE)
        shape = column.shapes.get(cell, "")
        doubted = WEAK if shape in BRACKETS else GUESSED
        unlike = score > doubted and any(character not in LIKE_SHAPES for character in text)
        if shape and not unlike:
            text, score = _told(shape, placed, text), max(score, SHAPE_SCORE)
        placed.extend(Glyph(character, score, at) for character in text)
    healed = healed_numerals(tuple(placed))
    first = min(set(range(column.count)) - column.blanks, default=0)
    if first not in read and POSTAL_CODE.match(text_of(healed)):  # 〒 is in no dictionary
        mark = Glyph("〒", SHAPE_SCORE, column.middle(first) / column.length)
        return (mark, *healed)
    return healed


def by_cell(glyphs: Glyphs, column: CellRow) -> dict[int, Glyphs]:
    """Return what was read of each cell in the row of cells, spaces left out."""
    read: dict[int, Glyphs] = {}
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    for glyph, cell in zip(signs, column.cells_of([g.at for g in signs]), strict=True):
        read[cell] = (*read.get(cell, ()), glyph)
    return read


def legibility(glyphs: Glyphs, column: CellRow) -> float:
    """Return how surely the cells with ink were read on average, 0.0 to 1.0."""
    read = by_cell(glyphs, column)
    cells = [cell for cell in range(column.count) if cell not in column.blanks]
    told = column.shapes.keys()
    return sum(SHAPE_SCORE if at in told else least(read.get(at, ())) for at in cells) / max(
        1, len(cells)
    )


def best_way(ways: Sequence[tuple[float, Glyphs]]) -> Glyphs:
    """Return what the most legible way of cutting a column says; nothing where there is none.

    Where another is as legible, a cut went through a stroke, and the signs that differ are
    doubtful: 三八 is 二 with a stroke over 八, too.

    >>> ways = [(0.976, "四一二八"), (0.974, "四一三八"), (0.9, "日一三八")]
    >>> told = best_way([(told, tuple(Glyph(s, 0.99, 0.0) for s in text)) for told, text in ways])
    >>> [(glyph.text, glyph.confidence) for glyph in told]
    [('四', 0.99), ('一', 0.99), ('二', 0.75), ('八', 0.99)]
    """
    best, glyphs = max(ways, key=lambda way: way[0], default=(0.0, ()))
    for legible, others in ways:
        if best - legible < AS_LEGIBLE and len(others) == len(glyphs):
            glyphs = tuple(map(_doubted, glyphs, others))
    return glyphs


def _doubted(one: Glyph, other: Glyph) -> Glyph:
    return one if one.text == other.text else replace(one, confidence=min(one.confidence, TORN))


def weak_cells(glyphs: Glyphs, column: CellRow) -> tuple[int, ...]:
    """Return the cells in which nothing was read surely, and whose ink tells no sign.

    Where most are weak, it is no column but a row on its side.
    """
    read = by_cell(glyphs, column)
    told = column.blanks | column.shapes.keys()
    weak = tuple(
        cell
        for cell in range(column.count)
        if cell not in told and least(read.get(cell, ())) < WEAK
    )
    return weak if len(weak) <= max(FEW, MOST * column.count) else ()


def merged(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Return a column from its two readings: figures may lie on their side, kanji stand upright.

    >>> cells = tuple(Glyph(sign, 0.7, 0.0) for sign in "番O8号")
    >>> turned = tuple(Glyph(sign, 0.99, 0.0) for sign in "番03-8号")
    >>> text_of(merged(cells, turned))
    '番03-8号'
    >>> cells = tuple(Glyph(sign, 1.0, 0.0) for sign in "3513埼")
    >>> turned = tuple(Glyph(sign, 0.98, 0.0) for sign in "T354-0013埼")
    >>> text_of(merged(cells, turned))
    'T354-0013埼'
    >>> cells = (Glyph("濱", 0.41, 0.2), Glyph("田", 1.0, 0.4))  # for 濵, which no reader knows
    >>> text_of(merged(cells, cells[1:]))
    '濱田'
    """
    upright = with_small_kana(_with_lost(upright, lying), lying)
    upright = _with_kana(_with_brackets(upright, lying), lying)
    bare = [glyph for glyph in upright if not glyph.text.isspace()]
    spaces = {id(b): a for a, b in pairwise(upright) if a.text.isspace()}
    result: list[Glyph] = []
    for ours, theirs in blocks(bare, [g for g in lying if not g.text.isspace()]):
        chosen = better_of(ours, theirs)
        begin = spaces.get(id(ours[0])) if ours else None
        for glyph in chosen:
            space = begin if glyph is chosen[0] else spaces.get(id(glyph))
            result.extend((space, glyph) if space else (glyph,))
    whole = healed_numerals(tuple(result))
    if whole and bare and whole[0].at > bare[0].at and POSTAL_CODE.match(text_of(whole)):
        return (Glyph("〒", SHAPE_SCORE, bare[0].at), *whole)  # it was read as who knows what
    return whole


def _with_lost(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Put in what was read surely where it lies and where no cell shows anything.

    >>> column = tuple(Glyph(sign, 1.0, at / 16) for at, sign in enumerate("〇九〇-〇七七三-六"))
    >>> text_of(_with_lost(column[:4] + column[5:], column))  # 〇 alone passes for dirt
    '〇九〇-〇七七三-六'
    """
    places = [glyph.at for glyph in upright]
    reach = LOST * min((b - a for a, b in pairwise(places) if b > a), default=1.0)
    lost = [
        glyph
        for glyph in lying
        if glyph.confidence > SURE
        and glyph.text in SURE_NUMERALS
        and all(abs(glyph.at - at) > reach for at in places)
        and places[0] < glyph.at < places[-1]
    ]
    return tuple(sorted((*upright, *lost), key=lambda glyph: glyph.at)) if lost else upright


def _with_brackets(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Put the brackets that were read where they lie in place of flat signs."""
    brackets = [g for g in lying if g.text in BRACKETS and g.confidence > SEEN]
    healed = list(upright)
    reach = 1 / max(1, len(upright))  # of one cell
    for bracket in brackets:
        flat = [at for at, glyph in enumerate(healed) if glyph.text in FLAT | BRACKETS]
        near = min(flat, key=lambda at: abs(healed[at].at - bracket.at), default=-1)
        is_flat = near >= 0 and healed[near].text in FLAT
        if is_flat and abs(healed[near].at - bracket.at) < reach:
            healed[near] = replace(bracket, at=healed[near].at)
    unclosed = sum((g.text in "（(") - (g.text in "）)") for g in healed) > 0
    if unclosed and healed[-1].text in FLAT:
        healed[-1] = replace(healed[-1], text="）")
    return tuple(healed)


def _with_kana(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Put kana in place of the kanji that cells show where all that lies is kana: 弓 is ら."""
    bare = [glyph for glyph in upright if not glyph.text.isspace()]
    kana = [glyph for glyph in lying if not glyph.text.isspace()]
    if len(bare) != len(kana) or not all(KANA.fullmatch(glyph.text) for glyph in kana):
        return upright
    read = {id(one): other for one, other in zip(bare, kana, strict=True)}
    return tuple(
        glyph
        if glyph.text.isspace() or KANA.fullmatch(glyph.text)
        else replace(read[id(glyph)], at=glyph.at)
        for glyph in upright
    )


def _last(glyphs: Sequence[Glyph]) -> str:
    return glyphs[-1].text if glyphs else ""


def _surer(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Return what lies on its side where it is a Latin letter or figure, surely read."""
    latin = lying and all(lies(glyph) and glyph.text.isalnum() for glyph in lying)
    return lying if latin and least(lying) > max(SURE, least(upright)) else upright


def _told(shape: str, before: list[Glyph], read: str) -> str:
    """Return the sign that the shape of the ink tells, given what stands before it."""
    follows_kana = bool(before) and "\u3041" <= before[-1].text <= "\u30fe"
    if shape == FOOTED and follows_kana:
        return "ー"
    if shape in (UPRIGHT, FOOTED) and read not in LYING:
        return read
    if shape in (BAR, UPRIGHT, FOOTED):
        return "ー" if follows_kana else "-"
    return read if follows_kana and read in KANA_STROKES else shape


def placed_in(glyphs: Glyphs, stretch: Stretch) -> Glyphs:
    """Return characters read from a stretch alone at their places in the whole column."""
    begin, end = stretch
    return tuple(replace(glyph, at=begin + glyph.at * (end - begin)) for glyph in glyphs)
