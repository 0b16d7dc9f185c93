"""Whether a card was found where it lies: the overlap of two quads."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from cardscan.ocr.quads import on_grid

FOUND = 0.9  # overlap from which a card counts as found

Corners = Sequence[Sequence[float]]


def overlap(one: Corners, other: Corners) -> float:
    """Return the intersection over the union of two convex quads in one picture, 0.0 to 1.0."""
    first, second = (on_grid(np.array(quad)) for quad in (one, other))
    shared = float(cv2.intersectConvexConvex(first, second)[0])
    both = abs(cv2.contourArea(first)) + abs(cv2.contourArea(second)) - shared
    return shared / both if both else 0.0


def best_overlap(quad: Corners, cards: Sequence[dict[str, Any]]) -> float:
    """Return the overlap of a drawn card with the card that was read nearest to it."""
    quads = [card["source"]["quad"] for card in cards if card["source"].get("quad")]
    return max((overlap(quad, found) for found in quads), default=0.0)
