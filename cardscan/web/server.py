"""The server: the terminal interface and the phone page, on one port."""

import asyncio
import shlex
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server

from cardscan.language import LANGUAGES, SETTING, SOURCE, _, ngettext, spoken
from cardscan.web.guard import Guard
from cardscan.web.phone import MOST_BYTES, PhonePage
from cardscan.web.photos import Photos
from cardscan.web.speaking import speak

HERE = Path(__file__).parent
FORM = 100_000  # bytes that a form has beside its photo


def terminal_command(library: str) -> str:
    """Return the command of which every tab of a browser shows one run."""
    return shlex.join([sys.executable, "-m", "cardscan", "--library", library, "tui"])


class Terminals:
    """Runs of a command in tabs, each in the language of its browser."""

    def __init__(self, command: str) -> None:
        self._servers = {
            language: Server(f"env {SETTING}={language} {command}", title="cardscan")
            for language in LANGUAGES
        }
        self.statics_path = self._servers[SOURCE].statics_path

    async def handle_websocket(self, request: web.Request) -> web.StreamResponse:
        """Run the command for a tab, until one of both ends."""
        return await self._servers[spoken()].handle_websocket(request)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file that the tab of a browser offered."""
        return await self._servers[spoken()].handle_download(request)


def make_app(command: str, guard: Guard, photos: Photos, *, home: str) -> web.Application:
    """Return the application; ``home`` (ISO 3166 alpha-2) is whose numbers have no country code."""
    terminals = Terminals(command)
    phone = PhonePage(guard, photos, home=home)
    app = web.Application(middlewares=[speak, guard.middleware], client_max_size=MOST_BYTES + FORM)
    pages = aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(HERE / "templates"))
    pages.globals.update({"_": _, "ngettext": ngettext, "spoken": spoken})
    app.add_routes(
        [
            web.get("/", _show_terminal),
            web.get("/ws", terminals.handle_websocket),
            web.get("/download/{key}", terminals.handle_download),
            web.static("/static/textual", terminals.statics_path),
            web.static("/static", HERE / "static"),
            *phone.routes,
        ]
    )
    return app


@aiohttp_jinja2.template("terminal.html")
async def _show_terminal(_request: web.Request) -> dict[str, object]:
    return {}


@asynccontextmanager
async def listening(app: web.Application, *, host: str, port: int) -> AsyncIterator[None]:
    """Answer requests inside the block; raise OSError when the port is taken."""
    # an address may hold the token: none is logged; a tab that is open does not hold us up
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()


async def until_stopped() -> None:
    """Wait until somebody stops the process, with Ctrl-C or from outside."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await stop.wait()
