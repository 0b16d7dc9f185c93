"""Cards whose edges nobody sees are told by their print, if what it says is a card's."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from cardscan.model import CardImage, Line, OcrPage, Pixels, PreparedCard, Quad, Source
from cardscan.ocr.printed import EDGES_UNSEEN, cards_of_print, made_whole

BARS = ((600, 400, 1000, 450), (600, 500, 900, 535), (800, 640, 1250, 670), (800, 690, 1200, 720))
CARD = ("青葉工業株式会社", "山田 太郎", "TEL 03-0123-4567", "yamada@aoba.example")
LETTER = (
    "拝啓 時下ますますご清栄のこととお慶び申し上げます。",
    "ann@acme.example",
    "請求書",
    "www.acme.example",
)
GRAY = (190, 190, 190)
NOVEL = ("台所の科学", "II", "新版", "03-0123-4567")


@dataclass
class BarReader:
    """Takes dark bars for lines, and reads the given texts in them from the top."""

    texts: tuple[str, ...]
    name: str = "bars"

    def find_lines(self, pixels: Pixels) -> Sequence[Quad]:
        dark = (pixels[..., 0] < 128).astype(np.uint8)
        contours, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        boxes = sorted(map(cv2.boundingRect, contours), key=lambda box: box[1])
        return [Quad.of_box(x, y, x + width - 1, y + height - 1) for x, y, width, height in boxes]

    def read(self, card: PreparedCard) -> OcrPage:
        found = self.find_lines(card.pixels)
        lines = tuple(Line(*pair) for pair in zip(self.texts, [1.0] * 9, found, strict=False))
        return OcrPage(card.source, card.pixels.shape[1], card.pixels.shape[0], lines)


class BlindReader:
    name = "blind"

    def read(self, card: PreparedCard) -> OcrPage:
        raise AssertionError(card.source)


@pytest.fixture
def image() -> CardImage:
    """Return bars on a desk as white as their card, as half of the file's pixels."""
    pixels = np.full((1200, 1800, 3), 240, np.uint8)
    for left, top, right, bottom in BARS:
        pixels[top:bottom, left:right] = 30
    return CardImage("desk.jpg", 0, "0" * 64, pixels, scale=0.5)


def test_print_that_says_how_to_answer_is_a_card_without_edges(image: CardImage) -> None:
    ((card, page),) = cards_of_print(image, BarReader(CARD))
    quad = card.source.quad
    assert quad is not None
    edges = (quad.left, quad.top, quad.right, quad.bottom)
    assert edges == pytest.approx((1150, 750, 2550, 1490), abs=50)  # in the file, a little outside
    assert [line.text for line in page.lines] == list(CARD)
    assert page.warnings == (EDGES_UNSEEN,)


def test_cards_of_one_picture_are_counted_and_none_is_taken_twice(image: CardImage) -> None:
    twice = np.concatenate([image.pixels, image.pixels])
    image = CardImage("desk.jpg", 0, "0" * 64, twice)
    cards = list(cards_of_print(image, BarReader(CARD)))
    assert [card.source.index for card, _ in cards] == [0, 1]
    one, other = (card.source.quad for card, _ in cards)
    assert one is not None
    assert other is not None
    assert abs(one.center[1] - other.center[1]) == pytest.approx(1200, abs=20)


@pytest.mark.parametrize("texts", [LETTER, NOVEL])
def test_print_of_letters_and_books_is_no_card(image: CardImage, texts: tuple[str, ...]) -> None:
    assert not list(cards_of_print(image, BarReader(texts)))


def test_an_engine_that_knows_no_lines_finds_no_print(image: CardImage) -> None:
    assert not list(cards_of_print(image, BlindReader()))


@pytest.mark.parametrize(("bottom", "is_cut"), [(1310, True), (1480, False)])
def test_a_card_whose_outline_cuts_its_print_is_read_whole(
    image: CardImage, bottom: int, *, is_cut: bool
) -> None:
    reader = BarReader(CARD)
    cut = Quad.of_box(1150, 750, 2550, bottom)
    seen = image.pixels[375 : bottom // 2, 575:1275]
    card = PreparedCard(Source("desk.jpg", 0, 0, cut), "0" * 64, seen)
    whole = made_whole(image, (card, reader.read(card)), reader)
    assert (whole is not None) is is_cut
    if whole is not None:
        assert [line.text for line in whole[1].lines] == list(CARD)
        assert EDGES_UNSEEN in whole[1].warnings


@pytest.mark.parametrize("is_doubtful", [True, False])
def test_a_doubtful_outline_is_held_against_the_print_of_the_picture(
    image: CardImage, *, is_doubtful: bool
) -> None:
    half = Quad.of_box(1150, 750, 2550, 1310)  # through the third line, of which nothing is read
    seen = image.pixels[375:655, 575:1275]
    card = PreparedCard(Source("desk.jpg", 0, 0, half), "0" * 64, seen, is_doubtful)
    page = BarReader(CARD[:2]).read(card)
    assert (made_whole(image, (card, page), BarReader(CARD)) is not None) is is_doubtful


def test_of_two_doubtful_outlines_the_one_chosen_with_the_print_is_kept() -> None:
    desk = np.full((1200, 1800, 3), 240, np.uint8)
    cv2.rectangle(desk, (540, 345), (1580, 800), (244,) * 3, -1)  # slimmer than most cards
    for left, top, right, bottom in BARS:
        desk[top:bottom, left:right] = 30
        place = (560, bottom + 32)
        cv2.putText(desk, "abcde fgh 12345", place, cv2.FONT_HERSHEY_SIMPLEX, 0.9, GRAY, 2)
    grain = np.random.default_rng(1).normal(0, 4, desk.shape[:2])[..., None]
    pixels = np.clip(desk + grain, 0, 255).astype(np.uint8)
    image = CardImage("desk.jpg", 0, "0" * 64, pixels)
    loose = Quad.of_box(0, 0, 1800, 1200)
    card = PreparedCard(Source("desk.jpg", 0, 0, loose), "0" * 64, pixels, is_doubtful=True)
    whole = made_whole(image, (card, BarReader(CARD).read(card)), BarReader(CARD))
    assert whole is not None
    quad = whole[0].source.quad
    assert quad is not None
    assert (quad.left, quad.right) == pytest.approx((540, 1580), abs=8)
