"""Weigh the quads that may be cards against each other, by their sides and their print."""

from dataclasses import dataclass
from itertools import combinations
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from cardscan.ocr.quads import Corners, intersection_share, side_lengths, signed_area

TIGHTER = 0.93  # times the area; less is the same card, drawn a little differently
AS_CLEAR = 0.95  # times the support
PLAIN_STEP = 5.0  # Lab units across an edge; more says no more
RUNS_ON, RULED = 0.75, 0.25  # of the continuations: beside a plain step; times less on a line
UNSEEN = 0.6  # times as likely an outline is for each side that lies out of the picture
NO_STEP, FAINT_STEP = 0.3, 2.0  # lost where colours do not differ across a side; Lab units
FRAME_STEP = 3.0  # Lab units; a printed line has the same paper on both sides
FRAMED = 0.6  # of a card's area that a frame along its edge holds at least
SIZES = 3.0  # times larger one card of a picture may look than another, near and far
USUAL_ASPECTS = (1.48, 1.85)  # nearly every card; the few slimmer and squatter must stand out
ODD_ASPECT = 0.6  # beyond these, by which an outline is much less likely
RUN_ON = 0.5  # of its worth that an outline loses when all its sides run on past its corners
CUT_LETTERS = (3, 0.03)  # that sides may touch by chance: at least, and of those within
CUTS_PRINT = 0.4  # of ``whole_letters``, up to which no card ends at an edge with gaps
PART_ODD = 0.9  # of the whole card's shape, at most
PART_LETTERS = (4, 0.03)  # beside a part of a card: at least, and of the card's
PART_CLEAR = 0.95  # times a part's outline that the whole card's outline must be worth
SAME_SIDE = 0.03  # of the shorter side, by which a part's side may miss the card's
LITTLE_PRINT = 0.3  # of the picture's letters, by which the others are outweighed
ODD, CLEAR_STEP = 0.25, 2.0  # shapes odder than this need such a step across each side
ODD_LETTERS = 20  # on an odd shape, at least; the specks of a code are fewer
CLEARNESS = 1.3  # power of the outline against size, shape and print
BEYOND_DOUBT = 1.2  # of an outline, which is worth at most 1.5
UNBROKEN = 1.4  # of an outline; the sides of a joint have gaps between its cards
FEW_LETTERS = 0.12  # of the fullest card's; things on a desk have few
INNER_CLEAR, INNER_ODD = 0.7, 0.15  # outlines and shapes of cards that a loose one joins
CROSSING_CLEAR = 1.3  # times a candidate's outline, of a card through which it runs
CROSSED = (0.05, 0.95)  # of that card that lies within the candidate
ALL_PRINT = 0.97  # of the letters; specks pass for some


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A quad on the working copy, and what speaks for it."""

    corners: Corners
    support: float  # mean share of the sides that lie on an edge
    weakest: float  # the share of the side that does least; rows of print have gaps
    step: float  # mean difference of colour across the sides, in Lab units up to PLAIN_STEP
    least_step: float  # of the side across which colours differ least
    run_on: float  # share of the sides' continuations that lie on edges
    aspect: float  # width over height of the flat card
    smooth: float  # share of the paper without any texture
    held: NDArray[np.bool_]  # which of the picture's letters lie within
    cut: int  # letters through which its sides run
    unseen: int  # sides that lie on the picture's frame, or beyond

    @property
    def outline(self) -> float:
        """Weigh how clear its outline is; only the order matters."""
        clear = (self.support * self.weakest) ** 2 * (0.5 + self.step / PLAIN_STEP)
        clear *= 1 - NO_STEP * max(0.0, 1 - self.least_step / FAINT_STEP)
        clear *= UNSEEN**self.unseen
        return clear * (1 - RUN_ON * self.run_on) * self.whole_letters

    @property
    def odd(self) -> float:
        """Return how far its shape is from a usual card's, 1.0 where few are left."""
        slim = max(self.aspect, 1 / self.aspect)
        return max(0.0, USUAL_ASPECTS[0] - slim, slim - USUAL_ASPECTS[1]) / ODD_ASPECT

    @property
    def whole_letters(self) -> float:
        """Return how far its sides leave letters whole, 1.0 when they cut none."""
        by_chance = CUT_LETTERS[0] + CUT_LETTERS[1] * float(self.held.sum())
        return 1 / (1 + (max(0.0, self.cut - by_chance) / by_chance))

    @property
    def worth(self) -> float:
        """Weigh all that speaks for it; only the order matters."""
        letters = LITTLE_PRINT + float(self.held.mean())
        return (
            float(self.outline**CLEARNESS)
            * exp(-(self.odd**2))
            * sqrt(sqrt(self.area))
            * sqrt(self.smooth)
            * letters
        )

    @property
    def area(self) -> float:
        """Return the area in pixels of the working copy."""
        return signed_area(self.corners)


def is_beyond_doubt(candidate: Candidate) -> bool:
    """Say whether nothing speaks against a candidate: it holds all print, on four clear sides."""
    return (
        candidate.odd < ODD
        and candidate.outline >= BEYOND_DOUBT
        and float(candidate.held.mean()) >= ALL_PRINT
    )


def chosen_among(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the best of those that overlap, all of about one size."""
    chosen: list[Candidate] = []
    sound = [
        candidate
        for candidate in candidates
        if not _cuts_print(candidate) and not _is_ruled(candidate) and not _is_drawn(candidate)
    ]
    tight = [
        candidate
        for candidate in sound
        if not _is_loose(candidate, sound)
        and not _is_crossed(candidate, sound)
        and not _is_printed_frame(candidate, sound)
    ]
    whole = [candidate for candidate in tight if not _is_part(candidate, tight)]
    for candidate in sorted(whole, key=lambda c: -c.worth):
        if all(_are_apart(candidate, other) for other in chosen):
            chosen.append(candidate)
    most = max((int(c.held.sum()) for c in chosen), default=0)
    return [
        c
        for c in chosen
        if 1 / SIZES < c.area / chosen[0].area < SIZES and c.held.sum() >= FEW_LETTERS * most
    ]


def _cuts_print(candidate: Candidate) -> bool:
    """Say whether it runs through print, and is no clear edge on a grained desk."""
    return candidate.whole_letters <= CUTS_PRINT and candidate.weakest < AS_CLEAR


def _is_ruled(candidate: Candidate) -> bool:
    """Say whether its sides are lines that run on, as of a form, ruled paper, tiles."""
    return candidate.run_on > RUNS_ON * (RULED + candidate.step / PLAIN_STEP)


def _is_drawn(candidate: Candidate) -> bool:
    """Say whether it is likelier a code, a table, a box drawn on paper than a card."""
    if candidate.odd < ODD:
        return False
    return candidate.least_step < CLEAR_STEP or candidate.held.sum() < ODD_LETTERS


def _is_printed_frame(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a candidate is a frame printed along the edge of another."""
    return candidate.step < FRAME_STEP and any(
        other.step > candidate.step
        and FRAMED < candidate.area / other.area < TIGHTER + 0.04
        and intersection_share(candidate.corners, other.corners)[0] > 0.97
        for other in others
    )


def _is_loose(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a candidate only joins cards that lie side by side.

    A card with boxes or bands printed on it has print beside them, and its bands touch.
    """
    if candidate.outline > UNBROKEN:
        return False
    firm = [other for other in others if other.weakest >= AS_CLEAR * candidate.weakest]
    inner = [
        o
        for o in firm
        if _lies_within(o, candidate)
        and o.outline > INNER_CLEAR * candidate.outline
        and o.odd < INNER_ODD
    ]
    if not any(
        _are_apart(one, other) and not _touch(one, other) for one, other in combinations(inner, 2)
    ):
        return False
    held = np.any([other.held for other in inner], axis=0) & candidate.held
    return bool(held.sum() >= ALL_PRINT * candidate.held.sum())


def _is_crossed(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether it runs through a card, whose own outline is far clearer."""
    return any(
        other.outline >= max(BEYOND_DOUBT, CROSSING_CLEAR * candidate.outline)
        and other.odd < INNER_ODD
        and other.held.sum() >= ODD_LETTERS
        and CROSSED[0] < intersection_share(other.corners, candidate.corners)[0] < CROSSED[1]
        for other in others
    )


def _is_part(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a candidate is a band, a half or a box of a card that holds more print."""
    return any(
        other.outline >= PART_CLEAR * candidate.outline
        and other.odd < PART_ODD
        and _lies_within(candidate, other)
        and (_leaves_print(candidate, other) or _shared_sides(candidate, other) >= 3)
        for other in others
    )


def _leaves_print(part: Candidate, card: Candidate) -> bool:
    outside = int((card.held & ~part.held).sum())
    return outside >= max(PART_LETTERS[0], PART_LETTERS[1] * float(card.held.sum()))


def _shared_sides(part: Candidate, card: Candidate) -> int:
    near = SAME_SIDE * side_lengths(card.corners).min()
    starts = card.corners[:, None]
    sides = np.roll(card.corners, -1, axis=0) - card.corners
    gaps = part.corners[None] - starts
    apart = np.abs(gaps[..., 0] * sides[:, None, 1] - gaps[..., 1] * sides[:, None, 0])
    on_side = apart / np.linalg.norm(sides, axis=1)[:, None] < near
    return int((on_side & np.roll(on_side, -1, axis=1)).any(axis=1).sum())


def _touch(one: Candidate, other: Candidate) -> bool:
    """Say whether two lie against each other with a whole side, as the halves of a card do."""
    near = 2 * SAME_SIDE * min(side_lengths(one.corners).min(), side_lengths(other.corners).min())
    gaps = np.linalg.norm(one.corners[:, None] - other.corners[None], axis=2)
    return int((gaps.min(axis=1) < near).sum()) >= 2


def _lies_within(candidate: Candidate, other: Candidate) -> bool:
    if candidate.area > TIGHTER * other.area:
        return False
    return intersection_share(candidate.corners, other.corners)[0] > 0.95


def _are_apart(candidate: Candidate, other: Candidate) -> bool:
    return max(intersection_share(candidate.corners, other.corners)) < 0.2
