"""Layout: the lines of a page as strips that know their neighbours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from cardscan.model import Direction, Line, OcrPage, Quad
from cardscan.parse.candidates import Span
from cardscan.parse.levelling import levelled, slope_of
from cardscan.parse.spelling import spelt
from cardscan.parse.text import (
    fold,
    is_han,
    is_japanese,
    japanese_forms,
    latin_forms,
    squeezed,
)
from cardscan.parse.words import words

MAX_STRIPS = 200  # more text than any card holds; the rest stays as leftover
SAME_ROW = 0.5  # share of the smaller type size by which two strips must overlap
# what readers lose at the start of a line, by what is left
_LOST = ((re.compile(r"[株有]\)"), "("), (re.compile(r"般[社財]団法人"), "一"))
AUDIBLE = 0.5  # confidence of what a second reader says of a column; below, it guesses
LEVEL = 0.22  # of the smaller type; boxes whose middles differ by more are of two lines
WORD_GAP = 0.4  # type sizes between two words of one line, at most
LETTER_GAP = 4.0  # type sizes between the halves of a letter-spaced name


@dataclass(frozen=True, slots=True)
class Strip:
    """One run of text as the eye takes it: a line, or the boxes of a letter-spaced one.

    ``along`` runs with the writing, ``across`` from line to line, both in pixels, so that
    a vertical column and a horizontal line are treated alike. Lines that lie askew are levelled:
    ``across`` is where a line would meet the left edge of the card.
    """

    index: int
    text: str
    source: tuple[tuple[int, int], ...]  # per character: line of the page, offset in its text
    variants: tuple[str, ...]  # what other readers saw
    along: tuple[float, float]
    across: tuple[float, float]
    size: float  # height of the type, pixels
    vertical: bool
    confidence: float

    @property
    def whole(self) -> Span:
        """Return the span of all its characters."""
        return Span(self.index, 0, len(self.text))


class Sheet:
    """A page laid out: its strips, and what stands beside and below what."""

    def __init__(self, page: OcrPage, region: str) -> None:
        self.page = page
        self.region = region
        # a sign alone may be an icon, which readers take for one: 田, 曲
        written = [line.text[:100] for line in page.lines[:MAX_STRIPS] if len(line.text) > 1]
        everything = "".join(written)
        self.japanese = is_japanese(everything) or (region == "JP" and _looks_japanese(everything))
        self.slope = slope_of(page.lines[:MAX_STRIPS])
        self.strips = _strips(page.lines[:MAX_STRIPS], self.slope, japanese=self.japanese)

    @cached_property
    def type_size(self) -> float:
        """Return the median type size of the page, pixels."""
        sizes = sorted(strip.size for strip in self.strips)
        return sizes[len(sizes) // 2] if sizes else 1.0

    @cached_property
    def text(self) -> str:
        """Return all folded text, a line for each strip."""
        return "\n".join(strip.text for strip in self.strips)

    def printed(self, spans: Iterable[Span]) -> str:
        """Return what stood on the card at these spans, untouched."""
        pieces: list[str] = []
        for span in spans:
            places = self.strips[span.strip].source[span.start : span.end]
            for number, group in groupby(places, key=lambda place: place[0]):
                offsets = [offset for _, offset in group]
                raw = self.page.lines[number].text
                pieces.append(raw[offsets[0] : _end_of_cluster(raw, offsets[-1])])
        return " ".join(piece for piece in (p.strip() for p in pieces) if piece)

    def lines_of(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Return the numbers of the page's lines that hold these spans."""
        numbers = {
            number
            for span in spans
            for number, _ in self.strips[span.strip].source[span.start : span.end]
        }
        return tuple(sorted(numbers))

    def before(self, strip: Strip, reach: float = 8.0) -> Strip | None:
        """Return the nearest strip on the same row before this one, within type sizes."""
        row = [
            other
            for other in self.strips
            if other is not strip
            and _on_one_row(strip, other)
            and other.along[0] < strip.along[0]
            and strip.along[0] - other.along[1] < reach * strip.size
        ]
        return max(row, key=lambda other: other.along[1], default=None)

    def after(self, strip: Strip, reach: float = 8.0) -> Strip | None:
        """Return the nearest strip on the same row behind this one, within type sizes."""
        row = [
            other
            for other in self.strips
            if other is not strip
            and _on_one_row(strip, other)
            and other.along[0] > strip.along[0]
            and other.along[0] - strip.along[1] < reach * strip.size
        ]
        return min(row, key=lambda other: other.along[0], default=None)

    def below(self, strip: Strip, reach: float = 2.5) -> Strip | None:
        """Return the nearest strip under this one that shares its columns, within type sizes."""
        under = [
            other
            for other in self.strips
            if other is not strip
            and other.vertical == strip.vertical
            and not _on_one_row(strip, other)
            and other.across[0] > strip.across[0]
            and _gap(strip, other) < reach * max(strip.size, other.size)
            and _columns_meet(strip, other)
        ]
        first = min((other.across[0] for other in under), default=0.0)
        row = [other for other in under if other.across[0] < first + SAME_ROW * strip.size]
        return min(row, key=lambda other: other.along[0], default=None)

    def above(self, strip: Strip, reach: float = 2.5) -> Strip | None:
        """Return the nearest strip over this one that shares its columns, within type sizes."""
        over = [
            other
            for other in self.strips
            if other is not strip
            and other.vertical == strip.vertical
            and not _on_one_row(strip, other)
            and other.across[0] < strip.across[0]
            and _gap(other, strip) < reach * max(strip.size, other.size)
            and _columns_meet(strip, other)
        ]
        return max(over, key=lambda other: other.across[0], default=None)

    def distance(self, one: Strip, other: Strip) -> float:
        """Return how far apart two strips stand, in type sizes of the page."""
        across = max(0.0, max(one.across[0], other.across[0]) - min(one.across[1], other.across[1]))
        along = max(0.0, max(one.along[0], other.along[0]) - min(one.along[1], other.along[1]))
        if one.vertical != other.vertical:
            return 99.0
        return (across + along) / self.type_size


def span_in(text: str, other: str, start: int, end: int) -> tuple[int, int]:
    """Return where characters ``start`` to ``end`` of another reader's text stand in this one.

    >>> span_in("TEL 03-l234", "TEL 03-1234", 4, 11)
    (4, 11)
    """
    places = [0] * (len(other) + 1)
    for block in Levenshtein.opcodes(other, text):
        for place in range(block.src_start, block.src_end + 1):
            places[place] = min(block.dest_start + place - block.src_start, block.dest_end)
    return places[start], max(places[end], places[start])


def _end_of_cluster(raw: str, offset: int) -> int:
    end = offset + 1
    while end < len(raw) and raw[end] in "ﾞﾟ":
        end += 1
    return end


_CHINESE_WORDS = re.compile(
    r"[가-힣]|公司|邮|电话|總|灣|傳真|電郵|網址|手機|經理|股份|樓之|號\d+樓|縣.{1,3}[鄉鎮市區]|市.{1,3}區"
)


def _looks_japanese(text: str) -> bool:
    """Tell whether characters without kana are Japanese: by its words, or for want of others."""
    signs = ("株式", "有限会社", "合同会社", "〒", "県", "課", "部長", "取締役", "東京")
    if not is_han(text) or _CHINESE_WORDS.search(text):
        return False
    return any(sign in text for sign in signs) or japanese_forms(text) == text


def _gap(upper: Strip, lower: Strip) -> float:
    return lower.across[0] - upper.across[1]


def _columns_meet(one: Strip, other: Strip) -> bool:
    return one.along[0] < other.along[1] and other.along[0] < one.along[1]


def _on_one_row(one: Strip, other: Strip) -> bool:
    overlap = min(one.across[1], other.across[1]) - max(one.across[0], other.across[0])
    return one.vertical == other.vertical and overlap > SAME_ROW * min(one.size, other.size)


def _is_level(one: Strip, other: Strip) -> bool:
    """Tell whether two boxes share their middle, as words of one line do.

    A name and, close beside it, a company in other type only overlap in height.
    """
    middles = [sum(strip.across) / 2 for strip in (one, other)]
    return abs(middles[0] - middles[1]) < LEVEL * min(one.size, other.size)


def _strips(lines: tuple[Line, ...], slope: float, *, japanese: bool) -> tuple[Strip, ...]:
    singles = [_strip(number, line, slope, japanese=japanese) for number, line in enumerate(lines)]
    joined = _join_letters(_join_close([strip for strip in singles if strip.text.strip()]))
    return tuple(_numbered(strip, index) for index, strip in enumerate(joined))


def _numbered(strip: Strip, index: int) -> Strip:
    return Strip(
        index,
        strip.text,
        strip.source,
        strip.variants,
        strip.along,
        strip.across,
        strip.size,
        strip.vertical,
        strip.confidence,
    )


def _strip(number: int, line: Line, slope: float, *, japanese: bool) -> Strip:
    folded = fold(line.text)
    plain = latin_forms(folded.text)
    text = spelt(japanese_forms(plain)) if japanese else plain
    origin = folded.origin
    for left, sign in _LOST:
        if left.match(text):  # 株)サンプル
            text, origin = sign + text, (origin[0], *origin)
    vertical = line.direction is Direction.VERTICAL
    if vertical:
        text, origin = _with_dashes(text, origin, [reading.text for reading in line.readings])
    quad = line.quad
    heard = [one for one in line.readings if not vertical or one.confidence > AUDIBLE]
    readings = (fold(reading.text).text for reading in heard)
    variants = (japanese_forms(reading) if japanese else reading for reading in readings)
    return Strip(
        0,
        text,
        tuple((number, offset) for offset in origin),
        tuple(dict.fromkeys(variant for variant in variants if variant != text)),
        (quad.top, quad.bottom) if vertical else (quad.left, quad.right),
        (-quad.right, -quad.left) if vertical else levelled(quad, slope),
        _size(quad, vertical=vertical),
        vertical,
        line.confidence,
    )


def _with_dashes(
    text: str, origin: tuple[int, ...], readings: Iterable[str]
) -> tuple[str, tuple[int, ...]]:
    """Put the dashes that one reader saw between the figures of a column where another saw none.

    >>> _with_dashes("越247", (0, 1, 2, 3), ["越 2 一 4 一 7"])
    ('越2-4-7', (0, 1, 1, 2, 2, 3))
    """
    for figures in re.findall(r"\d{3,12}", text):
        seen = re.compile(r"\s*([-一ー―—–－]?)\s*".join(f"({figure})" for figure in figures))
        for reading in readings:
            found = seen.search(fold(reading).text)
            dashes = [bool(sign) for sign in found.groups()[1::2]] if found else []
            if not 0 < sum(dashes) < 4:
                continue
            start = text.index(figures)
            for place in reversed([at for at, dash in enumerate(dashes, start + 1) if dash]):
                text = f"{text[:place]}-{text[place:]}"
                origin = (*origin[:place], origin[place - 1], *origin[place:])
            break
    return text, origin


def _size(quad: Quad, *, vertical: bool) -> float:
    return max(1.0, quad.width if vertical else quad.height)


def _join_close(strips: list[Strip]) -> list[Strip]:
    """Join boxes of one row that stand no further apart than words do."""
    ordered = list(strips)
    for strip in sorted(strips, key=lambda s: (s.across[0], s.along[0])):
        grown = strip
        while strip in ordered or grown in ordered:
            right = _close_after(grown, ordered)
            if right is None:
                break
            position = ordered.index(grown)
            ordered[position] = joined = _joined(grown, right)
            ordered.remove(right)
            grown = joined
    return ordered


def _lies_on_its_side(strip: Strip) -> bool:
    """Tell whether a row runs up or down the card, as slogans do."""
    height = strip.across[1] - strip.across[0]
    return not strip.vertical and height > 2 * max(strip.size, strip.along[1] - strip.along[0])


def _close_after(strip: Strip, strips: list[Strip]) -> Strip | None:
    row = [
        other
        for other in strips
        if other is not strip
        and not (_lies_on_its_side(strip) or _lies_on_its_side(other))
        and _on_one_row(strip, other)
        and _is_level(strip, other)
        and 0.75 < other.size / strip.size < 1.33
        and -0.3 * strip.size <= other.along[0] - strip.along[1] < WORD_GAP * strip.size
    ]
    return min(row, key=lambda other: other.along[0], default=None)


def _join_letters(strips: list[Strip]) -> list[Strip]:
    """Join the boxes of a letter-spaced Japanese name, which readers find as several."""
    ordered = list(strips)
    for strip in sorted(strips, key=lambda s: (s.across[0], s.along[0])):
        if strip not in ordered or not _is_letters(strip):
            continue
        grown = strip
        while (right := _letters_after(grown, ordered)) is not None:
            position = ordered.index(grown)
            ordered[position] = joined = _joined(grown, right)
            ordered.remove(right)
            grown = joined
    return ordered


def _is_letters(strip: Strip) -> bool:
    text = squeezed(strip.text)
    if len(text) > 2 and text.endswith(_houses()):
        return False  # 南正協會 beside a name
    return 1 <= len(text) <= 4 and all(is_han(c) or "ぁ" <= c <= "ヺ" or c == "ー" for c in text)


@cache
def _houses() -> tuple[str, ...]:
    """Return the endings of organisations, which names of people do not have."""
    return tuple(end for end in words("institutions") if len(end) > 1)


def _letters_after(strip: Strip, strips: list[Strip]) -> Strip | None:
    row = [
        other
        for other in strips
        if other is not strip
        and _is_letters(other)
        and _on_one_row(strip, other)
        and -0.5 * strip.size <= other.along[0] - strip.along[1] < LETTER_GAP * strip.size
        and len(squeezed(strip.text + other.text)) <= 7
    ]
    nearest = min(row, key=lambda other: other.along[0], default=None)
    return nearest if nearest and 0.6 < nearest.size / strip.size < 1.67 else None


def _joined(left: Strip, right: Strip) -> Strip:
    gap = " " * max(1, min(4, round(2 * (right.along[0] - left.along[1]) / left.size)))
    filler = ((right.source[0][0], right.source[0][1]),) * len(gap)
    return Strip(
        0,
        left.text + gap + right.text,
        left.source + filler + right.source,
        (),
        (left.along[0], right.along[1]),
        (min(left.across[0], right.across[0]), max(left.across[1], right.across[1])),
        max(left.size, right.size),
        left.vertical,
        min(left.confidence, right.confidence),
    )
