"""Of all outlines that may be a card's, its print chooses the one that holds it whole and level."""

import cv2
import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.enclosing import cuts, outline_around
from cardscan.ocr.patches import Patch
from tests.ocr.scenes import Places, card, laid, plain

PLACES: Places = [(250, 260), (930, 210), (1010, 640), (190, 690)]
ROWS = ((70, 110, 500, 60), (70, 260, 400, 30), (70, 310, 500, 30), (70, 460, 700, 30))


@pytest.fixture(scope="module")
def desk() -> Pixels:
    """Return a card of 910 × 550 that lies askew on a table."""
    return laid(plain(1200, 900, (88, 80, 76)), card(), PLACES)


def print_of(*rows: tuple[int, int, int, int]) -> Patch:
    """Return lines (left, top, width, height on the card) as they lie in the picture."""
    flat = np.array([(0, 0), (910, 0), (910, 550), (0, 550)], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(flat, np.array(PLACES, np.float32)), float)
    left, top, width, height = np.array(rows, float).T
    right, bottom = left + width, top + height
    boxes = np.stack([left, top, right, top, right, bottom, left, bottom], axis=1)
    lines = cv2.perspectiveTransform(boxes.reshape(1, -1, 2), matrix).reshape(-1, 4, 2)
    around = cv2.boxPoints(cv2.minAreaRect(lines.reshape(-1, 2).astype(np.float32)))
    return Patch(tuple(np.asarray(lines, np.float64)), np.asarray(around, np.float64))


def test_the_outline_around_print_is_the_edge_of_its_card(desk: Pixels) -> None:
    outline = outline_around(desk, print_of(*ROWS))
    assert outline is not None
    assert not outline.is_doubtful
    assert np.allclose(outline.quad.points, PLACES, atol=6)


def test_no_outline_is_taken_that_leaves_a_line_outside(desk: Pixels) -> None:
    assert outline_around(desk, print_of(*ROWS, (70, 640, 400, 30))) is None


def test_no_outline_is_taken_around_a_few_words_of_a_sheet(desk: Pixels) -> None:
    assert outline_around(desk, print_of((70, 260, 150, 20), (70, 310, 150, 20))) is None


@pytest.mark.parametrize(
    ("outline", "is_wrong"),
    [
        (PLACES, False),
        ([PLACES[0], PLACES[1], (996, 564), (200, 618)], True),  # through the last row
        ([(250, 110), PLACES[1], PLACES[2], (100, 690)], True),  # a corner on the desk
    ],
)
def test_an_outline_that_cuts_print_or_lays_it_askew_is_wrong(
    outline: Places, *, is_wrong: bool
) -> None:
    assert cuts(np.array(outline, np.float64), print_of(*ROWS)) is is_wrong
