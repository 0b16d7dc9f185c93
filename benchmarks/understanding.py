"""Measure understanding on drawn cards: ``python -m benchmarks.understanding``.

Draws cards of all kinds and a third as many in Japanese columns, reads them once, and prints what
the parser made of the recorded pages: fields by kind, what is accepted without a person, whether
probabilities hold what they promise, and the time. With ``--keep`` only parsing is done anew.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from time import process_time
from typing import Any

from benchmarks.drawing import add_drawing, folder_for
from benchmarks.judging import Judged, Parsed, as_read, judged, parsed
from benchmarks.pages import ByPicture
from benchmarks.sets import drawn_and_recorded
from benchmarks.tables import add_into, machine, publish, share, table
from cardscan.model import Kind
from cardscan.parse.parser import parse_page
from samples.score import Score, score

Truth = Sequence[dict[str, Any]]  # as ``samples.draw`` writes it
COLUMNS = "vertical"
LAYOUTS: dict[str, Callable[[str], bool]] = {
    "rows": lambda layout: layout != COLUMNS,
    "columns": lambda layout: layout == COLUMNS,
}
BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)  # narrow where most are
WARM_UP = 20  # cards, by which dictionaries and patterns are loaded


def report(truth: Truth, cards: Parsed) -> Iterator[str]:
    """Yield all tables: layouts, kinds, reliability."""
    fields = tuple(judged(truth, cards))
    scores = {name: _score(truth, cards, among) for name, among in LAYOUTS.items()}
    yield from _overall(scores, fields)
    yield ""
    yield from _by_kind(scores, fields)
    yield ""
    yield from reliability(fields)


def _score(truth: Truth, cards: Parsed, among: Callable[[str], bool]) -> Score:
    some = [one for one in truth if among(one["cards"][0]["layout"])]
    return score(some, as_read(cards))


def _overall(scores: dict[str, Score], fields: Sequence[Judged]) -> Iterator[str]:
    headers = (
        *("layout", "cards", "recall", "precision", "whole cards", "fields read"),
        *("accepted", "of them wrong", "critical and wrong"),
    )
    rows = []
    for name, one in scores.items():
        some = [field for field in fields if LAYOUTS[name](field.layout)]
        counts = (str(one.cards), f"{one.recall:.3f}", f"{one.precision:.3f}")
        whole = share(one.cards_right, one.cards)
        rows.append((name, *counts, whole, *_accepted(some)))
    yield from table(headers, rows)


def _accepted(fields: Sequence[Judged]) -> tuple[str, ...]:
    """Return how many fields were read and accepted, which share was wrong, and how many hurt."""
    accepted = [field for field in fields if field.accepted]
    wrong = sum(not field.right for field in accepted)
    return (
        str(len(fields)),
        share(len(accepted), len(fields)),
        f"{share(wrong, len(accepted))} ({wrong})",
        str(sum(field.harmful for field in accepted)),
    )


def _by_kind(scores: dict[str, Score], fields: Sequence[Judged]) -> Iterator[str]:
    measures = ("printed", "recall", "precision")
    headers = [f"{measure}, {name}" for name in scores for measure in measures]
    rows = []
    for kind in Kind:
        cells: list[str] = []
        for one in scores.values():
            right, printed, found = (c[kind.value] for c in (one.right, one.expected, one.found))
            cells += (str(printed), share(right, printed), share(right, found))
        some = [field for field in fields if field.field.kind is kind]
        if some:
            rows.append((kind.value, *cells, *_accepted(some)[1:3]))
    yield from table(("kind", *headers, "accepted", "of them wrong"), rows)


def reliability(fields: Sequence[Judged]) -> Iterator[str]:
    """Yield the reliability table: in each of ten bins, what was promised and what was right."""
    rows = []
    for low, high in pairwise(BOUNDS):
        some = [
            field
            for field in fields
            if low <= field.field.confidence < high or field.field.confidence == high == 1.0
        ]
        promised = sum(field.field.confidence for field in some)
        right = sum(field.right for field in some)
        shares = (share(promised, len(some)), share(right, len(some)))
        rows.append((f"{low:g} to {high:g}", str(len(some)), *shares))
    yield from table(("confidence", "fields", "promised", "right"), rows)


def parse_time(pages: ByPicture) -> float:
    """Return the median processor time of parsing a card, in milliseconds, after a warm-up."""
    every = [page for one in pages.values() for page in one]
    for page in every[:WARM_UP]:
        parse_page(page)
    times = []
    for page in every:
        begin = process_time()
        parse_page(page)
        times.append(process_time() - begin)
    return median(times) * 1000


def main() -> None:
    """Draw, read, parse and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    add_drawing(parser, count=120, seed=8201)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        cards = drawn_and_recorded(folder, given)
    count = f"{len(cards.truth)} cards, {given.split}, seed {given.seed}"
    time = f"{parse_time(cards.pages):.0f} ms of processor time a card at the median"
    about = f"{count}; {time} on {machine()}."
    publish("understanding", (about, "", *report(cards.truth, parsed(cards.pages))), given.into)


if __name__ == "__main__":
    main()
