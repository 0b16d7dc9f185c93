"""Lines of one card stand together, at one turn; a letter's are too many and too small."""

import numpy as np
import pytest

from cardscan.model import Quad
from cardscan.ocr.patches import patches_of
from cardscan.ocr.quads import quad_of

CARD = [(0, 0, 300, 40), (0, 90, 200, 30), (150, 180, 330, 25), (150, 215, 280, 25)]


def lines(*boxes: tuple[float, ...], turn: float = 0.0, at: tuple[int, int] = (0, 0)) -> list[Quad]:
    """Return boxes (left, top, width, height), turned by degrees and moved."""
    sine, cosine = np.sin(np.radians(turn)), np.cos(np.radians(turn))
    turned = np.array([(cosine, sine), (-sine, cosine)])
    corners = (
        np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], np.float64)
        for x, y, width, height in boxes
    )
    return [quad_of(box @ turned + at) for box in corners]


@pytest.mark.parametrize("turn", [0.0, 20.0, -35.0, 90.0])
def test_the_lines_of_a_card_are_enclosed_at_its_own_turn(turn: float) -> None:
    (patch,) = patches_of(lines(*CARD, turn=turn, at=(900, 700)))
    (wanted,) = lines((0, 0, 480, 240), turn=turn, at=(900, 700))
    assert len(patch.lines) == len(CARD)
    gaps = np.linalg.norm(patch.corners[:, None] - np.array(wanted.points), axis=2)
    assert gaps.min(axis=1).max() < 1


def test_print_far_away_or_turned_otherwise_stands_on_something_else() -> None:
    beside = lines(*CARD, at=(1500, 0))
    askew = lines((0, 0, 300, 40), turn=40, at=(0, 280))
    patches = patches_of([*lines(*CARD), *beside, *askew])
    assert [len(patch.lines) for patch in patches] == [len(CARD), len(CARD)]


def test_a_lone_title_and_the_rows_of_a_letter_are_no_cards_print() -> None:
    letter = [(0, 30.0 * row, 900, 18) for row in range(40)]
    assert patches_of(lines((0, 0, 300, 40))) == []
    assert patches_of(lines(*letter)) == []
    assert patches_of([]) == []
