"""Japanese cards with vertical writing, columns from the right."""

import re
from collections.abc import Callable

from samples.drawing import texts
from samples.drawing.canvas import MM_PER_POINT, Canvas, Style
from samples.drawing.channels import channels, extension, formed, number
from samples.drawing.columns import KANJI, Columns
from samples.drawing.look import Look
from samples.drawing.parts import widest_of
from samples.drawing.stack import Stack, block_height
from samples.drawing.texts import Text
from samples.model import Person

SIDE = 6.0  # mm; white at the right edge


def contact_columns(person: Person, look: Look) -> list[Text]:
    """Return address and numbers as columns; the labels are words, as nobody stacks T E L."""
    phones = person.phones
    columns = address_columns(person)
    columns.append(Text(f"電話　{phones.phone}{extension(person)}", number("phone", person)))
    if look.fax:
        columns.append(Text(f"ファクス　{phones.fax}", number("fax", person)))
    if look.mobile:
        columns.append(Text(f"携帯　{phones.mobile}", number("mobile", person)))
    return columns


def address_columns(person: Person) -> list[Text]:
    """Return the address as columns, the postal code in one of its own."""
    place = person.place
    marks = (("postal_code", place.postal_code), ("address", place.text))
    columns = [Text(f"〒{place.postal_code}", marks), *map(Text, place.lines)]
    return [*columns, Text(place.building)] if place.building else columns


def traditional_columns(person: Person, look: Look) -> list[Text]:
    """Return address and numbers as printers have long set them: ＴＥＬ, brackets, 二十三番地."""
    form = "wide brackets" if look.number_form else ""
    stacked = "TEL" in look.labels[0].upper()
    phones = person.phones
    printed = [
        ("ＴＥＬ" if stacked else "電話", phones.phone, extension(person), "phone"),
        ("ＦＡＸ", phones.fax if look.fax else "", "", "fax"),
        ("携帯", phones.mobile if look.mobile else "", "", "mobile"),
    ]
    numbers = [
        Text(f"{label}　{formed(value, form)}{behind}", number(kind, person))
        for label, value, behind, kind in printed
        if value
    ]
    place = person.place
    tens = with_tens if look.numerals == "kanji" else str
    lines = [*place.lines, place.building] if place.building else [*place.lines]
    first, *rest = map(tens, lines)
    return [Text(first, (("address", tens(place.text)),)), *map(Text, rest), *numbers]


def with_tens(text: str) -> str:
    """Write figures as they are spoken, as far as 99; longer ones stay a sign a figure.

    >>> with_tens("2丁目23番10号 1012号室")
    '二丁目二十三番十号 一〇一二号室'
    """
    return re.sub(r"\d+", lambda figure: _spoken(figure.group()), text)


def _spoken(figure: str) -> str:
    if len(figure) != 2 or figure[0] == "0":
        return figure.translate(KANJI)
    tens, ones = figure[0].removeprefix("1"), figure[1].removeprefix("0")
    return f"{tens}十{ones}".translate(KANJI)


def name_between(canvas: Canvas, person: Person, look: Look) -> None:
    """Company and role at the right, the name in the middle, contact at the left."""
    _name_in_the_middle(canvas, person, look, contact_top=canvas.height * 0.32)


def name_high(canvas: Canvas, person: Person, look: Look) -> None:
    """As before, with the contact columns starting at the top."""
    _name_in_the_middle(canvas, person, look, contact_top=8.0)


def role_left_of_name(canvas: Canvas, person: Person, look: Look) -> None:
    """Company at the right edge, the name beside it, the role left of the name."""
    right = Columns(canvas, canvas.width - SIDE, 8.0, numerals=look.numerals)
    right.put(texts.company(person), look.style(look.text_points + 2.5))
    _name(canvas, person, look, x=canvas.width * 0.66, top=canvas.height * 0.2)
    role = Columns(canvas, canvas.width * 0.66 - 6.5, 10.0, leading=1.4, numerals=look.numerals)
    _roles(role, person, look, drop=0.0)
    left = Columns(canvas, canvas.width * 0.36, canvas.height * 0.2, 1.4, look.numerals)
    left.put_all(contact_columns(person, look), look.style(look.text_points - 0.5))
    _lines_below(canvas, person, look)


def numbers_below(canvas: Canvas, person: Person, look: Look) -> None:
    """Address in columns at the left; numbers, e-mail and web in horizontal lines at the foot."""
    right = Columns(canvas, canvas.width - SIDE, 7.0, numerals=look.numerals)
    right.put(texts.company(person), look.style(look.text_points + 2.5))
    _roles(right, person, look, drop=3.0)
    _name(canvas, person, look, x=canvas.width * 0.5, top=canvas.height * 0.18)
    left = Columns(canvas, canvas.width * 0.34, 8.0, 1.4, look.numerals)
    left.put_all(address_columns(person), look.style(look.text_points - 0.4))
    small = look.style(look.text_points - 0.8)
    lines = list(channels(person, look))
    top = canvas.height - 5.0 - block_height(lines, small, 1.35)
    Stack(canvas, 6.0, top, leading=1.35).put_all(lines, small)


def landscape(canvas: Canvas, person: Person, look: Look) -> None:
    """Vertical writing on a card that lies on its long side."""
    right = Columns(canvas, canvas.width - SIDE, 6.0, numerals=look.numerals)
    right.put(texts.company(person), look.style(look.text_points + 2))
    _roles(right, person, look, drop=3.0)
    _name(canvas, person, look, x=canvas.width * 0.52, top=8.0)
    left = Columns(canvas, canvas.width * 0.36, 5.0, 1.35, look.numerals)
    left.put_all(contact_columns(person, look), look.style(look.text_points - 0.6))


def landscape_mixed(canvas: Canvas, person: Person, look: Look) -> None:
    """Company, role and name in columns at the right, the contact in lines at the left."""
    right = Columns(canvas, canvas.width - SIDE, 6.0, numerals=look.numerals)
    right.put(texts.company(person), look.style(look.text_points + 2))
    _roles(right, person, look, drop=3.0)
    _name(canvas, person, look, x=canvas.width * 0.62, top=7.0)
    small = look.style(look.text_points - 0.6)
    lines = [*texts.address(person, look), *channels(person, look)]
    top = canvas.height - 6.0 - block_height(lines, small, 1.4)
    left = canvas.width * 0.55 - widest_of(canvas, lines, small)
    Stack(canvas, min(left, 8.0), top, leading=1.4).put_all(lines, small)


def post_over_name(canvas: Canvas, person: Person, look: Look) -> None:
    """Post above the name in its column, the postal code in a row over the address."""
    right = Columns(canvas, canvas.width - SIDE, 7.0, numerals=look.numerals)
    right.put(texts.company(person), look.style(look.text_points + 2.5))
    middle = canvas.width * 0.55
    end = _post_above(canvas, person, look, middle)
    _name(canvas, person, look, x=middle, top=end + 2.5)
    small = look.style(look.text_points - 0.5)
    edge, top = canvas.width * 0.40, canvas.height * (0.1 if look.building_alone else 0.28)
    code = person.place.postal_code
    canvas.line(edge, top, f"〒{code}", small, marks=(("postal_code", code),), align="right")
    left = Columns(canvas, edge, top + 2.0, 1.4, look.numerals)
    left.put_all(traditional_columns(person, look), small)
    _lines_below(canvas, person, look)


def _post_above(canvas: Canvas, person: Person, look: Look, middle: float) -> float:
    """Set departments and posts in small columns around x = middle; return where they end."""
    style = look.style(look.text_points - 0.3)
    every = (texts.departments(person), texts.titles(person), texts.second_post(person))
    posts = [post for post in every if post.text]
    width = style.points * MM_PER_POINT
    columns = Columns(canvas, middle + 0.65 * width * len(posts), 7.0, 1.3, look.numerals)
    columns.put_all(posts, style)
    return columns.y + max((_height(post, style) for post in posts), default=0.0)


def _height(text: Text, style: Style) -> float:
    return len(text.text) * style.points * MM_PER_POINT * (1 + style.tracking)


def _name_in_the_middle(canvas: Canvas, person: Person, look: Look, *, contact_top: float) -> None:
    right = Columns(canvas, canvas.width - SIDE, 9.0, numerals=look.numerals)
    right.put(texts.company(person), look.style(look.text_points + 2.5))
    _roles(right, person, look, drop=4.0)
    _name(canvas, person, look, x=canvas.width * 0.53, top=canvas.height * 0.24)
    left = Columns(canvas, canvas.width * 0.40, contact_top, 1.4, look.numerals)
    left.put_all(contact_columns(person, look), look.text)
    _lines_below(canvas, person, look)


def _lines_below(canvas: Canvas, person: Person, look: Look) -> None:
    """Set the e-mail address, and the web address of some, in horizontal lines at the foot."""
    small = look.style(look.text_points - 0.4)
    lines = [Text(person.email, (("email", person.email),))]
    if look.url and look.roman:
        lines.append(Text(person.url, (("url", texts.with_scheme(person.url)),)))
    top = canvas.height - 5.5 - block_height(lines, small, 1.3)
    Stack(canvas, 6.0, top, leading=1.3).put_all(lines, small)


def _roles(columns: Columns, person: Person, look: Look, *, drop: float) -> None:
    columns.put(texts.departments(person), look.role, space=0.8, drop=drop)
    columns.put(texts.titles(person), look.role, drop=drop + 3.0)
    columns.put(texts.second_post(person), look.role, drop=drop)


def _name(canvas: Canvas, person: Person, look: Look, *, x: float, top: float) -> None:
    style = look.style(look.name_points + 2, tracking=max(0.1, look.name_tracking))
    name = texts.name(person)
    canvas.column(x, top, name.text, style, marks=name.marks)
    if look.kana:
        form = "hiragana" if look.kana_form == "hiragana" else "katakana"
        reading = texts.kana(person, form)
        beside = look.style(look.text_points - 1, tracking=0.3)
        canvas.column(
            x + look.name_points * 0.28, top + 1.0, reading.text, beside, marks=reading.marks
        )


Designs = tuple[Callable[[Canvas, Person, Look], None], ...]

PORTRAIT: Designs = (name_between, name_high, role_left_of_name, numbers_below)
LANDSCAPE: Designs = (landscape, landscape_mixed)
TRADITIONAL: Designs = (post_over_name,)
