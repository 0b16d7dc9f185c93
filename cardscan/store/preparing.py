"""Compute of many cards what needs no library, in other processes: most of the work of filing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from cardscan.contact import Contact, Filing
from cardscan.errors import CardFailed
from cardscan.executors import in_order, open_executor
from cardscan.model import ScannedCard
from cardscan.people import contact_on
from cardscan.store.dossiers import in_batches
from cardscan.store.rows import packed_card, storable
from cardscan.store.summary import Derived, derive

CARDS_AT_ONCE = 1000  # in one transaction: other writers wait less than a second
FEW_BATCHES = 4  # so many are filed sooner than a worker has started
MOST_JOBS = 2
TIME_LIMIT = 600.0  # seconds for one batch; it takes less than one


@dataclass(frozen=True, slots=True)
class Incoming:
    """A card to be filed; of ``filing`` counts when and where it was met, tags and marks."""

    scanned: ScannedCard
    filing: Filing
    picture: str = ""  # digest of the stored picture

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


def prepare(cards: Sequence[Incoming]) -> list[Prepared]:
    """Compute of each card what needs no library: most of the work. Runs in a worker."""
    people = map(_person_on, cards)
    return [
        Prepared(packed_card(one.scanned.card), person, derive(person))
        for one, person in zip(cards, people, strict=True)
    ]


def prepared(
    cards: Iterable[Incoming], *, jobs: int
) -> Iterator[tuple[list[Incoming], list[Prepared]]]:
    """Cut a stream into batches, each with what follows from its cards.

    Where many come, up to ``jobs`` other processes compute it; the one writer can follow two.
    """
    batches = in_batches(cards, CARDS_AT_ONCE)
    first = list(islice(batches, FEW_BATCHES))
    jobs = min(jobs, MOST_JOBS) if len(first) == FEW_BATCHES else 0
    with open_executor(jobs, time_limit=TIME_LIMIT) as executor:
        every = chain(first, batches)
        for batch, ready in in_order(lambda one: executor.submit(prepare, one), every, jobs=jobs):
            if isinstance(ready, CardFailed):
                raise ready
            yield batch, ready


def _person_on(one: Incoming) -> Contact:
    """Return the contact that a card makes if it joins none."""
    filing = one.filing
    return replace(
        contact_on(one.scanned.card, met=filing.met),
        tags=tuple(sorted({storable(label) for label in filing.tags})),
        marks=filing.marks,
        events=(filing.event,) if filing.event else (),
    )
