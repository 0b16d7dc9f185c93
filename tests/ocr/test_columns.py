"""A column is cut into the cells in which its characters stand."""

import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.columns import CellRow, lay_cells
from cardscan.ocr.glyphs import Glyph
from cardscan.ocr.strokes import BAR, FOOTED
from cardscan.ocr.vertical import weak_cells

SIZE = 40  # pixels of ink
SOLID = 44  # pixels from one character to the next when nothing is spaced


def drawn(shapes: str, pitch: int = SOLID, *, paper: int = 255, ink: int = 0) -> Pixels:
    """Draw a column: ``k`` a full square with a hole, ``1`` a lying, ``|`` an upright stroke.

    ``i`` is a figure 1 of condensed type: such a stroke on a foot.
    """
    column = np.full((pitch * len(shapes) + 10, SIZE + 10, 3), paper, dtype=np.uint8)
    for index, shape in enumerate(shapes):
        top, left = 5 + index * pitch, 5
        if shape == "k":
            column[top + 3 : top + SIZE - 3, left : left + SIZE] = ink
            column[top + 12 : top + SIZE - 12, left + 8 : left + SIZE - 8] = paper
        elif shape == "1":
            column[top + 18 : top + 22, left + 2 : left + SIZE - 2] = ink
        elif shape in "|i":
            column[top + 4 : top + SIZE - 4, left + 18 : left + 22] = ink
        if shape == "i":
            column[top + SIZE - 8 : top + SIZE - 4, left + 16 : left + 24] = ink
    return column


def cells(column: Pixels) -> CellRow:
    row = lay_cells(column)
    assert row is not None
    return row


@pytest.mark.parametrize("shapes", ["kk", "kkkkkk", "k1k1k", "kkkk1k", "kk|kk|k"])
def test_every_character_gets_its_own_cell(shapes: str) -> None:
    assert cells(drawn(shapes)).count == len(shapes)


@pytest.mark.parametrize("pitch", [44, 50, 56])
def test_spaced_type_is_cut_at_its_own_pitch(pitch: int) -> None:
    row = cells(drawn("kkkkk", pitch))
    assert row.count == 5
    assert np.diff(row.cuts)[1:-1] == pytest.approx(pitch, rel=0.08)


def test_upright_strokes_are_told_from_lying_ones() -> None:
    assert cells(drawn("kk|k1k")).shapes == {2: "|", 4: "一"}


def test_a_slim_figure_one_is_no_dash() -> None:
    shapes = cells(drawn("kk|ik")).shapes
    assert shapes[2] == BAR
    assert shapes[3] == FOOTED


def test_upright_strokes_lie_in_the_row() -> None:
    row = cells(drawn("kk|kk"))
    ink = row.pixels[:, int(row.edges[2]) : int(row.edges[3]), 0] < 128
    assert np.ptp(np.flatnonzero(ink.any(axis=0))) > 2 * np.ptp(np.flatnonzero(ink.any(axis=1)))


def test_a_blank_cell_is_a_space() -> None:
    assert cells(drawn("kk kk")).blanks == {2}


def test_light_type_on_dark_paper_is_cut_as_well() -> None:
    assert cells(drawn("kkkk", paper=30, ink=240)).count == 4


def test_a_place_in_the_row_leads_back_to_the_column() -> None:
    row = cells(drawn("kkkkk"))
    share = (row.edges[3] + row.edges[4]) / 2 / row.pixels.shape[1]
    assert row.index_at(share) == 3
    assert row.middle(3) == pytest.approx(3 + 3.5 * SOLID, abs=5)


def test_a_column_without_ink_has_no_cells() -> None:
    assert lay_cells(np.full((100, 30, 3), 255, dtype=np.uint8)) is None


def test_single_cells_are_read_again_only_where_most_were_read() -> None:
    row = cells(drawn("kkkkkkkk"))
    places = (np.array(row.edges[:-1]) + row.edges[1:]) / 2 / row.pixels.shape[1]
    read = [Glyph("山", 0.9, at) for at in places.tolist()]
    assert weak_cells((*read[:3], *read[4:]), row) == (3,)
    assert weak_cells(tuple(read[:2]), row) == ()  # a row on its side


def test_a_small_kana_is_told_by_where_it_stands() -> None:
    column = drawn("kkk")
    small = column[5 + SOLID : 5 + 2 * SOLID]
    small[:] = 255
    small[6:26, 20:42] = 0
    assert cells(column).aside == {1}


@pytest.mark.parametrize("left", [0, 12])
def test_the_edge_of_a_picture_below_a_name_is_no_stroke(left: int) -> None:
    column = drawn("kk1k ")
    column[-10:, left:] = 0
    assert cells(column).count == 4


def test_a_rule_across_the_column_is_no_stroke() -> None:
    column = drawn("kk ")
    column[-20:-17] = 0
    assert cells(column).shapes == {}


@pytest.mark.parametrize(("bracket", "bend"), [("（", -1), ("）", 1)])
def test_a_bracket_that_lies_is_told_from_a_stroke_by_its_bend(bracket: str, bend: int) -> None:
    column = drawn("k kk")
    for aside in range(-SIZE // 3, SIZE // 3):
        rise = bend * SIZE // 5 * (1 - (3 * aside / SIZE) ** 2)
        y = round(1.5 * SOLID + 5 + rise)
        column[y - 1 : y + 2, column.shape[1] // 2 + aside] = 0
    assert cells(column).shapes == {1: bracket}


def test_two_figures_side_by_side_do_not_widen_the_pitch() -> None:
    column = np.pad(drawn("kkkk kkkk"), ((0, 0), (SIZE, SIZE), (0, 0)), constant_values=255)
    middle, top = column.shape[1] // 2, 4 * SOLID + 5
    for left in (middle - 28, middle + 2):
        column[top + 8 : top + SIZE - 8, left : left + 26] = 0
    assert cells(column).count == 9
