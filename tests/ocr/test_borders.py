"""A scan of one card under a white lid, in which paper and lid differ by less than their grain."""

import cv2
import numpy as np
import pytest

from cardscan.model import Pixels
from cardscan.ocr.borders import without_border
from cardscan.ocr.ink import letters_of
from cardscan.ocr.locate import locate_cards
from cardscan.ocr.quads import quad_of
from cardscan.ocr.scene import scene_of
from tests.ocr.scenes import Color, Places, card, laid, overlap, turned_places

WIDTH, HEIGHT = 1000, 640
PAPER = (246, 246, 246)
PLACES = turned_places((500, 325), 880, 532, 1.5)


def scanned(paper: Pixels, lid: Color = (251, 251, 251), corners: Places = PLACES) -> Pixels:
    grain = np.random.default_rng(3).normal(0, 3, (HEIGHT, WIDTH, 1))
    bed = np.full((HEIGHT, WIDTH, 3), lid, np.uint8)
    return np.clip(laid(bed, paper, corners, shadow=0) + grain, 0, 255).astype(np.uint8)


def half_dark() -> Pixels:
    paper = card(paper=PAPER)
    paper[:, 700:] = (30, 40, 60)
    return paper


@pytest.mark.parametrize("paper", [card(paper=PAPER), half_dark()], ids=["white", "half dark"])
def test_the_border_of_the_lid_is_cut_off(paper: Pixels) -> None:
    (quad,) = locate_cards(scanned(paper))
    assert overlap(quad, PLACES) > 0.97


def test_a_frame_and_a_band_printed_on_a_card_are_no_border() -> None:
    framed = card(1000, 640, paper=PAPER)
    cv2.rectangle(framed, (40, 40), (959, 599), (60, 60, 60), 3)
    banded = card(1000, 640, paper=PAPER)
    banded[:90] = banded[-90:] = (30, 90, 160)
    for paper in (framed, banded):
        lab = cv2.cvtColor(paper, cv2.COLOR_RGB2LAB)
        gray = np.asarray(cv2.cvtColor(paper, cv2.COLOR_RGB2GRAY), np.uint8)
        assert without_border(np.asarray(lab, np.uint8), letters_of(gray)) is None


def test_a_column_of_print_is_no_border_where_that_of_the_lid_is_faint() -> None:
    paper = card(paper=(247, 247, 247))
    for row in range(24, 540, 14):
        cv2.putText(paper, "EHEH", (60, row), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (40,) * 3, 2)
    scene = scene_of(scanned(paper, lid=(248, 248, 248)))
    within = without_border(scene.lab, scene.letters)
    assert within is not None
    assert overlap(quad_of(within), PLACES) > 0.95
