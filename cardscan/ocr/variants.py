"""Old and new forms of one character, told apart by a look at the ink: 髙 or 高, 﨑 or 崎.

Readers give the commoner form, or do not know the other at all. A name is written in one form
only, so the ink is compared with both, where the two differ.
"""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Direction, Line, Pixels, Word
from cardscan.ocr.crops import body, cut, ink_of, runs_of
from cardscan.ocr.lines import type_size
from cardscan.ocr.scripts import IN_NAMES, shinjitai

VARIANTS = (
    *("高髙", "崎﨑", "辺邊邉", "浜濱濵", "徳德", "吉𠮷", "斎齋", "斉齊", "沢澤", "広廣", "桜櫻"),
    *("島嶋", "国國", "真眞", "恵惠", "竜龍", "滝瀧", "黒黑", "稲稻", "穂穗", "覇霸", "蔵藏"),
    *("曽曾", "富冨"),
)
SIDE = 48  # pixels of a template
SMALLEST = 26  # pixels of type; below, the forms cannot be told apart
FINE = 128  # pixels of type at which the edges of strokes are found
TYPE_SHARE = 0.78  # of the height of a line's box; the detector leaves white around it
UNSURE = 0.95  # confidence of the reader below which an old form may be the new one
KE = "ケヶ"
SMALLEST_KE = 18  # pixels of ink; below, large and small kana cannot be told apart
LARGE_KE = (0.72, 0.8)  # of the ink's height; up to the first it is small, from the second large
MARGIN = 0.12  # by how much a form must fit better than the form that was read
UNKNOWN = frozenset("髙﨑")  # to the reader, which gives the usual form instead
DOUBTED = 0.07  # from here on nobody can tell whether it is one of those; a person should look
SURELY = 0.9985  # confidence of the reader in a usual form; an old one looks a bit odd to it
ODD = 0.1  # what that is worth, as a fit
# nobody prints these with an old form, whatever the ink looks like: 高等学校
EVERYDAY = re.compile("高(?:等[学専裁]|校|速|層|度|齢|級|機能|性能)")
UNTOLD = 0.5  # confidence in a form that may be the other

Ink = NDArray[np.float32]  # SIDE × SIDE, 0.0 paper to 1.0 ink


def with_seen_forms(line: Line, pixels: Pixels) -> Line:
    """Return the line of one reading with each such character in the form that stands there."""
    reading = line.readings[0]
    words = tuple(_in_its_form(line, word, pixels) for word in reading.words)
    if words == reading.words:
        return line
    text, at = line.text, 0
    for before, after in zip(reading.words, words, strict=True):
        place = text.find(before.text, at)
        if place >= 0:  # a sign that was healed stands in the text alone
            text = text[:place] + after.text + text[place + len(before.text) :]
            at = place + len(after.text)
    return replace(line, text=text, readings=(replace(reading, text=text, words=words),))


def _in_its_form(line: Line, word: Word, pixels: Pixels) -> Word:
    """Return a word of one character in the form that stands there, others as they are.

    Where no ink was compared, an old form that was not surely read is the new one: few print it.
    """
    if len(word.text) != 1:
        return word
    if any(word.text in forms for forms in VARIANTS) and not _is_everyday(line, word):
        return _in_seen_form(line, word, pixels)
    if word.text in KE and _is_between_kanji(line, word):
        return replace(word, text=_ke(line, word, pixels))
    if word.confidence < UNSURE and word.text not in IN_NAMES:
        return replace(word, text=shinjitai(word.text))
    return word


def _is_between_kanji(line: Line, word: Word) -> bool:
    """Say whether a word stands in the name of a place, not in one that is written in kana."""
    words = line.readings[0].words
    at = words.index(word)
    beside = [other.text for other in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    return len(beside) == 2 and all("\u4e00" <= text <= "\u9fff" for text in beside)


def _is_everyday(line: Line, word: Word) -> bool:
    """Say whether a word of one character begins an everyday word."""
    words = line.readings[0].words
    at = words.index(word)
    return bool(EVERYDAY.match("".join(other.text for other in words[at : at + 3])))


def _ke(line: Line, word: Word, pixels: Pixels) -> str:
    """Return ケ or ヶ by its size: both stand in names of places, and readers guess."""
    ink = _ink_of_character(line, word, pixels)
    whole = ink_of(cut(pixels, line.quad))
    top, bottom = body(whole.T if line.direction is Direction.VERTICAL else whole, 0)
    scale = _scale(line)
    if bottom - top < SMALLEST_KE or not ink.any():
        return word.text
    spans = (np.flatnonzero(ink.any(axis=axis)) for axis in (0, 1))
    share = max(int(span[-1] - span[0]) + 1 for span in spans) / (scale * (bottom - top))
    if LARGE_KE[0] <= share <= LARGE_KE[1]:
        return word.text
    return KE[0] if share > LARGE_KE[1] else KE[1]


def _scale(line: Line) -> int:
    """Return how many times larger a line is looked at, so that strokes have edges."""
    return max(1, round(FINE / type_size(line)))


def _in_seen_form(line: Line, word: Word, pixels: Pixels) -> Word:
    """Return a one-character word in the form read, unless another fits clearly better.

    The usual form, which is the first, also stands where the one read is neither sure nor fits.
    """
    if min(word.quad.width, word.quad.height) < SMALLEST:
        return word
    ink = squared(_ink_of_character(line, word, pixels))
    forms = next(forms for forms in VARIANTS if word.text in forms)
    odd = ODD if word.text == forms[0] and word.confidence < SURELY else 0.0
    fits = {form: _fit(ink, word.text, form) + odd for form in forms if form != word.text}
    best = max(fits, key=lambda form: fits[form])
    if fits[best] > MARGIN:
        return replace(word, text=best)
    if word.confidence < UNSURE and fits.get(forms[0], -1.0) > -MARGIN:
        return replace(word, text=forms[0])
    may_be_unknown = best in UNKNOWN and fits[best] > DOUBTED
    return replace(word, confidence=UNTOLD) if may_be_unknown else word


def _ink_of_character(line: Line, word: Word, pixels: Pixels) -> NDArray[np.bool_]:
    """Cut one character out of its line, in the white on both of its sides."""
    crop = cut(pixels, line.quad)
    vertical = line.direction is Direction.VERTICAL
    scale = _scale(line)
    fine = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    ink = ink_of(np.asarray(fine, dtype=np.uint8))
    if vertical:
        ink = ink.T
    length = line.quad.height if vertical else line.quad.width
    middle, origin = word.quad.center, line.quad
    ends = (
        (origin.top_left, origin.bottom_left) if vertical else (origin.top_left, origin.top_right)
    )
    (x1, y1), (x2, y2) = ends
    at = scale * ((middle[0] - x1) * (x2 - x1) + (middle[1] - y1) * (y2 - y1)) / max(1.0, length)
    size = TYPE_SHARE * len(ink)
    profile = ink.sum(axis=0)
    left = _gap(profile, at - 0.85 * size, at - 0.3 * size)
    right = _gap(profile, at + 0.3 * size, at + 0.85 * size)
    inside = ink[:, left:right]
    top, bottom = body(inside, 0)
    own = inside[top:bottom]
    return own.T if vertical else own


def _gap(profile: NDArray[np.int_], begin: float, end: float) -> int:
    """Return the middle of the widest white between two places; of the least ink when none is."""
    first, last = max(0, round(begin)), min(len(profile), round(end) + 1)
    if first >= last:
        return max(0, min(round(begin), len(profile)))
    part = profile[first:last]
    whites = runs_of(part[None] == part.min(), axis=1)
    left, right = max(whites, key=lambda white: white[1] - white[0])
    return first + (left + right) // 2


def squared(ink: NDArray[np.bool_]) -> Ink:
    """Return what the ink covers, stretched to a template's size; empty ink gives paper."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return np.zeros((SIDE, SIDE), dtype=np.float32)
    inside = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32)
    shrunk = cv2.resize(inside, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(shrunk, (0, 0), 1.2), dtype=np.float32)


def _fit(ink: Ink, read: str, form: str) -> float:
    """Return how much better the form fits than the one read, in the font where both fit best.

    Only places where the two forms differ are compared; the rest is the same ink.
    """
    best, gain = -1.0, 0.0
    for mine, other in zip(_templates(read), _templates(form), strict=True):
        differs = np.abs(mine - other)
        weight = differs / differs.sum()
        likeness, other_likeness = (
            1 - float((np.abs(ink - template) * weight).sum()) for template in (mine, other)
        )
        if max(likeness, other_likeness) > best:
            best, gain = max(likeness, other_likeness), other_likeness - likeness
    return gain


@cache
def _templates(character: str) -> NDArray[np.float32]:
    """Return the character in several fonts, made by ``scripts/make_variants.py``."""
    with np.load(Path(__file__).parent / "data" / "variants.npz") as archive:
        drawn: NDArray[np.uint8] = archive[f"{ord(character):x}"]
    return np.asarray(drawn, dtype=np.float32) / np.float32(255)
