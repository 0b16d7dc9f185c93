"""Tell the cards of a sheet by each other: they are of about one size and lie apart.

Where many cards lie edge to edge or in pockets, two of them together have an outline as clear as
each; what repeats is a card.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cardscan.ocr.quads import intersection_share, side_lengths
from cardscan.ocr.rivals import (
    INNER_ODD,
    Candidate,
    Likely,
    chosen_among,
    is_box,
    odds_in_row,
    overlaps,
)

Floats = NDArray[np.float64]

LEAST = 3  # cards of one size that make a sheet
SPREAD = 0.06  # of a side, by which cards of one size differ: 91×55, 85×55, 89×51 mm, and slant
MOST_OFF = 0.15  # of a side, by which one may differ from its fellows
SAME_SIZE, OFF = 2.0, 20.0  # log-odds of a card as large as its fellows; lost by what it differs
APART = 0.12  # of a card's area that another may cover


def cards_among(candidates: Sequence[Candidate], picture: int) -> list[Likely]:
    """Return the cards of a sheet, with others that lie beside them, and their log-odds.

    ``picture`` is the area of the working copy in pixels. The likeliest comes first.
    """
    chosen = chosen_among(candidates, picture)
    fellows = fellows_among([one for one in candidates if not is_box(one)], picture)
    if not fellows:
        return chosen
    usual = np.median(np.log([_size(card) for card, _ in fellows]), axis=0)
    sure = [
        (one, odds)
        for one, odds in chosen
        if np.abs(np.log(_size(one)) - usual).max() < MOST_OFF
        and sum(_meet(one, card) for card, _ in fellows) <= 1
    ]
    return [*sure, *_beside(fellows, sure), *_beside(chosen, [*fellows, *sure])]


def print_held(cards: Sequence[Likely]) -> int:
    """Return how many letters stand on some card."""
    return int(np.any([card.held for card, _ in cards], axis=0).sum())


def _beside(some: Sequence[Likely], others: Sequence[Likely]) -> list[Likely]:
    """Return those that lie beside all others."""
    return [one for one in some if not any(_meet(one[0], other) for other, _ in others)]


def _meet(one: Candidate, other: Candidate) -> bool:
    if max(intersection_share(one.corners, other.corners)) >= APART:
        return True
    return bool((one.held & other.held).sum() > APART * one.held.sum())


def fellows_among(candidates: Sequence[Candidate], picture: int) -> list[Likely]:
    """Return the cards of a sheet with their log-odds, likeliest first; none if it is no sheet.

    ``picture`` is the area of the working copy in pixels.
    """
    if len(candidates) < LEAST:
        return []
    sizes = np.log([_size(one) for one in candidates])
    best: list[Likely] = []
    worth = 0.0
    for size in _usual_sizes(candidates, sizes):
        off = np.abs(sizes - size).max(axis=1)
        alike = np.flatnonzero(off < MOST_OFF)
        if len(alike) < LEAST:
            continue
        some = [candidates[at] for at in alike.tolist()]
        odds = odds_in_row(some, picture) + SAME_SIZE - OFF * np.maximum(0, off[alike] - SPREAD)
        kept = _apart(some, odds)
        total = float(odds[kept].sum())
        if len(kept) >= LEAST and total > worth:
            worth = total
            best = [(some[at], float(odds[at])) for at in kept]
    return best


def _size(candidate: Candidate) -> tuple[float, float]:
    """Return the long and the short side as seen."""
    top, right, bottom, left = side_lengths(candidate.corners)
    across, down = (top + bottom) / 2, (right + left) / 2
    return max(across, down), min(across, down)


def _usual_sizes(candidates: Sequence[Candidate], sizes: Floats) -> list[Floats]:
    """Return the sizes that a card may have here, each that of a clear outline."""
    clear = [at for at, one in enumerate(candidates) if one.odd < INNER_ODD and not one.unseen]
    clear.sort(key=lambda at: -candidates[at].outline)
    found: list[Floats] = []
    for at in clear:
        if all(np.abs(sizes[at] - other).max() > SPREAD for other in found):
            found.append(sizes[at])
    return found


def _apart(candidates: Sequence[Candidate], odds: Floats) -> list[int]:
    """Return the likeliest that lie beside each other; no letter stands on two of them."""
    shared = overlaps(candidates)
    beside = np.maximum(shared, shared.T)
    taken = np.zeros(len(candidates[0].held), bool)
    kept: list[int] = []
    for one in np.argsort(-odds, kind="stable").tolist():
        held = candidates[one].held
        if odds[one] <= 0:
            break
        if (beside[one, kept] < APART).all() and (held & taken).sum() <= APART * held.sum():
            kept.append(one)
            taken |= held
    return kept
