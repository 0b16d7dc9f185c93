"""Japanese cards with vertical writing, columns from the right."""

from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import Canvas
from samples.drawing.channels import number
from samples.drawing.look import Look
from samples.drawing.stack import Columns
from samples.drawing.texts import KANJI_DIGITS, Text
from samples.model import Person

SIDE = 6.0  # mm; white at the right edge


def upright(text: Text) -> Text:
    """Return a line with its figures as Chinese numerals and its spaces as wide ones."""
    return Text(text.text.translate(KANJI_DIGITS).replace(" ", "　"), text.marks)


def contact_columns(person: Person, look: Look) -> list[Text]:
    """Return address and numbers as columns; the labels are words, as nobody stacks T E L."""
    place, phones = person.place, person.phones
    marks = (("postal_code", place.postal_code), ("address", place.text))
    columns = [Text(f"〒{place.postal_code}", marks), *(Text(line) for line in place.lines)]
    if place.building:
        columns.append(Text(place.building))
    columns.append(Text(f"電話　{phones.phone}", number("phone", person)))
    if look.fax:
        columns.append(Text(f"ファクス　{phones.fax}", number("fax", person)))
    if look.mobile:
        columns.append(Text(f"携帯　{phones.mobile}", number("mobile", person)))
    return [upright(column) for column in columns]


def name_between(canvas: Canvas, person: Person, look: Look) -> None:
    """Company and role at the right, the name in the middle, contact at the left."""
    _name_in_the_middle(canvas, person, look, contact_top=canvas.height * 0.32)


def name_high(canvas: Canvas, person: Person, look: Look) -> None:
    """As before, with the contact columns starting at the top."""
    _name_in_the_middle(canvas, person, look, contact_top=8.0)


def landscape(canvas: Canvas, person: Person, look: Look) -> None:
    """Vertical writing on a card that lies on its long side."""
    right = Columns(canvas, canvas.width - SIDE, 6.0)
    right.put(upright(texts.company(person)), look.style(look.text_points + 2))
    _roles(right, person, look, drop=3.0)
    _name(canvas, person, look, x=canvas.width * 0.52, top=8.0)
    left = Columns(canvas, canvas.width * 0.36, 5.0, leading=1.35)
    for column in contact_columns(person, look):
        left.put(column, look.style(look.text_points - 0.6))


def _name_in_the_middle(canvas: Canvas, person: Person, look: Look, *, contact_top: float) -> None:
    right = Columns(canvas, canvas.width - SIDE, 9.0)
    right.put(upright(texts.company(person)), look.style(look.text_points + 2.5))
    _roles(right, person, look, drop=4.0)
    _name(canvas, person, look, x=canvas.width * 0.53, top=canvas.height * 0.24)
    left = Columns(canvas, canvas.width * 0.40, contact_top, leading=1.4)
    for column in contact_columns(person, look):
        left.put(column, look.text)
    canvas.line(
        6.0,
        canvas.height - 6.0,
        person.email,
        look.style(look.text_points - 0.4),
        marks=(("email", person.email),),
    )


def _roles(columns: Columns, person: Person, look: Look, *, drop: float) -> None:
    columns.put(upright(texts.departments(person)), look.role, space=0.8, drop=drop)
    columns.put(upright(texts.titles(person)), look.role, drop=drop + 3.0)


def _name(canvas: Canvas, person: Person, look: Look, *, x: float, top: float) -> None:
    style = look.style(look.name_points + 2, tracking=max(0.1, look.name_tracking))
    name = texts.name(person)
    canvas.column(x, top, name.text, style, marks=name.marks)
    if look.kana:
        reading = texts.kana(person)
        beside = look.style(look.text_points - 1, tracking=0.3)
        canvas.column(
            x + look.name_points * 0.28, top + 1.0, reading.text, beside, marks=reading.marks
        )


PORTRAIT: tuple[Callable[[Canvas, Person, Look], None], ...] = (name_between, name_high)
LANDSCAPE: tuple[Callable[[Canvas, Person, Look], None], ...] = (landscape,)
