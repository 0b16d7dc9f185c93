"""The scan: what is in a stack is seen before it is filed."""

from pathlib import Path

import pytest

from cardscan.store.library import Library
from cardscan.tui.screens import scan as scan_module
from cardscan.tui.widgets.picture import Picture
from tests.beside import LEE, YAMADA, put_card

from .driving import LARGE, SMALL, Terminal, terminal

pytestmark = pytest.mark.usefixtures("engines")


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    put_card(folder / "1.png", *YAMADA)
    put_card(folder / "2.png", *LEE)
    (folder / "3.png").write_bytes(b"no picture")
    return folder


async def scan(seen: Terminal, path: Path) -> None:
    await seen.press("f3")
    await seen.search(str(path))
    await seen.press("enter")


async def test_what_comes_into_a_watched_folder_is_read_and_after_f_filed(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_module, "AT_REST", 0.2)
    monkeypatch.setattr(scan_module, "LOOK_EVERY", 0.02)
    put_card(tmp_path / "in/1.png", *YAMADA)
    async with terminal(empty, LARGE, engine="beside") as seen:
        await scan(seen, tmp_path / "in")
        await seen.pilot.press("f", "w")
        assert await seen.shows("watching the folder")
        put_card(tmp_path / "in/2.png", *LEE)
        assert await seen.shows("2 of 2 read · 2 cards · 2 filed"), seen.text
        await seen.press("w")
        assert "watching" not in seen.text
        assert empty.count() == 2


async def test_only_a_folder_can_be_watched(empty: Library) -> None:
    async with terminal(empty, engine="beside") as seen:
        await seen.press("f3", "f7")
        assert await seen.shows("Name a folder first")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_a_stack_is_shown_with_its_cards_boxes_and_failures_and_nothing_is_filed(
    empty: Library, stack: Path, size: tuple[int, int]
) -> None:
    async with terminal(empty, size, engine="beside") as seen:
        await scan(seen, stack)
        assert "3 of 3 read · 2 cards · 1 failed" in seen.text
        assert "1 card" in seen.line_with("1.png")
        assert "✗ failed" in seen.line_with("3.png")
        page = seen.app.screen.query_one("#page", Picture)
        assert len(page.boxes) == 1
        assert seen.line_with("山田 太郎")
        await seen.press("end")
        assert "Failed" in seen.text
        assert "not a picture" in " ".join(seen.text.split())
        assert empty.count() == 0


async def test_a_key_files_all_but_what_is_left_out(empty: Library, stack: Path) -> None:
    async with terminal(empty, LARGE, engine="beside") as seen:
        await scan(seen, stack)
        await seen.press("x")
        assert "left out" in seen.line_with("1.png")
        await seen.press("f")
        assert "new contact" in seen.line_with("2.png")
        assert "left out" in seen.line_with("1.png")
        assert [it.name.text for it in empty.search("")] == ["Ann Lee"]
        await seen.press("x", "f")
        assert empty.count() == 2
        await seen.press("escape")
        assert "2 contacts" in seen.text


async def test_a_folder_without_pictures_is_named(empty: Library, tmp_path: Path) -> None:
    async with terminal(empty, engine="beside") as seen:
        await scan(seen, tmp_path / "nothing.png")
        assert "✗ failed" in seen.text
        (tmp_path / "empty").mkdir()
        await seen.press("slash", "end", *(["backspace"] * 11))
        await seen.search("empty")
        await seen.press("enter")
        assert "no pictures in this folder" in " ".join(seen.text.split())


async def test_a_path_is_completed(empty: Library, stack: Path) -> None:
    async with terminal(empty, LARGE, engine="beside") as seen:
        await seen.press("f3")
        await seen.search(str(stack)[:-1])
        await seen.press("right", "enter")
        assert "3 of 3 read" in seen.text


async def test_an_unknown_engine_is_a_sentence(empty: Library, stack: Path) -> None:
    async with terminal(empty, engine="nowhere") as seen:
        await scan(seen, stack)
        assert "nowhere" in seen.text
