"""Count the keys that a review takes: ``python -m benchmarks.review FOLDER``.

FOLDER holds drawn cards with their ``truth.json``. They are filed in a library of their own; then
the review is driven by keys, as a person would who knows what is printed: accept what is right,
take the other reader's text where that is right, else write it or strike it out.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from benchmarks.tables import add_into, publish, table
from cardscan.config import Settings
from cardscan.errors import CardscanError
from cardscan.intake import IntakeOptions, file_cards
from cardscan.review import DoubtfulField, DoubtfulMatch
from cardscan.scan import Recipe
from cardscan.store.library import Library
from cardscan.tui.app import CardscanApp
from cardscan.tui.doubt_queue import Shown
from cardscan.tui.rows import typed_text
from cardscan.tui.screens.review import ReviewScreen
from samples.score import compared

Truth = Mapping[str, list[Mapping[str, Any]]]  # the cards of a file, by its name


@dataclass(frozen=True, slots=True)
class Tally:
    """Keys by card, and what they were for."""

    keys: Counter[str]  # by card id
    deeds: Counter[str]


def keys_for(shown: Shown, truth: Truth) -> tuple[str, ...]:
    """Return the keys that settle a doubt, the name of the deed first."""
    doubt = shown.doubt
    if isinstance(doubt, DoubtfulMatch):
        same = _people(shown.cards, truth) & _people(shown.other_cards, truth)
        return ("same", "s") if same else ("different", "d")
    stored = next(card for card in shown.cards if card.id == doubt.card_id)
    cards = truth[Path(stored.card.source.path).name]
    kind = doubt.field.kind if isinstance(doubt, DoubtfulField) else "name"
    printed = [value for card in cards for value in card["fields"].get(kind, ())]
    right = set(compared(kind, printed))
    if not isinstance(doubt, DoubtfulField):
        return ("write", "e", *printed[0], "enter") if printed else ("accept", "a")
    if set(compared(kind, [doubt.field.value])) <= right:
        return "accept", "a"
    for text in shown.others[:1]:
        if set(compared(kind, [typed_text(doubt.field.kind, text, home="JP")])) <= right:
            return "swap", "s"
    said = {value for card in shown.cards for value in _values(card, kind)}
    left = [value for value in printed if not set(compared(kind, [value])) & said]
    return ("write", "e", "ctrl+u", *left[0], "enter") if left else ("strike", "x")


def _values(card: Any, kind: str) -> Iterator[str]:
    yield from compared(kind, [field.value for field in card.card.fields if field.kind == kind])


def _people(cards: Any, truth: Truth) -> set[str]:
    names = (Path(card.card.source.path).name for card in cards)
    return {card["person"] for name in names for card in truth[name]}


async def review(library: Library, truth: Truth) -> Tally:
    """Drive the review to its end."""
    tally = Tally(Counter(), Counter())
    app = CardscanApp(lambda _ask: library, Settings(library="", jobs=0))
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, ReviewScreen):  # the library opens behind the first paint
            await pilot.press("f2")
        while shown := await _next(pilot):
            deed, *keys = keys_for(shown, truth)
            tally.deeds[deed] += 1
            doubt = shown.doubt
            card = shown.cards[0].id if isinstance(doubt, DoubtfulMatch) else doubt.card_id
            tally.keys[card] += len(keys)
            await pilot.press(*keys)
    return tally


async def _next(pilot: Pilot[CardscanError]) -> Shown | None:
    for _ in range(2000):
        await pilot.pause(0.005)
        screen = pilot.app.screen
        if isinstance(screen, ReviewScreen) and not screen.busy:
            return screen.shown
    raise TimeoutError("the review does not go on")


def main() -> None:
    """Read, review, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    add_into(parser)
    chosen = parser.parse_args()
    told = json.loads((chosen.folder / "truth.json").read_text(encoding="utf-8"))
    truth = {it["file"]: it["cards"] for it in told}
    files = [str(chosen.folder / name) for name in truth]
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "x.db") as library:
        options = IntakeOptions(jobs=chosen.jobs)
        cards = [it.card_id for it in file_cards(library, files, Recipe(), options) if it.card_id]
        tally = asyncio.run(review(library, truth))
    keys = [tally.keys[card] for card in cards]
    publish("review", report(keys, tally.deeds), chosen.into)


def report(keys: Sequence[int], deeds: Counter[str]) -> Iterator[str]:
    """Yield the table: keys by card, and what they were for."""
    done = ", ".join(f"{deed} {number}" for deed, number in deeds.most_common())
    rows = (
        ("cards", f"{len(keys)}"),
        ("of them with a doubt", f"{sum(map(bool, keys))}"),
        ("keys a card (median)", f"{statistics.median(keys):g}"),
        ("keys a card (mean, each letter that is typed counted)", f"{statistics.mean(keys):.1f}"),
        ("decisions", done),
    )
    yield from table(("", "measured"), rows)


if __name__ == "__main__":
    main()
