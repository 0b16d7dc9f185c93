"""Rows that are read one after the other: set line under line, or a label before its value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from cardscan.model import Line, Quad
from cardscan.ocr.lines import type_size

LABEL_LENGTH = 7  # characters; a column of shorter texts holds labels and belongs to its values
LABEL_REACH = 2.5  # of the type size; a lone label stands no further before its value
COLUMN_REACH = 8.0  # of the type size; values set flush may stand so far behind their labels
LEVEL = 0.35  # of the type size; the middles of a label and its value differ by less
LIKE = 1.3  # ratio of type sizes up to which two lines may be of one paragraph
LIKE_ICON = 2.0  # the same for a lone sign before a line: an icon, whatever it was read as
BESIDE = 0.35  # of the type size; so much of an icon's height lies beside each line it stands for
LEADING = (-0.4, 0.7)  # of the type size, from the box of one line to that of the next
FLUSH = 0.5  # of the type size; the ends of lines set flush differ by less
CENTRED = 0.25  # of the type size; so do the middles of centred lines
HANGING = 2.0  # of the type size; an icon or a short label may stand out before the first line


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Lines that nothing else may come between, and the box around them in pixels."""

    lines: tuple[Line, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of the type, usually
    value: float  # where the text begins, behind a label

    @classmethod
    def of(cls, line: Line) -> "Block":
        """Return a line as a block; one that lies askew is no higher for that."""
        quad, (_, middle) = line.quad, line.quad.center
        half = (quad.height if _lies(quad) else quad.bottom - quad.top) / 2
        box = (quad.left, middle - half, quad.right, middle + half)
        return cls((line,), *box, max(1.0, type_size(line)), quad.left)

    @classmethod
    def around(cls, *blocks: "Block", labelled: bool = False) -> "Block":
        """Return some blocks as one, in the order in which they are read.

        The label before a value may be higher: an icon beside a paragraph is.
        """
        return cls(
            tuple(chain.from_iterable(block.lines for block in blocks)),
            min(block.left for block in blocks),
            min(block.top for block in blocks[labelled:]),
            max(block.right for block in blocks),
            max(block.bottom for block in blocks[labelled:]),
            median(block.size for block in blocks[labelled:]),
            blocks[-1].left if labelled else min(block.value for block in blocks),
        )


def paragraphs(rows: Sequence[Line]) -> list[Block]:
    """Return the rows as blocks, in no particular order."""
    chains = _chains([Block.of(row) for row in rows])
    return [_one(blocks) for blocks in _chains(list(_labelled(chains)))]


def _lies(quad: Quad) -> bool:
    """Say whether a row runs across the card, not along its edge."""
    return quad.right - quad.left > quad.bottom - quad.top


def _one(blocks: Sequence[Block]) -> Block:
    return blocks[0] if len(blocks) == 1 else Block.around(*blocks)


def _chains(blocks: Sequence[Block]) -> list[list[Block]]:
    """Chain blocks that follow each other as lines do; those that fit best choose first."""
    pairs = sorted(
        (misfit, upper, lower)
        for upper, one in enumerate(blocks)
        for lower, other in enumerate(blocks)
        if (misfit := _misfit(one, other)) is not None
    )
    below: dict[int, int] = {}
    for _, upper, lower in pairs:
        if upper not in below and lower not in below.values():
            below[upper] = lower
    chains: list[list[Block]] = []
    for first in sorted(set(range(len(blocks))) - set(below.values())):
        at: int | None = first
        chains.append([])
        while at is not None:
            chains[-1].append(blocks[at])
            at = below.get(at)
    return chains


def _misfit(upper: Block, lower: Block) -> float | None:
    """Return how badly one block would follow the other as its next line; None for not at all."""
    size = min(upper.size, lower.size)
    white = (lower.top - upper.bottom) / size
    if max(upper.size, lower.size) > LIKE * size or not LEADING[0] < white < LEADING[1]:
        return None
    indents = (lower.left - upper.left, lower.left - upper.value, lower.value - upper.value)
    indent = min(indents, key=abs) / size
    behind = (lower.right - upper.right) / size
    middles = abs(indents[0] / size + behind) / 2
    if min(abs(indent), abs(behind)) < FLUSH or middles < CENTRED:
        return abs(white) + min(abs(indent), abs(behind), middles)
    return abs(white) + HANGING + indent if 0 < indent < HANGING and behind < 0 else None


def _labelled(chains: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Set labels before their values, row by row; chains with neither stay whole."""
    rows = list(chain.from_iterable(chains))
    value_of: dict[Block, Block] = {}
    for blocks in chains:
        reach = LABEL_REACH if len(blocks) == 1 else COLUMN_REACH
        found = [(label, _first(label, _value(label, rows, reach), chains)) for label in blocks]
        if all(value for _, value in found):
            value_of.update((label, value) for label, value in found if value)
    for label, value in list(value_of.items()):  # icon, label, value: the icon stays alone
        if value in value_of or list(value_of.values()).count(value) > 1:
            del value_of[label]
    taken = set(value_of.values())
    for blocks in chains:
        if taken.isdisjoint(blocks) and value_of.keys().isdisjoint(blocks):
            yield _one(blocks)
            continue
        for block in blocks:
            if block in value_of:
                yield Block.around(block, value_of[block], labelled=True)
            elif block not in taken:
                yield block


def _first(label: Block, value: Block | None, chains: Sequence[Sequence[Block]]) -> Block | None:
    """Return the row that an icon before a paragraph stands for: the first that it is beside."""
    if value is None or len(label.lines[0].text) > 1:
        return value
    paragraph = next(blocks for blocks in chains if value in blocks)
    return next(row for row in paragraph if row is value or _is_beside(label, row))


def _is_beside(icon: Block, row: Block) -> bool:
    return min(icon.bottom, row.bottom) - max(icon.top, row.top) > BESIDE * row.size


def _value(label: Block, rows: Sequence[Block], reach: float) -> Block | None:
    """Return the nearest row behind a label on its level, within so many type sizes."""
    text = label.lines[0].text
    if len(text) > LABEL_LENGTH:
        return None
    like = LIKE if len(text) > 1 else LIKE_ICON
    level = [
        row
        for row in rows
        if row is not label
        and abs(row.top + row.bottom - label.top - label.bottom) / 2 < LEVEL * row.size
        and label.size / like < row.size < like * label.size
        and -FLUSH < (row.left - label.right) / row.size < reach
    ]
    return min(level, key=lambda row: row.left, default=None)
