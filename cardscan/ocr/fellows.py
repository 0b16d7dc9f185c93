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
SPREAD = 0.05  # of a side, by which cards of one size differ: 91×55, 85×55, 89×51 mm, and slant
MOST_OFF = 0.15  # of a side, by which one may differ from its fellows
SAME_SIZE, OFF = 2.0, 25.0  # log-odds of a card as large as its fellows; lost by what it differs
MANY, AMONG_MANY = 5, 2.0  # fellows, and log-odds of more: a card's parts come in fewer
CUT = 3.0  # lost where its sides run through as much print as they leave whole, or more
FAINT = 0.25  # times the outline of what fellows would part
GAIN = 0.01  # log-odds, of all cards, for which some give way to others
APART = 0.12  # of a card's area that another may cover


def cards_among(candidates: Sequence[Candidate], picture: int) -> list[Likely]:
    """Return the cards of a sheet, with others that lie beside them, and their log-odds.

    ``picture`` is the area of the working copy in pixels. The likeliest comes first.
    """
    chosen = chosen_among(candidates, picture)
    fellows = fellows_among([one for one in candidates if not is_box(one)], picture)
    if not fellows or _are_parts([one for one, _ in fellows], [one for one, _ in chosen]):
        return chosen
    return [*fellows, *_beside(chosen, fellows)]


def _are_parts(fellows: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    """Say whether fellows are parts of a card: four have its shape, and hardly an edge within."""
    clearest = max((one.outline for one in chosen), default=0.0)
    return bool(np.median([one.outline for one in fellows]) < FAINT * clearest)


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
    best: list[int] = []
    worth, usual = 0.0, sizes[0]
    for size in _usual_sizes(candidates, sizes):
        alike, odds = _alike(candidates, sizes, size, picture)
        if len(alike) < LEAST:
            continue
        kept = _filled_up([], odds, _clashing([candidates[at] for at in alike.tolist()]))
        total = float(odds[kept].sum())
        if len(kept) >= LEAST and total > worth:
            worth, usual, best = total, size, alike[kept].tolist()
    if not best:
        return []
    alike, odds = _alike(candidates, sizes, _middle(sizes[best], usual), picture)
    if len(best) >= MANY:
        odds += AMONG_MANY
    kept = _apart([candidates[at] for at in alike.tolist()], odds)
    return [(candidates[alike[at]], float(odds[at])) for at in kept]


def _middle(sizes: Floats, usual: Floats) -> Floats:
    """Return the size in the middle of those that are about the usual; that one without any."""
    near = sizes[np.abs(sizes - usual).max(axis=1) < MOST_OFF]
    if not len(near):
        return usual
    away = np.abs(near - np.median(near, axis=0)).max(axis=1)
    return np.asarray(near[np.argmin(away)])


def _alike(
    candidates: Sequence[Candidate], sizes: Floats, size: Floats, picture: int
) -> tuple[NDArray[np.int_], Floats]:
    """Return which candidates are about of a card's size, and their log-odds to be one.

    A square card is as high as its fellows are long. It holds parts of several where they touch,
    so that nothing is said by squares against others.
    """
    off = np.abs(sizes - size).max(axis=1)
    off_square = np.abs(sizes - size[0]).max(axis=1)
    is_square, off = off_square < off, np.minimum(off, off_square)
    alike = np.flatnonzero(off < MOST_OFF)
    odds = np.empty(len(alike))
    others = ~is_square[alike]
    for which, among in ((~others, np.ones_like(others)), (others, others)):
        if which.any():
            some = [candidates[at] for at in alike[among].tolist()]
            odds[among] = odds_in_row(some, picture)
    odds += SAME_SIZE - OFF * np.maximum(0, off[alike] - SPREAD)
    odds -= CUT * (1 - np.array([candidates[at].whole_letters for at in alike.tolist()]))
    return alike, odds


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


def _clashing(candidates: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Return which candidates lie on each other, or on the same letters: count × count."""
    held = np.array([one.held for one in candidates], float)
    letters = held @ held.T / np.maximum(held.sum(axis=1, keepdims=True), 1)
    shared = np.maximum(overlaps(candidates), letters)
    return np.asarray(np.maximum(shared, shared.T) >= APART)


def _filled_up(kept: list[int], odds: Floats, clash: NDArray[np.bool_]) -> list[int]:
    """Return what is kept with the likeliest of all others that lie beside it."""
    free = ~clash[kept].any(axis=0) & (odds > 0)
    kept = [*kept]
    for one in np.argsort(-odds, kind="stable").tolist():
        if free[one]:
            kept.append(one)
            free &= ~clash[one]
    return kept


def _apart(candidates: Sequence[Candidate], odds: Floats) -> list[int]:
    """Return those that lie beside each other and are likeliest together, likeliest first.

    What lies on two cards may be likelier than each, but not than both.
    """
    clash = _clashing(candidates)
    kept = _filled_up([], odds, clash)
    while True:
        for one in np.argsort(-odds, kind="stable").tolist():
            if odds[one] <= 0 or one in kept:
                continue
            others = _filled_up([one, *(at for at in kept if not clash[one, at])], odds, clash)
            if odds[others].sum() > odds[kept].sum() + GAIN:
                kept = others
                break
        else:
            return sorted(kept, key=lambda at: -odds[at])
