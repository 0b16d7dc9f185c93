"""Busy work never holds up a key: the event loop draws and listens, others ask and decode."""

import asyncio
import gc
import threading
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, ProgressBar, Static

from cardscan.model import Field, Kind, Line, ParsedCard, ScannedCard, Source, Status
from cardscan.store.library import Library
from cardscan.tui.app import DARK, LIGHT
from tests.beside import LEE, put_card

from .driving import SMALL, terminal
from .invented import INK, field, file_card, file_many

MOST = 0.05  # seconds of the thread's processor
BESIDE = 1.5  # times what Textual alone takes: where that is more, the machine is slow or busy


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """What each step of the event loop took of the processor: other work does not count."""
    taken: list[tuple[float, str]] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        before = time.thread_time()
        run(handle)
        taken.append((time.thread_time() - before, repr(handle)))

    monkeypatch.setattr(asyncio.Handle, "_run", timed)
    return taken


class AsideOnly:
    """A library that refuses to be asked by the thread of the event loop, which would wait."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._loop = threading.get_ident()

    def __getattr__(self, name: str) -> Any:
        assert threading.get_ident() != self._loop, f"the event loop asks the library: {name}"
        return getattr(self._library, name)


def photo() -> bytes:
    """Return a card as large as a scanner makes it."""
    drawn = BytesIO()
    Image.effect_noise((2000, 1200), 60).convert("RGB").save(drawn, "JPEG")
    return drawn.getvalue()


@pytest.fixture
def crowd(empty: Library) -> Library:
    """Hundreds of people, and three with pictures and something in doubt."""
    file_many(empty, 300)
    jpeg = photo()
    for name in ("田中 健一", "佐藤 花子", "鈴木 一郎"):
        unsure = Field(Kind.TITLE, "部畏", "部畏", 0.6, Status.REVIEW, "test", ("shape",), INK)
        fields = (field(Kind.NAME, name), unsure)
        card = ParsedCard(Source(f"in/{name}.jpg", 0, 0), fields, (Line("部畏", 0.6, INK),))
        file_card(empty, ScannedCard(card, sha256(name.encode()).hexdigest(), jpeg))
    return empty


class BareScreen(Screen[None]):
    """As many widgets as one of our screens has, which ask nobody and show next to nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, "dismiss", f"Do {key}") for key in ("escape", *"aemnotux")
    ]

    def compose(self) -> ComposeResult:
        yield Input()
        yield ProgressBar()
        with Horizontal():
            yield from (OptionList("a row", f"row {number}") for number in range(4))
        with VerticalScroll():
            yield from (Static(f"text {number}") for number in range(8))
        yield Footer()


class Bare(App[None]):
    """What Textual itself takes."""

    def action_turn(self) -> None:
        self.theme = LIGHT if self.current_theme.dark else DARK


async def what_textual_takes(steps: list[tuple[float, str]]) -> float:
    """Return the longest step of screens that come and go, and turn light and dark."""
    async with Bare().run_test(size=SMALL) as pilot:
        gc.freeze()  # as ours does once it is open
        await pilot.app.push_screen(BareScreen())
        await pilot.pause()
        steps.clear()
        for _ in range(3):
            await pilot.app.push_screen(BareScreen())
            await pilot.app.run_action("turn")
            await pilot.pause(0.05)
            await pilot.press("tab", "tab", "escape")
    return max(step[0] for step in steps)


@pytest.mark.usefixtures("engines")
async def test_no_step_of_the_event_loop_takes_long_whatever_is_done(
    crowd: Library, tmp_path: Path, steps: list[tuple[float, str]]
) -> None:
    put_card(tmp_path / "in/1.png", *LEE)
    aside: Any = AsideOnly(crowd)
    async with terminal(aside, SMALL, engine="beside") as seen:
        await seen.press("tab", "end", "home")
        steps.clear()  # what starts the program and loads it is measured as the start
        await seen.press("slash", *"yamamoto", "escape", *"田中")
        await seen.press("enter", "tab", "tab", "down", "escape")
        await seen.press("escape", "f6", "f6", "tab", "end", "home")
        await seen.press("f2", "a", "n", "u", "escape", "f4", "escape", "escape")
        await seen.press("f3")
        await seen.search(str(tmp_path / "in"))
        await seen.press("enter", "f", "escape", "escape")
        await seen.press("enter", "i", "escape", "f1", "escape", "ctrl+t", "ctrl+t", "escape")
    ours = sorted(steps, reverse=True)
    assert ours[0][0] <= max(MOST, BESIDE * await what_textual_takes(steps)), ours[:3]


async def test_hours_at_the_desk_leave_no_garbage_that_holds_keys_up(library: Library) -> None:
    async def do_the_same(times: int) -> int:
        for _ in range(times):
            await seen.press("t", "escape", "enter", "escape")
        gc.collect()
        return len(gc.get_objects())

    async with terminal(library) as seen:
        await do_the_same(2)  # caches fill
        before = await do_the_same(1)
        left = (await do_the_same(10) - before) / 10  # of each turn; what closed last may be there
        assert left < 1000
