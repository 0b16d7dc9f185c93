"""Find the cards in a picture."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import tee

import numpy as np
from numpy.typing import NDArray

from cardscan.model import Pixels, Quad
from cardscan.ocr.edges import fitted, runs_on, steps_of
from cardscan.ocr.fellows import cards_among, print_held
from cardscan.ocr.filled import is_card, is_of_camera, is_part, within_border
from cardscan.ocr.ink import laid_flat, letters_on, letters_within, rows_on
from cardscan.ocr.last_picture import LastPicture
from cardscan.ocr.proposals import proposals
from cardscan.ocr.quads import (
    Corners,
    card_aspect,
    clockwise,
    corner_angles,
    distinct,
    frame_corners,
    is_convex,
    quad_of,
    side_lengths,
    signed_area,
    slant,
)
from cardscan.ocr.rivals import (
    LONE_PRINT,
    PLAIN,
    PLAIN_STEP,
    Candidate,
    Likely,
    are_clear,
    chosen_among,
    is_plain,
)
from cardscan.ocr.scene import Scene, halved, scene_of
from cardscan.ocr.sides import quads_of_many_sides, quads_of_parts, quads_of_sides
from cardscan.ocr.sized import quads_beside, quads_of_size

AFAR_SIDE = 800  # pixels; above, shapes are sought on a copy half as large
FIRST = 6  # shapes are looked at alone: the best along straight lines
ANGLES = (50.0, 130.0)  # degrees; corners beyond come from a card tilted too far to be read
MOST_ASPECT = (1.0, 2.3)  # of cards, also tilted ones
MIN_LETTERS = 12  # on a card; a desk has scratches
ACROSS, DOWN = np.meshgrid(*[np.linspace(0.05, 0.95, 24)] * 2)  # places within a quad
SHARES = np.stack(  # that the corners have in each place
    [(1 - ACROSS) * (1 - DOWN), ACROSS * (1 - DOWN), ACROSS * DOWN, (1 - ACROSS) * DOWN], axis=-1
)
CUT_ASPECT, LOOSE_ASPECT = 1.0, 2.5  # of a card that the frame cuts off, of a rough proposal
MIN_SIDE_SUPPORT = 0.45
MIN_SUPPORT = 0.72
MIN_AREA = 0.012  # of the picture
SAME = 0.025  # of the shorter side, up to 400 pixels, by which proposals for one card differ
SHEET, SHEET_SHARE = 3, 0.5  # so many apart are no bands of one card; the letters they hold
LAID_LETTERS = 0.3  # of the picture's letters
LAID_AREA = 0.06  # of the picture; smaller slanted shapes are pieces of letters and logos
SLANTED = 3.0  # degrees off the picture's frame; nobody prints boxes so on a card
STRAIGHT = 0.25  # degrees off the picture's frame that a drawn picture's lines may seem to have
FRAME_STEP = 2.0  # Lab units across a printed line; paper differs more from what it lies on
UNEVEN = 0.35  # of the widest margin, by which those around a printed frame differ
LIKELY = 0.0  # log-odds of a card, from which a picture may be one with a card in it
LARGE_PRINT = 0.016  # of the picture's long side; that of two cards in it is smaller
MOST_LEFT = 0.2  # of the fullest card's letters; so few outside of the cards are no other's
ODD_FELLOW = 0.25  # of a card's shape; odder ones may be several, and by them no other is sought
JOINED = 1.7  # times the smallest card; what is larger may be several
# Of the print held before, which a card's own parts hold less of; small print may be a paper's.
AS_MUCH, AS_MUCH_SMALL = 0.93, 0.8
ROUNDS = 3  # of seeking cards by those found before, on a sheet
MOST_FELLOW = 0.3  # of the picture; beside a larger card there is no room for another
PRINT_SHARE = 0.95  # of the picture's letters that cards found in it must hold
PLAIN_SHARE = 0.75  # the same, of cards with a plain outline, and a card's shape or on a photo


@dataclass(frozen=True, slots=True)
class Outline:
    """The corners of what is likeliest a card, in pixels of the picture."""

    quad: Quad
    is_doubtful: bool = False  # whether it is likelier no card, or another part of one


def locate_cards(pixels: Pixels) -> tuple[Quad, ...]:
    """Return the corners of each card in pixels of the picture; empty when there is no card."""
    return tuple(outline.quad for outline in outlines_in(pixels))


def outlines_in(pixels: Pixels) -> tuple[Outline, ...]:
    """Return the outline of each card in a picture; none when there is no card.

    A picture that is itself a card gives its own frame, without the border of a scanner's lid.
    Corners run clockwise from the card's own top left as far as geometry knows.
    """
    scene, turns = search_in(pixels)
    chosen = [
        (candidate, odds)
        for candidate, odds in _chosen(scene, turns)
        if any(rows_on(laid_flat(scene.gray, candidate.corners)))
    ]
    stand = _stand_for_themselves(chosen, scene)
    if not (stand and len(chosen) > 1) and is_card(scene):
        within = within_border(scene)
        if within is not None and (not stand or is_part(chosen[0][0].corners, within, scene.size)):
            return (Outline(quad_of(within / scene.scale)),)
        if not stand:
            height, width = pixels.shape[:2]
            whole = quad_of(frame_corners(width, height))
            return (Outline(whole, is_of_camera(width, height)),)
    seen = (Outline(quad_of(one.corners / scene.scale), odds < LIKELY) for one, odds in chosen)
    return (*seen, *_beside_sheet(chosen, scene))


def _beside_sheet(chosen: Sequence[Likely], scene: Scene) -> Iterator[Outline]:
    """Yield where cards of a sheet lie by their print and the size of the others alone.

    White on white, as on the lid of a scanner, nobody sees their edges.
    """
    fellows = _fellows(chosen, scene)
    if len(fellows) < SHEET:
        return
    left = _left_by(chosen, scene, sheet=True)
    least = MOST_LEFT * max(one.held.sum() for one, _ in chosen)
    taken = [one.corners for one, _ in chosen]
    for corners in quads_beside(scene.lab, left[:, :2], fellows, taken):
        has_print = any(rows_on(laid_flat(scene.gray, corners)))
        if has_print and letters_within(corners, left).sum() >= least:
            yield Outline(quad_of(corners / scene.scale), is_doubtful=True)


def search_in(pixels: Pixels) -> tuple[Scene, Iterator[list[Candidate]]]:
    """Return the copy of a picture and its outlines, those of the last one without a new search."""
    scene, kept = _begun(pixels)
    return scene, copy(kept)


@LastPicture
def _begun(pixels: Pixels) -> tuple[Scene, Iterator[list[Candidate]]]:
    return (scene := scene_of(pixels)), tee(candidates_in(scene), 1)[0]


def candidates_in(scene: Scene) -> Iterator[list[Candidate]]:
    """Yield the outlines that may be cards: the likeliest, all along lines, of what stands out."""
    afar = halved(scene.lab) if max(scene.size) > AFAR_SIDE else scene.lab
    scale = scene.size[0] / afar.shape[1]
    for proposed in _in_turns(afar):
        yield candidates_of(scene, [corners * scale for corners in proposed])


def candidates_of(scene: Scene, shapes: Iterable[Corners]) -> list[Candidate]:
    """Return the outlines next to shapes that may be cards."""
    return list(_judged(scene, *_outlines(scene, list(map(clockwise, shapes)))))


def _in_turns(afar: Pixels) -> Iterator[Iterable[Corners]]:
    """Yield shapes in three turns: in most pictures one of the first is a card beyond doubt."""
    along_lines = quads_of_sides(afar)
    yield along_lines[:FIRST]
    yield along_lines[FIRST:]
    yield proposals(afar)


def _chosen(scene: Scene, turns: Iterable[list[Candidate]]) -> list[Likely]:
    """Return the outlines that are likeliest cards, with their log-odds.

    Others are looked for only where the likeliest leave a doubt, and parts of the picture are
    looked at by themselves only where print is left that no card holds.
    """
    candidates: list[Candidate] = []
    chosen: list[Likely] = []
    for more in turns:
        candidates += more
        chosen = chosen_among(candidates, scene.area)
        if are_clear(chosen) and not len(_left_by(chosen, scene, sheet=len(chosen) > 1)):
            return chosen
    if not _has_likely(chosen):
        more = [*candidates, *candidates_of(scene, quads_of_many_sides(scene.lab))]
        if _has_likely(closer := chosen_among(more, scene.area)):
            candidates, chosen = more, closer
    if _is_large_print(scene):
        return chosen
    left = _left_by(chosen, scene)
    if len(left):
        sure = [one for one in _holders(chosen) if one.print_size >= LONE_PRINT]
        unsure = _without(scene.letters, sure)
        shapes = [
            corners
            for corners in map(clockwise, quads_of_parts(scene.lab, left))
            if letters_within(corners, unsure).sum() >= MIN_LETTERS
        ]
        candidates += candidates_of(scene, shapes)
        chosen = max(chosen, chosen_among(candidates, scene.area), key=print_held)
    elif len(chosen) == 1:
        return chosen
    sheet = _with_fellows(scene, candidates)
    before = len(scene.letters) if is_card(scene) else print_held(chosen)
    share = AS_MUCH_SMALL if any(one.is_small_print for one, _ in chosen) else AS_MUCH
    return sheet if print_held(sheet) >= share * before else chosen


def _has_likely(chosen: Sequence[Likely]) -> bool:
    return any(odds > LIKELY for _, odds in chosen)


def _with_fellows(scene: Scene, candidates: list[Candidate]) -> list[Likely]:
    """Return the cards among candidates, and others of their size where print is left.

    Cards near a new one show better how the next lies, so they are sought in rounds.
    """
    chosen = cards_among(candidates, scene.area)
    for _ in range(ROUNDS):
        left = _left_by(chosen, scene, sheet=len(chosen) > 1)
        fellows = _fellows(chosen, scene)
        if len(left) == 0 or not fellows:
            break
        shapes = quads_of_size(scene.lab, left[:, :2], fellows)
        candidates = [*candidates, *candidates_of(scene, shapes)]
        before, chosen = chosen, cards_among(candidates, scene.area)
        if len(chosen) <= max(2, len(before)):
            break
    return chosen


def _fellows(chosen: Sequence[Likely], scene: Scene) -> list[Corners]:
    """Return the outlines by whose size others may be sought."""
    return [
        one.corners
        for one, odds in chosen
        if odds > LIKELY and one.odd < ODD_FELLOW and one.area < MOST_FELLOW * scene.area
    ]


def _left_by(chosen: Sequence[Likely], scene: Scene, *, sheet: bool = False) -> NDArray[np.float64]:
    """Return the letters that no card is sure to hold; none if too few for another card.

    On a ``sheet`` of several, a card may have far less print than the fullest.
    """
    holders = _holders(chosen)
    left = _without(scene.letters, holders)
    most = max((float(one.held.sum()) for one in holders), default=0.0)
    least = MIN_LETTERS if sheet else MOST_LEFT * most
    return left if _together(left, chosen) > least else left[:0]


def _holders(chosen: Sequence[Likely]) -> list[Candidate]:
    """Return those that are likely one card each, by their size, their shape and their print."""
    cards = [one for one, _ in chosen]
    usual = [one for one in cards if one.odd < ODD_FELLOW] or cards
    least_area = min((one.area for one in usual), default=0.0)
    return [
        one
        for one in cards
        if not one.is_small_print
        and (one.odd < ODD_FELLOW or is_plain(chosen))
        and one.area < JOINED * least_area
    ]


def _without(letters: NDArray[np.float64], holders: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return the letters that stand on none of some candidates."""
    held = [np.zeros(len(letters), bool), *(one.held for one in holders)]
    return np.asarray(letters[~np.any(held, axis=0)])


def _together(letters: NDArray[np.float64], chosen: Sequence[Likely]) -> int:
    """Return how many letters stand as close as on a card: on a desk they are anywhere."""
    if not len(letters) or not chosen:
        return len(letters)
    half = max(float(side_lengths(one.corners).max()) for one, _ in chosen) / 2
    cells = (letters[:, :2] // half).astype(int)
    counts = np.zeros(cells.max(axis=0) + 2, int)
    np.add.at(counts, tuple(cells.T), 1)
    return int((counts[1:, 1:] + counts[:-1, 1:] + counts[1:, :-1] + counts[:-1, :-1]).max())


def _is_large_print(scene: Scene) -> bool:
    """Say whether print is so large that the picture has no room for a second card."""
    size = float(np.median(scene.letters[:, 2])) if len(scene.letters) else 0.0
    return size > LARGE_PRINT * max(scene.size)


def _stand_for_themselves(chosen: Sequence[Likely], scene: Scene) -> bool:
    """Say whether candidates are cards in the picture and not boxes, bands, photos on one.

    What is printed on a card lies straight in its picture, and leaves most of its print outside.
    """
    likely = [
        candidate
        for candidate, odds in chosen
        if odds > LIKELY and not _is_printed_frame(candidate, scene)
    ]
    turned = [one for one, _ in chosen if slant(one.corners) > SLANTED and not one.unseen]
    if (
        any(one in likely for one in turned)
        and sum(one.area for one in turned) > LAID_AREA * scene.area
        and np.any([one.held for one in turned], axis=0).mean() > LAID_LETTERS
    ):
        return True
    held = np.any([one.held for one in likely], axis=0) if likely else np.zeros(1)
    of_camera = is_of_camera(*scene.size)
    if len(likely) >= SHEET:
        share = SHEET_SHARE
    elif all(one.outline >= PLAIN and (one.odd < ODD_FELLOW or of_camera) for one in likely):
        share = PLAIN_SHARE
    else:
        share = PRINT_SHARE
    return bool(held.sum() > 0 and held.sum() >= share * len(scene.letters))


def _is_printed_frame(candidate: Candidate, scene: Scene) -> bool:
    """Say whether it is a line printed along the edges of a card that fills the picture.

    It lies straight, equally far from all edges, and has the same paper on both sides.
    """
    if slant(candidate.corners) > STRAIGHT or candidate.step > FRAME_STEP:
        return False
    near, far = candidate.corners.min(axis=0), candidate.corners.max(axis=0)
    margins = np.concatenate([near, scene.size - far])
    return bool(np.ptp(margins) <= UNEVEN * margins.max())


def _outlines(scene: Scene, shapes: Sequence[Corners]) -> tuple[Corners, NDArray[np.float64]]:
    """Pull shapes onto the edges next to them, twice, because the first pull changes their turn.

    Returns those that may be cards, and the share of each side that lies on an edge.
    """
    width, height = scene.size
    fit = [
        corners
        for corners in distinct(shapes, SAME)
        if _is_card_shaped(corners, width, height)
        and _may_have_aspect(card_aspect(corners, (width / 2, height / 2)))
        and letters_within(corners, scene.letters).sum() >= MIN_LETTERS / 2
    ]
    pulled, support = fitted(scene.slopes, np.array(fit).reshape(-1, 4, 2))
    seen = np.nan_to_num(support).max(axis=1) >= MIN_SUPPORT
    again = np.array(distinct(pulled[seen], SAME / 2)).reshape(-1, 4, 2)
    outlines, support = fitted(scene.slopes, again)
    held = np.array([_is_supported(sides) for sides in support], bool)
    return outlines[held], support[held]


def _judged(scene: Scene, outlines: Corners, supports: NDArray[np.float64]) -> Iterator[Candidate]:
    """Yield the outlines that may be cards, with what speaks for them."""
    width, height = scene.size
    contrasts = steps_of(scene.soft, outlines)
    continued = runs_on(scene.slopes, outlines)
    for corners, support, steps, runs in zip(outlines, supports, contrasts, continued, strict=True):
        aspect = card_aspect(corners, (width / 2, height / 2))
        if not _is_card_shaped(corners, width, height) or not (
            MOST_ASPECT[0] <= max(aspect, 1 / aspect) <= MOST_ASPECT[1]
            or (np.isnan(support).any() and _may_have_aspect(aspect))  # cut off by the frame
        ):
            continue
        held, cut = letters_on(corners, scene.letters)
        if held.sum() < MIN_LETTERS:
            continue
        yield Candidate(
            corners,
            float(np.nanmean(support)),
            float(np.nanmin(support)),
            float(np.minimum(steps, PLAIN_STEP).mean()),
            float(min(steps.min(), PLAIN_STEP)),
            runs,
            float(runs[..., -1].mean()),
            aspect,
            _smooth_within(scene.smooth, corners),
            held,
            cut,
            int(np.isnan(support).sum()),
            float(np.median(scene.letters[held, 2]) / side_lengths(corners).max()),
        )


def _smooth_within(smooth: NDArray[np.bool_], corners: Corners) -> float:
    """Return which share of a quad has no texture."""
    x, y = np.moveaxis(np.rint(SHARES @ corners).astype(int), -1, 0)
    x, y = np.clip(x, 0, smooth.shape[1] - 1), np.clip(y, 0, smooth.shape[0] - 1)
    return float(smooth[y, x].mean())


def _is_card_shaped(corners: Corners, width: int, height: int) -> bool:
    if not is_convex(corners) or signed_area(corners) < MIN_AREA * width * height:
        return False
    angles = corner_angles(corners)
    return bool(angles.min() >= ANGLES[0] and angles.max() <= ANGLES[1])


def _may_have_aspect(aspect: float) -> bool:
    """Say whether a shape may be a card's once it lies on its edges, or beyond the frame."""
    return CUT_ASPECT <= max(aspect, 1 / aspect) <= LOOSE_ASPECT


def _is_supported(support: NDArray[np.float64]) -> bool:
    seen = support[~np.isnan(support)]
    return len(seen) >= 3 and bool(seen.min() >= MIN_SIDE_SUPPORT and seen.mean() >= MIN_SUPPORT)
