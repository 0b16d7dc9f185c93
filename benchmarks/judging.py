"""Whether each field that was read is right, by what is printed on the card."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.pages import ByPicture
from benchmarks.readers import Card
from cardscan.cli.reading import card_object
from cardscan.model import Field, Kind, ParsedCard, Status
from cardscan.parse.confidence import CRITICAL
from cardscan.parse.parser import parse_page
from samples.score import JOINED, compared, same_card

Parsed = dict[str, list[ParsedCard]]  # the cards of each picture, by its name


@dataclass(frozen=True, slots=True)
class Judged:
    """A field, and whether it is right."""

    field: Field
    layout: str
    right: bool

    @property
    def accepted(self) -> bool:
        """Tell whether no person would look at it."""
        return self.field.status is Status.ACCEPTED

    @property
    def harmful(self) -> bool:
        """Tell whether a wrong name, number or mail address would be believed."""
        return self.accepted and not self.right and self.field.kind in CRITICAL


def parsed(pages: ByPicture) -> Parsed:
    """Parse every recorded page, without what only a QR code says: the truth has what is worded."""
    return {name: [_worded(name, parse_page(page)) for page in one] for name, one in pages.items()}


def _worded(name: str, card: ParsedCard) -> ParsedCard:
    fields = tuple(field for field in card.fields if field.rule != "qr")
    return replace(card, source=replace(card.source, path=name), fields=fields)


def as_read(cards: Parsed) -> Iterator[Card]:
    """Yield cards as ``cardscan read --json`` prints them, for the score."""
    yield from (card_object(card) for one in cards.values() for card in one)


def judged(truth: Iterable[Card], cards: Parsed) -> Iterator[Judged]:
    """Yield every field of the cards that lie where one was drawn."""
    for picture in truth:
        found = cards[picture["file"]]
        objects = [card_object(card) for card in found]
        for index, printed in enumerate(picture["cards"]):
            same = same_card(printed, objects, index)
            if same is not None:
                place = next(at for at, one in enumerate(objects) if one is same)
                yield from _judged(printed, found[place])


def _judged(printed: dict[str, Any], card: ParsedCard) -> Iterator[Judged]:
    for kind in Kind:
        fields = card.of(kind)
        wanted = [
            *printed["fields"].get(kind.value, []),
            *printed.get("optional", {}).get(kind.value, []),
        ]
        rights = _right_levels if kind.value in JOINED else _right_values
        for field, right in zip(fields, rights(kind.value, wanted, fields), strict=True):
            yield Judged(field, printed["layout"], right)


def _right_values(kind: str, wanted: Sequence[str], fields: Sequence[Field]) -> Iterator[bool]:
    left = Counter(compared(kind, wanted))
    for value in compared(kind, [field.value for field in fields]):
        left[value] -= 1
        yield left[value] >= 0


def _right_levels(kind: str, wanted: Sequence[str], fields: Sequence[Field]) -> Iterator[bool]:
    """Judge departments and posts, which may be told one by one or several in one value."""
    levels = [bare for value in wanted for bare in compared(kind, [value])]
    ends = range(len(levels) + 1)
    runs = {"".join(levels[start:end]) for start in ends for end in ends if start < end}
    if compared(kind, [field.value for field in fields]) == compared(kind, wanted):
        yield from (True for _ in fields)
    else:
        yield from (bool(runs.intersection(compared(kind, [field.value]))) for field in fields)
