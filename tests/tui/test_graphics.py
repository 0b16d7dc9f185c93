"""Pictures as the terminal draws them: as pixels where it says that it can, else as half cells."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cardscan.contact import Filing
from cardscan.store.library import Library

from .invented import MAY, person

PATIENCE = 30.0  # seconds, on a machine that is busy
TRIES = 3  # a question is open for a tenth of a second, which a busy machine may miss
IS_SIXEL, NO_SIXEL = b"\x1b[?62;4;22c", b"\x1b[?62;22c"
QUESTION = re.compile(rb"\x1b_G[^\x1b]*i=(\d+)[^\x1b]*a=q[^\x1b]*\x1b\\|\x1b\[c|\x1b\[16t")
HALF_CELLS = re.compile("(▀[^▀]{1,80}){40}".encode())
SIXELS = re.compile(rb"\x1bP[\d;]*q[^\x1b]{20,}\x1b\\")
KITTY = re.compile(rb"\x1b_G[^\x1b]*a=[tTp][^\x1b]*\x1b\\")


class StandIn:
    """A terminal that answers what it can draw, and keeps all that is written to it."""

    def __init__(self, library: Path, term: str) -> None:
        self._kind = term
        self.seen = b""
        self._answered = 0
        self._fd, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {key: value for key, value in os.environ.items() if "KITTY" not in key}
        command = [sys.executable, "-m", "cardscan", "--library", str(library), "tui"]
        self._program = subprocess.Popen(  # noqa: S603 - our own words
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,  # where Textual writes
            env=environment | {"TERM": term, "CARDSCAN_LANGUAGE": "en"},
            start_new_session=True,
        )
        os.close(inner)

    def press(self, key: bytes) -> None:
        os.write(self._fd, key)

    def sees(self, words: "re.Pattern[bytes]") -> bool:
        """Answer questions until something was written, or it takes too long."""
        until = time.monotonic() + PATIENCE
        while not words.search(self.seen) and time.monotonic() < until:
            if select.select([self._fd], [], [], 0.5)[0]:
                self.seen += os.read(self._fd, 1 << 16)
                self._answer()
        return bool(words.search(self.seen))

    def _answer(self) -> None:
        for question in QUESTION.finditer(self.seen, self._answered):
            self._answered = question.end()
            if question[1] and self._kind == "xterm-kitty":
                os.write(self._fd, b"\x1b_Gi=" + question[1] + b";OK\x1b\\")
            elif question[0] == b"\x1b[c":
                os.write(self._fd, IS_SIXEL if self._kind == "foot" else NO_SIXEL)
            elif question[0] == b"\x1b[16t":
                os.write(self._fd, b"\x1b[6;20;10t")

    def close(self) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._fd)


@pytest.fixture
def pictured(tmp_path: Path) -> Path:
    """A library with one contact, whose card has a picture."""
    drawn = BytesIO()
    Image.effect_noise((600, 360), 60).convert("RGB").save(drawn, "JPEG")
    ann = person("Ann Lee", "", "Example Ltd")
    ann = type(ann)(ann.card, ann.digest, drawn.getvalue())
    with Library.open(tmp_path / "cards.db") as library:
        library.add_card(ann, Filing(MAY))
    return tmp_path / "cards.db"


@pytest.mark.parametrize(
    ("term", "drawn", "never"),
    [
        ("xterm-kitty", KITTY, SIXELS),
        ("foot", SIXELS, KITTY),
        ("xterm-256color", HALF_CELLS, SIXELS),
    ],
    ids=["kitty", "sixel", "half cells"],
)
def test_a_card_is_drawn_as_the_terminal_says_that_it_can(
    pictured: Path, term: str, drawn: "re.Pattern[bytes]", never: "re.Pattern[bytes]"
) -> None:
    for _ in range(TRIES):
        terminal = StandIn(pictured, term)
        try:
            assert terminal.sees(re.compile(b"1 contact"))
            terminal.press(b"\r")
            assert terminal.sees(re.compile(b"What this card says"))
            is_drawn = terminal.sees(drawn)
        finally:
            terminal.close()
        if is_drawn:
            break
    assert is_drawn
    assert not never.search(terminal.seen)
