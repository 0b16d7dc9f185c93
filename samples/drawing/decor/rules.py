"""Thin lines on a card: rules between blocks, a frame inside the edge, a box around a block."""

from dataclasses import dataclass
from random import Random

from PIL import ImageDraw

from samples.drawing.canvas import Box, Canvas, Color
from samples.drawing.decor.room import Room

BLOCK = 2.2  # mm between lines; from there on they are two blocks
INSIDE = (3.2, 2.6, 2.0, 1.4)  # mm from the card's edge to a frame, the handsomest first
AIR = 0.6  # mm between a frame and what stands inside it


@dataclass(frozen=True, slots=True)
class Rules:
    """Which thin lines a card has."""

    color: Color
    thickness: float  # mm
    between: bool = False  # one rule between two blocks of lines
    upright: bool = False  # one rule beside a block
    frame: int = 0  # how many frames inside the card's edge
    rounded: float = 0.0  # mm; radius of frames and boxes
    box: bool = False  # around one block


def invent_rules(rng: Random, color: Color) -> Rules:
    """Invent rules, a frame or a box in one colour."""
    kind = rng.choice(("between", "between", "between", "upright", "frame", "frame", "box"))
    return Rules(
        color,
        rng.choice((0.1, 0.15, 0.2, 0.3, 0.5)),
        between=kind == "between",
        upright=kind == "upright",
        frame=rng.choice((1, 1, 2)) if kind == "frame" else 0,
        rounded=rng.choice((0.0, 0.0, 1.0, 2.5)),
        box=kind == "box",
    )


def put_rules(canvas: Canvas, room: Room, rules: Rules, rng: Random) -> None:
    """Draw the lines where there is room; those without room are left out."""
    if rules.between:
        _between(canvas, room, rules, rng)
    if rules.upright:
        _upright(canvas, room, rules, rng)
    if rules.box:
        _around_block(canvas, room, rules, rng)
    if rules.frame:
        _frame(canvas, room, rules)


def _between(canvas: Canvas, room: Room, rules: Rules, rng: Random) -> None:
    inner = [
        (top, bottom)
        for top, bottom in room.gaps(90)
        if bottom - top > BLOCK and 4.0 < (top + bottom) / 2 < canvas.height - 4.0
    ]
    if not inner:
        return
    top, bottom = max(inner, key=lambda gap: gap[1] - gap[0])
    y = top + (bottom - top) * rng.uniform(0.3, 0.7)
    left, right = rng.choice(((0.0, canvas.width), (6.0, canvas.width - 6.0), _reach(canvas)))
    _filled(canvas, room, (left, y, right, y + rules.thickness), rules.color)


def _upright(canvas: Canvas, room: Room, rules: Rules, rng: Random) -> None:
    """Stand a rule before a block of lines, as high as the block."""
    block = rng.choice(blocks(canvas))
    x = block[0] - 2.0
    _filled(canvas, room, (x, block[1] - 0.5, x + rules.thickness, block[3] + 0.5), rules.color)


def _around_block(canvas: Canvas, room: Room, rules: Rules, rng: Random) -> None:
    several = blocks(canvas)
    rng.shuffle(several)
    for left, top, right, bottom in several:
        box = (left - 1.5, top - 1.2, right + 1.5, bottom + 1.2)
        if all(map(room.is_free, _sides(box, rules.thickness))):
            _outlined(canvas, room, box, rules)
            return


def _frame(canvas: Canvas, room: Room, rules: Rules) -> None:
    for inside in INSIDE:
        box = (inside, inside, canvas.width - inside, canvas.height - inside)
        deep = AIR + (0.9 if rules.frame > 1 else 0.0)
        if all(map(room.is_free, _sides(box, rules.thickness + deep))):
            for step in range(rules.frame):
                grown = 0.8 * step
                inner = (box[0] + grown, box[1] + grown, box[2] - grown, box[3] - grown)
                _outlined(canvas, room, inner, rules)
            return


def blocks(canvas: Canvas) -> list[Box]:
    """Return the blocks that lines form, in mm: what stands close below each other."""
    boxes = sorted(
        (tuple(edge / canvas.scale for edge in line.box) for line in canvas.printed),
        key=lambda box: box[1],
    )
    found: list[Box] = []
    for left, top, right, bottom in boxes:
        above = found[-1] if found else None
        if above and top - above[3] < BLOCK and left < above[2] and above[0] < right:
            found[-1] = (
                min(left, above[0]),
                above[1],
                max(right, above[2]),
                max(bottom, above[3]),
            )
        else:
            found.append((left, top, right, bottom))
    return found


def _reach(canvas: Canvas) -> tuple[float, float]:
    """Return from where to where lines reach, in mm."""
    boxes = [line.box for line in canvas.printed]
    return min(box[0] for box in boxes) / canvas.scale, max(box[2] for box in boxes) / canvas.scale


def _sides(box: Box, thickness: float) -> tuple[Box, Box, Box, Box]:
    left, top, right, bottom = box
    return (
        (left, top, right, top + thickness),
        (left, bottom - thickness, right, bottom),
        (left, top, left + thickness, bottom),
        (right - thickness, top, right, bottom),
    )


def _filled(canvas: Canvas, room: Room, box: Box, color: Color) -> None:
    if not room.is_free(box):
        return
    ImageDraw.Draw(canvas.ground).rectangle(canvas.pixels(*box), fill=color)
    room.take(box)


def _outlined(canvas: Canvas, room: Room, box: Box, rules: Rules) -> None:
    ImageDraw.Draw(canvas.ground).rounded_rectangle(
        canvas.pixels(*box),
        radius=rules.rounded * canvas.scale,
        outline=rules.color,
        width=max(1, round(rules.thickness * canvas.scale)),
    )
    for side in _sides(box, rules.thickness):
        room.take(side)
