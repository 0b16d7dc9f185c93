"""Lines in the order in which a person reads: blocks side by side do not mix."""

from collections.abc import Callable, Sequence
from statistics import mean, median

from cardscan.model import Direction, Line, Point
from cardscan.ocr.paragraphs import LABEL_LENGTH, Block, paragraphs

GUTTER = 1.2  # of the type size; white this wide from top to bottom separates two columns

Span = Callable[[Block], Point]  # where a block begins and ends across the reading direction


def in_reading_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Order lines: rows from the top, columns of vertical writing from the right."""
    rows = [line for line in lines if line.direction is Direction.HORIZONTAL]
    columns = [line for line in lines if line.direction is Direction.VERTICAL]
    ordered_rows = _lines_of(_ordered_rows(paragraphs(rows)))
    ordered_columns = _lines_of(_ordered_columns([Block.of(column) for column in columns]))
    if columns and (_length(columns) > _length(rows) or _stand_above(columns, rows)):
        return (*ordered_columns, *ordered_rows)
    return (*ordered_rows, *ordered_columns)


def _lines_of(blocks: Sequence[Block]) -> tuple[Line, ...]:
    return tuple(line for block in blocks for line in block.lines)


def _stand_above(columns: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Say whether a good part of a card stands in columns, and the rows below them."""
    middle = mean(column.quad.center[1] for column in columns)
    below = sum(len(row.text) for row in rows if row.quad.top > middle)
    return 2 * _length(columns) > _length(rows) and 2 * below > _length(rows)


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _ordered_columns(columns: Sequence[Block]) -> list[Block]:
    """Columns from the right; in one strip, as posts above a name, from the top."""
    strips = _bands(columns, lambda block: (-block.right, -block.left))
    levels = [level for strip in strips for level in _bands(strip, _down)]
    return [block for level in levels for block in sorted(level, key=lambda block: -block.right)]


def _ordered_rows(blocks: Sequence[Block]) -> list[Block]:
    """Blocks from the top; what stands beside another is read before it, or after it."""
    if len(blocks) < 2:
        return list(blocks)
    sides = _beside(blocks)
    if sides:
        return [*_ordered_rows(sides[0]), *_ordered_rows(sides[1])]
    bands = _bands(blocks, _down)
    if len(bands) == 1:
        return _ordered_band(blocks)
    return [block for part in _parts(bands) for block in part]


def _ordered_band(blocks: Sequence[Block]) -> list[Block]:
    """Order one band from the left; what stands in it one above the other, from the top."""
    stacks = _bands(blocks, lambda block: (block.left, block.right))
    return [block for stack in stacks for block in sorted(stack, key=lambda block: block.top)]


def _parts(bands: list[list[Block]]) -> list[list[Block]]:
    """Order each band; bands that hold two columns side by side are kept together."""
    parts: list[list[Block]] = []
    begin = 0
    while begin < len(bands):
        end = begin + 1
        for stop in range(len(bands), begin + 1, -1):
            together = [block for band in bands[begin:stop] for block in band]
            if len(together) > 3 and _beside(together):
                end = stop
                break
        together = [block for band in bands[begin:end] for block in band]
        parts.append(_ordered_rows(together) if end > begin + 1 else _ordered_band(together))
        begin = end
    return parts


def _beside(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]] | None:
    """Split into two columns of at least two blocks each with clear white between them."""
    size = median(block.size for block in blocks)
    ordered = sorted(blocks, key=lambda block: block.left)
    for index in range(2, len(ordered) - 1):
        left, right = ordered[:index], ordered[index:]
        white = right[0].left - max(block.right for block in left)
        if white > GUTTER * size and not (_are_labels(left) or _are_labels(right)):
            return left, right
    return None


def _are_labels(blocks: Sequence[Block]) -> bool:
    return all(len(line.text) <= LABEL_LENGTH for line in _lines_of(blocks))


def _down(block: Block) -> Point:
    return block.top, block.bottom


def _bands(blocks: Sequence[Block], span: Span) -> list[list[Block]]:
    """Group blocks whose spans overlap by more than half of the smaller one."""
    groups: list[tuple[float, float, list[Block]]] = []
    for block in sorted(blocks, key=span):
        begin, end = span(block)
        if groups:
            first, last, group = groups[-1]
            shared = min(end, last) - max(begin, first)
            if shared > 0.5 * min(end - begin, last - first):
                groups[-1] = (min(first, begin), max(last, end), [*group, block])
                continue
        groups.append((begin, end, [block]))
    return [group for _, _, group in groups]
