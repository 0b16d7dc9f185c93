"""Katakana of half width, in which names are read: ﾂｼﾞ ﾉﾌﾞｵ, whose voicing marks stand alone.

The reader takes them for spaces or quotes, and squeezed kana for kanji or letters.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from unicodedata import normalize

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels
from cardscan.ocr.crops import body, ink_of, runs_of
from cardscan.ocr.glyphs import Glyph, Glyphs, score_of

KANA = re.compile("[ァ-ヺー]")
LENGTH = (4, 16)  # characters of a name's reading
KANA_LEAST = 0.5  # share of kana in the first reading of such a row
STEP = 0.6  # of the row's height, between two kana of half width at most; others take 0.75
STRETCH = 2  # kana of half width look like others when they are so much wider
HIGH = 0.5  # of the ink's height; no ink of a mark reaches further down
WIDTH = (0.12, 0.55)  # of the ink's height; least and greatest width of a mark
BEHIND = (0.25, 0.85)  # of the ink's height; where a mark stands behind the middle of its kana
BEFORE = 0.35  # of the ink's height; the middle of the next kana is further away
GAP = 0.12  # of the ink's height; the white between the two strokes of a mark, at most
SPACE = 0.7  # of the ink's height; more white than that behind a mark is a printed space
VOICED = {
    kana: normalize("NFC", kana + "\u3099") for kana in "カキクケコサシスセソタチツテトハヒフヘホ"
}
LIKE_KANA = str.maketrans("才力口夕工二三卜八へりAO", "オカロタエニミトハヘリハロ")

Ink = NDArray[np.bool_]


def is_half_width(glyphs: Glyphs, row: Pixels) -> bool:
    """Say whether a row may be set in katakana of half width, by what was read and how closely."""
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not LENGTH[0] <= len(signs) <= LENGTH[1]:
        return False
    steps = np.diff([glyph.at for glyph in signs]) * row.shape[1] / row.shape[0]
    kana = sum(bool(KANA.match(glyph.text)) for glyph in signs)
    return bool(kana >= KANA_LEAST * len(signs) and np.percentile(steps, 25) < STEP)


def stretched(row: Pixels) -> Pixels:
    """Return a row in which kana of half width are as wide as others."""
    wide = cv2.resize(row, None, fx=STRETCH, fy=1, interpolation=cv2.INTER_CUBIC)
    return np.asarray(wide, dtype=np.uint8)


def voiced(glyphs: Glyphs, wide: Glyphs, row: Pixels) -> Glyphs:
    """Return the better reading of a row, of the row itself or stretched, with its marks."""
    better = _in_kana(max(glyphs, wide, key=_worth))
    ink = ink_of(row)
    top, bottom = body(ink, 0)
    size = (bottom - top) / row.shape[1]
    for middle, white in _marks(ink[top:bottom]):
        better = _with_mark(better, middle / row.shape[1], size, spaced=white > SPACE)
    return better


def _worth(glyphs: Glyphs) -> float:
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    kana = sum(bool(KANA.match(glyph.text)) for glyph in signs)
    return score_of(glyphs) * kana / max(1, len(signs))


def _in_kana(glyphs: Glyphs) -> Glyphs:
    """Take what looks like kana for kana where nothing else is in the row."""
    kana = tuple(replace(glyph, text=glyph.text.translate(LIKE_KANA)) for glyph in glyphs)
    alone = all(KANA.match(glyph.text) or glyph.text.isspace() for glyph in kana)
    return kana if alone else glyphs


def _marks(ink: Ink) -> Iterator[tuple[float, float]]:
    """Yield the middle in pixels of ink that is small and stands high, and the white behind it.

    The white is a share of the ink's height.
    """
    height = len(ink)
    runs = runs_of(ink, axis=1, gap=GAP * height)
    for (begin, end), following in pairwise([*runs, *[(last, last) for _, last in runs[-1:]]]):
        is_high = not ink[round(HIGH * height) :, begin:end].any()
        if is_high and WIDTH[0] * height < end - begin < WIDTH[1] * height:
            yield (begin + end) / 2, (following[0] - end) / height


def _with_mark(glyphs: Glyphs, mark: float, size: float, *, spaced: bool) -> Glyphs:
    """Voice the kana before a mark; what the mark and the white behind it were read as goes."""
    kana = [at for at, glyph in enumerate(glyphs) if KANA.match(glyph.text)]
    before = [at for at in kana if glyphs[at].at < mark - BEHIND[0] * size]
    behind = next((at for at in kana if before and at > before[-1]), len(glyphs))
    if (
        not before
        or glyphs[before[-1]].text not in VOICED
        or mark - glyphs[before[-1]].at > BEHIND[1] * size
        or (behind < len(glyphs) and glyphs[behind].at - mark < BEFORE * size)
    ):
        return glyphs
    at = before[-1]
    voiced_kana = replace(glyphs[at], text=VOICED[glyphs[at].text])
    space = (Glyph(" ", 1.0, mark + SPACE * size),) if spaced and behind < len(glyphs) else ()
    return (*glyphs[:at], voiced_kana, *space, *glyphs[behind:])
