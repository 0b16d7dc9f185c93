"""What each reader made of a set of cards, as tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.lines import Errors, line_errors
from benchmarks.places import FOUND, best_overlap
from benchmarks.readers import ENGINES, PLAIN
from benchmarks.reading import ByFile
from benchmarks.tables import share, table
from samples.score import Score, score

Picture = dict[str, Any]  # as ``samples.draw`` writes it
SCRIPTS = {"ja": "Japanese", "zh": "Chinese"}  # all others are Western
GROUPS: dict[str, Callable[[Picture], str]] = {
    "script": lambda picture: SCRIPTS.get(picture["cards"][0]["lang"][:2], "Western"),
    "quality": lambda picture: str(picture["quality"]),
    "layout": lambda picture: str(picture["cards"][0]["layout"]),
}
HEADERS = (
    "reader",
    "recall",
    "precision",
    "whole cards",
    "values in lines",
    "character errors",
    "cards found",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one reader made of some pictures."""

    score: Score
    errors: Errors  # characters of the lines
    placed: int  # cards whose outline was found


def result_of(pictures: Sequence[Picture], read: ByFile) -> Result:
    """Score some pictures, each with one card, by what was read in them."""
    errors, placed = Errors(), 0
    for picture in pictures:
        cards = [card for card in read[picture["file"]] if "error" not in card]
        printed = picture["cards"][0]
        errors += line_errors(
            (line["text"] for line in printed["lines"]),
            (line["text"] for card in cards for line in card["lines"]),
        )
        placed += best_overlap(printed["quad"], cards) >= FOUND
    told = (card for picture in pictures for card in read[picture["file"]])
    return Result(score(pictures, told), errors, placed)


def row_of(reader: str, result: Result) -> tuple[str, ...]:
    """Return the row of a reader; the plain loop has no fields and looks for no card."""
    right, cards = result.score.right.total(), result.score.cards
    in_lines = share(result.score.in_lines.total(), result.score.printed.total())
    wrong = share(result.errors.wrong, result.errors.printed)
    if reader == PLAIN:
        return reader, "–", "–", "–", in_lines, wrong, "–"
    return (
        reader,
        share(right, result.score.expected.total()),
        share(right, result.score.found.total()),
        share(result.score.cards_right, cards),
        in_lines,
        wrong,
        share(result.placed, cards),
    )


def overall(pictures: Sequence[Picture], read: dict[str, ByFile]) -> Iterator[str]:
    """Yield the table of all pictures, a reader a row."""
    rows = [row_of(reader, result_of(pictures, cards)) for reader, cards in read.items()]
    yield from table(HEADERS, rows)


def by_kind(pictures: Sequence[Picture], read: dict[str, ByFile]) -> Iterator[str]:
    """Yield the table of kinds: recall and precision of each engine, and what the loop read."""
    results = {reader: result_of(pictures, cards) for reader, cards in read.items()}
    kinds = sorted(next(iter(results.values())).score.printed)
    columns = [f"{measure}, {name}" for measure in ("recall", "precision") for name in ENGINES]
    rows = []
    for kind in kinds:
        scores = [results[name].score for name in ENGINES]
        plain = results[PLAIN].score
        recalls = [share(one.right[kind], one.expected[kind]) for one in scores]
        precisions = [share(one.right[kind], one.found[kind]) for one in scores]
        in_text = share(plain.in_lines[kind], plain.printed[kind])
        rows.append((kind, str(plain.printed[kind]), *recalls, *precisions, in_text))
    yield from table(("kind", "printed", *columns, f"in text, {PLAIN}"), rows)


def by_group(name: str, pictures: Sequence[Picture], read: dict[str, ByFile]) -> Iterator[str]:
    """Yield the table of one grouping, every reader in each group."""
    group_of = GROUPS[name]
    rows = []
    for group in dict.fromkeys(map(group_of, pictures)):
        some = [picture for picture in pictures if group_of(picture) == group]
        for reader, cards in read.items():
            rows.append((group, str(len(some)), *row_of(reader, result_of(some, cards))))
    yield from table((name, "cards", *HEADERS), rows)
