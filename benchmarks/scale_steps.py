"""What is measured of a large library, each step in a process of its own."""

import os
import resource
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.crowd import Crowd, Row
from benchmarks.crowd_cards import scanned
from benchmarks.crowd_truth import Pair
from benchmarks.scale_search import Answer, answers, plain_copy, queries
from cardscan.config import OnDuplicate
from cardscan.contact import Filing, Verdict
from cardscan.duplicates import find_duplicates
from cardscan.match.deciding import decide
from cardscan.model import ScannedCard
from cardscan.people import contact_on
from cardscan.store.library import Library

MET = date(2026, 11, 1)
NEW_SEED = 7  # of the cards that are filed one by one
KIB_IN_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step took: on the clock, of the processors, and of memory at most."""

    seconds: float
    cpu: float  # seconds, of the process and of its workers
    mib: float  # of the process


class _Meter:
    def __init__(self) -> None:
        self._began, self._cpu = time.perf_counter(), _cpu()

    def read(self) -> Cost:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MIB
        return Cost(time.perf_counter() - self._began, _cpu() - self._cpu, used)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def imported(url: str, count: int, on_duplicate: OnDuplicate) -> Cost:
    """File so many cards at once; drawing them is not counted, nor is what a server takes."""
    cards = _Drawn(count)
    with Library.open(url) as library:
        meter = _Meter()
        rule = partial(decide, on_duplicate=on_duplicate)
        spare = (os.cpu_count() or 1) - 1
        for _ in library.add_cards(cards, rule, summary=f"{count} cards", jobs=spare):
            pass
        cost = meter.read()
    return Cost(cost.seconds - cards.seconds, cost.cpu - cards.cpu, cost.mib)


class _Drawn:
    """The cards of the crowd, and what it took to draw them."""

    def __init__(self, count: int) -> None:
        self.count, self.seconds, self.cpu = count, 0.0, 0.0

    def __iter__(self) -> Iterator[tuple[ScannedCard, Filing]]:
        rows = Crowd().rows(self.count)
        for place in range(self.count):
            began, cpu = time.perf_counter(), time.process_time()
            card = scanned(next(rows), place)
            self.seconds += time.perf_counter() - began
            self.cpu += time.process_time() - cpu
            yield card, Filing(MET)


def size_of(url: str) -> int:
    """Return the bytes of a library without its pictures, as its database counts them."""
    pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    size = "SELECT pg_database_size(current_database())" if is_at_server(url) else pages
    with closing(_connected(url)) as connection:
        return int(connection.execute(size).fetchone()[0])


def filed_one_by_one(url: str, cards: int) -> list[float]:
    """File new cards, each with its check and a transaction of its own; return seconds of each."""
    rows: Iterable[Row] = Crowd(seed=NEW_SEED).rows(cards)
    seconds = []
    with Library.open(url) as library:
        for place, row in enumerate(rows):
            one = scanned(row, place)
            one = ScannedCard(one.card, f"{place:064x}", b"")
            began = time.perf_counter()
            person = contact_on(one.card, met=MET)
            decision = decide(person, library.candidates(person), OnDuplicate.REVIEW)
            filing = Filing(
                MET, decision.outcome, decision.contact_id, decision.reasons, doubts=decision.doubts
            )
            library.add_card(one, filing)
            seconds.append(time.perf_counter() - began)
    return seconds


def duplicates_of(url: str) -> tuple[Cost, dict[Verdict, set[Pair]]]:
    """Look through everything; return the pairs by verdict, by their places in the rows.

    Every card must be a contact of its own: then the library numbers them as the rows.
    """
    with Library.open(url) as library:
        meter = _Meter()
        found = [(one.a.id, one.b.id, one.match.verdict) for one in find_duplicates(library)]
        cost = meter.read()
        wanted = {contact_id for a, b, _ in found for contact_id in (a, b)}
    places = {id_: place for id_, place in _places(url) if id_ in wanted}
    pairs: dict[Verdict, set[Pair]] = {verdict: set() for verdict in Verdict}
    for a, b, verdict in found:
        pairs[verdict].add((min(places[a], places[b]), max(places[a], places[b])))
    return cost, pairs


def _places(url: str) -> Iterator[tuple[str, int]]:
    """Return contacts with the rows they come from; a million cards are too many to be read."""
    with closing(_connected(url)) as connection:
        yield from connection.execute("SELECT contact, place FROM card")


def _connected(url: str) -> Any:
    """Connect to the database of a library, behind its back."""
    if is_at_server(url):
        import psycopg  # noqa: PLC0415 - not for a library in a file

        return psycopg.connect(url)
    return sqlite3.connect(url)


def is_at_server(url: str) -> bool:
    """Say whether a library is on PostgreSQL."""
    return url.startswith("postgresql:")


def asked(url: str, plain: Path, count: int) -> list[Answer]:
    """Ask so many queries of the library, and of a plain scan of the same rows in SQLite."""
    with Library.open(url) as library:
        plain_copy(library, plain)
        return list(answers(library, plain, list(queries(library, count))))


def peer_of(count: int) -> tuple[Cost, list[tuple[float, Pair]]]:
    """Look through the same rows with splink."""
    from benchmarks.scale_peer import predicted, table_of  # noqa: PLC0415 - may be lacking

    table = table_of(list(Crowd().rows(count)))
    meter = _Meter()
    found = predicted(table)
    return meter.read(), found
