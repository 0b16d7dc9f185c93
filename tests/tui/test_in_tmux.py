"""A whole session in a real terminal, driven by keys: from a folder of pictures to a file."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.beside import LEE, put_card

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds, on a machine that is busy


class Tmux:
    """One pane of a tmux server of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._server = ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull]
        self._environment = os.environ | environment

    def _ask(self, *words: str) -> str:
        asked = subprocess.run(  # noqa: S603 - our own words
            [*self._server, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return asked.stdout

    def open(self, command: str) -> None:
        self._ask("new-session", "-d", "-x", "100", "-y", "30", command)

    def press(self, *keys: str) -> None:
        self._ask("send-keys", *keys)

    def sees(self, words: str) -> bool:
        """Tell whether words come to stand on the screen."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if words in self._ask("capture-pane", "-p"):
                return True
            time.sleep(0.05)
        return False

    def close(self) -> None:
        self._ask("kill-server")


@pytest.fixture
def tmux(tmp_path: Path, engines: None) -> Iterator[Tmux]:  # noqa: ARG001 - installs one
    environment = {
        "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path / 'site'}",
        "CARDSCAN_ENGINE": "beside",
        "CARDSCAN_JOBS": "1",
        "CARDSCAN_LIBRARY": str(tmp_path / "cards.db"),
        "LC_ALL": "C.UTF-8",
    }
    opened = Tmux(tmp_path, environment)
    yield opened
    opened.close()


def test_from_pictures_to_a_file_with_keys_alone(tmux: Tmux, tmp_path: Path) -> None:
    put_card(tmp_path / "in/lee.png", *LEE)
    tmux.open(f"cd {tmp_path} && {sys.executable} -m cardscan")
    assert tmux.sees("This library has no contacts yet.")
    tmux.press("F3")
    assert tmux.sees("Type a folder")
    tmux.press("in", "Enter")
    assert tmux.sees("1 of 1 read · 1 card")
    tmux.press("f")
    assert tmux.sees("new contact")
    tmux.press("Escape")
    assert tmux.sees("1 contact")
    tmux.press("Tab")
    assert tmux.sees("Choose")
    tmux.press("x")
    assert tmux.sees("Export 1 contact to")
    tmux.press("Enter")
    assert tmux.sees("1 contact in contacts.csv")
    assert "Ann Lee" in (tmp_path / "contacts.csv").read_text(encoding="utf-8-sig")
    tmux.press("C-q")
