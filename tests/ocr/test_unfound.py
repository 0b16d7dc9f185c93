"""Characters of a widely set name that no box holds are found beside it, and nothing else."""

import numpy as np
import pytest

from cardscan.model import Direction, Line, Pixels, Quad, Reading
from cardscan.ocr.unfound import lying_stroke, unfound

SIZE, STEP = 60, 120  # pixels of a character, and from one to the next


def card(direction: Direction, dark: tuple[int, int, int, int]) -> Pixels:
    """Draw 大 島 as blocks from 300 on, and more ink: left, top, right, bottom along the name."""
    pixels = np.full((200, 1000, 3), 250, np.uint8)
    for begin in (300, 300 + STEP):
        pixels[70 : 70 + SIZE, begin : begin + SIZE] = 20
    left, top, right, bottom = dark
    pixels[top:bottom, left:right] = 20
    return (
        np.ascontiguousarray(pixels.transpose(1, 0, 2))
        if direction is Direction.VERTICAL
        else pixels
    )


def box(direction: Direction, left: int, top: int, right: int, bottom: int) -> Quad:
    if direction is Direction.VERTICAL:
        return Quad.of_box(top, left, bottom, right)
    return Quad.of_box(left, top, right, bottom)


def lines(direction: Direction) -> list[Line]:
    quad = box(direction, 292, 62, 488, 138)
    name = Line("大島", 1.0, quad, direction, (Reading("one", "大島", 1.0),))
    small = Quad.of_box(0, 0, 120, 30)
    return [name, *(Line("東京都港区", 1.0, small, readings=(Reading("one", "", 1.0),)),) * 3]


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize(
    ("dark", "found"),
    [
        ((540, 70, 600, 130), True),  # a character in the steps of the name
        ((540, 97, 600, 103), True),  # 一
        ((180, 70, 240, 130), True),  # before the name
        ((700, 70, 760, 130), False),  # too far for the name
        ((540, 30, 640, 160), False),  # a drawing, higher than the name
        ((540, 95, 552, 107), False),  # a dot
    ],
)
def test_ink_in_the_steps_of_a_name_belongs_to_it(
    dark: tuple[int, int, int, int], *, found: bool, direction: Direction
) -> None:
    boxes = unfound(card(direction, dark), lines(direction), [])
    assert len(boxes) == found
    for quad, line in boxes.items():
        assert line.text == "大島"
        along = (
            (quad.top, quad.bottom) if direction is Direction.VERTICAL else (quad.left, quad.right)
        )
        assert along[0] < dark[0] < dark[2] < along[1]


def test_ink_that_another_box_holds_is_left_to_it() -> None:
    dark = (540, 70, 600, 130)
    across = Direction.HORIZONTAL
    assert not unfound(card(across, dark), lines(across), [Quad.of_box(*dark)])


def test_a_stroke_is_a_numeral() -> None:
    crop = np.full((80, 90, 3), 250, np.uint8)
    crop[38:43, 15:75] = 20
    assert lying_stroke(crop, 80) == "一"
    crop[10:70, 40:50] = 20
    assert not lying_stroke(crop, 80)
