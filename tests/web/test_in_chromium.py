"""The server as people meet it: the real command, a real browser, a real photo."""

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, WebSocket, async_playwright

from cardscan.store.library import Library
from tests.tui.invented import file_everybody

SAMPLE = Path(__file__).parents[2] / "samples/cards/11-english.png"
CHROMIUM = "/usr/bin/chromium"
PHONE = ViewportSize(width=412, height=839)


@contextmanager
def serving(library: Path) -> Iterator[str]:
    """Run ``cardscan serve`` and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cardscan", "--library", str(library), "serve"]
    server = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.PIPE)  # noqa: S603
    address = f"http://127.0.0.1:{port}/"
    try:
        assert server.stderr
        assert address in server.stderr.readline().decode()
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=20)
    assert server.returncode == 0


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],  # tests may run as root
        )
        yield opened
        await opened.close()


async def seen_in(page: Page, words: str, *, deed: Callable[[], Awaitable[object]]) -> None:
    """Do something, and wait until words arrive in the terminal's stream."""
    arrived = asyncio.Event()
    stream = bytearray()

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", take)

    def take(frame: str | bytes) -> None:
        stream.extend(frame.encode() if isinstance(frame, str) else frame)
        if words.encode() in re.sub(rb"\x1b\[[0-9;]*m", b"", stream):
            arrived.set()

    page.on("websocket", listen)
    await deed()
    await asyncio.wait_for(arrived.wait(), 30)


async def test_the_terminal_and_the_camera_work_in_a_browser_that_talks_to_nobody_else(
    tmp_path: Path, browser: Browser
) -> None:
    with Library.open(tmp_path / "cards.db") as library, serving(tmp_path / "cards.db") as address:
        file_everybody(library)
        desk = await browser.new_page(locale="ja-JP")
        asked: list[str] = []
        wrong: list[str] = []
        desk.on("request", lambda request: asked.append(request.url))
        desk.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        await seen_in(desk, "5 件", deed=lambda: desk.goto(address))
        assert wrong == []
        assert [url for url in asked if not url.startswith(address)] == []

        context = await browser.new_context(
            viewport=PHONE, is_mobile=True, has_touch=True, locale="ja-JP"
        )
        phone = await context.new_page()
        await phone.goto(address)
        await phone.wait_for_url("**/phone")
        for what, reason in ((__file__, "not a picture"), (SAMPLE, None)):
            await phone.set_input_files("#photo", what)
            if reason:
                await phone.wait_for_selector(".wrong")
                assert reason in await phone.inner_text("main")
        await phone.wait_for_selector("img")
        name = phone.get_by_label("氏名").first
        read = await name.input_value()
        await name.fill(f"{read} Jr.")
        await phone.tap("button[value=file]")
        assert "登録しました" in await phone.inner_text(".said")
        await phone.set_input_files("#photo", SAMPLE)  # on to the next one
        await phone.tap("button[value=drop]")
        assert "破棄しました" in await phone.inner_text(".said")
        (filed,) = library.search("name:Jr")
        assert filed.name.text == f"{read} Jr."
