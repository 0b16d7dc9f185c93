"""Measure a library as it grows: import, search, filing and duplicates, each beside its peer.

Run ``python -m benchmarks.scale`` for 10,000 and 100,000 cards and with ``--largest`` for a
million; with ``--postgres`` the libraries lie on a private server instead of in files. Search is
held to a LIKE scan of the same rows, duplicates to splink 5, which must be installed beside
(``pip install splink``) and is told to use the same two cores.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.crowd import Crowd
from benchmarks.crowd_truth import Pair, Score, hard_pairs, score, sharing_a_fact, true_pairs
from benchmarks.scale_search import Answer
from benchmarks.scale_steps import (
    Cost,
    asked,
    duplicates_of,
    filed_one_by_one,
    imported,
    peer_of,
    size_of,
)
from benchmarks.tables import add_into, machine, publish, table
from cardscan.config import OnDuplicate
from cardscan.contact import Verdict
from tests.servers import Server, running_server

SIZES, LARGEST = (10_000, 100_000), 1_000_000
QUERIES, FILED = 500, 200
SURE = 0.997  # the precision that 'same' must have
GIB = 1 << 30

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured of one size."""

    count: int
    importing: Cost
    size: int  # bytes
    filing: list[float]  # seconds each
    answers: list[Answer]
    looking: Cost
    same: Score
    proposed: Score  # 'same' and 'likely'
    found_of_facts: float  # share of the true pairs with a fact in common that were proposed
    hard: tuple[int, int]  # hard negatives under 'same', and all of them
    peer: Cost
    peer_best: Score  # at the threshold with the best F1
    peer_sure: Score  # the best F1 with the precision that 'same' must have


def measured(folder: Path, server: Server | None, count: int, queries: int) -> Measured:
    """Measure one size, each step in a process of its own."""
    checked, apart = (_place(folder, server, name) for name in ("checked", "apart"))
    importing = _alone(partial(imported, checked, count, OnDuplicate.REVIEW))
    size = size_of(checked)
    answers = _alone(partial(asked, checked, folder / "plain.db", queries))
    filing = _alone(partial(filed_one_by_one, checked, FILED))
    _alone(partial(imported, apart, count, OnDuplicate.KEEP))
    looking, pairs = _alone(partial(duplicates_of, apart))
    peer, weighed = _alone(partial(peer_of, count))
    rows = list(Crowd().rows(count))
    true, hard = true_pairs(rows), hard_pairs(rows)
    facts = sharing_a_fact(rows, true)
    same, proposed = pairs[Verdict.SAME], pairs[Verdict.SAME] | pairs[Verdict.LIKELY]
    scores = list(_at_thresholds(weighed, true))
    return Measured(
        count,
        importing,
        size,
        filing,
        answers,
        looking,
        score(same, true),
        score(proposed, true),
        len(proposed & facts) / len(facts),
        (len(same & hard), len(hard)),
        peer,
        max(scores, key=lambda one: one.f1),
        max((one for one in scores if one.precision >= SURE), key=lambda one: one.f1),
    )


def _place(folder: Path, server: Server | None, name: str) -> str:
    """Return where a new library goes: into a file, or onto the server if there is one."""
    return server.url(server.new_database()) if server else str(folder / f"{name}.db")


def _alone(step: Callable[[], T]) -> T:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        return worker.submit(step).result()


def _at_thresholds(weighed: Sequence[tuple[float, Pair]], true: set[Pair]) -> Iterator[Score]:
    """Yield the score of each threshold, the highest first; claiming nothing is one too."""
    yield Score(0, 0, len(true))
    right = 0
    for claimed, (_, pair) in enumerate(sorted(weighed, reverse=True), 1):
        right += pair in true
        yield Score(claimed, right, len(true))


def report(all_sizes: Sequence[Measured]) -> Iterator[str]:
    """Yield the tables."""
    head = ("", *(f"{one.count:,}" for one in all_sizes))
    yield from table(head, _speed_rows(all_sizes))
    yield ""
    yield from table(head, _match_rows(all_sizes))


def _speed_rows(sizes: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    def row(name: str, value: Callable[[Measured], str]) -> tuple[str, ...]:
        return name, *(value(one) for one in sizes)

    yield row("import, cards a second", lambda one: f"{one.count / one.importing.seconds:,.0f}")
    yield row(
        "import, cards a second of processor time",
        lambda one: f"{one.count / one.importing.cpu:,.0f}",
    )
    yield row("import, MiB at most", lambda one: f"{one.importing.mib:,.0f}")
    yield row("library, GiB", lambda one: f"{one.size / GIB:.3f}")
    yield row("filing one card, ms (p95)", lambda one: f"{_percentile(one.filing, 95) * 1000:.1f}")
    for part in (50, 95):
        ours = [_percentile([answer.ours for answer in one.answers], part) for one in sizes]
        scan = [_percentile([answer.scan for answer in one.answers], part) for one in sizes]
        yield f"search, ms (p{part})", *(f"{value * 1000:.1f}" for value in ours)
        yield f"LIKE scan, ms (p{part})", *(f"{value * 1000:.1f}" for value in scan)
        times = (b / a for a, b in zip(ours, scan, strict=True))
        yield f"search is faster, times (p{part})", *(f"{value:.1f}" for value in times)
    yield row(
        "answers equal to the scan's",
        lambda one: f"{sum(answer.agrees for answer in one.answers)} of {len(one.answers)}",
    )


def _match_rows(sizes: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    def row(name: str, value: Callable[[Measured], str]) -> tuple[str, ...]:
        return name, *(value(one) for one in sizes)

    yield row("duplicates, seconds", lambda one: f"{one.looking.seconds:.1f}")
    yield row("splink, seconds", lambda one: f"{one.peer.seconds:.1f}")
    yield row("duplicates, MiB at most", lambda one: f"{one.looking.mib:,.0f}")
    yield row("splink, MiB at most", lambda one: f"{one.peer.mib:,.0f}")
    yield row("`same`: precision", lambda one: f"{one.same.precision:.4f}")
    yield row("`same`: recall", lambda one: f"{one.same.recall:.3f}")
    yield row("`same`: F1", lambda one: f"{one.same.f1:.3f}")
    yield row(f"splink at precision {SURE}: F1", lambda one: f"{one.peer_sure.f1:.3f}")
    yield row("`same` and `likely`: precision", lambda one: f"{one.proposed.precision:.4f}")
    yield row("`same` and `likely`: recall", lambda one: f"{one.proposed.recall:.3f}")
    yield row("`same` and `likely`: F1", lambda one: f"{one.proposed.f1:.3f}")
    yield row("splink at its best: F1", lambda one: f"{one.peer_best.f1:.3f}")
    yield row(
        "`same` and `likely`: recall of pairs with a fact in common beside the name",
        lambda one: f"{one.found_of_facts:.3f}",
    )
    yield row("hard negatives under `same`", lambda one: f"{one.hard[0]} of {one.hard[1]:,}")


def _percentile(values: Sequence[float], part: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * part // 100)]


def main() -> None:
    """Measure, and print or publish the tables after every size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--largest", action="store_true", help=f"go on to {LARGEST:,} cards")
    parser.add_argument("--postgres", action="store_true", help="libraries on a private server")
    parser.add_argument("--queries", type=int, default=QUERIES, metavar="N")
    add_into(parser)
    given = parser.parse_args()
    done: list[Measured] = []
    name, beside = ("scale-postgres", ", PostgreSQL beside") if given.postgres else ("scale", "")
    about = f"Invented cards (`benchmarks/crowd.py`), on {machine()}{beside}."
    for count in (*given.sizes, *([LARGEST] if given.largest else [])):
        at_server = running_server() if given.postgres else nullcontext()
        with TemporaryDirectory(prefix="cardscan-scale-") as folder, at_server as server:
            done.append(measured(Path(folder), server, count, given.queries))
        publish(name, (about, "", *report(done)), given.into)


if __name__ == "__main__":
    main()
