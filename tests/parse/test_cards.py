"""Cards as people have them printed, in ``tests/data/cards``: their lines, then what they say.

A line may begin with its type size in pixels, ``34> 大西 康弘``; ``&&`` parts boxes on one row.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cardscan.model import Kind, Line
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import TYPE, line_of, page_of
from samples.score import compared

CARDS = Path(__file__).parents[1] / "data" / "cards"


def printed() -> Iterator[str]:
    for file in sorted(CARDS.glob("*.txt")):
        yield from file.read_text(encoding="utf-8").strip().split("\n\n")


def title_of(card: str) -> str:
    return re.sub(r"\d+>", "", " / ".join(card.splitlines()[:2]))


def lines_of(rows: list[str]) -> Iterator[Line]:
    top = 30.0
    for row in rows:
        left, tall = 40.0, TYPE
        for cell in row.split("&&"):
            size, _, text = cell.strip().rpartition(">") if cell[:2].isdigit() else ("", "", cell)
            line = line_of(text.strip(), left=left, top=top, size=float(size or TYPE))
            left, tall = line.quad.right + 60, max(tall, line.quad.height)
            yield line
        top += 1.5 * tall


@pytest.mark.parametrize("card", tuple(printed()), ids=title_of)
def test_a_card_is_understood(card: str) -> None:
    rows = [row for row in card.splitlines() if not row.startswith("=>")]
    told = [row.removeprefix("=> ").partition(" ") for row in card.splitlines()[len(rows) :]]
    lines = list(lines_of(rows))
    read = parse_page(page_of(*lines, height=int(lines[-1].quad.bottom) + 30))
    for kind in Kind:
        expected = sorted(compared(kind, [value for name, _, value in told if name == kind]))
        assert sorted(compared(kind, [field.value for field in read.of(kind)])) == expected
