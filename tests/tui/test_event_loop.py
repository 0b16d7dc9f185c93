"""Busy work never holds up a key: the event loop draws and listens, others ask and decode."""

import asyncio
import threading
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cardscan.model import Field, Kind, Line, ParsedCard, ScannedCard, Source, Status
from cardscan.store.library import Library
from tests.beside import LEE, put_card

from .driving import SMALL, terminal
from .invented import INK, field, file_card, file_many

MOST = 0.1  # seconds of the thread's processor: 0.05 on a core of its own, which tests rarely have


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
        await seen.press("enter", "f", "escape")
    slow = sorted((step for step in steps if step[0] > MOST), reverse=True)
    assert not slow, slow[:3]
