"""Stretches of a column that was read in two ways, and which reading of each is right."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from cardscan.ocr.glyphs import Glyph, Glyphs, count_cjk, is_cjk, score_of
from cardscan.ocr.kana_sizes import TO_LARGE, count_small

SURE = 0.9  # confidence of a character that one reading may add to the other
SEEN = 0.4  # confidence from which a bracket is believed where a flat sign stands
GUESSED = 0.35  # of a character that only its cell shows; what the dictionary lacks reads so
WEAK = 0.6  # confidence below which a cell is looked at once more, lying on its side
BRACKETS = frozenset("()（）「」")  # thin and flat in a column, plain where they lie
FLAT = frozenset("~～一ー-－―—へ^ヘ")  # what a bracket that lies flat is read as
BARS = frozenset("-－ー")
SIGNS = frozenset("〇一二三ー-－")  # told by their ink
CLEARLY_SURER = 0.2  # by how much kanji that lie on their side must be surer
LEGIBLE = 0.85  # mean confidence of letters that lie, from which they are more than noise
THIN = frozenset("1Il|-－ー")  # what a dash that lies is read as, and dirt
FIGURE = re.compile(r"[0-9A-Za-z()（）〒\s\u3005-\u30ff\u4e00-\u9fff]")  # or a label before it


def blocks(upright: Sequence[Glyph], lying: Sequence[Glyph]) -> Iterator[tuple[Glyphs, Glyphs]]:
    """Yield what stands in both readings between Chinese characters and kana read alike, and them.

    Figures are taken or left as a whole: half a number of each reading is none.
    """
    ours: list[Glyph] = []
    theirs: list[Glyph] = []
    for step in Levenshtein.opcodes([g.text for g in upright], [g.text for g in lying]):
        mine = upright[step.src_start : step.src_end]
        other = lying[step.dest_start : step.dest_end]
        if step.tag != "equal":
            ours.extend(mine)
            theirs.extend(other)
            continue
        for one, same in zip(mine, other, strict=True):
            if is_cjk(one.text):
                yield tuple(ours), tuple(theirs)
                yield (one,), (same,)
                ours, theirs = [], []
            else:
                ours.append(one)
                theirs.append(same)
    yield tuple(ours), tuple(theirs)


def better_of(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Return one of two readings of one stretch of a column."""
    if not upright:
        brackets = all(glyph.text in BRACKETS for glyph in lying)
        return lying if least(lying) > (SEEN if brackets else SURE) else ()
    if not lying:
        return tuple(
            g
            for g in upright
            if g.text in SIGNS or g.confidence > (GUESSED if is_cjk(g.text) else WEAK)
        )
    packed = _is_packed(upright, lying)
    if not packed and (has_more_bars(upright, lying) or _lost_letters(upright, lying)):
        return upright
    keeps_bars = has_more_bars(lying, upright) and _figures(lying) == _figures(upright)
    if packed or keeps_bars or _is_cut_up(upright, lying):
        return lying
    if _are_kana_of_two_sizes(upright, lying):
        surest_last = sorted((upright, lying), key=score_of)
        by_size = {count_small(_joined(glyphs)): glyphs for glyphs in surest_last}
        return by_size[max(by_size)]
    lead = 0.0 if all(lies(glyph) for glyph in lying) else CLEARLY_SURER
    return lying if score_of(lying) > score_of(upright) + lead else upright


def _is_packed(upright: Glyphs, lying: Glyphs) -> bool:
    """Say whether more letters lie there than cells were cut: 3513 of 354-0013, R of R&D."""
    shorter, longer = _joined(upright), iter(_joined(lying))
    more = Counter(_joined(lying)) - Counter(shorter)
    return (
        bool(more.keys() - THIN)
        and all(lies(glyph) for glyph in (*upright, *lying))
        and all(sign in longer for sign in shorter)
        and score_of(lying) > LEGIBLE
    )


def _lost_letters(upright: Glyphs, lying: Glyphs) -> bool:
    """Say whether a thin letter was lost where it lies: IT came as T."""
    longer, shorter = _joined(upright), _joined(lying)
    return (
        len(longer) > len(shorter) and shorter in longer and longer.isascii() and longer.isalpha()
    )


def _is_cut_up(upright: Glyphs, lying: Glyphs) -> bool:
    """Say whether cells show the parts of one character that is sure where it lies: 士心 is 志."""
    parts = len(upright) > len(lying) == 1 and lying[0].text not in {g.text for g in upright}
    return parts and count_cjk((*upright, *lying)) > len(upright) and least(lying) > SURE


def has_more_bars(upright: Glyphs, lying: Glyphs) -> bool:
    """Say whether bars between upright figures were lost where they lie, or read as figures."""
    bars = [sum(glyph.text in BARS for glyph in reading) for reading in (upright, lying)]
    if not all(FIGURE.match(glyph.text) or glyph.text in BARS | FLAT for glyph in upright):
        return False
    return bars[0] > bars[1] and len(upright) >= len(lying) - 1


def _are_kana_of_two_sizes(upright: Glyphs, lying: Glyphs) -> bool:
    """Say whether two readings differ only in which kana are small: nobody makes kana small."""
    return _joined(upright).translate(TO_LARGE) == _joined(lying).translate(TO_LARGE)


def _joined(glyphs: Glyphs) -> str:
    return "".join(glyph.text for glyph in glyphs)


def _figures(glyphs: Glyphs) -> str:
    return "".join(glyph.text for glyph in glyphs if glyph.text not in BARS)


def least(glyphs: Glyphs) -> float:
    """Return the confidence of the character that was read least surely, 0.0 to 1.0."""
    return min((glyph.confidence for glyph in glyphs), default=0.0)


def lies(glyph: Glyph) -> bool:
    """Say whether a character may lie on its side in a column: a Latin letter, figure or sign."""
    return not is_cjk(glyph.text) and not glyph.text.isspace()
