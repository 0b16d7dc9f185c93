"""A library that breaks while it is on screen is a sentence, not a traceback."""

from pathlib import Path

import pytest

from cardscan.store.library import Library
from cardscan.tui import app
from tests.servers import Server

from .driving import terminal
from .invented import file_card, file_everybody, person


def break_library(library: Library, path: Path) -> bytes:
    """Put something else where the library was; return what was there."""
    library.close()  # the log goes into the file, and the next question opens it anew
    whole = path.read_bytes()
    path.write_bytes(b"no database " * 2000)
    return whole


async def test_a_broken_library_is_named_on_the_list_which_stays_and_comes_back(
    library: Library, tmp_path: Path
) -> None:
    async with terminal(library) as seen:
        whole = break_library(library, tmp_path / "cards.db")
        await seen.press("f5")
        assert "is damaged" in " ".join(seen.text.split())
        assert "F5 tries again" in seen.text
        assert seen.line_with("健一")
        (tmp_path / "cards.db").write_bytes(whole)
        await seen.press("f5")
        assert "F5 tries again" not in seen.text
        assert "5 contacts" in seen.text


async def test_what_another_program_does_shows_by_itself(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LOOK_EVERY", 0.02)
    async with terminal(library) as seen:
        assert await seen.shows("5 contacts")
        with Library.open(tmp_path / "cards.db") as other:
            file_card(other, person("Ann Lee"))
        assert await seen.shows("6 contacts")
        whole = break_library(library, tmp_path / "cards.db")
        assert await seen.shows("F5 tries again")
        (tmp_path / "cards.db").write_bytes(whole)
        assert await seen.shows("6 contacts")


async def test_a_broken_library_is_named_on_a_contact_and_back_still_works(
    library: Library, tmp_path: Path
) -> None:
    async with terminal(library) as seen:
        await seen.press("enter")
        whole = break_library(library, tmp_path / "cards.db")
        await seen.press("n")
        assert "is damaged" in " ".join(seen.text.split())
        assert "F5 tries again" in seen.text
        (tmp_path / "cards.db").write_bytes(whole)
        await seen.press("f5")
        assert "F5 tries again" not in seen.text
        await seen.press("escape")
        assert "5 contacts" in seen.text


async def test_a_contact_that_another_program_took_back_is_named_as_gone(
    library: Library, tmp_path: Path
) -> None:
    async with terminal(library) as seen:
        await seen.search("email:info")
        await seen.press("enter")
        with Library.open(tmp_path / "cards.db") as other:
            other.undo()
        await seen.press("r")
        assert "Escape goes back" in seen.text
        await seen.press("escape")
        assert "0 contacts match" in seen.text


async def test_a_server_that_goes_away_is_named_and_the_list_goes_on_when_it_is_back(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LOOK_EVERY", 0.02)
    name = server.new_database()
    with Library.open(server.url(name)) as library:
        file_everybody(library)
        async with terminal(library) as seen:
            assert await seen.shows("5 contacts")
            server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            of_ours = f"datname = '{name}'"
            server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {of_ours}")  # noqa: S608 - our own name
            assert await seen.shows("cannot be reached")
            assert "Traceback" not in seen.text
            assert seen.line_with("健一")  # what was read stays in sight
            await seen.press("enter", "escape", "f4", "escape", "f2", "escape")
            server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
            assert await seen.shows("5 contacts")
            await seen.press("enter")
            assert await seen.shows("filed a card")  # in the history of the first one
