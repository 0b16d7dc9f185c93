"""Text on a card is a stranger's: it breaks nothing and costs no time."""

import time

import pytest

from cardscan.model import Direction, Kind, Line, Quad
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import page_of


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "@" * 10_000,
        "1-" * 5_000,
        "(" * 10_000,
        "a.b@" * 2_500,
        "www." * 2_500,
        "山田" * 5_000,
        "部長" * 5_000,
        " " * 10_000,
        "山 " * 5_000,
        "Sales Manager " * 700,
        "\x00\x1b[31m\u202e" * 1_000,
        "03-1234-5678 " * 800,
        "〒100-0005東京都" * 1_000,
        "ー" * 10_000,
    ],
)
def test_an_endless_line_is_read_in_an_instant(text: str) -> None:
    parse_page(page_of("山田太郎"))  # the dictionary is loaded
    begun = time.perf_counter()
    card = parse_page(page_of(text, "山田太郎"))
    assert time.perf_counter() - begun < 1.0
    assert card.lines[0].text == text


def test_ten_thousand_lines_are_kept() -> None:
    card = parse_page(page_of(*["x"] * 10_000))
    assert len(card.lines) == len(card.leftover) == 10_000


def test_escapes_and_direction_marks_do_not_reach_a_value() -> None:
    card = parse_page(page_of("\x1b[31m株式会社\u202eサンプル\x1b[0m", "山田\u200b太郎"))
    assert [f.value for f in card.of(Kind.COMPANY)] == ["株式会社サンプル"]
    assert [f.value for f in card.of(Kind.NAME)] == ["山田 太郎"]


def test_an_empty_page_is_an_empty_card() -> None:
    card = parse_page(page_of())
    assert not card.fields
    assert not card.leftover


def test_lines_without_height_are_read() -> None:
    flat = [Quad.of_box(0, 0, 7, 0), Quad.of_box(0, 1, 8, 1)]
    lines = [Line("山田 太郎", 0.9, quad, Direction.VERTICAL) for quad in flat]
    assert parse_page(page_of(*lines)).lines == tuple(lines)
