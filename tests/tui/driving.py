"""A terminal in memory: press keys, then read what stands on the screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.events import Paste
from textual.pilot import Pilot

from cardscan.config import Settings
from cardscan.errors import CardscanError
from cardscan.store.library import Library
from cardscan.tui.app import CardscanApp

SMALL, LARGE = (80, 24), (200, 60)


class Terminal:
    """What a person has before them."""

    def __init__(self, app: CardscanApp, pilot: Pilot[CardscanError]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def search(self, query: str) -> None:
        """Put a query into the search box at once, as a person who pastes it."""
        self.app.screen.post_message(Paste(query))
        await self.settle()

    async def settle(self) -> None:
        """Wait until no worker runs, every message was handled and the screen stands still."""
        before, now = "", self.text
        while before != now:
            for _ in range(3):  # a message may start one more worker
                while any(not worker.is_finished for worker in self.app.workers):
                    await asyncio.sleep(0.002)
                await self.pilot.pause(0)
            before, now = now, self.text

    async def shows(self, words: str) -> bool:
        """Tell whether words stand on the screen within two seconds: notices come late."""
        for _ in range(100):
            if words in self.text:
                return True
            await self.pilot.pause(0.02)
        return False

    @property
    def lines(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return [strip.text for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def line_with(self, words: str) -> str:
        return next((line for line in self.lines if words in line), "")


@asynccontextmanager
async def terminal(
    library: Library, size: tuple[int, int] = SMALL, *, engine: str = "fused"
) -> AsyncIterator[Terminal]:
    app = CardscanApp(lambda _ask: library, Settings(library="", engine=engine, jobs=0))
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Terminal(app, pilot)
        await seen.settle()
        yield seen
