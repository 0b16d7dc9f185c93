"""The last resort: cards told by their print alone, where no outline holds it.

White paper on white paper, a card in shadows, on a screen, under fingers: the edges are lost, but
the lines stand together, and what they say shows that they are a card's.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Protocol

import cv2
import numpy as np

from cardscan.language import N_
from cardscan.model import CardImage, OcrPage, PreparedCard
from cardscan.ocr.documents import can_be_answered
from cardscan.ocr.enclosing import cuts, holds, outline_around
from cardscan.ocr.engine import Engine, FindsLines
from cardscan.ocr.patches import LEVEL, Patch, askew, patches_of
from cardscan.ocr.prepare import cut_out, flattened
from cardscan.ocr.quads import (
    Corners,
    clockwise,
    corners_of,
    frame_corners,
    intersection_share,
    quad_of,
    signed_area,
    widened,
)
from cardscan.ocr.upright import read_upright, reads_more

EDGES_UNSEEN = N_("the edges of the card were not found, only its print")  # a warning
MARGIN = 0.065  # of the longer side, around the print of a card
WIDER = 0.3  # of the longer side, around the print when it is looked at once more
HALF = 0.5  # of print that lies on a card that was read by then
SAME = 0.95  # of either outline in the other, where they are one
ON_EDGE = 0.003  # of the longer side, between a line and the edge of a card that may cut it


class Reader(Engine, FindsLines, Protocol):
    """An engine that finds lines, too."""


Read = tuple[PreparedCard, OcrPage]


def cards_of_print(image: CardImage, reader: Engine) -> Iterator[Read]:
    """Yield the cards of a page on which no outline was found, upright, with their text.

    An engine that cannot say where lines are finds none.
    """
    if not isinstance(reader, FindsLines):
        return
    taken: list[Corners] = []
    for patch in patches_of(reader.find_lines(image.pixels)):
        if any(intersection_share(patch.corners, one)[0] > HALF for one in taken):
            continue
        for card, page in _readings(image, patch, reader, index=len(taken)):
            if card.source.quad is not None and can_be_answered(page):
                taken.append(corners_of(card.source.quad) * image.scale)
                yield card, page
                break


def made_whole(image: CardImage, read: Read, reader: Engine) -> Read | None:
    """Return a page's only card with all of its print, level; None unless it reads better so.

    An outline is not the card's if it cuts lines or lays them askew; a doubtful one gives way to
    one around the print that is none.
    """
    card, page = read
    if not isinstance(reader, FindsLines) or card.source.quad is None:
        return None
    if not card.is_doubtful and _keeps_whole(page):
        return None
    outline = corners_of(card.source.quad) * image.scale
    for patch in patches_of(reader.find_lines(image.pixels)):
        for whole in _others(image, patch, reader, outline, is_doubtful=card.is_doubtful):
            if can_be_answered(whole[1]) and _is_better(whole, read):
                return whole
    return None


def _others(
    image: CardImage, patch: Patch, reader: Reader, outline: Corners, *, is_doubtful: bool
) -> Iterator[Read]:
    """Yield what is read of print otherwise than in an outline that cuts it or is doubtful.

    Where that holds all of it, only one that leaves no doubt, or is another one and so likelier
    around this print, can be better, and is worth reading.
    """
    if cuts(outline, patch):
        yield from _readings(image, patch, reader, index=0)
    elif is_doubtful and not holds(outline, patch):
        yield from islice(_readings(image, patch, reader, index=0), 1)
    elif is_doubtful:
        for card in _outlined(image, patch, index=0):
            if not (card.is_doubtful and _is_outlined_by(card, outline / image.scale)):
                yield read_upright(card, reader)


def _is_outlined_by(card: PreparedCard, outline: Corners) -> bool:
    """Say whether a card's outline is nearly the given one, in pixels of its file."""
    quad = card.source.quad
    return quad is not None and min(intersection_share(corners_of(quad), outline)) > SAME


def _is_better(read: Read, other: Read) -> bool:
    """Say whether a reading says clearly more, or no less in an outline chosen with its print."""
    (_, page), (_, other_page) = read, other
    no_less = EDGES_UNSEEN not in page.warnings and not reads_more(other_page, page)
    return no_less or reads_more(page, other_page)


def _readings(image: CardImage, patch: Patch, reader: Reader, *, index: int) -> Iterator[Read]:
    """Yield what is read of print: in an outline around it, if there is one, then by itself."""
    for card in _outlined(image, patch, index=index):
        yield read_upright(card, reader)
    card = _cut_out(image, _seen_closer(image, patch, reader), index)
    upright, page = read_upright(replace(card, is_doubtful=True), reader)
    yield upright, replace(page, warnings=(*page.warnings, EDGES_UNSEEN))


def _outlined(image: CardImage, patch: Patch, *, index: int) -> Iterator[PreparedCard]:
    """Yield the card that an outline around print cuts out, if there is one."""
    outline = outline_around(image.pixels, patch)
    if outline is not None:
        card = _cut_out(image, corners_of(outline.quad), index)
        yield replace(card, is_doubtful=outline.is_doubtful)


def _cut_out(image: CardImage, corners: Corners, index: int) -> PreparedCard:
    """Return what lies in a quad of the picture as the card of that index on its page."""
    (card,) = cut_out(image, [quad_of(corners / image.scale)])
    return replace(card, source=replace(card.source, index=index))


def _keeps_whole(page: OcrPage) -> bool:
    """Say whether lines are level and keep away from the edges of their card, as print does."""
    quads = [line.quad for line in page.lines]
    near = ON_EDGE * max(page.width, page.height)
    right, bottom = page.width - 1 - near, page.height - 1 - near
    if any(q.left < near or q.top < near or q.right > right or q.bottom > bottom for q in quads):
        return False
    return askew(np.array([quad.points for quad in quads], np.float64).reshape(-1, 4, 2)) < LEVEL


def _seen_closer(image: CardImage, patch: Patch, reader: FindsLines) -> Corners:
    """Look at print upright and at its own size; return where its card may lie."""
    wide = widened(patch.corners, WIDER)
    flat = flattened(image.pixels, quad_of(wide))
    frame = frame_corners(flat.shape[1], flat.shape[0])
    back = cv2.getPerspectiveTransform(frame.astype(np.float32), wide.astype(np.float32))
    seen = [one.corners for one in patches_of(reader.find_lines(flat))]
    if seen:
        around = widened(max(seen, key=signed_area), MARGIN)
        corners = cv2.perspectiveTransform(around[None], np.asarray(back, np.float64))[0]
    else:
        corners = widened(patch.corners, MARGIN)
    return clockwise(np.asarray(corners, np.float64))
