"""The boxes of lines on a heat map."""

import numpy as np
import pytest

from cardscan.ocr.heat import Heat, boxes_of


@pytest.fixture
def heat() -> Heat:
    return np.zeros((100, 200), np.float32)


def test_a_line_is_larger_than_its_core_and_in_pixels_of_the_picture(heat: Heat) -> None:
    heat[40:50, 20:120] = 0.9
    (box,) = boxes_of(heat, 400, 200)
    assert (box.left, box.right) == pytest.approx((24, 256), abs=3)  # 7 pixels more on each side
    assert (box.top, box.bottom) == pytest.approx((65, 115), abs=3)
    assert box.top_left == (box.left, box.top)


def test_a_line_at_the_edge_stays_on_the_picture(heat: Heat) -> None:
    heat[0:12, 100:200] = 0.9
    (box,) = boxes_of(heat, 400, 200)
    assert (box.top, box.right) == (0, 399)


def test_what_is_cool_or_tiny_is_no_line(heat: Heat) -> None:
    heat[10:20, 20:120] = 0.25
    heat[40:42, 20:22] = 0.9
    assert not list(boxes_of(heat, 200, 100))


def test_a_line_that_climbs_has_a_box_that_climbs(heat: Heat) -> None:
    for x in range(20, 180):
        heat[60 - x // 8 : 72 - x // 8, x] = 0.9
    (box,) = boxes_of(heat, 200, 100)
    assert box.top_right[1] < box.top_left[1] - 10
