"""Lines of text: pieces of one line joined."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean, median

from cardscan.model import Direction, Line, Quad, Reading
from cardscan.ocr.glyphs import is_cjk

LETTER_SPACE = 2.6  # of the type size; a wider gap separates two things
WORD_SPACE = 2.0  # of the step from letter to letter; so much may part two words of spaced type
SHORT = 4  # characters; of longer pieces the setting must show that they are spaced
READING = 8  # characters of a name's reading, which is hardly ever set solid
KANA = re.compile("[\u3041-\u30ff]+")
SET_WIDE = 1.1  # of the type size for each character; type set solid takes 0.75 of its box
INK_SHARE = 0.8  # of a line's box that a character fills; the detector leaves white around
SAME_LINE = 0.75  # share of the larger box that two pieces of one line have in common
SAME_SIZE = 1.5  # ratio of type sizes up to which two pieces may be one line


def united(quads: Sequence[Quad]) -> tuple[Quad, ...]:
    """Unite boxes that overlap along one line: the detector found it in two pieces.

    A character on the seam would be read in both pieces, and wrongly in each.
    """
    result: list[Quad] = []
    for quad in quads:
        seam = next((at for at, other in enumerate(result) if _overlap_in_line(quad, other)), None)
        if seam is None:
            result.append(quad)
        else:
            result[seam] = _around(result[seam], quad)
    return tuple(result)


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Join the pieces of letter-spaced lines: 西村 | 俊介, or 山 | 田 | 太 | 郎."""
    rest = sorted((_turned(line, lines) for line in lines), key=_start)
    result: list[Line] = []
    while rest:
        chain = [rest.pop(0)]
        while following := next((line for line in rest if _continues(chain[-1], line)), None):
            if sum(len(line.text) for line in [*chain, following]) > 10:
                break
            rest.remove(following)
            chain.append(following)
        result.append(_one_line(chain) if len(chain) > 1 else chain[0])
    return tuple(result)


def type_size(line: Line) -> float:
    """Return the size of the line's type in pixels of the prepared card."""
    return line.quad.width if line.direction is Direction.VERTICAL else line.quad.height


def _overlap_in_line(a: Quad, b: Quad) -> bool:
    """Say whether two boxes are of one size, in one row or column, and share a part."""
    if min(a.right, b.right) <= max(a.left, b.left) or min(a.bottom, b.bottom) <= max(a.top, b.top):
        return False  # as nearly all are
    along = _direction(max(a, b, key=lambda quad: max(quad.width, quad.height)))
    across, down = _shared(a, b, along), _shared(a, b, along * 1j)
    if across <= 0 or down <= 0:
        return False
    if min(a.height, b.height) > SAME_LINE * max(a.width, b.width):
        return across > SAME_LINE * max(a.width, b.width)
    if min(a.width, b.width) > SAME_LINE * max(a.height, b.height):
        return down > SAME_LINE * max(a.height, b.height)
    return False


def _direction(quad: Quad) -> complex:
    """Return which way is right on a box: rows that lie askew overlap along the picture's sides."""
    first, second, third, fourth = (complex(*point) for point in quad.points)
    along, down = second + third - first - fourth, third + fourth - first - second
    longer = along if abs(along) > abs(down) else down / 1j
    return longer / abs(longer) if longer else 1 + 0j


def _shared(a: Quad, b: Quad, along: complex) -> float:
    """Return what two boxes share in one direction in pixels, negative where they are apart."""
    first, second = (
        [(complex(*point) * along.conjugate()).real for point in quad.points] for quad in (a, b)
    )
    return min(max(first), max(second)) - max(min(first), min(second))


def _around(a: Quad, b: Quad) -> Quad:
    """Return the quad from the one that begins first to the one that ends last."""
    if abs(a.center[0] - b.center[0]) > abs(a.center[1] - b.center[1]):
        first, last = sorted((a, b), key=lambda quad: quad.left)
        return Quad(first.top_left, last.top_right, last.bottom_right, first.bottom_left)
    first, last = sorted((a, b), key=lambda quad: quad.top)
    return Quad(first.top_left, first.top_right, last.bottom_right, last.bottom_left)


def _start(line: Line) -> float:
    return line.quad.top if line.direction is Direction.VERTICAL else line.quad.left


def _turned(line: Line, lines: Sequence[Line]) -> Line:
    """Return a lone character as a column where it stands in one: a box alone has no direction."""
    if line.direction is Direction.VERTICAL or not _is_lone(line):
        return line
    column = replace(line, direction=Direction.VERTICAL)
    others = [other for other in lines if other is not line]
    if any(_continues(*pair) for other in others for pair in ((line, other), (other, line))):
        return line
    columns = [
        replace(other, direction=Direction.VERTICAL) if _is_lone(other) else other
        for other in others
    ]
    beside = ((column, other) for other in columns)
    found = any(_continues(*pair) or _continues(*pair[::-1]) for pair in beside)
    return column if found else line


def _is_lone(line: Line) -> bool:
    return len(line.text) == 1 and is_cjk(line.text)


def _continues(line: Line, other: Line) -> bool:
    """Say whether the other piece stands right behind this one and looks like its own kind."""
    if line.direction is not other.direction or not _may_be_spaced(line, other):
        return False
    size = min(type_size(line), type_size(other))
    if max(type_size(line), type_size(other)) > SAME_SIZE * size:
        return False
    a, b = line.quad, other.quad
    if line.direction is Direction.VERTICAL:
        aside, ahead = abs(a.center[0] - b.center[0]), b.top - a.bottom
    else:
        aside, ahead = abs(a.center[1] - b.center[1]), b.left - a.right
    spread = max(LETTER_SPACE * size, WORD_SPACE * min(_step(line), _step(other)))
    return aside < 0.35 * size and -0.3 * size < ahead < spread


def _may_be_spaced(line: Line, other: Line) -> bool:
    """Say whether both are pieces of spaced type: short, or set visibly wide."""
    pieces = [piece.text.replace(" ", "") for piece in (line, other)]
    short = READING if all(map(KANA.fullmatch, pieces)) else SHORT
    return all(
        all(is_cjk(character) for character in text) and (len(text) <= short or is_set_wide(piece))
        for text, piece in zip(pieces, (line, other), strict=True)
    )


def is_set_wide(line: Line) -> bool:
    """Say whether there is white between the characters of a line."""
    return _step(line) > SET_WIDE * type_size(line)


def _white_between(line: Line) -> float:
    """Return the usual white between two characters of a piece, in pixels."""
    return _step(line) - INK_SHARE * type_size(line)


def _step(line: Line) -> float:
    along = line.quad.height if line.direction is Direction.VERTICAL else line.quad.width
    return along / max(1, len(line.text.replace(" ", "")))


def _one_line(chain: Sequence[Line]) -> Line:
    gaps = [_gap(before, after) for before, after in pairwise(chain)]
    whites = [_white_between(line) for line in chain if len(line.text) > 1]
    usual = median(whites or (gaps if len(gaps) > 1 else [0.0]))
    separators = ["", *(" " if gap > 1.35 * max(0.0, usual) else "" for gap in gaps)]
    first, last = chain[0].quad, chain[-1].quad
    corners = (
        (first.top_left, first.top_right, last.bottom_right, last.bottom_left)
        if chain[0].direction is Direction.VERTICAL
        else (first.top_left, last.top_right, last.bottom_right, first.bottom_left)
    )
    readers = [reading.reader for reading in chain[0].readings]
    return replace(
        chain[0],
        text=_text(separators, [line.text for line in chain]),
        confidence=mean(line.confidence for line in chain),
        quad=Quad(*corners),
        readings=tuple(
            _one_reading(separators, [line.readings[index] for line in chain])
            for index in range(len(readers))
        ),
    )


def _one_reading(separators: Sequence[str], pieces: Sequence[Reading]) -> Reading:
    return Reading(
        reader=pieces[0].reader,
        text=_text(separators, [piece.text for piece in pieces]),
        confidence=mean(piece.confidence for piece in pieces),
        words=tuple(word for piece in pieces for word in piece.words),
    )


def _text(separators: Sequence[str], texts: Sequence[str]) -> str:
    return "".join(part for pair in zip(separators, texts, strict=True) for part in pair)


def _gap(before: Line, after: Line) -> float:
    if before.direction is Direction.VERTICAL:
        return after.quad.top - before.quad.bottom
    return after.quad.left - before.quad.right
