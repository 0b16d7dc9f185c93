"""Find the contacts that may be the same person, by facts that two cards of one share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select

from cardscan.contact import Contact
from cardscan.folding import fold, fold_company, romaji
from cardscan.model import Kind
from cardscan.store.dossiers import in_batches
from cardscan.store.rows import contact_in
from cardscan.store.schema import block, contact, pair

COMMON = 100  # a key that more contacts share (an exchange's number, a frequent name) tells nothing
ENOUGH = 50  # candidates worth comparing, those with most in common first
KEYS_AT_ONCE = 5000  # in one statement; PostgreSQL takes 65,535 values, SQLite 32,766

T = TypeVar("T")


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
    connection: Connection, changed: Iterable[tuple[int, Contact | None, Contact | None]]
) -> None:
    """Make contacts findable by the facts they have now, and no longer by those they had."""
    gone: list[dict[str, int]] = []
    new: list[dict[str, int]] = []
    for number, before, after in changed:
        had = blocking_keys(before) if before else set()
        has = blocking_keys(after) if after else set()
        gone += [{"old": key, "number": number} for key in had - has]
        new += [{"key": key, "contact": number} for key in has - had]
    if gone:
        held = (block.c.key == bindparam("old"), block.c.contact == bindparam("number"))
        connection.execute(delete(block).where(*held), gone)
    if new:
        connection.execute(insert(block), sorted(new, key=itemgetter("key")))


def find_candidates(connection: Connection, person: Contact) -> tuple[Contact, ...]:
    """Return contacts that share a fact, most in common first; a rejected pair is left out."""
    numbers = most_in_common(numbers_by_key(connection, blocking_keys(person)).values())
    people = people_numbered(connection, numbers)
    rejected = _rejected(connection, person.id) | {person.id}
    return tuple(people[n] for n in numbers if n in people and people[n].id not in rejected)


def numbers_by_key(connection: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """Return which contacts have each key, of the keys that tell something."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in in_batches(sorted(keys), KEYS_AT_ONCE):
        telling = (
            select(block.c.key)
            .where(block.c.key.in_(some))
            .group_by(block.c.key)
            .having(func.count() <= COMMON)
        )
        rows = select(block.c.key, block.c.contact).where(block.c.key.in_(telling))
        for key, number in connection.execute(rows):
            found[key].append(number)
    return found


def most_in_common(groups: Iterable[Iterable[T]]) -> list[T]:
    """Return who stands in most groups, as many as are worth comparing.

    >>> most_in_common([["a", "b"], ["b"]])
    ['b', 'a']
    """
    shared = Counter(one for group in groups for one in group)
    return [one for one, _ in shared.most_common(ENOUGH)]


def people_numbered(connection: Connection, numbers: Iterable[int]) -> dict[int, Contact]:
    """Return contacts by their numbers."""
    people: dict[int, Contact] = {}
    for some in in_batches(sorted(numbers), KEYS_AT_ONCE):
        rows = select(contact.c.number, contact.c.summary).where(contact.c.number.in_(some))
        people |= {number: contact_in(summary) for number, summary in connection.execute(rows)}
    return people


def _rejected(connection: Connection, contact_id: str) -> set[str]:
    mine = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    rows = select(pair.c.a, pair.c.b).where(mine, pair.c.verdict == "distinct")
    return {other for row in connection.execute(rows) for other in row}
