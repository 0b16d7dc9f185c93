"""Japanese cards with horizontal writing."""

from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import Canvas
from samples.drawing.look import Look
from samples.drawing.stack import Stack, block_height
from samples.model import Person

MARGIN = 7.0  # mm

Design = Callable[[Canvas, Person, Look], None]


def contact_lines(person: Person, look: Look) -> list[texts.Text]:
    """Return address and channels."""
    return [*texts.address(person, look), *texts.channels(person, look)]


def put_name(stack: Stack, person: Person, look: Look) -> None:
    """Set the name with its reading above and its Latin form below."""
    style = look.style(look.name_points, tracking=look.name_tracking)
    if look.kana:
        stack.put(texts.kana(person), look.style(look.text_points - 1, tracking=0.2))
    stack.put(texts.name(person), style)
    if look.roman:
        stack.put(texts.roman(person), look.style(look.text_points))


def put_role(stack: Stack, person: Person, look: Look) -> None:
    """Set departments, titles and qualifications, each on its own line."""
    stack.put(texts.departments(person), look.role)
    stack.put(texts.titles(person), look.role)
    stack.put(texts.qualifications(person), look.text)


def put_contact(canvas: Canvas, person: Person, look: Look, x: float) -> None:
    """Set address and channels at the foot of the card."""
    lines = contact_lines(person, look)
    top = canvas.height - 5.5 - block_height(lines, look.text, 1.4)
    stack = Stack(canvas, x, top, leading=1.4)
    for line in lines:
        stack.put(line, look.text)


def company_above(canvas: Canvas, person: Person, look: Look) -> None:
    """Company at the top left, name in the middle, contact at the foot."""
    head = Stack(canvas, MARGIN, 5.5)
    head.put(texts.company(person), look.style(look.text_points + 3, bold=True))
    if person.company.slogan:
        head.put(texts.Text(person.company.slogan), look.style(look.text_points - 1))
    middle = Stack(canvas, MARGIN, 15.5, leading=1.45)
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
    widest = max(canvas.length(line.text, look.text) for line in lines)
    widest = max(widest, canvas.length(person.company.name, company))
    foot = Stack(canvas, canvas.width - MARGIN - widest, canvas.height - 5.0 - height)
    foot.put(texts.company(person), company)
    foot.leading = 1.4
    for line in lines:
        foot.put(line, look.text)


def title_beside_name(canvas: Canvas, person: Person, look: Look) -> None:
    """Department and title stand left of the name, on its height."""
    head = Stack(canvas, MARGIN, 6.0)
    head.put(texts.company(person), look.style(look.text_points + 3))
    roles = [texts.departments(person), texts.titles(person)]
    roles = [line for line in roles if line.text]
    top = 22.0 - block_height(roles, look.role, 1.4) / 2
    role = Stack(canvas, MARGIN, top, leading=1.4)
    for line in roles:
        role.put(line, look.role)
    widest = max((canvas.length(line.text, look.role) for line in roles), default=0.0)
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
    name = texts.name(person)
    canvas.line(left, base, name.text, style, marks=name.marks)
    lines = contact_lines(person, look)
    company = look.style(look.text_points + 2, bold=True)
    top = canvas.height - 5.0 - block_height(lines, look.text, 1.4) - 5.0
    foot = Stack(canvas, MARGIN, top)
    foot.put(texts.company(person), company)
    foot.leading = 1.4
    for line in lines:
        foot.put(line, look.text)


def name_right(canvas: Canvas, person: Person, look: Look) -> None:
    """Company and role at the left, the name at the right edge."""
    head = Stack(canvas, MARGIN, 6.0)
    head.put(texts.company(person), look.style(look.text_points + 2.5, bold=True))
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
    left, right = list(texts.address(person, look)), list(texts.channels(person, look))
    rows = max(len(left), len(right))
    top = canvas.height - 5.5 - rows * block_height([left[0]], look.text, 1.4)
    widest = max(canvas.length(line.text, look.text) for line in left)
    for lines, x in ((left, MARGIN), (right, MARGIN + widest + 5.0)):
        stack = Stack(canvas, x, top, leading=1.4)
        for line in lines:
            stack.put(line, look.text)


def portrait(canvas: Canvas, person: Person, look: Look) -> None:
    """Set a card on its short side with horizontal writing."""
    head = Stack(canvas, canvas.width / 2, 11.0, "center")
    head.put(texts.company(person), look.style(look.text_points + 2, bold=True))
    head.y += 8.0
    put_role(head, person, look)
    head.y += 1.0
    put_name(head, person, look)
    put_contact(canvas, person, look, 5.0)


HORIZONTAL: tuple[Design, ...] = (
    company_above,
    name_centred,
    title_beside_name,
    title_before_name,
    name_right,
    two_columns,
)
