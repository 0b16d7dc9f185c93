"""Weigh the quads that may be cards against each other: evidence that has a name becomes log-odds.

The weights lie in ``data/outlines.txt``, fitted by ``python -m benchmarks.outlines``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.ocr.edges import CONTINUED
from cardscan.ocr.quads import (
    BEFORE,
    FOLLOWING,
    Corners,
    intersection_share,
    lengthened,
    on_grid,
    side_lengths,
    signed_area,
)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BIAS = "always"  # the evidence that every candidate has
LEAST_ODDS = (-3.0, -2.0)  # of the likeliest in a picture, of others beside it
BEYOND_DOUBT, LONE = 1.0, 0.9  # log-odds of a card, outline of one alone
LONE_PRINT = 0.018  # of its long side; what has smaller print may be several cards laid together
ALL_PRINT = 0.97  # of another's, that an outline holds as well
TIGHTER = 0.93  # times the area; less is the same card, drawn a little differently
PLAIN_STEP, FAINT_STEP = 5.0, 2.0  # Lab units across an edge; more says no more, less is doubtful
RUNS_ON, RULED = 0.75, 0.25  # of the continuations: beside a plain step; times less on a line
UNSEEN = 0.6  # times as likely an outline is for each side that lies out of the picture
NO_STEP, RUN_ON = 0.3, 0.5  # lost where colours do not differ across a side; where sides run on
MOST_RUN_ON = 0.4  # of the continuations; cards laid in a row have so many by each other
FRAME_STEP = 3.0  # Lab units; a printed line has the same paper on both sides
FRAMED = 0.6  # of a card's area that a frame along its edge holds at least
SIZES = 3.0  # times larger one card of a picture may look than another, near and far
USUAL_ASPECTS = (1.48, 1.85)  # nearly every card; the few slimmer and squatter must stand out
SQUARE = 1.3  # a shape below is likelier a square card than one that is too squat
ODD_ASPECT = 0.6  # beyond these, by which a shape is as odd as any card's
CUT_LETTERS = (3, 0.03)  # that sides may touch by chance: at least, and of those within
CUT_BY_CHANCE, MANY_CUT = 4, (8, 0.02)  # letters; so many more, and of those within, are many
ODD, CLEAR_STEP = 0.25, 2.0  # shapes odder than this need such a step across each side
ODD_LETTERS = 20  # on an odd shape, at least; the specks of a code are fewer
FEW_LETTERS = 0.12  # of the fullest card's; things on a desk have few
APART, WITHIN = 0.2, 0.95  # of a quad's area in another: at most, at least
CROSSING, PLAIN = 1.3, 1.2  # times a candidate's outline, and outline of a card it runs through
INNER_ODD = 0.15  # of such a card's shape
AS_CLEAR, INNER_CLEAR = 0.95, 0.7  # times its weakest side and outline, of cards that one joins
SMALL_PRINT = 0.0145  # of the long side; print on a card is larger
OTHER_PAPER = 1.0  # Lab units; the boxes of a form lie on their own paper
PARTS, ALIKE, HALF = 3, 1.4, 0.5  # cards that make a sheet; times as large; of a card, of print
UNBROKEN = 1.4  # of an outline; the sides of a joint have gaps between its cards
TOUCHING = 0.06  # of the shorter side, between the corners of two halves
CROSSED = 0.45  # of that card, by which what lies within the candidate differs from half of it


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A quad on the working copy, and what speaks for it."""

    corners: Corners
    support: float  # mean share of the sides that lie on an edge
    weakest: float  # the share of the side that does least; rows of print have gaps
    step: float  # mean difference of colour across the sides, in Lab units up to PLAIN_STEP
    least_step: float  # of the side across which colours differ least
    runs: NDArray[np.float32]  # how far its sides go on along edges, see `edges.runs_on`
    run_on: float  # share of the sides' continuations that lie on edges
    aspect: float  # width over height of the flat card
    smooth: float  # share of the paper without any texture
    held: NDArray[np.bool_]  # which of the picture's letters lie within
    cut: int  # letters through which its sides run
    unseen: int  # sides that lie on the picture's frame, or beyond
    print_size: float  # of the letters within, over its long side

    @property
    def outline(self) -> float:
        """Return how clear its outline is, 1.5 at most."""
        clear = (self.support * self.weakest) ** 2 * (0.5 + self.step / PLAIN_STEP)
        clear *= 1 - NO_STEP * max(0.0, 1 - self.least_step / FAINT_STEP)
        clear *= UNSEEN**self.unseen
        return clear * (1 - RUN_ON * self.run_on) * self.whole_letters

    @property
    def slimness(self) -> float:
        """Return the long over the short side."""
        return max(self.aspect, 1 / self.aspect)

    @property
    def odd(self) -> float:
        """Return how far its shape is from a usual card's, 1.0 where few are left."""
        slim = self.slimness
        return max(0.0, USUAL_ASPECTS[0] - slim, slim - USUAL_ASPECTS[1]) / ODD_ASPECT

    @property
    def whole_letters(self) -> float:
        """Return how far its sides leave letters whole, 1.0 when they cut none."""
        by_chance = CUT_LETTERS[0] + CUT_LETTERS[1] * float(self.held.sum())
        return 1 / (1 + (max(0.0, self.cut - by_chance) / by_chance))

    @property
    def is_small_print(self) -> bool:
        """Return whether it is likelier a sheet of cards or a document by the size of its print."""
        return self.print_size < SMALL_PRINT

    @property
    def area(self) -> float:
        """Return the area in pixels of the working copy."""
        return signed_area(self.corners)


Likely = tuple[Candidate, float]  # with its log-odds


def chosen_among(candidates: Sequence[Candidate], picture: int) -> list[Likely]:
    """Return the likeliest of those that overlap, all of about one size, with their log-odds.

    ``picture`` is the area of the working copy in pixels. The likeliest comes first.
    """
    sound = sound_among(candidates)
    if not sound:
        return []
    odds = log_odds(sound, picture)
    shared = overlaps(sound)
    kept: list[int] = []
    for one in np.argsort(-odds, kind="stable").tolist():
        if (
            odds[one] >= LEAST_ODDS[bool(kept)]
            and (np.maximum(shared, shared.T)[one, kept] < APART).all()
        ):
            kept.append(one)
    most = max((int(sound[one].held.sum()) for one in kept), default=0)
    likely = [one for one in kept if odds[one] > 0] or kept[:1]
    usual = max(((sound[one].held.sum(), sound[one].area) for one in likely), default=(0, 1.0))[1]
    return [
        (sound[one], float(odds[one]))
        for one in kept
        if 1 / SIZES < sound[one].area / usual < SIZES
        and sound[one].held.sum() >= FEW_LETTERS * most
    ]


def sound_among(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that are no lines of a form, no codes or boxes, no joined cards."""
    likely = [one for one in candidates if not _is_drawn(one)]
    plain = [one for one in likely if not _is_ruled(one) or _is_laid_in_row(one, likely)]
    single = _without_sheets(plain)
    return [one for one in single if not _joins(one, single)]


def are_clear(chosen: Sequence[Likely]) -> bool:
    """Say whether nothing speaks against what was chosen as far as it goes."""
    clear = LONE if _is_lone(chosen) else PLAIN
    return bool(chosen) and all(
        odds >= BEYOND_DOUBT
        and one.outline >= clear
        and not one.is_small_print
        and (one.odd < ODD or is_plain(chosen))
        for one, odds in chosen
    )


def is_plain(chosen: Sequence[Likely]) -> bool:
    """Say whether it is one card of plain outline and large print: one, whatever its shape."""
    return _is_lone(chosen) and chosen[0][0].outline >= PLAIN


def _is_lone(chosen: Sequence[Likely]) -> bool:
    return len(chosen) == 1 and chosen[0][0].print_size >= LONE_PRINT


def log_odds(candidates: Sequence[Candidate], picture: int) -> Floats:
    """Return the log-odds of each candidate, beside all others, to be a card's outline."""
    names, rows = evidence(candidates, picture)
    return np.asarray(rows @ np.array([_weights()[name] for name in names]))


def odds_in_row(candidates: Sequence[Candidate], picture: int) -> Floats:
    """Return the log-odds of candidates that may lie in a row, where sides of cards run on."""
    names, rows = evidence(candidates, picture)
    weights = np.array([0.0 if name == "sides run on" else _weights()[name] for name in names])
    return np.asarray(rows @ weights)


def evidence(candidates: Sequence[Candidate], picture: int) -> tuple[tuple[str, ...], Floats]:
    """Return the names of all evidence, and how much of each every candidate has."""
    slim = np.array([one.slimness for one in candidates])
    held = np.array([one.held.sum() for one in candidates], float)
    cut = np.array([one.cut for one in candidates], float)
    support = np.array([one.support for one in candidates])
    weakest = np.array([one.weakest for one in candidates])
    columns = {
        BIAS: np.ones(len(candidates)),
        "support": support,
        "unbroken": (support * weakest) ** 4,
        "step": np.array([one.step for one in candidates]) / PLAIN_STEP,
        "least step": np.array([one.least_step for one in candidates]) / PLAIN_STEP,
        "sides run on": np.minimum(MOST_RUN_ON, [one.run_on for one in candidates]),
        "squat": np.maximum(0, USUAL_ASPECTS[0] - slim),
        "square": np.maximum(0, SQUARE - slim),
        "slim": np.maximum(0, slim - USUAL_ASPECTS[1]),
        "size": np.log(np.array([one.area for one in candidates]) / picture),
        "smooth": np.sqrt([one.smooth for one in candidates]),
        "letters cut": np.clip((cut - CUT_BY_CHANCE) / (MANY_CUT[0] + MANY_CUT[1] * held), 0, 1),
        "cut off": np.array([one.unseen > 0 for one in candidates], float),
        **_beside_rivals(candidates, held),
    }
    return tuple(columns), np.column_stack(list(columns.values()))


def _beside_rivals(candidates: Sequence[Candidate], held: Floats) -> dict[str, Floats]:
    """Return what others, that overlap with a candidate, say against it."""
    shared = overlaps(candidates)
    area = np.array([one.area for one in candidates])
    outline = np.array([one.outline for one in candidates])
    odd = np.array([one.odd for one in candidates])
    step = np.array([one.step for one in candidates])
    clearer = np.minimum(1, outline / np.maximum(outline[:, None], 1e-9))  # the column's
    smaller = area[:, None] / area
    beside = np.maximum(shared, shared.T) > APART
    np.fill_diagonal(beside, val=True)
    inside = (shared > WITHIN) & (smaller < TIGHTER)
    fuller = 1 - held[:, None] / held
    loosened = np.sqrt(np.maximum(0, 1 - smaller.T)) * np.maximum(0, 1 - odd)
    cuts_through = np.abs(shared.T - 0.5) < CROSSED
    crossed = cuts_through & (odd < INNER_ODD)
    crossed &= (held >= ODD_LETTERS) & (outline >= np.maximum(PLAIN, CROSSING * outline[:, None]))
    framed = (shared > 0.97) & (smaller > FRAMED) & (smaller < TIGHTER + 0.04)
    framed &= (step > step[:, None]) & (step[:, None] < FRAME_STEP)
    return {
        "share of print": held / np.where(beside, held, 0).max(axis=1),
        "part of a fuller": np.where(inside, fuller * clearer, 0).max(axis=1),
        "part of a shapelier": np.where(inside, clearer * np.maximum(0, odd[:, None] - odd), 0).max(
            axis=1
        ),
        "loose around another": np.where(
            inside.T & (held >= ALL_PRINT * held[:, None]), clearer * loosened, 0
        ).max(axis=1),
        "runs through another": crossed.any(axis=1).astype(float),
        "frame within another": framed.any(axis=1).astype(float),
        "cut short": _cut_short(candidates, clearer * np.maximum(0, 1 - odd)),
    }


def _cut_short(candidates: Sequence[Candidate], likely: Floats) -> Floats:
    """Return how far the sides of each go on to those of a longer one, beyond a band on a card.

    ``likely`` is how likely the column's is a card beside the row's.
    """
    found = np.zeros(len(candidates))
    for short, long, side, share in lengthened(np.array([one.corners for one in candidates])):
        runs = candidates[short].runs
        upto = int(np.argmin(np.abs(CONTINUED - share)))
        goes_on = min(runs[BEFORE[side], 1, upto], runs[FOLLOWING[side], 0, upto])
        found[short] = max(found[short], goes_on * likely[short, long])
    return found


def overlaps(candidates: Sequence[Candidate]) -> Floats:
    """Return which share of each candidate lies in each other: count × count."""
    quads = [on_grid(one.corners) for one in candidates]
    areas = np.maximum([one.area for one in candidates], 1.0)
    common = np.diag(areas)
    for at, quad in enumerate(quads):
        for other in range(at):
            common[at, other] = cv2.intersectConvexConvex(quad, quads[other])[0]
            common[other, at] = common[at, other]
    return np.asarray(common / areas[:, None])


def _is_ruled(candidate: Candidate) -> bool:
    """Say whether its sides are lines that run on, as of a form, ruled paper, tiles."""
    return candidate.run_on > RUNS_ON * (RULED + candidate.step / PLAIN_STEP)


def _is_laid_in_row(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Say whether its sides run on because cards as large lie against it."""
    if candidate.step < OTHER_PAPER or not _is_usual(candidate):
        return False
    return any(
        _is_usual(other)
        and 1 / ALIKE < other.area / candidate.area < ALIKE
        and intersection_share(other.corners, candidate.corners)[0] < APART
        and _touch(candidate, other)
        for other in others
    )


def _is_usual(candidate: Candidate) -> bool:
    """Say whether it has a usual card's shape, and edges along all sides."""
    return candidate.odd < INNER_ODD and candidate.weakest >= INNER_CLEAR


def is_box(candidate: Candidate) -> bool:
    """Say whether it is likelier a box drawn on paper, alone or in a form, than a card in a row."""
    return _is_drawn(candidate) or (candidate.step < OTHER_PAPER and _is_ruled(candidate))


def _is_drawn(candidate: Candidate) -> bool:
    """Say whether it is likelier a code, a table, a box drawn on paper than a card."""
    if candidate.odd < ODD:
        return False
    return candidate.least_step < CLEAR_STEP or candidate.held.sum() < ODD_LETTERS


def _joins(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Say whether a candidate only joins cards that lie side by side.

    A card with boxes or bands printed on it has print beside them, and its bands touch.
    """
    if candidate.outline > UNBROKEN:
        return False
    inner = [
        one
        for one in others
        if one.weakest >= AS_CLEAR * candidate.weakest
        and one.outline > INNER_CLEAR * candidate.outline
        and one.odd < INNER_ODD
        and one.area < TIGHTER * candidate.area
        and intersection_share(one.corners, candidate.corners)[0] > WITHIN
    ]
    if not any(
        max(intersection_share(one.corners, other.corners)) < APART and not _touch(one, other)
        for one, other in combinations(inner, 2)
    ):
        return False
    held = np.any([one.held for one in inner], axis=0) & candidate.held
    return bool(held.sum() >= ALL_PRINT * candidate.held.sum())


def _without_sheets(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what holds several cards of one size, laid edge to edge or in pockets.

    Nobody prints so many boxes in the shape of a card on a card.
    """
    shared = overlaps(candidates)
    cards = _alike(candidates, shared)
    if len(cards) < 2:
        return candidates
    held = np.any([candidates[at].held for at in cards], axis=0)
    whole = (shared[cards] > HALF).sum(axis=0)
    return [
        one
        for one, parts in zip(candidates, whole.tolist(), strict=True)
        if parts < 2
        or not (len(cards) >= PARTS or one.is_small_print)
        or (one.held & held).sum() < HALF * one.held.sum()
    ]


def _alike(candidates: Sequence[Candidate], shared: Floats) -> list[int]:
    """Return the most candidates of about one size and a usual card's shape that lie apart."""
    usual = [at for at, one in enumerate(candidates) if _is_usual(one)]
    usual.sort(key=lambda at: -candidates[at].outline)
    area = np.array([one.area for one in candidates])
    beside = np.maximum(shared, shared.T)
    best: list[int] = []
    for first in usual:
        kept = [first]
        for at in usual:
            same = 1 / ALIKE < area[at] / area[first] < ALIKE
            if same and beside[at, kept].max() < APART:
                kept.append(at)
        if len(kept) > len(best):
            best = kept
    return best


def _touch(one: Candidate, other: Candidate) -> bool:
    """Say whether two lie against each other with a whole side, as the halves of a card do."""
    near = TOUCHING * min(side_lengths(one.corners).min(), side_lengths(other.corners).min())
    gaps = np.linalg.norm(one.corners[:, None] - other.corners[None], axis=2)
    return int((gaps.min(axis=1) < near).sum()) >= 2


@cache
def _weights() -> dict[str, float]:
    text = (files("cardscan.ocr") / "data" / "outlines.txt").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.splitlines() if not row.startswith("#"))
    return {name: float(weight) for name, weight in rows}
