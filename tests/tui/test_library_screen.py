"""The list: search as one types, move, sort, open."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from cardscan.model import Kind
from cardscan.store.library import Library
from cardscan.tui.widgets.contact_table import ContactTable

from .driving import LARGE, SMALL, terminal
from .invented import field, file_card, file_many, person

BOTH_SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])


async def test_typing_two_kanji_narrows_the_list_at_once(library: Library) -> None:
    async with terminal(library) as seen:
        assert "5 contacts" in seen.text
        await seen.press("田", "中")
        assert "2 contacts match" in seen.text
        assert seen.line_with("健一")
        assert seen.line_with("次郎")
        assert not seen.line_with("髙橋")


async def test_escape_brings_everybody_back(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.search("田中")
        await seen.press("escape")
        assert "5 contacts" in seen.text
        assert seen.app.screen.query_one(Input).value == ""


async def test_an_unknown_field_is_named_beside_the_known_ones_and_the_list_stays(
    library: Library,
) -> None:
    async with terminal(library) as seen:
        seen.app.screen.query_one(Input).value = "foo:x"
        await seen.settle()
        assert "foo" in seen.text
        assert "company" in seen.text
        assert "met" in seen.line_with("met,")
        assert seen.line_with("健一")
        await seen.press("escape")
        assert "5 contacts" in seen.text


async def test_a_refused_query_does_not_also_say_that_nothing_matches(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press(*"foo:")
        assert "Unknown field 'foo'" in seen.text
        assert "No contact matches" not in seen.text


async def test_at_80_by_24_a_number_from_abroad_is_whole(empty: Library) -> None:
    file_card(empty, person("Zoë O'Connor", "", "", field(Kind.MOBILE, "+33639981234")))
    async with terminal(empty) as seen:
        assert "+33 6 39 98 12 34" in seen.line_with("Zoë")


async def test_a_search_without_hits_says_what_can_be_searched(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.search("nobody")
        assert "0 contacts match" in seen.text
        assert "No contact matches this search." in seen.text


@BOTH_SIZES
async def test_an_empty_library_says_what_to_do_next(empty: Library, size: tuple[int, int]) -> None:
    async with terminal(empty, size) as seen:
        assert "This library has no contacts yet." in seen.text
        assert "cardscan scan FOLDER" in seen.text


async def test_cards_filed_by_another_program_appear_on_refresh(
    library: Library, tmp_path: Path
) -> None:
    async with terminal(library) as seen:
        with Library.open(tmp_path / "cards.db") as other:
            file_card(other, person("新井 みどり", "あらい みどり"))
        assert not seen.line_with("新井")
        await seen.press("f5")
        assert seen.line_with("新井")
        assert "6 contacts" in seen.text


async def test_the_first_cards_replace_the_greeting_when_the_window_gets_the_focus(
    empty: Library,
) -> None:
    async with terminal(empty) as seen:
        file_card(empty, person("新井 みどり"))
        await seen.app.on_app_focus()
        await seen.settle()
        assert seen.line_with("新井")
        assert "1 contact" in seen.text


async def test_arrows_move_the_mark_while_the_search_box_has_the_keys(library: Library) -> None:
    async with terminal(library) as seen:
        first, second = seen.lines[5], seen.lines[6]
        assert first.startswith("▸")
        await seen.press("down")
        assert seen.lines[5] == " " + first[1:]
        assert seen.lines[6] == "▸" + second[1:]
        await seen.press("up", "up")
        assert seen.lines[5] == first


async def test_keys_of_the_list_go_to_the_ends(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("tab", "end")
        assert seen.lines[9].startswith("▸")
        await seen.press("home")
        assert seen.lines[5].startswith("▸")


async def test_a_doubtful_contact_has_a_mark_that_needs_no_colour(library: Library) -> None:
    async with terminal(library) as seen:
        assert seen.line_with("健一")[1] == "!"
        assert seen.line_with("髙橋")[1] == " "


async def test_sort_keys_and_a_click_on_a_title_change_the_order(library: Library) -> None:
    async with terminal(library, LARGE) as seen:
        await seen.press("tab", "s", "s", "s")
        assert "sorted by Met, descending" in seen.text
        assert "健一" in seen.lines[5]
        await seen.press("S")
        assert "健一" in seen.lines[9]
        company = seen.lines[4].index("Company")
        await seen.pilot.click(ContactTable, offset=(company + 1, 0))
        await seen.settle()
        assert "sorted by Company" in seen.text
        await seen.pilot.click(ContactTable, offset=(company + 1, 0))
        await seen.settle()
        assert "sorted by Company, descending" in seen.text
        await seen.press("s", "s")
        assert "sorted" not in seen.text


async def test_a_double_click_opens_the_row_under_the_mouse(library: Library) -> None:
    async with terminal(library) as seen:
        row = seen.lines.index(seen.line_with("次郎"))
        await seen.pilot.click(ContactTable, offset=(10, row - 4), times=2)
        await seen.settle()
        assert "邊見印刷" in seen.lines[0]


async def test_a_long_list_fetches_rows_as_they_are_seen_up_to_the_last(empty: Library) -> None:
    file_many(empty, 350)
    async with terminal(empty) as seen:
        assert "350 contacts" in seen.text
        await seen.press("tab", "end")
        assert "0349" in seen.lines[22]
        await seen.press("pageup", "pageup")
        assert all(re.search(r"山本 0\d{3}", line) for line in seen.lines[5:23])
        table = seen.app.screen.query_one(ContactTable)
        assert len(table._contacts) < 350


async def test_coming_back_from_a_contact_the_mark_stands_on_it(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("down", "down")
        marked = seen.lines[7]
        await seen.press("enter")
        assert seen.lines[7] != marked
        await seen.press("escape")
        assert seen.lines[7] == marked
