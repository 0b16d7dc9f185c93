"""Find the pairs of a whole library that share enough to be one person, by its blocking keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from cardscan.store.blocking import COMMON, KIND_MASK, WORTH_COMPARING, Fact, bits_of
from cardscan.store.candidates import how_many
from cardscan.store.dossiers import in_batches
from cardscan.store.rows import Shown
from cardscan.store.schema import SHOWN, block, contact, pair

PAIRS_AT_ONCE = 5000  # compared together: a contact of several pairs is read once for them
ROWS_AT_ONCE = 100_000

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Pairs to compare, by the numbers of their contacts."""

    pairs: tuple[tuple[int, int, int], ...]  # two numbers, and how many others bear the name
    people: dict[int, Shown]


def pairs_to_compare(connection: Connection) -> Iterator[PairBatch]:
    """Yield the pairs that could be one person, those that were rejected left out."""
    keys, numbers = _shared_keys(connection)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(np.append(starts, len(keys)))
    namesakes = _namesakes(keys, numbers, starts, sizes)
    codes = _worth_comparing(keys, numbers, starts, sizes, among=how_many(connection))
    del keys, numbers
    codes = codes[~np.isin(codes, _rejected(connection))]
    for some in in_batches(codes.tolist(), PAIRS_AT_ONCE):
        pairs = tuple((code >> 32, code & 0xFFFFFFFF) for code in some)
        ids = sorted(set(chain.from_iterable(pairs)))
        rows = select(contact.c.number, *SHOWN).where(contact.c.number.in_(ids))
        people = {number: Shown(*shown) for number, *shown in connection.execute(rows)}
        others = [max(0, int(namesakes[a]) - 2) for a, _ in pairs]
        counted = tuple((a, b, n) for (a, b), n in zip(pairs, others, strict=True))
        yield PairBatch(counted, people)


def _shared_keys(connection: Connection) -> tuple[Numbers, Numbers]:
    """Return the keys that several contacts have and these contacts, in the order of the keys."""
    shared = select(block.c.key).group_by(block.c.key).having(func.count() > 1)
    rows = select(block.c.key, block.c.contact).where(block.c.key.in_(shared)).order_by(block.c.key)
    streamed = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(rows)
    parts = [np.array(some, dtype=np.int64) for some in streamed.partitions()]
    table = np.concatenate([*parts, np.empty((0, 2), np.int64)])
    return table[:, 0], table[:, 1]


def _namesakes(keys: Numbers, numbers: Numbers, starts: Numbers, sizes: Numbers) -> Numbers:
    """Return how many contacts bear the name of each, by number; 0 where it is the only one."""
    borne = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
    names = np.flatnonzero(keys[starts] & KIND_MASK == Fact.NAME)
    for start, size in zip(starts[names].tolist(), sizes[names].tolist(), strict=True):
        borne[numbers[start : start + size]] = size
    return borne


def _worth_comparing(
    keys: Numbers, numbers: Numbers, starts: Numbers, sizes: Numbers, *, among: int
) -> Numbers:
    """Return the pairs whose common facts are worth a comparison, as a << 32 | b with a < b."""
    found, shared = [np.empty(0, np.int64)], [np.empty(0, np.int16)]
    for size in range(2, COMMON + 1):
        groups = starts[sizes == size]
        if not len(groups):
            continue
        members = np.sort(numbers[groups[:, None] + np.arange(size)], axis=1)
        kinds = keys[groups] & KIND_MASK
        bits = np.array([bits_of(fact, size, among=among) for fact in Fact], np.int16)[kinds]
        first, second = np.triu_indices(size, 1)
        found.append((members[:, first] << 32 | members[:, second]).ravel())
        shared.append(np.repeat(bits, len(first)))
    codes, bits = np.concatenate(found), np.concatenate(shared)
    order = np.argsort(codes, kind="stable")
    codes, bits = codes[order], bits[order]
    firsts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(firsts):
        return codes
    worth = np.array(WORTH_COMPARING)[np.bitwise_or.reduceat(bits, firsts)]
    return np.asarray(codes[firsts[worth]])


def _rejected(connection: Connection) -> Numbers:
    one, other = contact.alias(), contact.alias()
    rows = (
        select(one.c.number, other.c.number)
        .select_from(pair)
        .join(one, one.c.id == pair.c.a)
        .join(other, other.c.id == pair.c.b)
        .where(pair.c.verdict == "distinct")
    )
    codes = (min(a, b) << 32 | max(a, b) for a, b in connection.execute(rows))
    return np.fromiter(codes, np.int64)
