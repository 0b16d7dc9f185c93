"""Resolve: candidates compete for the ink; each piece of it is claimed once."""

from collections.abc import Iterable
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span


def resolve(candidates: Iterable[Candidate], claimed: Iterable[Span] = ()) -> list[Candidate]:
    """Return the strongest candidates that share no ink, in reading order.

    A value that was found twice is one candidate with the ink of both.
    """
    taken = list(claimed)
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.shares, -c.score, c.spans)):
        if candidate.score <= 0:
            continue
        if not candidate.shares and _meets(candidate.spans, taken):
            continue
        if candidate.shares and not _owner_chosen(candidate, chosen):
            continue
        taken.extend((*candidate.spans, *candidate.labels))
        chosen.append(candidate)
    return sorted(_merged(chosen), key=lambda c: (c.spans, c.kind != c.kind.PHONE))


def claimed_by(candidates: Iterable[Candidate]) -> list[Span]:
    """Return the ink of candidates with their labels."""
    return [span for c in candidates for span in (*c.spans, *c.labels)]


def _meets(spans: tuple[Span, ...], taken: list[Span]) -> bool:
    return any(span.meets(other) for span in spans for other in taken)


def _owner_chosen(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Tell whether the rule that shares its ink won that ink."""
    return all(
        any(
            span.meets(other)
            for owner in chosen
            if owner.rule == candidate.rule
            for other in owner.spans
        )
        for span in candidate.spans
    )


def _merged(chosen: list[Candidate]) -> list[Candidate]:
    merged: dict[tuple[str, str, tuple[str, ...]], Candidate] = {}
    for candidate in chosen:
        network = candidate.evidence[:1] if candidate.kind is Kind.SOCIAL else ()
        key = (candidate.kind, candidate.value.casefold().replace(" ", ""), network)
        first = merged.get(key)
        if first is None:
            merged[key] = candidate
            continue
        merged[key] = replace(
            first,
            labels=(*first.labels, *candidate.spans, *candidate.labels),
            evidence=tuple(dict.fromkeys((*first.evidence, "stands twice on the card"))),
            score=first.score + 0.5,
        )
    return list(merged.values())
