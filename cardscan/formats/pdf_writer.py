"""Print contacts: address labels, and a sheet with the pictures of their cards."""

from collections.abc import Iterable, Iterator

from cardscan.contact import Address, Contact
from cardscan.corrections import is_cjk
from cardscan.formats.ledger import Ledger, MissingCell
from cardscan.formats.paper import Box, Paper
from cardscan.formats.phones import national
from cardscan.formats.profile import Profile
from cardscan.formats.texts import name_of

# 21 labels of 63.5 × 38.1 mm on A4, as most makers sell them
LABELS = tuple(
    Box(7.2 + column * 66.0 + 4, 15.1 + row * 38.1 + 4, 55.5, 30.1)
    for row in range(7)
    for column in range(3)
)
CELLS = tuple(
    Box(12 + column * 95, 12 + row * 34.5, 91, 31) for row in range(8) for column in range(2)
)
PICTURE_WIDTH = 45  # mm of a cell; a card is 91 × 55


def write_labels(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[bytes]:
    """Yield a PDF with an address label for each contact that has an address."""
    paper, at = Paper(ledger), 0
    for contact in contacts:
        if not contact.addresses:
            ledger.missing.append(MissingCell(contact.id, "address"))
            continue
        if at % len(LABELS) == 0:
            paper.add_page()
        _write(
            paper, _label(contact, contact.addresses[0], profile), LABELS[at % len(LABELS)], contact
        )
        at += 1
    if not at:
        paper.add_page()
    yield paper.content()


def write_sheet(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[bytes]:
    """Yield a PDF with what one looks up of each contact, beside the picture of the card."""
    paper, at = Paper(ledger), -1
    for at, contact in enumerate(contacts):
        if at % len(CELLS) == 0:
            paper.add_page()
        cell = CELLS[at % len(CELLS)]
        picture = profile.picture_of(contact) if profile.picture_of else b""
        if picture:
            paper.draw(picture, Box(cell.left, cell.top, PICTURE_WIDTH - 3, cell.height - 3))
        left = PICTURE_WIDTH if picture else 0
        text = Box(cell.left + left, cell.top, cell.width - left, cell.height)
        _write(paper, _entry(contact, profile), text, contact)
    if at < 0:
        paper.add_page()
    yield paper.content()


def _write(paper: Paper, lines: Iterable[tuple[str, float]], box: Box, contact: Contact) -> None:
    """Write lines of a size in points below each other, as many as the box has room for."""
    top = box.top
    for text, size in lines:
        if text and top < box.top + box.height - size / 3:
            place = Box(box.left, top, box.width, box.height)
            top += paper.write(text, place, size=size, contact_id=contact.id, field="paper")


def _label(contact: Contact, address: Address, profile: Profile) -> list[tuple[str, float]]:
    """Return the lines of a label in the order in which the post of the country reads them."""
    name = name_of(contact).text
    position = " ".join((*contact.departments, *contact.titles[:1]))
    if is_cjk(address.text):
        return [
            (f"〒{address.postal_code}" if address.postal_code else "", 9),
            *((line, 8.5) for line in _two_lines(address)),
            (contact.company, 8.5),
            (position, 7.5),
            (f"{name} 様" if name else "御中", 11),
        ]
    country = address.country if address.country != profile.forms.region else ""
    lines = [line.strip() for line in address.text.replace("\n", ",").split(",")]
    code = address.postal_code if address.postal_code not in address.text else ""
    return [
        (name, 11),
        (contact.company, 8.5),
        *((line, 8.5) for line in lines),
        (code, 8.5),
        (country, 8.5),
    ]


def _two_lines(address: Address) -> list[str]:
    """Set the building on a line of its own."""
    if address.building and address.text.endswith(address.building):
        return [address.text.removesuffix(address.building).strip(), address.building]
    return [address.text]


def _entry(contact: Contact, profile: Profile) -> list[tuple[str, float]]:
    region = profile.forms.region
    numbers = [national(phone.value, region) for phone in contact.phones[:2]]
    return [
        (name_of(contact).text, 11),
        (contact.name_kana.text, 7),
        (contact.company, 8.5),
        (" ".join((*contact.departments, *contact.titles)), 7.5),
        *((number, 8) for number in numbers),
        *((email, 8) for email in contact.emails[:1]),
    ]
