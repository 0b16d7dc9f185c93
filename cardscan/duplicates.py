"""Look through a whole library for contacts that may be one person."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from cardscan.contact import Contact, Match, Verdict
from cardscan.errors import CardFailed
from cardscan.executors import in_order, open_executor
from cardscan.match.compare import weigh
from cardscan.match.traits import Traits, traits_of
from cardscan.store.library import Library
from cardscan.store.pairs import PairBatch
from cardscan.store.rows import contact_in

FEW_BATCHES = 4  # so many are compared sooner than workers have started
TIME_LIMIT = 600.0  # seconds for one batch; it takes less than one


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two contacts that may be one person, and why."""

    a: Contact  # the one that was filed first
    b: Contact
    match: Match


def find_duplicates(library: Library) -> Iterator[Duplicate]:
    """Yield the pairs that may be one person, in the order in which the first was filed.

    A pair that somebody has rejected is not among them. Many are compared on all cores.
    """
    batches = library.pairs_to_compare()
    first = list(islice(batches, FEW_BATCHES))
    jobs = (os.cpu_count() or 1) if len(first) == FEW_BATCHES else 0
    with open_executor(jobs, time_limit=TIME_LIMIT) as executor:
        every = chain(first, batches)
        for _, found in in_order(lambda one: executor.submit(compared, one), every, jobs=jobs):
            if isinstance(found, CardFailed):
                raise found
            yield from found


def compared(batch: PairBatch) -> list[Duplicate]:
    """Compare the pairs of a batch; return those that may be one person. Runs in a worker."""
    people = {number: contact_in(shown) for number, shown in batch.people.items()}
    traits: dict[int, Traits] = {number: traits_of(one) for number, one in people.items()}
    weighed = ((a, b, weigh(traits[a], traits[b], namesakes=n)) for a, b, n in batch.pairs)
    return [
        Duplicate(people[a], people[b], match)
        for a, b, match in weighed
        if match.verdict is not Verdict.DIFFERENT
    ]
