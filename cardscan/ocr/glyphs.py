"""Characters with their places: spaces restored, words and lines made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cardscan.model import Quad, Word

LETTER_GAP = 3.5  # of the usual step between two letters; more parts what stands in two columns
MIN_LETTERS = 6  # that tell their usual step
MINOR = frozenset("〒()（）[]【】「」<>|｜:：/／,，、")  # signs; one that is misread harms nobody
LATIN = 3  # letters that make Latin print; fewer are what a column of strokes may look like
SURELY = 0.9  # mean confidence of it
WIDE_GAP = 1.4  # of the pitch between two Chinese characters or kana; more is a printed space


@dataclass(frozen=True, slots=True)
class Glyph:
    """One recognized character and where it lies along its line."""

    text: str
    confidence: float  # 0.0 to 1.0
    at: float  # middle of the character, as a share of the line's length, 0.0 to 1.0


Glyphs = tuple[Glyph, ...]


def is_cjk(character: str) -> bool:
    """Say whether a character is a Chinese character or kana, which are written without spaces.

    >>> [is_cjk(character) for character in "山ーサA1-"]
    [True, True, True, False, False, False]
    """
    return (
        "\u3005" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or ("\uf900" <= character <= "\ufaff")
    )


def text_of(glyphs: Glyphs) -> str:
    """Return the characters as one string without spaces at its ends."""
    return "".join(glyph.text for glyph in glyphs).strip()


def score_of(glyphs: Glyphs) -> float:
    """Return the mean confidence, 0.0 for no characters."""
    return sum(glyph.confidence for glyph in glyphs) / len(glyphs) if glyphs else 0.0


def surely_read(glyphs: Glyphs) -> float:
    """Return how many characters were read surely; half of what is guessed is right by chance."""
    return sum(max(0.0, 2 * glyph.confidence - 1) for glyph in glyphs)


def spaced(glyphs: Glyphs) -> Glyphs:
    """Restore the spaces that the reader lost, also between what two columns say.

    Characters of one size have one pitch; where a step is clearly wider, a space was printed.

    >>> line = [Glyph(c, 1.0, at) for c, at in zip("山田太郎", (0.1, 0.2, 0.5, 0.6))]
    >>> text_of(spaced(tuple(line)))
    '山田 太郎'
    >>> line = [Glyph(c, 1.0, at / 99) for c, at in zip("Roadann@", (1, 2, 3, 4, 12, 13, 14, 15))]
    >>> text_of(spaced(tuple(line)))
    'Road ann@'
    """
    bounds = {True: WIDE_GAP * _least_pitch(glyphs), False: LETTER_GAP * _letter_step(glyphs)}
    restored = list(glyphs[:1])
    for before, after in pairwise(glyphs):
        wide = bounds[is_cjk(before.text) and is_cjk(after.text)]
        blank = before.text.isspace() or after.text.isspace()
        if wide and not blank and after.at - before.at > wide:
            restored.append(Glyph(" ", 1.0, (before.at + after.at) / 2))
        restored.append(after)
    return tuple(restored)


def _least_pitch(glyphs: Glyphs) -> float:
    """Return the step of characters set close, 0.0 where too few tell."""
    steps = _pitches(glyphs)
    if len(steps) < 2:
        return 0.0
    return min(median(steps), 2 * min(steps)) if len(steps) < 4 else median(steps)


def _letter_step(glyphs: Glyphs) -> float:
    """Return the usual step between two letters or digits, 0.0 where too few tell."""
    steps = [
        after.at - before.at
        for before, after in pairwise(glyphs)
        if before.text.isalnum()
        and after.text.isalnum()
        and not (is_cjk(before.text) or is_cjk(after.text))
    ]
    return median(steps) if len(steps) >= MIN_LETTERS else 0.0


def words_of(glyphs: Glyphs, quad: Quad, *, vertical: bool = False) -> tuple[Word, ...]:
    """Group characters into words: each Chinese character or kana alone, others up to a space.

    A word is as sure as its least sure character; brackets count where it has no other.
    """
    edges = _edges(glyphs)
    pitch = _pitch(glyphs)
    words = []
    for run in _runs(glyphs):
        first, last = run[0], run[-1]
        begin, end = edges[first], edges[last + 1]
        if pitch and is_cjk(glyphs[first].text):  # beside a space the middle is no edge
            middle = glyphs[first].at
            begin, end = max(0.0, middle - pitch / 2), min(1.0, middle + pitch / 2)
        words.append(
            Word(
                text="".join(glyphs[index].text for index in run),
                confidence=_least_sure([glyphs[index] for index in run]),
                quad=share_of(quad, begin, end, vertical=vertical),
            )
        )
    return tuple(words)


def _least_sure(word: Sequence[Glyph]) -> float:
    telling = [glyph for glyph in word if glyph.text not in MINOR]
    return min(glyph.confidence for glyph in telling or word)


def share_of(quad: Quad, begin: float, end: float, *, vertical: bool = False) -> Quad:
    """Return the part of a line's quad between two shares (0.0 to 1.0) of its length."""

    def between(a: tuple[float, float], b: tuple[float, float], at: float) -> tuple[float, float]:
        return a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at

    top_left, top_right, bottom_right, bottom_left = quad.points
    if vertical:
        return Quad(
            between(top_left, bottom_left, begin),
            between(top_right, bottom_right, begin),
            between(top_right, bottom_right, end),
            between(top_left, bottom_left, end),
        )
    return Quad(
        between(top_left, top_right, begin),
        between(top_left, top_right, end),
        between(bottom_left, bottom_right, end),
        between(bottom_left, bottom_right, begin),
    )


def _pitch(glyphs: Glyphs) -> float:
    """Return the usual step between two Chinese characters or kana, 0.0 when there is none."""
    return median(_pitches(glyphs) or [0.0])


def _pitches(glyphs: Glyphs) -> list[float]:
    return [
        after.at - before.at
        for before, after in pairwise(glyphs)
        if is_cjk(before.text) and is_cjk(after.text)
    ]


def _edges(glyphs: Glyphs) -> list[float]:
    middles = [(before.at + after.at) / 2 for before, after in pairwise(glyphs)]
    return [0.0, *middles, 1.0]


def _runs(glyphs: Glyphs) -> Iterator[list[int]]:
    run: list[int] = []
    for index, glyph in enumerate(glyphs):
        if run and (glyph.text.isspace() or is_cjk(glyph.text) or is_cjk(glyphs[run[-1]].text)):
            yield run
            run = []
        if not glyph.text.isspace():
            run.append(index)
    if run:
        yield run


def count_cjk(glyphs: Glyphs) -> int:
    """Return how many of the characters are Chinese characters or kana."""
    return sum(is_cjk(glyph.text) for glyph in glyphs)


def is_latin(glyphs: Glyphs) -> bool:
    """Say whether a row is surely Latin print, which nobody sets upright in a column.

    Of figures the cells have a say: bars between them are easily lost where they lie.

    >>> texts = ("Since 1987", "TEL 03-0123", "SREチーム")
    >>> [is_latin(tuple(Glyph(sign, 0.99, 0.0) for sign in text)) for text in texts]
    [True, False, False]
    """
    signs = [glyph.text for glyph in glyphs if not glyph.text.isspace()]
    letters = sum(sign.isascii() and sign.isalpha() for sign in signs)
    mostly = letters >= max(LATIN, len(signs) / 2)
    return mostly and score_of(glyphs) > SURELY and not count_cjk(glyphs)
