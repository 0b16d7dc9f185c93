"""The parts that designs are put together from: company, person, role, contact."""

from collections.abc import Sequence
from dataclasses import replace

from samples.drawing import texts
from samples.drawing.canvas import Canvas, DoesNotFitError, Style
from samples.drawing.contact import contact_lines
from samples.drawing.look import Look
from samples.drawing.stack import BEFORE, Stack, block_height, width_of
from samples.model import Person

AIR = 0.8  # mm between the name and the block below it
GAP = 2.5  # mm between the name and the block right of it
SMALLEST = 5.4  # points of contact lines


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
        stack.put(texts.roman(person, look.roman_form), look.style(look.text_points))


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
    widest = widest_of(canvas, lines, look.text)
    left = x - widest * BEFORE[align]
    refuse_crowding(canvas, left, left + widest, top)
    Stack(canvas, x, top, align, leading=1.4).put_all(lines, look.text)


def refuse_crowding(canvas: Canvas, left: float, right: float, top: float) -> None:
    """Raise DoesNotFitError when print from left to right ends less than AIR above top, in mm."""
    west, east, north = canvas.pixels(left, right, top - AIR)
    for line in canvas.printed:
        if line.box[0] < east and line.box[2] > west and line.box[3] > north:
            raise DoesNotFitError(f"{line.text!r} crowds the lines below it")


def broken(look: Look) -> Look:
    """Return a design for cards on their short side: addresses and numbers on more lines."""
    habit = "" if look.number_habit == "slash" else look.number_habit
    return replace(
        look, postal_alone=True, building_alone=True, phones_share_line=False, number_habit=habit
    )


def narrowed(look: Look) -> Look:
    """Return a design for blocks side by side: smaller type, and all on more lines."""
    return replace(
        broken(look),
        text_points=max(SMALLEST, 0.85 * look.text_points),
        name_points=0.85 * look.name_points,
    )


def refuse_touching(canvas: Canvas, left: float, top: float) -> None:
    """Raise DoesNotFitError when print left of a block ends less than GAP before it, in mm."""
    west, east, north = canvas.pixels(left - GAP, left, top)
    for line in canvas.printed:
        if line.box[0] < west < line.box[2] < east + 1 and line.box[3] > north:
            raise DoesNotFitError(f"{line.text!r} touches the block right of it")


def widest_of(canvas: Canvas, lines: list[texts.Text], style: Style) -> float:
    """Return the width of the longest line in mm."""
    return max((width_of(canvas, line, style) for line in lines), default=0.0)


def barred(lines: Sequence[texts.Text]) -> texts.Text:
    """Return several lines as one, parted by bars, with the sign of the first."""
    marks = tuple(mark for line in lines for mark in line.marks)
    return texts.Text("  |  ".join(line.text for line in lines), marks, lines[0].icon)
