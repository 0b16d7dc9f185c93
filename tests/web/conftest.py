import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from cardscan.executors import SerialExecutor
from cardscan.scan import Recipe
from cardscan.store.library import Library
from cardscan.web.guard import Guard
from cardscan.web.photos import Photos
from cardscan.web.server import make_app

T = TypeVar("T")
Client = TestClient[Request, Application]

TOKEN = "a-token-that-nobody-guesses"  # noqa: S105


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "cards.db", who="ann") as opened:
        yield opened


class Reader(SerialExecutor):
    """Lays the text of a card beside the photo that came, where the tests' engine looks for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        photo = Path(args[0])
        for card in self._folder.glob("*.png"):
            if card.read_bytes() == photo.read_bytes():
                shutil.copy(card.with_suffix(".txt"), photo.with_suffix(".txt"))
        return super().submit(fn, *args, **kwargs)


def application(library: Library, folder: Path, token: str = "") -> Application:
    photos = Photos(library, Recipe(engine="beside"), Reader(folder))
    return make_app("false", Guard(token), photos, home="JP")


@pytest.fixture
async def client(library: Library, tmp_path: Path) -> AsyncIterator[Client]:
    async with TestClient(TestServer(application(library, tmp_path))) as opened:
        yield opened


@pytest.fixture
async def locked(library: Library, tmp_path: Path) -> AsyncIterator[Client]:
    async with TestClient(TestServer(application(library, tmp_path, TOKEN))) as opened:
        yield opened


async def form_key(client: Client) -> str:
    page = await (await client.get("/phone")).text()
    found = re.search(r'name="form_key" value="(\w+)"', page)
    assert found
    return found.group(1)


def photo_form(data: bytes, name: str = "card.png", *, key: str = "") -> FormData:
    form = FormData()
    form.add_field("form_key", key)
    form.add_field("photo", data, filename=name, content_type="image/png")
    return form
