"""Japanese cards with horizontal writing."""

from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import Canvas, DoesNotFitError, Style
from samples.drawing.contact import address_lines, channel_lines, contact_lines
from samples.drawing.look import Look
from samples.drawing.stack import Stack, block_height, width_of
from samples.model import Person

MARGIN = 7.0  # mm
AIR = 0.8  # mm between the name and the block below it

Design = Callable[[Canvas, Person, Look], None]


def put_company(stack: Stack, person: Person, look: Look, style: Style) -> None:
    """Set the company's name, in Latin letters too on a bilingual card, and its slogan."""
    small = look.style(look.text_points - 1)
    stack.put(texts.company(person), style)
    if look.bilingual and person.company.roman != person.company.name:
        stack.put(texts.company_roman(person), small)
    if person.company.slogan:
        stack.put(texts.Text(person.company.slogan), small)


def put_name(stack: Stack, person: Person, look: Look) -> None:
    """Set the name with its reading above and its Latin form below."""
    style = look.style(look.name_points, tracking=look.name_tracking)
    if look.kana:
        small = look.style(look.text_points - 1, tracking=0.2)
        stack.put(texts.kana(person, look.kana_form), small)
    stack.put(texts.name(person, gap=look.name_gap), style)
    if look.roman or look.bilingual:
        stack.put(texts.roman(person), look.style(look.text_points))


def put_role(stack: Stack, person: Person, look: Look) -> None:
    """Set departments, titles and qualifications."""
    stack.put_all(texts.roles(person, one_line=look.role_on_one_line), look.role)
    if look.bilingual:
        stack.put_all(texts.english_roles(person), look.style(look.text_points - 0.5))
    stack.put(texts.qualifications(person), look.text)


def put_contact(canvas: Canvas, person: Person, look: Look, x: float, align: str = "left") -> None:
    """Set address and channels at the foot of the card."""
    put_foot(canvas, contact_lines(person, look), look, x=x, align=align)


def put_foot(
    canvas: Canvas, lines: list[texts.Text], look: Look, *, x: float, align: str = "left"
) -> None:
    """Set lines at the foot of the card."""
    top = canvas.height - 5.5 - block_height(lines, look.text, 1.4)
    if align == "left":
        refuse_crowding(canvas, x, x + widest_of(canvas, lines, look.text), top)
    Stack(canvas, x, top, align, leading=1.4).put_all(lines, look.text)


def refuse_crowding(canvas: Canvas, left: float, right: float, top: float) -> None:
    """Raise DoesNotFitError when print from left to right ends less than AIR above top, in mm."""
    west, east, north = canvas.pixels(left, right, top - AIR)
    for line in canvas.printed:
        if line.box[0] < east and line.box[2] > west and line.box[3] > north:
            raise DoesNotFitError(f"{line.text!r} crowds the lines below it")


def widest_of(canvas: Canvas, lines: list[texts.Text], style: Style) -> float:
    """Return the width of the longest line in mm."""
    return max((width_of(canvas, line, style) for line in lines), default=0.0)


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
    foot = Stack(canvas, canvas.width - MARGIN - widest, canvas.height - 5.0 - height)
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


def portrait(canvas: Canvas, person: Person, look: Look) -> None:
    """Set a card on its short side with horizontal writing."""
    head = Stack(canvas, canvas.width / 2, 11.0, "center")
    head.put(texts.company(person), look.style(look.text_points + 2, bold=True))
    head.y += 8.0
    put_role(head, person, look)
    head.y += 1.0
    put_name(head, person, look)
    put_contact(canvas, person, look, 5.0)


PORTRAIT: tuple[Design, ...] = (portrait,)
HORIZONTAL: tuple[Design, ...] = (
    company_above,
    name_centred,
    title_beside_name,
    title_before_name,
    name_right,
    two_columns,
)
