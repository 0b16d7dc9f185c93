"""What the lines of a card say, and which field values they carry."""

from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from samples.drawing.canvas import Mark
from samples.drawing.look import Look
from samples.model import Person
from samples.phones import NATIONAL, PATTERNS

KANJI_DIGITS = str.maketrans("0123456789-", "〇一二三四五六七八九―")


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text with the field values that it carries."""

    text: str
    marks: tuple[Mark, ...] = ()


def company(person: Person) -> Text:
    """Return the company's name."""
    return Text(person.company.name, (("company", person.company.name),))


def name(person: Person, *, gap: str = "　") -> Text:
    """Return the name as a Japanese card prints it, with a space between its parts."""
    printed = f"{person.name.family}{gap}{person.name.given}"
    return Text(printed, (("name", person.name.japanese),))


def kana(person: Person) -> Text:
    """Return the reading of the name."""
    return Text(person.name.kana, (("name_kana", person.name.kana),))


def roman(person: Person) -> Text:
    """Return the name in Latin letters, beside the Japanese one."""
    return Text(person.name.western, (("name_roman", person.name.western),))


def departments(person: Person) -> Text:
    """Return all levels on one line."""
    joint = " " if person.lang == "ja" else ", "
    return Text(joint.join(person.departments), _each("department", person.departments))


def titles(person: Person) -> Text:
    """Return all titles on one line."""
    return Text(" ".join(person.titles), _each("title", person.titles))


def qualifications(person: Person) -> Text:
    """Return the qualifications on one line."""
    return Text(" ".join(person.qualifications), _each("qualification", person.qualifications))


def western_name(person: Person) -> tuple[str, tuple[Mark, ...]]:
    """Return the printed name; academic titles before or behind it are qualifications."""
    bare = f"{person.name.given} {person.name.family}"
    generation = person.name.suffix == "Jr."
    whole = f"{bare} {person.name.suffix}" if generation else bare
    degrees = [person.name.prefix, "" if generation else person.name.suffix]
    marks = (("name", whole), *(("qualification", one) for one in degrees if one))
    behind = f"{whole}, {degrees[1]}" if degrees[1] else whole
    return " ".join(part for part in (degrees[0], behind) if part), marks


def address(person: Person, look: Look) -> Iterator[Text]:
    """Yield the lines of the address."""
    place = person.place
    marks: tuple[Mark, ...] = (("postal_code", place.postal_code), ("address", place.text))
    if person.lang != "ja":
        first, *rest = place.lines
        yield Text(first, marks)
        yield from map(Text, rest)
        return
    lines = list(place.lines)
    if place.building and not look.building_alone:
        lines[-1] = f"{lines[-1]} {place.building}"
    elif place.building:
        lines.append(place.building)
    if look.postal_alone:
        lines = [f"〒{place.postal_code}", *lines]
    else:
        lines[0] = f"〒{place.postal_code} {lines[0]}"
    yield Text(lines[0], marks)
    yield from map(Text, lines[1:])


def channels(person: Person, look: Look) -> Iterator[Text]:
    """Yield the lines of numbers and addresses, with their labels."""
    phone_label, fax_label, mobile_label, email_label, url_label = look.labels
    phones = [Text(f"{phone_label}{person.phones.phone}", number("phone", person))]
    if look.fax and person.phones.fax:
        phones.append(Text(f"{fax_label}{person.phones.fax}", number("fax", person)))
    if look.phones_share_line and len(phones) == 2:
        joint = "　" if person.lang == "ja" else "   "
        yield Text(joint.join(one.text for one in phones), phones[0].marks + phones[1].marks)
    else:
        yield from phones
    if look.mobile and person.phones.mobile:
        yield Text(f"{mobile_label}{person.phones.mobile}", number("mobile", person))
    yield Text(f"{email_label}{person.email}", (("email", person.email),))
    if look.url:
        yield Text(f"{url_label}{person.url}", (("url", with_scheme(person.url)),))


def number(kind: str, person: Person) -> tuple[Mark, ...]:
    """Return a number's value in E.164."""
    known = person.country in NATIONAL or person.country in PATTERNS
    parsed = phonenumbers.parse(getattr(person.phones, kind), person.country if known else "GB")
    return ((kind, phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)),)


def with_scheme(url: str) -> str:
    """Return a web address with its scheme."""
    return url if "://" in url else f"https://{url}"


def _each(kind: str, values: tuple[str, ...]) -> tuple[Mark, ...]:
    return tuple((kind, value) for value in values)
