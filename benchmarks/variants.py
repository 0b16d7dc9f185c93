"""Readers with one thing changed, so that a choice can be weighed by time and by recall."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from time import process_time
from typing import Any
from unittest.mock import patch

from cardscan.cli.reading import card_object
from cardscan.model import OcrPage, PreparedCard, Status
from cardscan.ocr.engine import Engine
from cardscan.parse.parser import parse_page
from samples.score import Score, score

Constants = tuple[tuple[Any, str, object], ...]  # module, name, value in place of its own
Truth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """A reader that is made and used while some constants have other values."""

    name: str
    make: Callable[[], Engine]
    constants: Constants = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a variant took and what it saw."""

    name: str
    seconds: float  # of the processor, a card
    score: Score
    accepted: float  # share of the fields that need no person


def costs(
    variants: Sequence[Variant], cards: Sequence[PreparedCard], truth: Sequence[Truth]
) -> list[Cost]:
    """Read all cards with all variants, taking turns card by card; the first is read twice."""
    engines = [variant.make() for variant in variants]
    seconds = [0.0] * len(variants)
    seen: list[list[dict[str, Any]]] = [[] for _ in variants]
    for count, card in enumerate((cards[0], *cards)):
        for at, variant in enumerate(variants):
            page, spent = _read(engines[at], card, variant.constants)
            if count:  # the very first time, models are loaded
                seconds[at] += spent
                seen[at].append(card_object(parse_page(page)))
    return [
        Cost(variant.name, seconds[at] / len(cards), score(truth, seen[at]), accepted(seen[at]))
        for at, variant in enumerate(variants)
    ]


def accepted(cards: Sequence[dict[str, Any]]) -> float:
    """Return the share of fields that were read so surely that no person has to look."""
    states = [one["status"] for card in cards for one in card["fields"]]
    return states.count(Status.ACCEPTED) / max(1, len(states))


def _read(engine: Engine, card: PreparedCard, constants: Constants) -> tuple[OcrPage, float]:
    with ExitStack() as changed:
        for module, name, value in constants:
            changed.enter_context(patch.object(module, name, value))
        begin = processor_seconds()
        page = engine.read(card)
        return page, processor_seconds() - begin


def processor_seconds() -> float:
    """Return what this process and those it started have used, whatever else the machine does."""
    used = os.times()
    return process_time() + used.children_user + used.children_system
