"""Draw docs/screens/<language>/*.png: each screen as a browser shows it, from the sample cards.

Needs what the tests need: Chromium, the extra `web`, and Tesseract.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright

from cardscan.language import LANGUAGES

ROOT = Path(__file__).parents[1]
SCREENS = Path(__file__).parent / "screens"
CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1100, "height": 640}  # pixels: 122 × 35 cells
PHONE = {"width": 390, "height": 780}
SETTLED = 3.0  # seconds until a screen stands still, pictures drawn
READ = 45.0  # seconds until the sheet is read, on a machine with other work

# a picture's name, and the keys that lead to it from the screen before
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("library", ()),
    ("facets", ("F6",)),
    ("statistics", ("F6", "F4")),
    ("review", ("Escape", "F2", "n")),
    ("contact", ("Escape", "Tab", "Tab", "Enter", "Tab", "Tab")),
    ("scan", ("Escape", "F3", "samples/cards/14-french-photo.jpg", "Enter")),
)


def cardscan(library: Path, *words: str) -> list[str]:
    """Return a command line."""
    return [sys.executable, "-m", "cardscan", "--library", str(library), *words]


@contextmanager
def serving(library: Path) -> Iterator[str]:
    """Serve a library; yield the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = cardscan(library, "serve", "--port", port)
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT) as server:  # noqa: S603
        assert server.stderr  # noqa: S101 - it was asked for
        server.stderr.readline()
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


async def draw(address: str, language: str) -> None:
    """Go from screen to screen, then to the phone's page, and take a picture of each."""
    folder = SCREENS / language
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport=SIZE, locale=language)  # type: ignore[arg-type]  # as it is drawn
        await page.goto(address)
        await asyncio.sleep(3 * SETTLED)
        for name, keys in STEPS:
            for key in keys:
                await press(page, key)
            await asyncio.sleep(READ if name == "scan" else SETTLED)
            shrink(await page.screenshot()).save(folder / f"{name}.png", optimize=True)
        phone = await browser.new_page(viewport=PHONE, locale=language)  # type: ignore[arg-type]
        await phone.goto(f"{address}phone")
        await phone.set_input_files("#photo", ROOT / "samples/cards/01-japanese.png")
        await phone.wait_for_selector("img", timeout=READ * 2000)
        shrink(await phone.screenshot()).save(folder / "phone.png", optimize=True)
        await browser.close()


def shrink(png: bytes) -> Image.Image:
    """Return a picture with few colours: a terminal has no more, and the file is a third."""
    with Image.open(BytesIO(png)) as picture:
        return picture.convert("RGB").quantize(64)


async def press(page: Page, key: str) -> None:
    """Press a key, or type a path."""
    if "/" in key:
        await page.keyboard.type(key)
    else:
        await page.keyboard.press(key)
    await asyncio.sleep(SETTLED / 2)


def main() -> None:
    """File the samples and draw."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "contacts.db"
        scan = cardscan(library, "--quiet", "scan", "samples/cards")
        subprocess.run(scan, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        with serving(library) as address:
            for language in LANGUAGES:
                asyncio.run(draw(address, language))


if __name__ == "__main__":
    main()
