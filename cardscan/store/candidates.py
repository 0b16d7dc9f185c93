"""Find the contacts that may be the same person, by facts that two cards of one share."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sqlalchemy import Connection, delete, insert, or_, select

from cardscan.contact import Contact
from cardscan.folding import fold, fold_company, romaji
from cardscan.model import Kind
from cardscan.store.rows import contact_in
from cardscan.store.schema import block, contact, pair

COMMON = 100  # a key that more contacts share (an exchange's number, a frequent name) tells nothing
ENOUGH = 50  # candidates worth comparing, those with most in common first


def blocking_keys(person: Contact) -> set[int]:
    """Return hashes of the facts that two cards of this person may share."""
    return {
        int.from_bytes(blake2b(fact.encode(), digest_size=8).digest(), "big", signed=True)
        for fact in _facts(person)
    }


def _facts(person: Contact) -> Iterator[str]:
    yield from (f"email:{fold(email)}" for email in person.emails)
    for phone in person.phones:
        if phone.kind is not Kind.FAX:  # one machine serves a whole floor
            yield f"phone:{phone.value.partition(';')[0]}"
    yield from _name_facts(person)
    company = fold_company(person.company)
    if company:
        yield from (f"company:{company}:{part}" for part in _name_parts(person))
    for address in person.addresses:
        place = address.postal_code or fold(address.city)
        if place:
            yield from (f"place:{place}:{part}" for part in _name_parts(person))


def _name_facts(person: Contact) -> Iterator[str]:
    if name := fold(person.name.text):
        yield f"name:{name}"
    for reading in (person.name_kana, person.name_roman, person.name):
        words = romaji(reading.text)
        if words and all(word.isascii() for word in words):
            yield f"reading:{'-'.join(sorted(words))}"


def _name_parts(person: Contact) -> Iterator[str]:
    """Return family and given name apart: a misread letter spoils only one of them."""
    parts = [fold(part) for part in (person.name.family, person.name.given)]
    if not any(parts):
        parts = [fold(person.name.text)]
    return (part for part in parts if part)


def rewrite_blocks(
    connection: Connection, number: int, before: Contact | None, after: Contact | None
) -> None:
    """Make a contact findable by the facts it has now, and no longer by those it had."""
    gone = blocking_keys(before) if before else set()
    new = blocking_keys(after) if after else set()
    if gone - new:
        held = delete(block).where(block.c.key.in_(gone - new), block.c.contact == number)
        connection.execute(held)
    if new - gone:
        rows = [{"key": key, "contact": number} for key in sorted(new - gone)]
        connection.execute(insert(block), rows)


def find_candidates(connection: Connection, person: Contact) -> tuple[Contact, ...]:
    """Return contacts that share a fact, most in common first; a rejected pair is left out."""
    shared: Counter[int] = Counter()
    for key in sorted(blocking_keys(person)):
        numbers = select(block.c.contact).where(block.c.key == key).limit(COMMON + 1)
        found = connection.scalars(numbers).all()
        shared.update(found if len(found) <= COMMON else ())
    numbers_first = [number for number, _ in shared.most_common(ENOUGH)]
    rejected = _rejected(connection, person.id) | {person.id}
    people = _people(connection, numbers_first)
    return tuple(people[n] for n in numbers_first if n in people and people[n].id not in rejected)


def _people(connection: Connection, numbers: Iterable[int]) -> dict[int, Contact]:
    rows = select(contact.c.number, contact.c.summary).where(contact.c.number.in_(list(numbers)))
    return {row.number: contact_in(row.summary) for row in connection.execute(rows)}


def _rejected(connection: Connection, contact_id: str) -> set[str]:
    mine = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    rows = select(pair.c.a, pair.c.b).where(mine, pair.c.verdict == "distinct")
    return {other for row in connection.execute(rows) for other in row}
