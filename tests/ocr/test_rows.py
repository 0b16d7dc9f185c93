"""Boxes that hold several rows of print."""

import cv2
import msgspec
import numpy as np

from cardscan.model import Quad
from cardscan.ocr.rows import split_rows

CARD = np.full((120, 400, 3), 255, np.uint8)
for below, text in ((45, "Ann Example"), (95, "Procurement")):
    cv2.putText(CARD, text, (10, below), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0,) * 3, 3)


def test_a_box_with_two_rows_is_two_boxes_of_plain_numbers() -> None:
    upper, lower = split_rows(CARD, [Quad.of_box(0, 0, 400, 120)])
    assert 45 < upper.bottom == lower.top < 70
    assert msgspec.json.decode(msgspec.json.encode(upper), type=Quad) == upper


def test_a_box_with_one_row_stays() -> None:
    row = Quad.of_box(0, 10, 400, 58)
    assert split_rows(CARD, [row]) == (row,)
