"""What the lines of a card say, and which field values they carry."""

from collections.abc import Iterator
from dataclasses import dataclass

import jaconv

from samples.drawing.canvas import Mark
from samples.drawing.look import Look
from samples.model import Person, Place


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text with the field values that it carries."""

    text: str
    marks: tuple[Mark, ...] = ()
    icon: str = ""  # the sign drawn before the line: phone, fax, mobile, email, url or pin


def company(person: Person) -> Text:
    """Return the company's name."""
    return Text(person.company.name, (("company", person.company.name),))


def company_roman(person: Person) -> Text:
    """Return the company's name in Latin letters, beside the Japanese one."""
    return Text(person.company.roman, (("company_roman", person.company.roman),))


def name(person: Person, *, gap: str = "　") -> Text:
    """Return the name as a Japanese card prints it, with a gap between its parts."""
    printed = f"{person.name.family}{gap}{person.name.given}"
    return Text(printed, (("name", person.name.japanese),) if printed.strip() else ())


def kana(person: Person, form: str = "hiragana") -> Text:
    """Return the reading of the name; form is hiragana, katakana or half-width (katakana)."""
    reading = person.name.kana
    if not reading.strip():
        return Text("")
    if form != "hiragana":
        reading = jaconv.hira2kata(reading)
    printed = jaconv.z2h(reading) if form == "half-width" else reading
    return Text(printed, (("name_kana", reading),))


def roman(person: Person, form: str = "plain") -> Text:
    """Return the name in Latin letters, beside the Japanese one; form is one of ROMAN_FORMS."""
    name = person.name
    printed = {
        "plain": name.western,
        "capital family": f"{name.given_roman} {name.family_roman.upper()}",
        "family first": f"{name.family_roman.upper()} {name.given_roman}",
        "capitals": name.western.upper(),
    }[form]
    return Text(printed, (("name_roman", printed),) if printed.strip() else ())


def departments(person: Person) -> Text:
    """Return all levels on one line."""
    joint = " " if person.name.is_eastern else ", "
    return Text(joint.join(person.departments), _each("department", person.departments))


def titles(person: Person) -> Text:
    """Return all titles on one line."""
    return Text(" ".join(person.titles), _each("title", person.titles))


def second_post(person: Person) -> Text:
    """Return the other post of somebody who holds two: 兼 経営企画室 室長."""
    department, title = person.second_post
    if not title:
        return Text("")
    return Text(f"兼 {department} {title}", (("department", department), ("title", title)))


def roles(person: Person, *, one_line: bool) -> Iterator[Text]:
    """Yield departments and titles, on a line each or on one, then the second post."""
    both = [line for line in (departments(person), titles(person)) if line.text]
    if one_line and len(both) == 2:
        joint = "　" if person.name.is_eastern else ", "
        both = [Text(joint.join(line.text for line in both), both[0].marks + both[1].marks)]
    yield from both
    if person.second_post[1]:
        yield second_post(person)


def english_roles(person: Person) -> Iterator[Text]:
    """Yield what the Japanese role is called in English, beside it on a bilingual card."""
    for kind, values in (("department", person.departments_roman), ("title", person.titles_roman)):
        if values:
            yield Text(", ".join(values), _each(kind, values))


def qualifications(person: Person) -> Text:
    """Return the qualifications on one line."""
    return Text(" ".join(person.qualifications), _each("qualification", person.qualifications))


def western_name(person: Person, form: str = "plain") -> tuple[str, tuple[Mark, ...]]:
    """Return the printed name; academic titles before or behind it are qualifications."""
    given, family = person.name.given, person.name.family
    if form in {"capital family", "family first"}:
        family = family.upper()
    bare = f"{given} {family}" if form != "capitals" else f"{given} {family}".upper()
    generation = person.name.suffix == "Jr."
    whole = f"{bare} {person.name.suffix}" if generation else bare
    degrees = [person.name.prefix, "" if generation else person.name.suffix]
    marks = (("name", whole), *(("qualification", one) for one in degrees if one))
    behind = f"{whole}, {degrees[1]}" if degrees[1] else whole
    return " ".join(part for part in (degrees[0], behind) if part), marks


def address(person: Person, look: Look) -> Iterator[Text]:
    """Yield the lines of the address."""
    place = person.place
    marks: tuple[Mark, ...] = (("address", place.text),)
    if place.postal_code:
        marks = (("postal_code", place.postal_code), *marks)
    lines = list(place.lines)
    if person.lang == "ja":
        lines = _japanese_address(place, look)
    elif person.lang.startswith("zh"):
        lines = _chinese_address(place, look)
    prefix = f"{person.main_office}　" if person.main_office else look.address_label
    yield Text(f"{prefix}{lines[0]}", marks, "pin" if look.icons else "")
    yield from map(Text, lines[1:])


def _japanese_address(place: Place, look: Look) -> list[str]:
    lines = list(place.lines)
    if place.building and not look.building_alone:
        lines[-1] = f"{lines[-1]} {place.building}"
    elif place.building:
        lines.append(place.building)
    if look.postal_alone:
        return [f"〒{place.postal_code}", *lines]
    return [f"〒{place.postal_code} {lines[0]}", *lines[1:]]


def _chinese_address(place: Place, look: Look) -> list[str]:
    """Return town and street on one line or on two; Taiwan's code goes before, China's behind."""
    lines = list(place.lines) if look.building_alone else ["".join(place.lines)]
    if place.country == "TW":
        lines[0] = f"{place.postal_code}{' ' if look.postal_alone else ''}{lines[0]}"
    elif place.postal_code and look.postal_alone:
        lines.append(f"邮编：{place.postal_code}")
    elif place.postal_code:
        lines[-1] += f"（{place.postal_code}）"
    return lines


def with_scheme(url: str) -> str:
    """Return a web address with its scheme."""
    return url if "://" in url else f"https://{url}"


def _each(kind: str, values: tuple[str, ...]) -> tuple[Mark, ...]:
    return tuple((kind, value) for value in values)
