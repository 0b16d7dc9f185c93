"""The way up is the one in which the card reads best."""

import numpy as np
import pytest

from cardscan.model import Direction, Line, OcrPage, PreparedCard, Quad, Source
from cardscan.ocr.upright import read_upright

SIZE = (60, 100)  # height and width of a card that stands the right way up


def card(quarter_turns: int) -> PreparedCard:
    """Return a card with a white top left corner, turned counter-clockwise."""
    pixels = np.zeros((*SIZE, 3), dtype=np.uint8)
    pixels[:10, :10] = 255
    height, width = np.rot90(pixels, quarter_turns).shape[:2]
    source = Source("a.jpg", 0, 0, Quad.of_box(0, 0, width, height))
    return PreparedCard(source, "digest", np.ascontiguousarray(np.rot90(pixels, quarter_turns)))


class CornerEngine:
    """Reads well only when the white corner is at the top left."""

    name = "corner"

    def __init__(self) -> None:
        self.reads = 0

    def read(self, card: PreparedCard) -> OcrPage:
        self.reads += 1
        upright = bool(card.pixels[0, 0, 0] == 255) and card.pixels.shape[:2] == SIZE
        line = Line("山田太郎 090-1234-0000", 0.99 if upright else 0.6, Quad.of_box(10, 10, 80, 20))
        return OcrPage(card.source, 100, 60, (line,))


@pytest.mark.parametrize("turns", range(4))
def test_a_card_is_turned_until_it_reads(turns: int) -> None:
    turned, page = read_upright(card(turns), CornerEngine())
    assert page.lines[0].confidence == 0.99
    assert turned.pixels[0, 0, 0] == 255
    assert page.source == turned.source


def test_the_corners_in_the_picture_follow_the_card() -> None:
    """The card lies turned by 90° counter-clockwise: its own top left is at the bottom left."""
    turned, _ = read_upright(card(1), CornerEngine())
    assert turned.source.quad is not None
    assert turned.source.quad.top_left == (0, 100)


def test_a_card_that_reads_well_is_read_once() -> None:
    engine = CornerEngine()
    read_upright(card(0), engine)
    assert engine.reads == 1


def test_a_card_on_its_side_is_not_taken_for_columns_after_a_half_turn() -> None:
    """Kanji that lie on their side read well one by one, in the wrong order."""

    class Kanji(CornerEngine):
        def read(self, card: PreparedCard) -> OcrPage:
            page = super().read(card)
            if page.lines[0].confidence == 0.99:
                return page
            is_half_turned = bool(card.pixels[-1, 0, 0] == 255)
            quad = page.lines[0].quad
            on_its_side = Quad(quad.top_right, quad.bottom_right, quad.bottom_left, quad.top_left)
            line = Line("郎太田山", 0.95, quad, Direction.VERTICAL)
            lying = Line("山田太郎", 0.99, on_its_side)
            return OcrPage(card.source, 100, 60, (line if is_half_turned else lying,))

    turned, page = read_upright(card(3), Kanji())
    assert page.lines[0].text.startswith("山田太郎")
    assert turned.pixels.shape[:2] == SIZE


def test_kanji_that_read_well_on_their_side_do_not_hide_the_right_way_up() -> None:
    """Columns on their side pass for rows without any digits."""

    class Lying(CornerEngine):
        def read(self, card: PreparedCard) -> OcrPage:
            page = super().read(card)
            if page.lines[0].confidence == 0.99 or card.pixels[-1, 0, 0] != 255:
                return page
            line = Line("山田太郎 東京都", 0.98, page.lines[0].quad)
            return OcrPage(card.source, 100, 60, (line,))

    for turns in range(4):
        turned, _ = read_upright(card(turns), Lying())
        assert turned.pixels.shape[:2] == SIZE
        assert turned.pixels[0, 0, 0] == 255


def test_a_line_along_the_edge_of_a_card_that_reads_well_asks_for_no_second_look() -> None:
    class AlongEdge(CornerEngine):
        def read(self, card: PreparedCard) -> OcrPage:
            page = super().read(card)
            box = Quad.of_box(92, 5, 98, 55)
            lying = Quad(box.top_right, box.bottom_right, box.bottom_left, box.top_left)
            edge = Line("1921", 0.99, lying)
            return OcrPage(page.source, page.width, page.height, (*page.lines, edge))

    engine = AlongEdge()
    read_upright(card(0), engine)
    assert engine.reads == 1
    assert read_upright(card(2), engine)[0].pixels[0, 0, 0] == 255


def test_a_card_without_text_stays_as_it_is() -> None:
    class BlindEngine:
        name = "blind"

        def read(self, card: PreparedCard) -> OcrPage:
            return OcrPage(card.source, 100, 60, ())

    blank = card(1)
    assert read_upright(blank, BlindEngine())[0] is blank


def test_the_second_step_is_taken_once_the_right_way_up() -> None:
    class TwoSteps(CornerEngine):
        completed = 0

        def glance(self, card: PreparedCard) -> OcrPage:
            return super().read(card)

        def complete(self, card: PreparedCard, glimpse: OcrPage) -> OcrPage:
            self.completed += 1
            assert glimpse.source == card.source
            return glimpse

    engine = TwoSteps()
    turned, page = read_upright(card(2), engine)
    assert (engine.completed, engine.reads, page.source) == (1, 2, turned.source)
