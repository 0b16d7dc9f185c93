"""Western cards: English, German and French."""

from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import Canvas
from samples.drawing.contact import address_lines, channel_lines, contact_lines
from samples.drawing.look import Look
from samples.drawing.stack import Stack, block_height
from samples.drawing.texts import Text
from samples.model import Person

MARGIN = 6.5  # mm


def put_person(stack: Stack, person: Person, look: Look, *, bold: bool = False) -> None:
    """Set name, title and department."""
    printed, marks = texts.western_name(person)
    stack.put(Text(printed, marks), look.style(look.name_points, bold=bold))
    lines = list(texts.roles(person, one_line=look.role_on_one_line))
    if not look.role_on_one_line:
        lines.reverse()  # the title comes first where they stand on lines of their own
    stack.put_all(lines, look.role)


def put_lines(canvas: Canvas, lines: list[Text], look: Look, *, x: float, align: str) -> None:
    """Set lines at the foot of the card."""
    top = canvas.height - 5.5 - block_height(lines, look.text)
    stack = Stack(canvas, x, top, align)
    stack.put_all(lines, look.text)


def name_left(canvas: Canvas, person: Person, look: Look) -> None:
    """Name at the top left, company at the top right, contact at the foot."""
    stack = Stack(canvas, MARGIN, 8.0)
    put_person(stack, person, look)
    company = look.style(look.text_points + 2, bold=True)
    lines = [*channel_lines(person, look), *address_lines(person, look)]
    foot = [texts.company(person)]
    if canvas.length(person.company.name, company) < canvas.width * 0.4:
        canvas.line(
            canvas.width - MARGIN,
            11.0,
            person.company.name,
            company,
            marks=foot[0].marks,
            align="right",
        )
        foot = []
    put_lines(canvas, [*foot, *lines], look, x=MARGIN, align="left")


def centred(canvas: Canvas, person: Person, look: Look) -> None:
    """Everything on the middle axis, channels parted by bars."""
    stack = Stack(canvas, canvas.width / 2, 6.5, "center")
    stack.put(texts.company(person), look.style(look.text_points + 3, tracking=0.06))
    stack.y += 2.0
    put_person(stack, person, look)
    channels = channel_lines(person, look)
    pairs = 1 if look.icons else 2
    rows = [_barred(channels[at : at + pairs]) for at in range(0, len(channels), pairs)]
    address = list(texts.address(person, look))
    rows.append(Text(", ".join(line.text for line in address), address[0].marks))
    put_lines(canvas, rows, look, x=canvas.width / 2, align="center")


def company_first(canvas: Canvas, person: Person, look: Look) -> None:
    """Company at the top, person in the middle, address left and channels right."""
    head = Stack(canvas, MARGIN, 6.5)
    head.put(texts.company(person), look.style(look.text_points + 3.5, bold=True))
    middle = Stack(canvas, MARGIN, 17.0)
    put_person(middle, person, look, bold=True)
    address, channels = address_lines(person, look), channel_lines(person, look)
    put_lines(canvas, address, look, x=MARGIN, align="left")
    put_lines(canvas, channels, look, x=canvas.width - MARGIN, align="right")


def right_aligned(canvas: Canvas, person: Person, look: Look) -> None:
    """Everything set against the right edge."""
    stack = Stack(canvas, canvas.width - MARGIN, 7.0, "right")
    put_person(stack, person, look)
    stack.y += 1.0
    stack.put(texts.company(person), look.style(look.text_points + 1.5, bold=True))
    lines = contact_lines(person, look)
    put_lines(canvas, lines, look, x=canvas.width - MARGIN, align="right")


def _barred(pair: list[Text]) -> Text:
    marks = tuple(mark for one in pair for mark in one.marks)
    return Text("  |  ".join(one.text for one in pair), marks, pair[0].icon)


HORIZONTAL: tuple[Callable[[Canvas, Person, Look], None], ...] = (
    name_left,
    centred,
    company_first,
    right_aligned,
)
PORTRAIT = HORIZONTAL
