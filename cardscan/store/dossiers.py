"""All that is true of a contact, read for many at once, and the contact that it sums up to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, or_, select

from cardscan.additions import DatedNote, Mark
from cardscan.contact import Contact, StoredCard
from cardscan.corrections import NO_CORRECTIONS, Corrections
from cardscan.model import Kind
from cardscan.people import contact_of
from cardscan.store.lookup import FiledRow, filed_rows
from cardscan.store.many import is_one_of
from cardscan.store.rows import card_in, mark_in, note_in
from cardscan.store.schema import card, correction, dated_note, mark, pair, tag

AT_ONCE = 500  # ids in one statement: databases take some ten thousand values, planners like few

_NOTES = select(dated_note).order_by(dated_note.c.day.desc(), dated_note.c.id)

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
    cards: dict[str, list[FiledRow]] = defaultdict(list)
    for row, checks in filed_rows(connection, is_one_of(connection, card.c.contact, ids)):
        cards[row.contact].append((row, checks))
    corrected = _grouped(connection, select(correction), correction, ids)
    labels = _grouped(connection, select(tag).order_by(tag.c.label), tag, ids)
    notes = _grouped(connection, _NOTES, dated_note, ids)
    marks = _grouped(connection, select(mark).order_by(mark.c.topic), mark, ids)
    doubtful = _doubtful(connection, ids)

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


def _grouped(
    connection: Connection, rows: Select[Any], table: Any, ids: Sequence[str]
) -> Mapping[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(rows.where(is_one_of(connection, table.c.contact, ids))):
        grouped[row.contact].append(row)
    return grouped


def _doubtful(connection: Connection, ids: Sequence[str]) -> set[str]:
    ours = or_(*(is_one_of(connection, side, ids) for side in (pair.c.a, pair.c.b)))
    rows = select(pair.c.a, pair.c.b).where(ours, pair.c.verdict == "doubtful")
    return {id_ for row in connection.execute(rows) for id_ in row}
