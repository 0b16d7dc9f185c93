"""What is the same on every screen: help, themes, commands, room, a lost library."""

import pytest
from textual.widgets import Input

from cardscan.store.library import Library
from cardscan.tui.app import DARK, LIGHT

from .driving import LARGE, SMALL, terminal

BOTH_SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])


@BOTH_SIZES
async def test_a_question_mark_opens_the_help_on_every_screen(
    library: Library, size: tuple[int, int]
) -> None:
    async with terminal(library, size) as seen:
        for way in ([], ["tab"], ["enter"]):  # the search box, the list, a contact
            await seen.press(*way, "question_mark")
            assert "all commands by name" in seen.text
            await seen.press("escape")
            assert "all commands by name" not in seen.text


async def test_a_question_mark_after_text_is_text_and_f1_still_helps(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("a", "?")
        assert seen.app.screen.query_one(Input).value == "a?"
        await seen.press("f1")
        assert "all commands by name" in seen.text


async def test_no_line_of_the_help_is_cut_at_80_by_24(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("f1")
        top = seen.text
        await seen.press("end")
        assert "are one." in seen.text
        for line in (top + seen.text).splitlines():
            assert not line.rstrip(" │").endswith("…")


async def test_the_theme_switches_between_dark_and_light(library: Library) -> None:
    async with terminal(library) as seen:
        assert seen.app.theme == DARK
        await seen.press("ctrl+t")
        assert seen.app.theme == LIGHT
        await seen.press("ctrl+t")
        assert seen.app.theme == DARK


async def test_the_command_palette_finds_the_theme(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("ctrl+p")
        await seen.press(*"dark")
        assert await seen.shows("Switch between dark and light")
        await seen.press("down", "enter")
        assert seen.app.theme == LIGHT


async def test_the_footer_names_the_keys_of_what_has_the_focus(library: Library) -> None:
    async with terminal(library) as seen:
        assert "Open" in seen.lines[-1]
        assert "Choose" not in seen.lines[-1]
        assert "^q Quit" in seen.lines[-1]
        await seen.press("tab")
        assert "space Choose" in seen.lines[-1]
        await seen.press("enter")
        assert "n Next" in seen.lines[-1]


async def test_a_terminal_too_small_says_so_until_it_grows(library: Library) -> None:
    async with terminal(library, (50, 12)) as seen:
        assert "This terminal is too small." in " ".join(seen.text.split())
        await seen.pilot.resize_terminal(80, 24)
        await seen.settle()
        assert "too small" not in seen.text
        assert seen.line_with("健一")
        await seen.pilot.resize_terminal(80, 10)
        await seen.settle()
        assert "too small" in seen.text


async def test_control_q_leaves(library: Library) -> None:
    async with terminal(library) as seen:
        await seen.press("ctrl+q")
        assert not seen.app.is_running
