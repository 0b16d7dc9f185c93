"""Compute of many cards what needs no library, in other processes: most of the work of filing."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from msgspec import msgpack

from cardscan.additions import Mark
from cardscan.contact import Contact, Filing, StoredCard
from cardscan.errors import CardFailed
from cardscan.executors import in_order, open_executor
from cardscan.model import ParsedCard, ScannedCard, Source
from cardscan.people import contact_of
from cardscan.store.dossiers import in_batches
from cardscan.store.ids import new_id
from cardscan.store.rows import packed_card, plain, storable
from cardscan.store.summary import Derived, derive

# In one transaction: other writers wait about a second. Keys are random, so a page of the large
# indexes that a batch touches is written once for the more of its cards, the larger it is.
CARDS_AT_ONCE = 2000
AHEAD = 2  # batches that may wait for each worker
FEW_BATCHES = 2  # so many are filed sooner than a worker has started
MOST_JOBS = 2
OBJECTS_BETWEEN = 200_000  # that are made until the garbage collector looks at them
TIME_LIMIT = 600.0  # seconds for one batch; it takes less than one


@dataclass(frozen=True, slots=True)
class Incoming:
    """A card to be filed; of ``filing`` counts when and where it was met, tags and marks."""

    scanned: ScannedCard
    filing: Filing
    picture: str = ""  # digest of the stored picture
    contact_id: str = field(default_factory=new_id)  # of the contact that it makes, if it does

    @property
    def place(self) -> tuple[str, int, int]:
        """Return what makes it this card and no other: file, page, place on the page."""
        source = self.scanned.card.source
        return self.scanned.digest, source.page, source.index


@dataclass(frozen=True, slots=True)
class Prepared:
    """What follows from a card alone, if it makes a contact of its own."""

    parsed: bytes
    person: Contact
    derived: Derived


class _Sent(NamedTuple):
    """What of a card is told to another process."""

    contact_id: str
    card: ParsedCard
    met: date
    event: str
    tags: tuple[str, ...]
    marks: tuple[Mark, ...]


# pickle takes longer than all else that is done with a card
_ENCODER = msgpack.Encoder(enc_hook=plain)
_SENT = msgpack.Decoder(list[_Sent])
_PREPARED = msgpack.Decoder(list[Prepared])


def prepare(sent: bytes) -> bytes:
    """Compute of each card what needs no library: most of the work. Runs in a worker."""
    with _rare_collections():
        cards = _SENT.decode(sent)
        people = map(_person_on, cards)
        return _ENCODER.encode(
            [
                Prepared(packed_card(one.card), person, derive(person))
                for one, person in zip(cards, people, strict=True)
            ]
        )


def prepared(
    cards: Iterable[Incoming], *, jobs: int
) -> Iterator[tuple[list[Incoming], list[Prepared]]]:
    """Cut a stream into batches, each with what follows from its cards.

    Where many come, up to ``jobs`` other processes compute it; the one writer can follow two.
    """
    batches = in_batches(cards, CARDS_AT_ONCE)
    first = list(islice(batches, FEW_BATCHES))
    jobs = min(jobs, MOST_JOBS) if len(first) == FEW_BATCHES else 0
    with open_executor(jobs, time_limit=TIME_LIMIT) as executor, _rare_collections():
        every = chain(first, batches)

        def submit(batch: Sequence[Incoming]) -> Future[bytes]:
            return executor.submit(prepare, _sent(batch))

        for batch, ready in in_order(submit, every, jobs=jobs, ahead=AHEAD):
            if isinstance(ready, CardFailed):
                raise ready
            yield batch, _PREPARED.decode(ready)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Have the garbage collector look less often: thousands of cards wait, and none is garbage."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _sent(cards: Sequence[Incoming]) -> bytes:
    return _ENCODER.encode(
        [
            _Sent(
                one.contact_id,
                _without_path(one.scanned.card),
                one.filing.met,
                storable(one.filing.event),
                tuple(sorted({storable(label) for label in one.filing.tags})),
                one.filing.marks,
            )
            for one in cards
        ]
    )


def _without_path(card: ParsedCard) -> ParsedCard:
    """Leave out what stands in columns beside: a path may hold what is no text."""
    source = Source("", 0, 0, card.source.quad)
    return ParsedCard(source, card.fields, card.lines, card.leftover, card.warnings)


def _person_on(one: _Sent) -> Contact:
    """Return the contact that a card makes if it joins none."""
    filed = StoredCard("", one.contact_id, one.card, one.met, one.event)
    person = contact_of(one.contact_id, [filed])
    if not one.tags and not one.marks:
        return person
    return replace(person, tags=one.tags, marks=one.marks)
