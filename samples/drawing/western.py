"""Western cards."""

from collections.abc import Callable
from dataclasses import replace

from samples.drawing import texts
from samples.drawing.canvas import Canvas
from samples.drawing.contact import address_lines, channel_lines, contact_lines
from samples.drawing.look import Look
from samples.drawing.parts import (
    barred,
    broken,
    narrowed,
    put_company,
    refuse_crowding,
    refuse_touching,
    widest_of,
)
from samples.drawing.stack import BEFORE, Stack, block_height
from samples.drawing.texts import Text
from samples.model import Person

MARGIN = 6.5  # mm


def put_person(stack: Stack, person: Person, look: Look, *, bold: bool = False) -> None:
    """Set name, title and department."""
    printed, marks = texts.western_name(person, look.roman_form)
    stack.put(Text(printed, marks), look.style(look.name_points, bold=bold))
    lines = list(texts.roles(person, one_line=look.role_on_one_line))
    if not look.role_on_one_line:
        lines.reverse()  # the title comes first where they stand on lines of their own
    stack.put_all(lines, look.role)


def put_lines(canvas: Canvas, lines: list[Text], look: Look, *, x: float, align: str) -> None:
    """Set lines at the foot of the card."""
    top = canvas.height - 5.5 - block_height(lines, look.text)
    widest = widest_of(canvas, lines, look.text)
    left = x - widest * BEFORE[align]
    refuse_crowding(canvas, left, left + widest, top)
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
    rows = [barred(channels[at : at + pairs]) for at in range(0, len(channels), pairs)]
    address = list(texts.address(person, look))
    rows.append(Text(", ".join(line.text for line in address), address[0].marks))
    put_lines(canvas, rows, look, x=canvas.width / 2, align="center")


def company_first(canvas: Canvas, person: Person, look: Look) -> None:
    """Company at the top, person in the middle, address left and channels right."""
    head = Stack(canvas, MARGIN, 6.5)
    put_company(head, person, look, look.style(look.text_points + 3.5, bold=True))
    middle = Stack(canvas, MARGIN, max(17.0, head.y + 1.0))
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


def split(canvas: Canvas, person: Person, look: Look) -> None:
    """Person and company at the left, contact in a column at the right, all half-way down."""
    look = narrowed(look)
    lines = contact_lines(person, look)
    left = canvas.width - MARGIN - widest_of(canvas, lines, look.text)
    top = (canvas.height - block_height(lines, look.text)) / 2
    Stack(canvas, left, top).put_all(lines, look.text)
    stack = Stack(canvas, MARGIN, canvas.height * 0.3)
    put_person(stack, person, look)
    stack.y += 1.5
    stack.put(texts.company(person), look.style(look.text_points + 0.5, bold=True))
    refuse_touching(canvas, left, top)


def foot_rows(canvas: Canvas, person: Person, look: Look) -> None:
    """Company and person against the left edge, the contact in long rows at the foot."""
    stack = Stack(canvas, MARGIN, 7.0)
    put_company(stack, person, look, look.style(look.text_points + 3, tracking=0.04))
    stack.y = max(stack.y + 2.0, canvas.height * 0.38)
    put_person(stack, person, look)
    address = list(texts.address(person, look))
    whole = Text(", ".join(line.text for line in address), address[0].marks, address[0].icon)
    channels = channel_lines(person, look)
    pairs = [barred(channels[at : at + 2]) for at in range(0, len(channels), 2)]
    rows = channels if look.icons else pairs
    put_lines(canvas, [whole, *rows], look, x=MARGIN, align="left")


def portrait(canvas: Canvas, person: Person, look: Look) -> None:
    """Set a card on its short side, centred: company, person, then the contact."""
    look = broken(look)
    narrow = min(look.name_points, 13.0)
    stack = Stack(canvas, canvas.width / 2, 10.0, "center")
    put_company(stack, person, look, look.style(look.text_points + 1.5, bold=True))
    stack.y = max(stack.y + 4.0, canvas.height * 0.3)
    put_person(stack, person, replace(look, name_points=narrow))
    put_lines(canvas, contact_lines(person, look), look, x=canvas.width / 2, align="center")


def portrait_left(canvas: Canvas, person: Person, look: Look) -> None:
    """Set a card on its short side against the left edge, the company at the foot."""
    look = broken(look)
    narrow = min(look.name_points, 13.0)
    stack = Stack(canvas, 5.0, 9.0)
    put_person(stack, person, replace(look, name_points=narrow))
    stack.y = max(stack.y + 3.0, canvas.height * 0.4)
    stack.put_all(contact_lines(person, look), look.text)
    name = look.style(look.text_points + 1.5, bold=True)
    company = texts.company(person)
    canvas.line(5.0, canvas.height - 7.0, company.text, name, marks=company.marks)


HORIZONTAL: tuple[Callable[[Canvas, Person, Look], None], ...] = (
    name_left,
    centred,
    company_first,
    right_aligned,
    split,
    foot_rows,
)
PORTRAIT: tuple[Callable[[Canvas, Person, Look], None], ...] = (portrait, portrait_left)
