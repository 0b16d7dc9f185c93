"""Sets read by worker processes; what was read is kept, so that a stopped run goes on."""

import json
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from benchmarks.drawing import DrawnSet
from benchmarks.readers import Card, Reading, read
from cardscan.errors import CardFailed
from cardscan.executors import in_order

ByFile = dict[str, tuple[Card, ...]]  # the cards of each picture, by its name


def read_set(pictures: DrawnSet, reader: str, executor: Executor, jobs: int) -> ByFile:
    """Read the pictures that the kept file does not hold yet, and return the cards of all."""
    kept = pictures.folder / f"read-{reader.replace(' ', '-')}.jsonl"
    cards = dict(_kept(kept))
    missing = [file for file in pictures.files if Path(file).name not in cards]
    with kept.open("a", encoding="utf-8") as output:
        readings = in_order(lambda file: executor.submit(read, file, reader), missing, jobs=jobs)
        for file, reading in readings:
            name = Path(file).name
            cards[name] = _cards_of(file, reading)
            output.write(json.dumps([name, cards[name]], ensure_ascii=False) + "\n")
            output.flush()
    return cards


def _kept(file: Path) -> Iterator[tuple[str, tuple[Card, ...]]]:
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            for name, cards in map(json.loads, lines):
                yield name, tuple(cards)


def _cards_of(file: str, reading: Reading | CardFailed) -> tuple[Card, ...]:
    if isinstance(reading, CardFailed):  # its worker died: a card that was not found
        return ({"source": {"path": file}, "error": str(reading)},)
    return reading.cards
