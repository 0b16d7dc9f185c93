"""Find the contacts that may be the same person, by facts that two cards of one share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import Connection, Select, bindparam, delete, func, or_, select

from cardscan.contact import Contact
from cardscan.store.blocking import COMMON, blocking_keys, worth_comparing
from cardscan.store.dossiers import in_batches
from cardscan.store.many import given, is_given
from cardscan.store.rows import contact_in
from cardscan.store.schema import SHOWN, block, contact, pair
from cardscan.store.textindex import add_rows

ENOUGH = 50  # candidates to compare, those with most in common first
KEYS_AT_ONCE = 5000  # in one statement; PostgreSQL takes 65,535 values, SQLite 32,766


def rewrite_blocks(
    connection: Connection, changed: Iterable[tuple[int, set[int], set[int]]]
) -> None:
    """Give contacts, by number, the keys of the facts they have now for those they had."""
    gone: list[dict[str, int]] = []
    new: list[tuple[int, int]] = []
    for number, had, has in changed:
        gone += [{"old": key, "number": number} for key in had - has]
        new += [(key, number) for key in has - had]
    if gone:
        held = (block.c.key == bindparam("old"), block.c.contact == bindparam("number"))
        connection.execute(delete(block).where(*held), gone)
    if new:
        add_rows(connection, block.name, ("key", "contact"), sorted(new))


class Neighbours:
    """Whom the cards of a batch may meet: contacts by their blocking keys, as they are by now."""

    def __init__(self) -> None:
        self.people: dict[str, Contact] = {}  # by id
        self.numbers: dict[str, int] = {}  # by id, of those that were there before
        self._ids: dict[int, list[str]] = defaultdict(list)  # by blocking key
        self._among = 0

    def read(self, connection: Connection, keys: Sequence[set[int]]) -> None:
        """Read the contacts that any card with these keys may meet."""
        by_key = numbers_by_key(connection, set().union(*keys))
        self._among = how_many(connection)
        groups = ({key: by_key[key] for key in some if key in by_key} for some in keys)
        numbers = {
            number for group in groups for number in worth_comparing(group, among=self._among)
        }
        known = people_numbered(connection, numbers)
        for key, some in by_key.items():
            self._ids[key] = [known[number].id if number in known else "" for number in some]
        self.people = {person.id: person for person in known.values()}
        self.numbers = {person.id: number for number, person in known.items()}

    def put(self, person: Contact, keys: set[int]) -> None:
        """Let later cards meet a contact as it is now."""
        self.people[person.id] = person
        for key in keys:
            ids = self._ids[key]
            if person.id not in ids:
                ids.append(person.id)

    def having(self, keys: set[int]) -> list[Contact]:
        """Return who may be the person with these keys, most in common first."""
        groups = {key: self._ids[key] for key in keys if key in self._ids}
        ids = worth_comparing(groups, among=self._among)
        return [self.people[id_] for id_ in ids if id_ in self.people][:ENOUGH]


def find_candidates(connection: Connection, person: Contact) -> tuple[Contact, ...]:
    """Return who it may be, most in common first; a rejected pair is left out."""
    groups = numbers_by_key(connection, blocking_keys(person))
    numbers = worth_comparing(groups, among=how_many(connection))
    people = people_numbered(connection, numbers)
    rejected = _rejected(connection, person.id) | {person.id}
    found = [people[number] for number in numbers if number in people]
    return tuple(one for one in found if one.id not in rejected)[:ENOUGH]


def how_many(connection: Connection) -> int:
    """Return about how many contacts there are, at once: those that are gone count too."""
    return connection.scalar(select(func.max(contact.c.number))) or 0


def numbers_by_key(connection: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """Return which contacts have each key, of the keys that tell something."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = _telling(connection.dialect.name)
    for some in in_batches(sorted(keys), KEYS_AT_ONCE):
        for key, number in connection.execute(rows, given(connection, some)):
            found[key].append(number)
    return found


@cache
def _telling(dialect: str) -> Select[int, int]:
    """Return what asks for the contacts that have given keys, if not too many have them."""
    telling = (
        select(block.c.key)
        .where(is_given(dialect, block.c.key))
        .group_by(block.c.key)
        .having(func.count() <= COMMON)
    )
    return select(block.c.key, block.c.contact).where(block.c.key.in_(telling))


def people_numbered(connection: Connection, numbers: Iterable[int]) -> dict[int, Contact]:
    """Return contacts by their numbers."""
    people: dict[int, Contact] = {}
    asked = select(contact.c.number, *SHOWN).where(
        is_given(connection.dialect.name, contact.c.number)
    )
    for some in in_batches(sorted(numbers), KEYS_AT_ONCE):
        rows = connection.execute(asked, given(connection, some))
        people |= {row.number: contact_in(row) for row in rows}
    return people


def _rejected(connection: Connection, contact_id: str) -> set[str]:
    mine = or_(pair.c.a == contact_id, pair.c.b == contact_id)
    rows = select(pair.c.a, pair.c.b).where(mine, pair.c.verdict == "distinct")
    return {other for row in connection.execute(rows) for other in row}
