"""Columns of vertical writing are made whole, and read from both views of them."""

import numpy as np
import pytest

from cardscan.model import Pixels, Quad
from cardscan.ocr.crops import is_tall
from cardscan.ocr.glyphs import Glyph, Glyphs, text_of
from cardscan.ocr.strips import whole_columns
from cardscan.ocr.vertical import merged

SIDE = 30  # pixels of one drawn character


def card(*marks: tuple[int, int]) -> Pixels:
    """Draw a white card with characters, as black squares at so many pixels from left and top."""
    pixels = np.full((600, 300, 3), 255, dtype=np.uint8)
    for left, top in marks:
        pixels[top + 2 : top + SIDE - 2, left + 2 : left + SIDE - 2] = 0
    return pixels


def column(left: int, top: int, count: int) -> Quad:
    """Return the box that the detector puts around so many characters."""
    return Quad.of_box(left - 4, top - 4, left + SIDE + 4, top + count * SIDE + 4)


def placed(text: str, confidence: float = 0.99) -> Glyphs:
    return tuple(Glyph(sign, confidence, at / len(text)) for at, sign in enumerate(text))


def test_a_character_that_was_not_found_belongs_to_the_column_above_it() -> None:
    pixels = card((100, 50), (100, 80), (100, 150))
    (whole,) = whole_columns(pixels, [column(100, 50, 2)])
    assert whole.bottom == pytest.approx(180, abs=8)


def test_pieces_of_one_column_become_one() -> None:
    pixels = card(*((100, top) for top in (50, 80, 120, 150, 200, 230)))
    pieces = [column(100, 50, 2), column(100, 120, 2), column(100, 200, 2)]
    (whole,) = whole_columns(pixels, pieces)
    assert (whole.top, whole.bottom) == pytest.approx((50, 260), abs=8)


def test_what_stands_far_below_is_something_else() -> None:
    pixels = card((100, 50), (100, 80), (100, 400))
    (whole,) = whole_columns(pixels, [column(100, 50, 2)])
    assert whole == column(100, 50, 2)


def test_a_lone_stroke_at_the_end_belongs_to_the_column() -> None:
    pixels = card((100, 50), (100, 80))
    pixels[118:121, 103:127] = 0  # 一 right below what the detector found
    (whole,) = whole_columns(pixels, [column(100, 50, 2)])
    assert whole.bottom > 121


def test_a_neighbour_that_leans_over_does_not_end_the_column() -> None:
    pixels = card((100, 50), (100, 80), (100, 120), *((128, top) for top in (50, 80, 110, 140)))
    beside = column(130, 50, 4)
    (whole,) = set(whole_columns(pixels, [column(100, 50, 2), beside])) - {beside}
    assert whole.bottom == pytest.approx(150, abs=8)


def test_a_logo_of_another_colour_is_no_character_of_the_name_below_it() -> None:
    pixels = card(*((100, top) for top in (50, 90, 120, 150)))
    for top in (90, 120, 150):
        pixels[top + 6 : top + 24, 106:124] = 255
    pixels[52:78, 102:128] = (200, 30, 30)
    (whole,) = whole_columns(pixels, [Quad.of_box(90, 46, 140, 184)])
    assert 76 <= whole.top <= 92


def test_a_post_above_a_name_is_a_column_of_its_own() -> None:
    pixels = card()
    for top in range(50, 140, 18):
        pixels[top + 2 : top + 16, 107:121] = 0
    for top in (160, 220):
        pixels[top + 2 : top + 46, 86:142] = 0
    beside = [column(200, 50, 8), column(250, 50, 8)]
    found = whole_columns(pixels, [Quad.of_box(82, 46, 146, 270), *beside])
    post, name = sorted(set(found) - set(beside), key=lambda quad: quad.top)
    assert post.bottom == pytest.approx(name.top, abs=2)
    assert post.width < 0.6 * name.width


def test_a_row_found_in_one_with_the_tops_of_columns_is_parted_from_them() -> None:
    pixels = card(*((left, top) for left in (100, 140) for top in (150, 180, 210)))
    pixels[100:125, 60:200] = 0
    row = Quad.of_box(56, 96, 204, 200)
    found = whole_columns(pixels, [row, column(100, 150, 3), column(140, 150, 3)])
    assert min(found, key=lambda quad: quad.top).bottom <= 150


def test_a_row_found_in_one_with_the_column_below_its_end_is_parted_from_it() -> None:
    pixels = card(*((left, top) for left in (60, 100, 140) for top in (150, 180, 210, 240)))
    pixels[100:125, 60:170] = 0
    among = [column(100, 150, 4), column(140, 150, 4)]
    found = whole_columns(pixels, [Quad.of_box(50, 60, 180, 280), *among])
    lost = next(quad for quad in found if is_tall(quad) and quad.center[0] < 90)
    row = next(quad for quad in found if not is_tall(quad))
    assert (lost.left, lost.bottom) == pytest.approx((60, 270), abs=8)
    assert (row.top, row.bottom) == pytest.approx((100, 125), abs=8)


def test_a_row_below_ends_the_column() -> None:
    pixels = card((100, 50), (100, 80), *((left, 130) for left in (40, 70, 100, 130, 160)))
    row = Quad.of_box(36, 126, 194, 164)
    assert set(whole_columns(pixels, [column(100, 50, 2), row])) == {column(100, 50, 2), row}


def test_dirt_is_no_character() -> None:
    pixels = card((100, 50), (100, 80))
    pixels[130:132, 114:116] = 0
    assert whole_columns(pixels, [column(100, 50, 2)]) == (column(100, 50, 2),)


@pytest.mark.parametrize(
    ("upright", "lying", "whole"),
    [
        (placed("電話 0919701693", 0.8), placed("電話06-6170-1693"), "電話 06-6170-1693"),
        (placed("セントラルタワー"), placed("セントラルタワ"), "セントラルタワー"),
        (placed("八-一三号"), placed("八1113号", 0.95), "八-一三号"),
        (placed("寝屋1-6-12", 0.9), placed("寝屋116112", 0.95), "寝屋1-6-12"),
        (placed("町7-23-10", 0.9), placed("町7310"), "町7-23-10"),
        (placed("乙8-3018"), placed("乙8-30-18", 0.9), "乙8-30-18"),
        (placed("九六二一内線六五二一"), placed("九六二（内線六五二", 0.5), "九六二（内線六五二）"),
        (placed("アートデイレクター"), placed("アートディレクター", 0.8), "アートディレクター"),
        (placed("うえむ弓"), placed("うえむら", 0.8), "うえむら"),
        (placed("T三三〇〇〇四二"), placed("十三三〇〇〇四二", 0.6), "〒三三〇-〇〇四二"),
        (placed("布気町二八卜一九"), placed("布気町二八卜一九"), "布気町二八-一九"),
        (placed("元丁目番号"), placed("元町4丁目26番1号"), "元町4丁目26番1号"),
        (placed("携帯"), placed("攜册", 0.6), "携帯"),
        (placed("ITソリユーション", 0.7), placed(" Tソリュ ション"), "ITソリューション"),
        (placed("永井一旦"), placed("永井亘"), "永井亘"),
        (placed("サ1ビスタワ1"), placed("サ1ビスタワ1"), "サービスタワー"),
    ],
)
def test_each_view_of_a_column_says_what_it_sees_best(
    upright: Glyphs, lying: Glyphs, whole: str
) -> None:
    assert text_of(merged(upright, lying)) == whole


def test_a_character_cut_in_two_is_taken_as_it_lies() -> None:
    assert text_of(merged(placed("篤士心"), placed("篤志"))) == "篤志"


def test_a_bar_between_figures_is_a_hyphen() -> None:
    assert text_of(merged((), placed("045|162-7755"))) == "045-162-7755"


def test_single_characters_below_each_other_are_one_column() -> None:
    pixels = card((100, 50), (100, 110), (100, 170))
    pieces = [column(100, 50, 1), column(100, 170, 1)]
    (whole,) = whole_columns(pixels, pieces)
    assert (whole.top, whole.bottom) == pytest.approx((50, 200), abs=8)


def test_pieces_that_overlap_are_one_column() -> None:
    pixels = card(*((100, top) for top in (50, 80, 110, 140)))
    (whole,) = whole_columns(pixels, [column(100, 50, 3), column(100, 104, 2)])
    assert (whole.top, whole.bottom) == pytest.approx((50, 170), abs=8)


def test_a_field_of_colour_above_a_name_is_none_of_its_characters() -> None:
    pixels = card((100, 150), (100, 180))
    pixels[80:120, 94:136] = 0
    assert whole_columns(pixels, [column(100, 150, 2)]) == (column(100, 150, 2),)


def test_wear_at_the_edge_of_the_card_is_no_character() -> None:
    pixels = card((100, 30), (100, 60))
    pixels[0:8, 104:120] = 0
    assert whole_columns(pixels, [column(100, 30, 2)]) == (column(100, 30, 2),)


def test_small_print_in_line_with_a_column_is_another_line() -> None:
    pixels = card((100, 50), (100, 80))
    pixels[160:230, 112:118] = 0
    print_ = Quad.of_box(109, 156, 121, 234)
    assert set(whole_columns(pixels, [column(100, 50, 2), print_])) == {column(100, 50, 2), print_}


def test_a_reading_grows_beside_the_name_it_belongs_to() -> None:
    pixels = card(*((100, top) for top in (50, 80, 140)))
    name = Quad.of_box(30, 40, 98, 300)
    whole = whole_columns(pixels, [column(100, 50, 2), name])
    reading = next(quad for quad in whole if quad.left > 90)
    assert reading.bottom == pytest.approx(170, abs=8)
