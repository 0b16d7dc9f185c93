"""Check that a library is whole: database, text index, pictures, log."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, LargeBinary, cast, func, literal, select, union_all

from cardscan.errors import LibraryError
from cardscan.store.database import Database
from cardscan.store.dossiers import in_batches
from cardscan.store.facts import read_facts
from cardscan.store.fulltext import index_text
from cardscan.store.images import PICTURE, Pictures
from cardscan.store.log import read_logged
from cardscan.store.packing import unpacked
from cardscan.store.rows import Shown, contact_in, json_text
from cardscan.store.schema import card, change, change_part, contact, image
from cardscan.store.textindex import indexed

AT_ONCE = 500  # rows read at a time


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it should be; never holds what a card says."""

    part: str  # database, index, pictures or log
    what: str


def find_flaws(connection: Connection, database: Database) -> Iterator[Flaw]:
    """Check everything; a database that is damaged itself is not looked at any further."""
    damages = list(database.damages(connection))
    yield from (Flaw("database", damage) for damage in damages)
    if not damages:
        yield from index_flaws(connection)
        for missing in sorted(database.guards - database.triggers(connection)):
            yield Flaw("log", f"the trigger {missing} is gone, so entries could be altered")
        yield from log_flaws(connection)
        yield from picture_flaws(connection, database.pictures)
    yield from (Flaw("pictures", leftover) for leftover in database.leftovers())


def index_flaws(connection: Connection) -> Iterator[Flaw]:
    """Compare what is indexed of each contact with what its summary says."""
    held: dict[int, int] = defaultdict(int)  # of each one number, the same in any order of tokens
    for number, column, place, token in indexed(connection):
        held[number] += hash((column, place, token))
    said = cast(contact.c.summary, LargeBinary)  # as it lies there: it may be damaged
    columns = (contact.c.number, contact.c.id, contact.c.updated, said)
    people = select(*columns).where(contact.c.live)
    rows = connection.execute(people.execution_options(yield_per=AT_ONCE))
    for number, contact_id, updated, summary in rows:
        indexed_tokens = held.pop(number, 0)
        try:
            tokens = index_text(contact_in(Shown(contact_id, updated, unpacked(summary))))
        except (LibraryError, ValueError):
            yield Flaw("database", f"what contact {contact_id} says cannot be read")
            continue
        if indexed_tokens != _sum_of_tokens(tokens):
            yield Flaw("index", f"contact {contact_id} is not found by all that it says")
    for number in sorted(number for number, tokens in held.items() if tokens):
        yield Flaw("index", f"row {number} belongs to no contact")


def _sum_of_tokens(columns: dict[str, str]) -> int:
    return sum(
        hash((column, place, token))
        for column, tokens in columns.items()
        for place, token in enumerate(tokens.split())
    )


def log_flaws(connection: Connection) -> Iterator[Flaw]:
    """Check that the log has no gap and leads to what is so now.

    Each change notes what was before: that must be where the last one on the same fact ended.
    """
    first, last, entries = connection.execute(
        select(func.min(change.c.id), func.max(change.c.id), func.count())
    ).one()
    if entries and (first, last) != (1, entries):
        yield Flaw("log", f"{last - entries} of {last} changes are missing")
    ends: dict[str, tuple[int, int]] = {}  # of each fact: where the last change left it, and which
    for number, before, after in _logged(connection):
        for key, value in read_logged(before).items():
            if key in ends and ends[key][0] != hash(json_text(value)):
                yield Flaw("log", f"change {number} does not begin where {ends[key][1]} ended")
        ends |= {key: (hash(json_text(value)), number) for key, value in read_logged(after).items()}
    for keys in in_batches(ends, AT_ONCE):
        for key, fact in read_facts(connection, keys).items():
            end, number = ends[key]
            if hash(json_text(fact)) != end:
                what = f"what change {number} made is so no longer, and no change says why"
                yield Flaw("log", what)


def _logged(connection: Connection) -> Iterator[tuple[int, str, str]]:
    """Return the facts before and after each change, in order; a large one comes in parts."""
    whole = select(change.c.id, literal(0).label("part"), change.c.before, change.c.after)
    parts = select(
        change_part.c.change, change_part.c.number, change_part.c.before, change_part.c.after
    )
    logged = union_all(whole, parts).order_by("id", "part")
    with connection.execute(logged.execution_options(yield_per=AT_ONCE)) as rows:
        yield from ((row.id, row.before, row.after) for row in rows)


def picture_flaws(connection: Connection, pictures: Pictures) -> Iterator[Flaw]:
    """Read every picture that a card or a page has; its digest tells whether it is what it was."""
    for digest, suffix in pictures_of(connection):
        try:
            pictures.get(digest, suffix)
        except LibraryError as error:
            yield Flaw("pictures", str(error))


def pictures_of(connection: Connection) -> Iterator[tuple[str, str]]:
    """Return digest and suffix of every picture that the library speaks of, each once."""
    cards = select(card.c.picture).where(card.c.picture != "").distinct().order_by(card.c.picture)
    originals = select(image.c.digest, image.c.suffix).where(image.c.suffix.is_not(None)).distinct()
    for digest in connection.scalars(cards):
        yield digest, PICTURE
    for digest, suffix in connection.execute(originals.order_by(image.c.digest)):
        yield digest, suffix
