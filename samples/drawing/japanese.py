"""Japanese and Chinese cards with horizontal writing."""

from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import Canvas
from samples.drawing.contact import address_lines, channel_lines, contact_lines
from samples.drawing.look import Look
from samples.drawing.parts import (
    barred,
    broken,
    narrowed,
    put_company,
    put_contact,
    put_foot,
    put_name,
    put_role,
    refuse_crowding,
    refuse_touching,
    widest_of,
)
from samples.drawing.stack import Stack, block_height
from samples.model import Person

MARGIN = 7.0  # mm

Design = Callable[[Canvas, Person, Look], None]


def company_above(canvas: Canvas, person: Person, look: Look) -> None:
    """Company at the top left, name in the middle, contact at the foot."""
    head = Stack(canvas, MARGIN, 5.5)
    put_company(head, person, look, look.style(look.text_points + 3, bold=True))
    middle = Stack(canvas, MARGIN, max(15.5, head.y + 1.0), leading=1.45)
    put_role(middle, person, look)
    middle.y += 1.0
    put_name(middle, person, look)
    put_contact(canvas, person, look, MARGIN)


def name_centred(canvas: Canvas, person: Person, look: Look) -> None:
    """Role and name in the middle, company over the contact block at the right."""
    middle = Stack(canvas, canvas.width / 2, 8.0, "center", leading=1.45)
    put_role(middle, person, look)
    middle.y += 0.8
    put_name(middle, person, look)
    lines = contact_lines(person, look)
    company = look.style(look.text_points + 2.5, bold=True)
    height = block_height(lines, look.text, 1.4) + block_height([lines[0]], company)
    widest = max(widest_of(canvas, lines, look.text), canvas.length(person.company.name, company))
    left, top = canvas.width - MARGIN - widest, canvas.height - 5.0 - height
    refuse_crowding(canvas, left, left + widest, top)
    foot = Stack(canvas, left, top)
    foot.put(texts.company(person), company)
    foot.leading = 1.4
    foot.put_all(lines, look.text)


def title_beside_name(canvas: Canvas, person: Person, look: Look) -> None:
    """Department and title stand left of the name, on its height."""
    head = Stack(canvas, MARGIN, 6.0)
    head.put(texts.company(person), look.style(look.text_points + 3))
    roles = list(texts.roles(person, one_line=False))
    top = 22.0 - block_height(roles, look.role, 1.4) / 2
    role = Stack(canvas, MARGIN, top, leading=1.4)
    role.put_all(roles, look.role)
    widest = widest_of(canvas, roles, look.role)
    name = Stack(canvas, MARGIN + widest + 6.0, 18.0 - (3.5 if look.kana else 0.0))
    put_name(name, person, look)
    put_contact(canvas, person, look, MARGIN)


def title_before_name(canvas: Canvas, person: Person, look: Look) -> None:
    """Begin the line of the name with the title; company at the foot."""
    head = Stack(canvas, MARGIN, 7.0)
    head.put(texts.departments(person), look.role)
    style, role = look.style(look.name_points), look.style(look.text_points + 2)
    base = 21.0
    title = texts.titles(person)
    if title.text:
        canvas.line(MARGIN, base, title.text, role, marks=title.marks)
    left = MARGIN + (canvas.length(title.text, role) + 5.0 if title.text else 0.0)
    name = texts.name(person, gap=look.name_gap)
    canvas.line(left, base, name.text, style, marks=name.marks)
    lines = contact_lines(person, look)
    company = look.style(look.text_points + 2, bold=True)
    top = canvas.height - 5.0 - block_height(lines, look.text, 1.4) - 5.0
    refuse_crowding(canvas, MARGIN, canvas.width, top)
    foot = Stack(canvas, MARGIN, top)
    foot.put(texts.company(person), company)
    foot.leading = 1.4
    foot.put_all(lines, look.text)


def name_right(canvas: Canvas, person: Person, look: Look) -> None:
    """Company and role at the left, the name at the right edge."""
    head = Stack(canvas, MARGIN, 6.0)
    put_company(head, person, look, look.style(look.text_points + 2.5, bold=True))
    put_role(head, person, look)
    name = Stack(canvas, canvas.width - MARGIN, 21.0 - (3.5 if look.kana else 0.0), "right")
    put_name(name, person, look)
    put_contact(canvas, person, look, MARGIN)


def two_columns(canvas: Canvas, person: Person, look: Look) -> None:
    """Address at the left of the foot, channels at the right."""
    head = Stack(canvas, MARGIN, 5.5)
    head.put(texts.company(person), look.style(look.text_points + 3, bold=True))
    middle = Stack(canvas, MARGIN, 15.0, leading=1.45)
    put_role(middle, person, look)
    middle.y += 0.8
    put_name(middle, person, look)
    left, right = address_lines(person, look), channel_lines(person, look)
    rows = max(len(left), len(right))
    top = canvas.height - 5.5 - rows * block_height([left[0]], look.text, 1.4)
    beside = MARGIN + widest_of(canvas, left, look.text) + 5.0
    for lines, x in ((left, MARGIN), (right, beside)):
        Stack(canvas, x, top, leading=1.4).put_all(lines, look.text)


def block_right(canvas: Canvas, person: Person, look: Look) -> None:
    """Company and name at the left, all of the contact in a block at the right."""
    look = narrowed(look)
    lines = contact_lines(person, look)
    left = canvas.width - MARGIN - widest_of(canvas, lines, look.text)
    top = (canvas.height - block_height(lines, look.text, 1.45)) / 2
    Stack(canvas, left, top, leading=1.45).put_all(lines, look.text)
    head = Stack(canvas, MARGIN, 7.0)
    put_company(head, person, look, look.style(look.text_points + 1.5, bold=True))
    person_block = Stack(canvas, MARGIN, max(head.y + 2.0, canvas.height * 0.42), leading=1.45)
    put_role(person_block, person, look)
    put_name(person_block, person, look)
    refuse_touching(canvas, left, top)


def name_large(canvas: Canvas, person: Person, look: Look) -> None:
    """Only the person at the left, in large type; company over the contact at the right."""
    look = narrowed(look)
    lines = contact_lines(person, look)
    company = look.style(look.text_points + 2, bold=True)
    widest = max(widest_of(canvas, lines, look.text), canvas.length(person.company.name, company))
    left = canvas.width - MARGIN - widest
    top = canvas.height - 9.5 - block_height(lines, look.text)
    foot = Stack(canvas, left, top, leading=1.6)
    foot.put(texts.company(person), company)
    foot.leading = 1.4
    foot.put_all(lines, look.text)
    middle = Stack(canvas, MARGIN, canvas.height * 0.3, leading=1.5)
    put_role(middle, person, look)
    middle.y += 1.0
    put_name(middle, person, look)
    refuse_touching(canvas, left, top)


def all_centred(canvas: Canvas, person: Person, look: Look) -> None:
    """Everything on the middle axis."""
    stack = Stack(canvas, canvas.width / 2, 5.5, "center", leading=1.4)
    put_company(stack, person, look, look.style(look.text_points + 2.5, bold=True))
    stack.y += 2.5
    put_role(stack, person, look)
    stack.y += 0.6
    put_name(stack, person, look)
    put_contact(canvas, person, look, canvas.width / 2, "center")


def foot_rows(canvas: Canvas, person: Person, look: Look) -> None:
    """Name at the left, company right of it, the contact in long rows at the foot."""
    middle = Stack(canvas, MARGIN, canvas.height * 0.2, leading=1.45)
    put_role(middle, person, look)
    middle.y += 0.8
    put_name(middle, person, look)
    company = texts.company(person)
    style = look.style(look.text_points + 2, bold=True)
    right = canvas.width - MARGIN
    canvas.line(
        right, canvas.height * 0.52, company.text, style, marks=company.marks, align="right"
    )
    address, *more = address_lines(person, look)
    channels = channel_lines(person, look)
    pairs = [barred(channels[at : at + 2]) for at in range(0, len(channels), 2)]
    rows = channels if look.icons else pairs
    put_foot(canvas, [address, *more, *rows], look, x=MARGIN)


def name_first(canvas: Canvas, person: Person, look: Look) -> None:
    """Name at the very top with the role behind it; the rest against the right edge."""
    style = look.style(look.name_points, tracking=look.name_tracking)
    name = texts.name(person, gap=look.name_gap)
    canvas.line(MARGIN, 14.0, name.text, style, marks=name.marks)
    beside = MARGIN + canvas.length(name.text, style) + 4.0
    roles = list(texts.roles(person, one_line=False))
    top = 14.0 - block_height(roles, look.role, 1.3) + 0.8
    Stack(canvas, beside, top, leading=1.3).put_all(roles, look.role)
    below = Stack(canvas, canvas.width - MARGIN, 22.0, "right", leading=1.4)
    put_company(below, person, look, look.style(look.text_points + 2.5, bold=True))
    put_contact(canvas, person, look, canvas.width - MARGIN, "right")


def portrait(canvas: Canvas, person: Person, look: Look) -> None:
    """Set a card on its short side with horizontal writing."""
    look = broken(look)
    head = Stack(canvas, canvas.width / 2, 11.0, "center")
    head.put(texts.company(person), look.style(look.text_points + 2, bold=True))
    head.y += 8.0
    put_role(head, person, look)
    head.y += 1.0
    put_name(head, person, look)
    put_contact(canvas, person, look, 5.0)


def portrait_left(canvas: Canvas, person: Person, look: Look) -> None:
    """Set a card on its short side with everything at the left edge, the name in the middle."""
    look = broken(look)
    head = Stack(canvas, 5.5, 9.0, leading=1.4)
    put_company(head, person, look, look.style(look.text_points + 1.5, bold=True))
    middle = Stack(canvas, 5.5, canvas.height * 0.34, leading=1.45)
    put_role(middle, person, look)
    middle.y += 1.0
    put_name(middle, person, look)
    put_contact(canvas, person, look, 5.5)


PORTRAIT: tuple[Design, ...] = (portrait, portrait_left)
HORIZONTAL: tuple[Design, ...] = (
    company_above,
    name_centred,
    title_beside_name,
    title_before_name,
    name_right,
    two_columns,
    block_right,
    name_large,
    all_centred,
    foot_rows,
    name_first,
)
