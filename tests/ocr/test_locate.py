import cv2
import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.locate import locate_cards, outlines_in
from tests.ocr.scenes import (
    INK,
    WHITE,
    Places,
    card,
    fabric,
    laid,
    overlap,
    plain,
    turned_places,
    wood,
)

WIDTH, HEIGHT = 1200, 900
SLANTED: Places = [(250, 260), (930, 210), (1010, 640), (190, 690)]
FRAME: Places = [(0, 0), (910, 0), (910, 550), (0, 550)]
GRAY = (128, 130, 126)
DARK = (38, 42, 60)


def desk(name: str) -> Pixels:
    if name == "wood":
        return wood(WIDTH, HEIGHT)
    if name == "fabric":
        return fabric(WIDTH, HEIGHT)
    return plain(WIDTH, HEIGHT, {"dark": (40, 42, 48), "gray": GRAY}[name])


def assert_found(pixels: Pixels, *truth: Places, least: float = 0.9) -> None:
    """Hold every card to one quad, and every quad to a card."""
    quads = locate_cards(pixels)
    assert len(quads) == len(truth)
    for corners in truth:
        assert max(overlap(quad, corners) for quad in quads) > least


@pytest.mark.parametrize("name", ["wood", "fabric", "dark", "gray"])
def test_a_white_card_at_a_slant_is_found_on_every_desk(name: str) -> None:
    assert_found(laid(desk(name), card(), SLANTED), SLANTED, least=0.95)


def test_corners_start_at_the_top_left_and_run_clockwise() -> None:
    (quad,) = locate_cards(laid(desk("wood"), card(), SLANTED))
    assert np.allclose(quad.points, SLANTED, atol=6)


@pytest.mark.parametrize("degrees", [-30, -12, 0, 20, 44, 90])
def test_a_card_turned_by_any_angle_is_found(degrees: float) -> None:
    corners = turned_places((600, 450), 640, 387, degrees)
    assert_found(laid(desk("gray"), card(), corners), corners, least=0.95)


def test_a_dark_card_on_a_dark_desk_is_found() -> None:
    paper = card(paper=(25, 28, 60), ink=(230, 230, 230))
    assert_found(laid(plain(WIDTH, HEIGHT, (88, 80, 76)), paper, SLANTED), SLANTED)


def test_a_portrait_card_is_found() -> None:
    corners = turned_places((600, 450), 400, 662, 8)
    assert_found(laid(desk("wood"), card(550, 910), corners), corners)


def test_a_card_that_the_frame_cuts_off_is_found_as_far_as_it_is_seen() -> None:
    corners: Places = [(-60, 200), (700, 140), (760, 610), (-20, 670)]
    assert_found(laid(desk("dark"), card(), corners), corners, least=0.85)


def test_rounded_corners_are_given_where_the_sides_meet() -> None:
    paper = card()
    rounded = np.zeros(paper.shape[:2], np.uint8)
    cv2.rectangle(rounded, (45, 0), (864, 549), 255, -1)
    cv2.rectangle(rounded, (0, 45), (909, 504), 255, -1)
    for x, y in ((45, 45), (864, 45), (864, 504), (45, 504)):
        cv2.circle(rounded, (x, y), 45, 255, -1)
    paper[rounded == 0] = GRAY
    corners = turned_places((600, 450), 640, 387, 10)
    assert_found(laid(plain(WIDTH, HEIGHT, GRAY), paper, corners, shadow=0), corners, least=0.95)


def test_every_card_of_a_scanned_sheet_is_found() -> None:
    sheet = plain(1654, 2339, (120, 132, 150), noise=0.5)  # A4 at 200 dpi, a gray lid
    places = [
        turned_places((430 + 800 * column, 280 + 440 * row), 700, 423, 3 * column - 2 * row)
        for row in range(5)
        for column in range(2)
    ]
    for number, corners in enumerate(places):
        paper = (30, 60, 90) if number % 4 == 3 else (252, 251, 248)
        ink = (240, 240, 240) if number % 4 == 3 else (35, 35, 40)
        sheet = laid(sheet, card(paper=paper, ink=ink, seed=number), corners)
    assert_found(sheet, *places)


def test_cards_side_by_side_in_a_photo_are_told_apart() -> None:
    left = turned_places((330, 420), 470, 284, -6)
    right = turned_places((860, 480), 470, 284, 5)
    assert_found(laid(laid(desk("wood"), card(), left), card(seed=1), right), left, right)


def test_a_picture_that_is_itself_a_card_gives_its_frame() -> None:
    assert_found(card(), FRAME, least=0.99)


def test_a_square_picture_that_is_itself_a_card_gives_its_frame() -> None:
    frame: Places = [(0, 0), (700, 0), (700, 700), (0, 700)]
    assert_found(card(700, 700), frame, least=0.99)


def test_a_dark_picture_that_is_itself_a_card_gives_its_frame() -> None:
    assert_found(card(paper=(20, 20, 24), ink=(235, 235, 235)), FRAME, least=0.99)


def test_a_box_printed_on_a_card_is_not_a_card() -> None:
    paper = card()
    cv2.rectangle(paper, (560, 60), (860, 240), (20, 60, 140), 4)
    cv2.putText(paper, "Example Inc.", (590, 160), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 60, 140), 2)
    assert_found(paper, FRAME, least=0.99)


def test_a_dark_band_with_print_across_a_card_is_not_a_card() -> None:
    paper = card()
    paper[:230] = (20, 50, 110)
    cv2.putText(
        paper, "Example Company", (70, 140), cv2.FONT_HERSHEY_SIMPLEX, 2, (250, 250, 250), 3
    )
    assert_found(paper, FRAME, least=0.99)


def test_a_card_goes_on_behind_a_band_along_its_side_in_a_grainy_picture() -> None:
    paper = card()
    paper[480:] = (120, 30, 40)
    assert_found(laid(plain(WIDTH, HEIGHT, GRAY, noise=14), paper, SLANTED), SLANTED, least=0.95)


def test_a_card_ends_where_its_sides_end_though_a_line_lies_beyond() -> None:
    pixels = laid(plain(WIDTH, HEIGHT, GRAY), card(), SLANTED)
    cv2.line(pixels, (180, 740), (1020, 690), (60, 60, 60), 4, cv2.LINE_AA)
    assert_found(pixels, SLANTED, least=0.95)


def test_a_slanted_band_across_a_card_is_not_a_card() -> None:
    paper = card()
    band = np.array([(0, 60), (909, 260), (909, 480), (0, 380)], np.int32)
    paper[cv2.fillPoly(np.zeros(paper.shape[:2], np.uint8), [band], 1) > 0] //= 8
    paper[paper < 20] = 200
    assert_found(paper, FRAME, least=0.99)


@pytest.mark.parametrize("height", [471, 600])
def test_a_card_on_a_screen_with_words_around_it_is_found(height: int) -> None:
    screen = plain(900, 1600, (16, 16, 18), noise=0.0)
    shown: Places = [(60, 500), (840, 500), (840, 500 + height), (60, 500 + height)]
    screen = laid(screen, card(height=round(910 * height / 780)), shown, shadow=0)
    for word, place in (("Album", (380, 60)), ("Share", (90, 1540)), ("Delete", (680, 1540))):
        cv2.putText(screen, word, place, cv2.FONT_HERSHEY_SIMPLEX, 1.2, (230,) * 3, 2)
    assert_found(screen, shown, least=0.95)


def test_a_picture_of_a_cameras_shape_is_doubted_to_be_itself_a_card() -> None:
    (photo,) = outlines_in(card(1600, 900))
    (scan,) = outlines_in(card(910, 550))
    assert photo.is_doubtful
    assert not scan.is_doubtful


def test_a_square_card_on_a_desk_is_found_in_a_picture_of_a_cards_shape() -> None:
    corners = turned_places((420, 400), 460, 460, 6)
    paper = np.asarray(cv2.resize(card(), (600, 600)), np.uint8)
    assert_found(laid(plain(1200, 800, (70, 84, 120)), paper, corners), corners)


def test_a_card_with_a_photo_along_its_side_is_found_whole() -> None:
    paper = card()
    paper[:, 700:] = wood(210, 550)
    assert_found(laid(desk("dark"), paper, SLANTED), SLANTED)


def test_a_photo_printed_on_a_card_on_a_desk_is_not_a_second_card() -> None:
    paper = card()
    paper[120:430, 640:860] = wood(220, 310)
    assert_found(laid(desk("dark"), paper, SLANTED), SLANTED)


@pytest.mark.parametrize("name", ["fabric", "dark", "gray"])
def test_an_empty_desk_has_no_card(name: str) -> None:
    assert locate_cards(desk(name)) == ()


def test_blank_paper_is_no_card() -> None:
    assert locate_cards(np.full((550, 910, 3), 250, np.uint8)) == ()


@pytest.mark.parametrize(("scale", "least"), [(0.5, 0.93), (3.0, 0.95)])
def test_a_card_is_found_in_small_and_large_pictures_alike(scale: float, least: float) -> None:
    scene = laid(desk("wood"), card(), SLANTED)
    pixels = np.asarray(cv2.resize(scene, None, fx=scale, fy=scale), np.uint8)
    assert_found(pixels, [(x * scale, y * scale) for x, y in SLANTED], least=least)


def test_white_and_half_dark_cards_on_a_bed_nearly_as_white_are_found_to_their_edges() -> None:
    bed = np.full((1200, 1654, 3), 245, np.uint8)
    framed, half, banded = card(paper=(255, 255, 255)), card(seed=1), card(seed=2)
    cv2.rectangle(framed, (30, 30), (879, 519), (20, 60, 140), 5)
    half[:, :330] = (30, 50, 90)
    banded[470:] = (30, 120, 60)
    places = [turned_places(at, 700, 423, 2) for at in ((420, 300), (1230, 300), (420, 880))]
    for paper, corners in zip((framed, half, banded), places, strict=True):
        bed = laid(bed, paper, corners, shadow=0.03)
    assert_found(bed, *places, least=0.95)


def test_boxes_of_a_form_are_no_cards() -> None:
    form = np.full((1400, 1000, 3), 250, np.uint8)
    for number, (left, top) in enumerate((x, y) for y in (200, 450, 700) for x in (100, 500)):
        cv2.rectangle(form, (left, top), (left + 400, top + 250), (40, 40, 40), 2)
        place = (left + 20, top + 50)
        cv2.putText(
            form, f"Name {number} example", place, cv2.FONT_HERSHEY_SIMPLEX, 1, (40,) * 3, 2
        )
    assert locate_cards(form) == ()


def test_a_frame_printed_on_a_card_that_fills_the_picture_is_not_its_edge() -> None:
    paper = card()
    cv2.rectangle(paper, (30, 30), (880, 520), (40, 60, 120), 4)
    assert_found(paper, FRAME, least=0.99)


@pytest.mark.parametrize("rows", [2, 5])
def test_cards_laid_edge_to_edge_on_a_scanner_are_told_apart(rows: int) -> None:
    """Together they have a card's shape, and a clearer outline than each of them."""
    places = [
        turned_places((380 + 640 * column, 300 + 388 * row), 638, 386, 0.3 * (row - column))
        for row in range(rows)
        for column in range(2)
    ]
    sheet = plain(1500, 400 * rows + 220, (120, 132, 150), noise=0.5)
    for number, corners in enumerate(places):
        sheet = laid(sheet, card(seed=number), corners)
    assert_found(sheet, *places)


@pytest.mark.parametrize("dark", [set(), {0, 2, 4}])
def test_cards_edge_to_edge_that_make_a_square_are_told_apart(dark: set[int]) -> None:
    """Three rows of two are nearly square, and have a clearer outline than each of them."""
    places = [
        turned_places((330 + 452 * column, 170 + 266 * row), 450, 264, 0.4 * (column - row))
        for row in range(3)
        for column in range(2)
    ]
    photo = plain(WIDTH, HEIGHT, (60, 60, 64))
    for number, corners in enumerate(places):
        paper, ink = (DARK, WHITE) if number in dark else (WHITE, DARK)
        photo = laid(photo, card(paper=paper, ink=ink, seed=number), corners)
    assert_found(photo, *places, least=0.85)


def test_halves_of_two_cards_edge_to_edge_are_no_card() -> None:
    """As large as each, they have an outline as clear, but there are fewer of them."""
    places = [
        turned_places((345 + 641 * column, 210 + 389 * row), 638, 386, 0.2 * (row - column))
        for row in range(4)
        for column in range(2)
    ]
    sheet = plain(1330, 1640, (225, 222, 215), noise=1.5)
    for number, corners in enumerate(places):
        paper = card(seed=number)
        paper[:240] = cv2.bitwise_not(paper[:240])
        sheet = laid(sheet, paper, corners, shadow=0.15)
    assert_found(sheet, *places)


def test_a_card_hardly_paler_than_the_lid_is_found_by_the_size_of_the_others() -> None:
    grain = np.random.default_rng(5).normal(250, 1.5, (1300, 1500, 1))
    bed = np.clip(grain, 0, 255).repeat(3, axis=2).astype(np.uint8)
    places = [
        turned_places((370 + 740 * column, 240 + 430 * row), 638, 386, row - column)
        for row in range(3)
        for column in range(2)
    ]
    for number, corners in enumerate(places):
        paper, ink = ((252, 252, 252), DARK) if number in {1, 4} else (DARK, WHITE)
        bed = laid(bed, card(paper=paper, ink=ink, seed=number), corners, shadow=0.01)
    assert_found(bed, *places)


def test_cards_as_white_as_the_lid_are_found_by_their_print_and_the_size_of_others() -> None:
    bed = np.full((1300, 1500, 3), 250, np.uint8)
    places = [
        turned_places((370 + 740 * column, 240 + 430 * row), 638, 386, 0)
        for row in range(3)
        for column in range(2)
    ]
    for number, corners in enumerate(places):
        left, top = map(round, corners[0])
        paper, ink = ((250, 250, 250), DARK) if number in {1, 4} else (DARK, WHITE)
        bed[top : top + 386, left : left + 638] = card(638, 386, paper, ink, seed=number)
    assert_found(bed, *places, least=0.7)


def test_a_card_full_of_ornament_is_no_sheet_of_its_parts() -> None:
    rng = np.random.default_rng(0)
    paper = np.full((550, 910, 3), (52, 54, 60), np.uint8)
    for _ in range(140):
        middle = int(rng.integers(910)), int(rng.integers(550))
        size = int(rng.integers(8, 70)), int(rng.integers(5, 40))
        angles = 0, int(rng.integers(120, 360))
        color = tuple(map(int, rng.integers(60, 240, 3)))
        turn = int(rng.integers(180))
        cv2.ellipse(paper, middle, size, turn, *angles, color, int(rng.integers(1, 5)))
    for top in (90, 300, 400, 470):
        cv2.rectangle(
            paper, (0, top), (910, top + 20), tuple(map(int, rng.integers(90, 220, 3))), -1
        )
    for row, text in enumerate(("EXAMPLE MOTORS", "ANN AND BEN EXAMPLE", "2681-0100")):
        at = (40, 80 + 200 * row)
        for ink, thickness in ((0, 0, 0), 9), (WHITE, 4):
            cv2.putText(paper, text, at, cv2.FONT_HERSHEY_SIMPLEX, 2, ink, thickness, cv2.LINE_AA)
    places: Places = [(122, 56), (1236, 80), (1233, 680), (124, 679)]
    photo = laid(plain(1280, 720, (200, 200, 202)), paper, places, shadow=0.1)
    assert_found(photo, places)


def test_boxes_of_one_size_printed_on_a_scanned_card_are_no_sheet_of_cards() -> None:
    paper = card()
    for number, left in enumerate(range(440, 860, 140)):
        for top in (60, 150):
            shade = (200 - 20 * number, 120 + 30 * number, 160)
            cv2.rectangle(paper, (left, top), (left + 128, top + 78), shade, -1)
            for row in range(3):
                at = (left + 8, top + 24 + 22 * row)
                cv2.putText(
                    paper, "1 example", at, cv2.FONT_HERSHEY_SIMPLEX, 0.5, INK, 1, cv2.LINE_AA
                )
    assert_found(paper, FRAME, least=0.99)
