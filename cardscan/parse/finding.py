"""Finding: run one finder over what every reader saw, and bring the spans back to the ink."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cardscan.parse.candidates import Span
from cardscan.parse.labels import label_beside
from cardscan.parse.layout import Sheet, Strip, span_in

OTHER_READER = 1.0  # log-odds lost when only a reader that was not preferred saw it


@dataclass(frozen=True, slots=True)
class Found:
    """A value at characters ``start`` to ``end`` of a text; the label may stand before it."""

    start: int
    end: int
    value: str
    score: float
    evidence: tuple[str, ...] = ()
    label: tuple[int, int] | None = None


Finder = Callable[[str], Iterator[Found]]


def over_readings(sheet: Sheet, finder: Finder) -> Iterator[tuple[Strip, Found]]:
    """Yield what the finder sees in each strip, and what it sees in other readers' text alone."""
    for strip in sheet.strips:
        own = list(finder(strip.text))
        yield from ((strip, found) for found in own)
        best = {found.value: found.score for found in own}
        for variant in strip.variants:
            for found in finder(variant):
                lost = 0.0 if found.value in best else OTHER_READER
                if found.score - lost > best.get(found.value, -99.0):
                    best[found.value] = found.score - lost
                    yield strip, _moved(found, strip.text, variant, lost)


def _moved(found: Found, text: str, variant: str, lost: float) -> Found:
    start, end = span_in(text, variant, found.start, found.end)
    return Found(
        start,
        max(end, start + 1),
        found.value,
        found.score - lost,
        (*found.evidence, "seen by the other reader"),
        None,
    )


def ink(
    sheet: Sheet, strip: Strip, found: Found, kind: str
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of a found value and of its label, which may have its own box."""
    labels = (Span(strip.index, *found.label),) if found.label else ()
    beside = None if labels else label_beside(sheet, strip)
    if beside is not None and beside[1][-1].kind == kind:
        labels = (beside[0].whole,)
    return (Span(strip.index, found.start, found.end),), labels
