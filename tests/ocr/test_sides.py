"""Sides of cards are straight, and lie level with the print where the picture does."""

import cv2
import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.quads import quad_of
from cardscan.ocr.sides import quads_of_level_sides, quads_of_many_sides, quads_of_sides
from tests.ocr.scenes import Places, overlap

CARD: Places = [(110, 90), (400, 90), (400, 260), (110, 260)]


@pytest.fixture
def slanted_shadows() -> Pixels:
    """Return, in Lab, a card on a desk nearly as white, across which many slanted lines run."""
    rng = np.random.default_rng(4)
    lab = np.full((350, 500, 3), (215, 128, 128), np.uint8)
    lab[90:260, 110:400, 0] = 235
    for start in np.linspace(-300, 480, 24):
        lean = rng.uniform(150, 260)
        ends = (round(start), 0), (round(start + lean), 350)
        cv2.line(lab, *ends, (200, 128, 128), 2, cv2.LINE_AA)
    return lab


def test_a_level_card_is_seen_among_slanted_lines(slanted_shadows: Pixels) -> None:
    level = [quad_of(shape) for shape in quads_of_level_sides(slanted_shadows)]
    assert max(overlap(quad, CARD) for quad in level) > 0.95
    every = [quad_of(shape) for shape in quads_of_sides(slanted_shadows)]
    assert not any(overlap(quad, CARD) > 0.9 for quad in every)


def test_a_card_is_seen_among_more_lines_where_others_are_longer(slanted_shadows: Pixels) -> None:
    found = [quad_of(shape) for shape in quads_of_many_sides(slanted_shadows)]
    assert max(overlap(quad, CARD) for quad in found) > 0.95
