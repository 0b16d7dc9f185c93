"""Everything that a card says below the person: address, channels, other offices, notes."""

from collections.abc import Iterator

from samples.drawing import texts
from samples.drawing.channels import channels, e164, formed
from samples.drawing.look import Look
from samples.drawing.texts import Text
from samples.model import Office, Person


def contact_lines(person: Person, look: Look) -> list[Text]:
    """Return all of it in the usual order."""
    here = _address(person, look)
    return [*here, *channels(person, look), *_offices(person, look), *map(Text, person.notes)]


def address_lines(person: Person, look: Look) -> list[Text]:
    """Return the address and the other offices."""
    return [*_address(person, look), *_offices(person, look)]


def channel_lines(person: Person, look: Look) -> list[Text]:
    """Return numbers and addresses of the net, then the notes."""
    return [*channels(person, look), *map(Text, person.notes)]


def _address(person: Person, look: Look) -> list[Text]:
    lines = list(texts.address(person, look))
    if look.icons:
        return [lines[0], *(Text(line.text, line.marks, "blank") for line in lines[1:])]
    return lines


def _offices(person: Person, look: Look) -> Iterator[Text]:
    for office in person.offices:
        yield from _office(office, person, look)


def _office(office: Office, person: Person, look: Look) -> Iterator[Text]:
    """Yield the address of another office behind its name, then its numbers."""
    place = office.place
    joint, code = ("　", f"〒{place.postal_code} ") if person.lang == "ja" else (" ", "")
    marks = (("postal_code", place.postal_code), ("address", place.text))
    if look.postal_alone and code:
        yield Text(f"{office.name}{joint}{code}", marks)
        yield Text(place.text)
    else:
        yield Text(f"{office.name}{joint}{code}{place.text}", marks)
    labels = ("TEL ", "FAX ") if look.icons else look.labels
    numbers = [("phone", labels[0], office.phone), ("fax", labels[1], office.fax)]
    said = [(kind, label, number) for kind, label, number in numbers if number]
    yield Text(
        (joint if joint == "　" else "   ").join(
            f"{label}{formed(number, look.number_form)}" for _, label, number in said
        ),
        tuple((kind, e164(number, place.country)) for kind, _, number in said),
    )
