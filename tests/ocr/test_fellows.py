"""The cards of a sheet are told from the parts of one card."""

import numpy as np

from cardscan.ocr.fellows import cards_among
from cardscan.ocr.rivals import Candidate

PICTURE = 1000 * 750  # pixels


def candidate(
    box: tuple[float, float, float, float], held: slice, support: float, step: float
) -> Candidate:
    left, top, width, height = box
    corners = np.array(
        [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    )
    letters = np.zeros(306, bool)
    letters[held] = True
    runs = np.zeros((4, 2, 8), np.float32)
    aspect, size = width / height, 0.0144 * 620 / width
    return Candidate(
        corners, support, support, step, step / 3, runs, 0.0, aspect, 0.9, letters, 0, 0, size
    )


def test_the_quarters_of_a_card_are_no_sheet_of_four() -> None:
    card = candidate((190, 180, 620, 362), slice(0, 306), 1.0, 5.0)
    quarters = [
        candidate((190 + 310 * (at % 2), 180 + 181 * (at // 2), 310, 181), held, 0.65, 3.0)
        for at, held in enumerate((slice(30), slice(30, 80), slice(80, 180), slice(180, 306)))
    ]
    assert [one for one, _ in cards_among([card, *quarters], PICTURE)] == [card]
