"""All that is true of a contact, read for many at once, and the contact that it sums up to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, or_, select

from cardscan.additions import DatedNote, Mark
from cardscan.contact import Contact, StoredCard
from cardscan.corrections import NO_CORRECTIONS, Corrections
from cardscan.model import Kind
from cardscan.people import contact_of
from cardscan.store.lookup import FiledRow, asking_for_cards, filed_rows
from cardscan.store.many import given, is_given
from cardscan.store.rows import card_in, mark_in, note_in
from cardscan.store.schema import card, correction, dated_note, mark, pair, tag

AT_ONCE = 500  # ids in one statement: databases take some ten thousand values, planners like few

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is true of one contact."""

    contact_id: str
    cards: tuple[StoredCard, ...] = ()  # in the order they were filed
    corrections: Corrections = field(default_factory=lambda: NO_CORRECTIONS)
    tags: tuple[str, ...] = ()  # sorted
    notes: tuple[DatedNote, ...] = ()  # newest first
    marks: tuple[Mark, ...] = ()  # by topic
    is_doubtful: bool = False  # may be the same person as another contact


def summed_up(dossier: Dossier) -> Contact:
    """Return the contact that follows from what is true of it."""
    person = contact_of(dossier.contact_id, dossier.cards, corrections=dossier.corrections)
    return replace(
        person,
        tags=dossier.tags,
        dated_notes=dossier.notes,
        marks=dossier.marks,
        needs_review=person.needs_review or dossier.is_doubtful,
    )


def read_dossiers(connection: Connection, contact_ids: Collection[str]) -> dict[str, Dossier]:
    """Read what is true of each of these contacts."""
    dossier_of = reader_of_dossiers(connection, contact_ids)
    return {id_: dossier_of(id_) for id_ in contact_ids}


def reader_of_dossiers(
    connection: Connection, contact_ids: Collection[str]
) -> Callable[[str], Dossier]:
    """Read the rows of all these contacts, and return what makes the dossier of one of them."""
    ids = sorted(contact_ids)
    asking, values = _asking(connection.dialect.name), given(connection, ids)
    cards: dict[str, list[FiledRow]] = defaultdict(list)
    for row, checks in filed_rows(connection, asking.cards, values):
        cards[row.contact].append((row, checks))
    corrected, labels, notes, marks = (
        _by_contact(connection.execute(rows, values)) for rows in asking.rows
    )
    doubtful = {id_ for row in connection.execute(asking.doubts, values) for id_ in row}

    def dossier_of(id_: str) -> Dossier:
        return Dossier(
            id_,
            tuple(card_in(row, checks) for row, checks in cards.get(id_, ())),
            {Kind(row.kind): tuple(row.texts) for row in corrected.get(id_, ())},
            tuple(row.label for row in labels.get(id_, ())),
            tuple(note_in(row) for row in notes.get(id_, ())),
            tuple(mark_in(row) for row in marks.get(id_, ())),
            id_ in doubtful,
        )

    return dossier_of


def in_batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists.

    >>> list(in_batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


@dataclass(frozen=True, slots=True)
class _Asking:
    """What asks for all that is true of given contacts."""

    cards: tuple[Select[Any], Select[Any]]
    rows: tuple[Select[Any], ...]  # of corrections, tags, notes, marks
    doubts: Select[Any]


@cache
def _asking(dialect: str) -> _Asking:
    rows = (
        (correction, select(correction)),
        (tag, select(tag).order_by(tag.c.label)),
        (dated_note, select(dated_note).order_by(dated_note.c.day.desc(), dated_note.c.id)),
        (mark, select(mark).order_by(mark.c.topic)),
    )
    ours = or_(*(is_given(dialect, side) for side in (pair.c.a, pair.c.b)))
    return _Asking(
        asking_for_cards(is_given(dialect, card.c.contact)),
        tuple(asked.where(is_given(dialect, table.c.contact)) for table, asked in rows),
        select(pair.c.a, pair.c.b).where(ours, pair.c.verdict == "doubtful"),
    )


def _by_contact(rows: Iterable[Any]) -> Mapping[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.contact].append(row)
    return grouped
