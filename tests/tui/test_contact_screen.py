"""One contact: what is known, from which card, and what was done with it."""

import re

from cardscan.model import Kind
from cardscan.store.library import Library

from .driving import LARGE, terminal
from .invented import field, file_card, person


async def test_values_wear_their_national_form_and_nothing_is_lost(library: Library) -> None:
    async with terminal(library, LARGE) as seen:
        await seen.search("健一")
        await seen.press("enter")
        for value in (
            "株式会社サンプル商事",
            "代表取締役社長",
            "03-1234-5678",
            "tanaka@example.co.jp",
            "100-0001",
            "サンプルビル3F",
        ):
            assert value in seen.text


async def test_the_timeline_is_newest_first_and_says_what_became_of_each_card(
    library: Library,
) -> None:
    async with terminal(library, LARGE) as seen:
        await seen.search("健一")
        await seen.press("enter")
        newer = seen.line_with("2026-11-01 株式会社サンプル商事, 代表取締役社長")
        older = seen.line_with("2021-04-01 例示工業株式会社, 係長")
        assert seen.lines.index(newer) < seen.lines.index(older)
        assert "joined, check" in newer
        assert "new contact" in older


async def test_the_chosen_card_shows_confidence_readers_and_what_needs_a_look(
    library: Library,
) -> None:
    async with terminal(library, LARGE) as seen:
        await seen.search("健一")
        await seen.press("enter")
        assert "61% tesseract check" in seen.text
        assert "98% rapidocr+tesseract" in seen.text
        assert "same name and reading" in seen.text
        await seen.press("tab", "down")
        assert "係長" in seen.text
        assert "61%" not in seen.text


async def test_lines_that_no_rule_claimed_and_warnings_are_kept_in_sight(
    library: Library,
) -> None:
    async with terminal(library, LARGE) as seen:
        await seen.search("email:info")
        await seen.press("enter")
        assert re.search(r"Left over +品質第一", seen.text)
        assert re.search(r"Warning +no name found", seen.text)


async def test_at_80_by_24_the_pane_with_the_keys_is_open(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("enter")
        for title in ("Contact", "Cards, newest first", "What this card says", "History"):
            assert f"╔═ {title} ═" in seen.text
            assert seen.text.count("╭─") == 3
            await seen.press("tab")


async def test_a_pane_says_how_many_rows_it_has_when_only_one_is_in_sight(
    library: Library,
) -> None:
    async with terminal(library) as seen:
        await seen.search("健一")
        await seen.press("enter", "tab")
        assert "─ 1 of 11 ─" in seen.text
        assert "═ 1 of 2 ═" in seen.text
        await seen.press("down")
        assert "═ 2 of 2 ═" in seen.text
        await seen.press("tab")
        assert "─ 2 of 2 ─" in seen.text
        assert "2021-04-01 例示工業株式会社" in seen.text  # its own line, not the first one


async def test_the_heading_marks_a_contact_that_waits_for_a_person(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.search("健一")
        await seen.press("enter")
        assert seen.lines[0].startswith(" ! 田中 健一")
        await seen.press("escape")
        await seen.search(" , 次郎")
        await seen.press("enter")
        assert "!" not in seen.lines[0]


async def test_a_country_stands_only_behind_an_address_abroad(empty: Library) -> None:
    for name, country in (("田中 健一", "JP"), ("Zoë O'Connor", "DE")):
        parts = (("country", country),)
        file_card(empty, person(name, "", "", field(Kind.ADDRESS, "1-1", parts=parts)))
    async with terminal(empty) as seen:
        await seen.press("enter")
        assert re.search(r"Address +1-1 +DE ", seen.text)
        await seen.press("n")
        assert re.search(r"Address +1-1 +║", seen.text)


async def test_next_and_previous_walk_the_list_and_stop_at_its_ends(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.search("田中")
        await seen.press("enter")
        first = seen.lines[0]
        await seen.press("n")
        assert seen.lines[0] != first
        await seen.press("n")
        assert await seen.shows("This is the last contact.")
        await seen.press("p")
        assert seen.lines[0] == first
        await seen.press("p")
        assert await seen.shows("This is the first contact.")


async def test_back_from_a_neighbour_marks_the_neighbour_in_the_list(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("enter", "n", "escape")
        assert seen.lines[6].startswith("▸")


async def test_copy_takes_the_value_under_the_cursor(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.search("健一")
        await seen.press("enter", "down", "c")
        assert seen.app.clipboard == "たなか けんいち"
        assert await seen.shows("Copied: Kana")


async def test_enter_on_a_card_of_the_timeline_goes_into_the_card(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("enter", "tab", "enter")
        assert "╔═ What this card says ═" in seen.text


async def test_a_card_filed_meanwhile_shows_on_refresh(library: Library) -> None:
    async with terminal(library, LARGE) as seen:
        await seen.search("髙橋")
        await seen.press("enter")
        contact = next(library.search("髙橋"))
        assert "2026-05-01" in seen.text
        file_card(library, person("髙橋 ゆゐ", "", "新会社"), contact_id=contact.id)
        await seen.press("r")
        assert "新会社" in seen.text
