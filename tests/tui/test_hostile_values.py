"""What a card says is text: it neither colours, nor moves, nor hides anything."""

import pytest
from rich.cells import cell_len

from cardscan.model import Kind
from cardscan.store.library import Library

from .driving import LARGE, SMALL, terminal
from .invented import field, file_card, person

HOSTILE = {
    "markup": ("[red]赤[/red] [/] [@click=app.quit]", "[red]赤[/red]"),
    "ansi": ("\x1b[31;1m赤\x1b[2J", r"\x1b[31;1m赤"),
    "controls": ("a\x07b\x08c\x9b2K", r"a\x07b\x08c\x9b2K"),
    "breaks": ("一行\n二行\t三", "一行 二行 三"),
    "override": ("\u202eevil\u2066", r"\u202eevil\u2066"),
    "joined emoji": ("👩\u200d💻❤\ufe0f👍🏽", r"👩\u200d💻❤👍"),
    "combining": ("\u0301e\u0301か\u3099", "e\u0301か\u3099"),
    "half width": ("ﾔﾏﾀﾞ", "ﾔﾏﾀﾞ"),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_a_hostile_value_is_spelled_out_and_moves_nothing(
    empty: Library, size: tuple[int, int]
) -> None:
    for what, (value, _) in HOSTILE.items():
        file_card(empty, person(what, "", value, field(Kind.NOTE, value)))
    async with terminal(empty, size) as seen:
        assert {cell_len(line) for line in seen.lines} == {size[0]}
        for what, (_, shown) in HOSTILE.items():
            assert shown[:6] in seen.line_with(what)
            assert seen.line_with(what).rstrip().endswith("2026-05-01")
        await seen.press("enter")
        for what in sorted(HOSTILE, key=lambda name: name.split()[::-1]):  # by family name
            assert what in seen.lines[0]
            assert {cell_len(line) for line in seen.lines} == {size[0]}
            assert HOSTILE[what][1] in seen.text
            await seen.press("n")


async def test_a_very_long_value_is_cut_in_the_list_and_says_how_much_is_left(
    empty: Library,
) -> None:
    file_card(empty, person("田中 健一", "", "長" * 5000))
    async with terminal(empty, LARGE) as seen:
        assert "長…" in seen.line_with("健一")
        assert seen.line_with("健一").rstrip().endswith("2026-05-01")
        await seen.press("enter", "down")
        assert "(+4400 more)" in seen.text
        await seen.press("c")
        assert seen.app.clipboard == "長" * 5000


async def test_wide_and_narrow_letters_leave_every_column_where_it_was(empty: Library) -> None:
    names = ["髙橋 健", "O'Connor Zoë", "ﾔﾏﾀﾞ ﾀﾛｳ", "むらさき・ゆゐ", "김 민준", "Ａｎｎ Ｌｅｅ"]
    for name in names:
        file_card(empty, person(name, "", "株式会社サンプル"))
    async with terminal(empty) as seen:
        rows = [line for line in seen.lines if "2026-05-01" in line]
        assert len(rows) == len(names)
        for column in ("株式", "2026-05-01"):
            assert len({cell_len(row[: row.index(column)]) for row in rows}) == 1
