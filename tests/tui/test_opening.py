"""The start: something to look at first, then the library."""

import subprocess
import sys
import threading

import pytest

from cardscan.config import Settings
from cardscan.errors import LibraryError
from cardscan.passphrases import Ask
from cardscan.store.library import Library
from cardscan.tui import app as app_module
from cardscan.tui.app import CardscanApp

from .driving import Terminal

HEAVY = {"sqlalchemy", "alembic", "PIL", "cv2", "phonenumbers", "openvino", "pydantic"}


def test_the_first_paint_waits_for_no_database_and_no_pictures() -> None:
    code = "import sys, cardscan.cli.main, cardscan.tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert HEAVY & set(done.stdout.split()) == set()


async def test_the_screen_is_there_and_takes_keys_before_the_library_is_open(
    library: Library,
) -> None:
    may_open = threading.Event()

    def opening(_ask: object) -> Library:
        may_open.wait(20)
        return library

    app = CardscanApp(opening, Settings(library=""))
    async with app.run_test(size=(80, 24)) as pilot:
        seen = Terminal(app, pilot)
        await pilot.pause(0.05)
        assert "Search names" in seen.text
        await pilot.press("tab", "f2", "f3", "f4", "f6", "f6", "enter", "space", "slash", "田")
        may_open.set()
        await seen.settle()
        assert "2 contacts match" in seen.text


async def test_a_library_that_cannot_be_opened_ends_it_with_the_reason() -> None:
    def opening(_ask: object) -> Library:
        raise LibraryError("cards.db: is no library")

    app = CardscanApp(opening, Settings(library=""))
    async with app.run_test() as pilot:
        await pilot.pause(0.5)
    assert str(app.return_value) == "cards.db: is no library"


async def test_a_passphrase_is_asked_for_before_the_contacts_are_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(name: str, question: str) -> str:
        asked.append(f"{question} of {name}")
        return "secret"

    def opening(ask: Ask) -> Library:
        assert ask("cards.db", "Passphrase") == "secret"
        return library

    monkeypatch.setattr(app_module, "asked", answer)
    app = CardscanApp(opening, Settings(library=""))
    async with app.run_test(size=(80, 24)) as pilot:
        await Terminal(app, pilot).settle()
        assert asked == ["Passphrase of cards.db"]
