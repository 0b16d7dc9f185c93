"""The last resort: cards told by their print alone, where no outline holds it.

White paper on white paper, a card in shadows, on a screen, under fingers: the edges are lost, but
the lines stand together, and what they say shows that they are a card's.
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from cardscan.language import N_
from cardscan.model import CardImage, OcrPage, PreparedCard, Quad
from cardscan.ocr.documents import can_be_answered
from cardscan.ocr.engine import Engine, FindsLines
from cardscan.ocr.patches import Patch, patches_of
from cardscan.ocr.prepare import cut_out, flattened
from cardscan.ocr.quads import (
    Corners,
    clockwise,
    corners_of,
    frame_corners,
    intersection_share,
    quad_of,
    signed_area,
)
from cardscan.ocr.upright import read_upright, reads_more

EDGES_UNSEEN = N_("the edges of the card were not found, only its print")  # a warning
MARGIN = 0.05  # of the longer side, around the print
WIDER = 0.3  # of the longer side, around the print when it is looked at once more
CUT = 0.2  # of a line's box on either side of an outline that cuts it
ON_EDGE = 0.003  # of the longer side, between a line and the edge of a card that may cut it

Read = tuple[PreparedCard, OcrPage]


def cards_of_print(image: CardImage, reader: Engine) -> Iterator[Read]:
    """Yield the cards of a page on which no outline was found, upright, with their text.

    An engine that cannot say where lines are finds none.
    """
    if not isinstance(reader, FindsLines):
        return
    patches = patches_of(reader.find_lines(image.pixels))
    quads = [_seen_closer(image, patch, reader) for patch in patches]
    for card in cut_out(image, quads):
        upright, page = read_upright(card, reader)
        if can_be_answered(page):
            yield upright, _warned(page)


def made_whole(image: CardImage, read: Read, reader: Engine) -> Read | None:
    """Return all of the print of a page's only card, upright; None unless its outline cut it."""
    card, page = read
    if not isinstance(reader, FindsLines) or not _touches_edge(page) or card.source.quad is None:
        return None
    outline = corners_of(card.source.quad) * image.scale
    for patch in patches_of(reader.find_lines(image.pixels)):
        if _is_cut(patch, outline):
            (whole,) = cut_out(image, [_seen_closer(image, patch, reader)])
            upright, more = read_upright(whole, reader)
            if can_be_answered(more) and reads_more(more, page):
                return upright, _warned(more)
    return None


def _warned(page: OcrPage) -> OcrPage:
    return replace(page, warnings=(*page.warnings, EDGES_UNSEEN))


def _touches_edge(page: OcrPage) -> bool:
    """Say whether some line reaches the edge of its card; print keeps away from it."""
    near = ON_EDGE * max(page.width, page.height)
    return any(
        min(quad.left, quad.top, page.width - 1 - quad.right, page.height - 1 - quad.bottom) < near
        for quad in (line.quad for line in page.lines)
    )


def _is_cut(patch: Patch, outline: Corners) -> bool:
    shares = [intersection_share(line, outline)[0] for line in patch.lines]
    return any(CUT < share < 1 - CUT for share in shares)


def _seen_closer(image: CardImage, patch: Patch, reader: FindsLines) -> Quad:
    """Look at print upright and at its own size; return where its card may lie, in the file."""
    wide = _widened(patch.corners, WIDER)
    flat = flattened(image.pixels, quad_of(wide))
    frame = frame_corners(flat.shape[1], flat.shape[0])
    back = cv2.getPerspectiveTransform(frame.astype(np.float32), wide.astype(np.float32))
    seen = [one.corners for one in patches_of(reader.find_lines(flat))]
    if seen:
        around = _widened(max(seen, key=signed_area), MARGIN)
        corners = cv2.perspectiveTransform(around[None], np.asarray(back, np.float64))[0]
    else:
        corners = _widened(patch.corners, MARGIN)
    return quad_of(clockwise(np.asarray(corners, np.float64)) / image.scale)


def _widened(corners: Corners, share: float) -> Corners:
    """Return a rectangle with a margin of a share of its longer side all around."""
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    width, height = np.linalg.norm(across), np.linalg.norm(down)
    margin = share * max(width, height)
    right, below = across * margin / width, down * margin / height
    outward = np.array([-right - below, right - below, right + below, below - right])
    return np.asarray(corners + outward, np.float64)
