"""Cards of shops: the shop's name is the largest, and nobody is named."""

from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import Canvas
from samples.drawing.contact import contact_lines
from samples.drawing.look import Look
from samples.drawing.parts import broken, narrowed, put_foot, refuse_touching, widest_of
from samples.drawing.stack import Stack, block_height
from samples.model import Person

MARGIN = 6.5  # mm


def _sign(stack: Stack, person: Person, look: Look, *, bold: bool = False) -> None:
    """Set the shop's name as on its sign, with what it offers."""
    style = look.style(look.name_points, bold=bold, tracking=look.name_tracking / 2)
    stack.put(texts.company(person), style)
    stack.put(texts.Text(person.company.slogan), look.style(look.text_points))


def centred(canvas: Canvas, person: Person, look: Look) -> None:
    """Everything on the middle axis, the name in the upper half."""
    middle = canvas.width / 2
    _sign(Stack(canvas, middle, canvas.height * 0.17, "center"), person, look)
    put_foot(canvas, contact_lines(person, look), look, x=middle, align="center")


def left(canvas: Canvas, person: Person, look: Look) -> None:
    """Everything at the left edge."""
    _sign(Stack(canvas, MARGIN, canvas.height * 0.14), person, look, bold=True)
    put_foot(canvas, contact_lines(person, look), look, x=MARGIN)


def centred_upright(canvas: Canvas, person: Person, look: Look) -> None:
    """As centred, on the short side."""
    centred(canvas, person, broken(look))


def left_upright(canvas: Canvas, person: Person, look: Look) -> None:
    """As left, on the short side."""
    left(canvas, person, broken(look))


def block_right(canvas: Canvas, person: Person, look: Look) -> None:
    """Name at the left, half-way down; address, numbers and hours in a block at the right."""
    look = narrowed(look)
    lines = contact_lines(person, look)
    start = canvas.width - MARGIN - widest_of(canvas, lines, look.text)
    top = (canvas.height - block_height(lines, look.text)) / 2
    Stack(canvas, start, top).put_all(lines, look.text)
    _sign(Stack(canvas, MARGIN, canvas.height * 0.38), person, look)
    refuse_touching(canvas, start, top)


Designs = tuple[Callable[[Canvas, Person, Look], None], ...]

HORIZONTAL: Designs = (centred, left, block_right)
PORTRAIT: Designs = (centred_upright, left_upright)
