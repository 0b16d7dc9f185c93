"""Two readings of one line become one text, with the doubt that is left.

Where the readers agree, the text stands. Where they differ, each place is settled on its own:
the surer character wins, PP-OCR when in doubt, because it is right more often. Both readings
stay on the line: a later rule (a valid domain, a real postal code) may know better.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from math import hypot
from unicodedata import combining, normalize

from cardscan.model import Direction, Line, Point, Reading
from cardscan.ocr.glyphs import is_cjk
from cardscan.ocr.scripts import IN_NAMES, shinjitai
from cardscan.ocr.signs import healed

CLEARLY_SURER = 0.3  # by how much Tesseract must be surer before its character wins
UNSURE = 0.85  # PP-OCR's score of a character below which it can be overruled
LETTER_GAP = 0.18  # of the type size; less white stands between letters, not words
HOLE = 0.6  # of the type size; white this wide where the witness sees a character hides one
ACCENT_SEEN = 0.6  # the witness's confidence of a letter from which its accent is believed
STROKES = str.maketrans("ØøŁłĐđ", "OoLlDd")  # letters that Unicode does not take apart
LARGE_KANA = str.maketrans(
    "ァィゥェォヵヶッャュョぁぃぅぇぉっゃゅょ", "アイウエオカケツヤユヨあいうえおつやゆよ"
)
POSTAL_MARK = "〒"
READS_A_NAME = re.compile("[ぁ-ゖ]+|[ァ-ヺー]+")  # where all signs are kana, 弓 is ら
AGREED = 0.35  # share of the remaining doubt that two agreeing readers leave


def fuse(line: Line, witness: Reading) -> Line:
    """Return the line with the witness's reading beside the first, and both fused."""
    first = line.readings[0]
    text, second = first.text, witness.text
    if not _bare(second):
        return replace(line, readings=(*line.readings, witness))
    scores, other_scores = _scores(first, text), _scores(witness, second)
    spaces = _wide_spaces(witness, line.quad.height)
    holes = _holes(first, line)
    settled = healed(
        "".join(_settle(text, scores, second, other_scores, spaces=spaces, holes=holes))
    )
    agreement = SequenceMatcher(None, _bare(text), _bare(second), autojunk=False).ratio()
    doubt = 1 - line.confidence
    confidence = 1 - doubt * AGREED if agreement == 1 else line.confidence * (0.75 + agreement / 4)
    return replace(line, text=settled, confidence=confidence, readings=(*line.readings, witness))


def _settle(
    text: str,
    scores: list[float],
    other: str,
    other_scores: list[float],
    *,
    spaces: frozenset[int],
    holes: frozenset[int],
) -> Iterator[str]:
    """Yield the pieces of the fused text.

    Spaces are settled apart from characters: readers lose them, they hardly ever invent them.
    """
    a, b = _Bare(text), _Bare(other)
    spells = bool(READS_A_NAME.fullmatch(b.text))
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a.text, b.text, autojunk=False).get_opcodes():
        if tag == "equal":
            for at_a, at_b in zip(range(a1, a2), range(b1, b2), strict=True):
                lost = at_b > b1 and at_b in spaces and _between_words(b.text, at_b)
                yield " " if lost else a.space_before(at_a)
                yield a.text[at_a]
            continue
        mine, theirs = a.text[a1:a2], b.text[b1:b2]
        if mine:
            yield a.space_before(a1)
        elif a1 in holes and len(theirs) == 1 and is_cjk(theirs):
            yield theirs  # a character that the first reader's dictionary lacks
        if tag == "replace" and (
            (spells and len(mine) == len(theirs) and not READS_A_NAME.fullmatch(mine))
            or _overrules(mine, theirs, a.least(scores, a1, a2), b.least(other_scores, b1, b2))
        ):
            yield theirs
        else:
            yield a.slice(a1, a2)


def _overrules(mine: str, theirs: str, score: float, other_score: float) -> bool:
    """Say whether the witness's characters are the better ones."""
    if mine.isdigit() and any(map(is_cjk, theirs)):
        return False  # among the cells of a column the witness makes kana of figures
    if len(mine) == len(theirs) and _bare_letters(theirs) == mine:
        return other_score > ACCENT_SEEN  # the first reader drops accents, nobody invents them
    if mine.translate(LARGE_KANA) == theirs.translate(LARGE_KANA):
        return other_score > score  # ウェア or ウエア: both are words, and each reader guesses
    if len(mine) == len(theirs) and theirs == "".join(shinjitai(character) for character in mine):
        return score < 0.99 and other_score > 0.6 and not IN_NAMES & set(mine)
    if POSTAL_MARK in theirs and not any(map(str.isalnum, mine)):
        return True  # the first reader's dictionary lacks it
    return len(mine) == len(theirs) and score < UNSURE and other_score > score + CLEARLY_SURER


def _bare_letters(text: str) -> str:
    """Return Latin letters without their accents and strokes: Ångström is Angstrom."""
    parts = normalize("NFD", text.translate(STROKES))
    return "".join(part for part in parts if not combining(part))


class _Bare:
    """A text without its spaces, which remembers where they were."""

    def __init__(self, text: str) -> None:
        self.places = [at for at, character in enumerate(text) if not character.isspace()]
        self.text = "".join(text[at] for at in self.places)
        self.whole = text

    def space_before(self, at: int) -> str:
        """Return a space where one stands before the character."""
        return " " if at > 0 and self.places[at] - self.places[at - 1] > 1 else ""

    def slice(self, begin: int, end: int) -> str:
        """Return a stretch with the spaces inside it."""
        return self.whole[self.places[begin] : self.places[end - 1] + 1] if end > begin else ""

    def least(self, scores: list[float], begin: int, end: int) -> float:
        """Return the lowest score of a stretch."""
        return min((scores[self.places[at]] for at in range(begin, end)), default=0.0)


def _holes(first: Reading, line: Line) -> frozenset[int]:
    """Return before which characters, spaces not counted, the first reader skipped ink.

    Only the beginning of a line is told apart from a printed space.
    """
    if not first.words or line.direction is Direction.VERTICAL or not is_cjk(first.words[0].text):
        return frozenset()
    white = _distance(line.quad.top_left, first.words[0].quad.top_left)
    return frozenset({0}) if white > HOLE * line.quad.height else frozenset()


def _wide_spaces(witness: Reading, size: float) -> frozenset[int]:
    """Return before which characters, spaces not counted, the witness saw clear white."""
    places, at = set(), 0
    for before, after in pairwise(witness.words):
        at += len(_bare(before.text))
        if _distance(before.quad.top_right, after.quad.top_left) > LETTER_GAP * size:
            places.add(at)
    return frozenset(places)


def _between_words(text: str, at: int) -> bool:
    """Say whether a space may stand before the character: between two words in Latin letters."""
    before, after = text[at - 1], text[at]
    return all(
        character.isalnum() and not is_cjk(character) for character in (before, after)
    ) and not (before.isdigit() and after.isdigit())


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _scores(reading: Reading, text: str) -> list[float]:
    """Return a score for each character of the text, from the reading's words."""
    scores, at = [reading.confidence] * len(text), 0
    for word in reading.words:
        found = text.find(word.text, at)
        if found >= 0:
            at = found + len(word.text)
            scores[found:at] = [word.confidence] * len(word.text)
    return scores


def _bare(text: str) -> str:
    return "".join(text.split())
