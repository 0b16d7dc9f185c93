"""What a person changes on a contact, and takes back, with keys alone."""

from datetime import date, datetime

import numpy as np
import pytest
import zxingcpp

from cardscan.contact import Contact
from cardscan.formats.qr import qr_code
from cardscan.model import Kind
from cardscan.store.library import Library
from cardscan.tui.app import CardscanApp
from cardscan.tui.screens.code import drawn
from cardscan.tui.widgets.picture import Picture

from .driving import LARGE, SMALL, Terminal, terminal
from .invented import INK, field, file_card, person


@pytest.fixture
def lee(empty: Library) -> Library:
    """One person with a mobile, a mail address and a title."""
    more = (
        field(Kind.TITLE, "CEO"),
        field(Kind.MOBILE, "+819012345678"),
        field(Kind.EMAIL, "ann@example.com"),
    )
    file_card(empty, person("Ann Lee", "", "Example Ltd", *more))
    return empty


def only(library: Library) -> Contact:
    (contact,) = library.search("")
    return contact


async def choose(seen: Terminal, label: str) -> None:
    """Move down to the row of a label in the pane that has the keys."""
    pane = seen.app.screen.focused
    rows = pane.rows  # type: ignore[union-attr]
    place = next(n for n, row in enumerate(rows) if row.label == label)
    await seen.press("home", *["down"] * place)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_a_value_is_edited_where_it_stands_and_the_change_taken_back(
    lee: Library, size: tuple[int, int]
) -> None:
    async with terminal(lee, size) as seen:
        await seen.press("enter")
        await choose(seen, "Title")
        await seen.press("e", *["backspace"] * 3, *"CFO", "enter")
        assert only(lee).titles == ("CFO",)
        assert "CFO" in seen.text
        await seen.press("u")
        assert only(lee).titles == ("CEO",)
        assert "CFO" not in seen.lines[0]


async def test_a_number_is_typed_as_people_dial_it(lee: Library) -> None:
    async with terminal(lee) as seen:
        await seen.press("enter")
        await choose(seen, "Mobile")
        await seen.press("e", "backspace", "9", "enter")
        assert [it.value for it in only(lee).phones] == ["+819012345679"]


async def test_an_empty_answer_strikes_out_and_escape_changes_nothing(lee: Library) -> None:
    async with terminal(lee) as seen:
        await seen.press("enter")
        await choose(seen, "E-mail")
        await seen.press("e", "x", "escape")
        assert only(lee).emails == ("ann@example.com",)
        await seen.press("e", *["backspace"] * 15, "enter")
        assert only(lee).emails == ()


async def test_a_field_of_a_card_is_corrected_on_the_card(lee: Library) -> None:
    async with terminal(lee) as seen:
        await seen.press("enter", "tab", "tab")
        await choose(seen, "Company")
        await seen.press("e", *"!", "enter")
        assert only(lee).company == "Example Ltd!"
        (change, *_) = lee.history()
        assert change.verb == "check"


async def test_a_value_is_added_tagged_and_noted(lee: Library) -> None:
    async with terminal(lee, LARGE) as seen:
        await seen.press("enter")
        await seen.press("i", "t", *"Chair", "enter")
        assert only(lee).titles == ("CEO", "Chair")
        await seen.press("t")
        await seen.search("展示会, vip")
        await seen.press("enter")
        assert only(lee).tags == ("vip", "展示会")
        await seen.press("t", *"-vip", "enter")
        assert only(lee).tags == ("展示会",)
        await seen.press("o", *"hello", "enter")
        (note,) = only(lee).dated_notes
        assert (note.text, note.day) == ("hello", _today())
        assert "hello" in seen.text


def _today() -> date:
    return datetime.now().astimezone().date()


async def test_a_change_in_the_middle_of_the_history_is_taken_back(lee: Library) -> None:
    lee.tag([only(lee).id], add=["first"])
    lee.tag([only(lee).id], add=["second"])
    async with terminal(lee, LARGE) as seen:
        await seen.press("enter", "shift+tab", "down", "u")
        assert only(lee).tags == ("second",)


async def test_nothing_to_edit_or_to_undo_is_said(lee: Library) -> None:
    async with terminal(lee) as seen:
        await seen.press("enter", "tab", "e")
        assert await seen.shows("Choose a value")
        await seen.press("t", *"+", "enter")
        assert await seen.shows("tag")


async def test_mail_opens_in_the_mail_program(
    lee: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(CardscanApp, "open_url", lambda _self, url, **_: opened.append(url))
    async with terminal(lee) as seen:
        await seen.press("enter")
        await choose(seen, "E-mail")
        await seen.press("w", "home", "w")
        assert opened == ["mailto:ann@example.com"]
        assert await seen.shows("Choose a mail address")


async def test_the_ink_of_the_chosen_field_is_shown_beside_its_card(lee: Library) -> None:
    async with terminal(lee) as seen:
        await seen.press("enter")
        ink = seen.app.screen.query_one("#ink", Picture)
        assert ink.size.area == 0  # no room for it until somebody looks at a card
        await seen.press("tab", "tab")
        assert ink.part == INK
        assert ink.size.area > 0
        await seen.press("end")
        assert ink.part is None  # the line with the file name has no ink


async def test_a_contact_is_a_code_that_a_phone_reads(lee: Library) -> None:
    async with terminal(lee, LARGE) as seen:
        await seen.press("enter", "k")
        halves = drawn(qr_code(only(lee))).splitlines()
        assert all(line in seen.text for line in halves)
        bits = [[half in f"{dark}█" for half in row] for row in halves for dark in "▀▄"]
        pixels = np.where(np.array(bits), 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1)
        (code,) = zxingcpp.read_barcodes(pixels)
        assert "Ann Lee" in code.text
