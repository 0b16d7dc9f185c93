"""An engine that breaks in every way an engine can, as the text beside a picture says."""

import ctypes
import os
import signal
import time
from pathlib import Path
from typing import cast

from cardscan.model import Line, OcrPage, PreparedCard, Quad, Reading
from tests.beside import BesideEngine


class FaultyEngine(BesideEngine):
    """Reads what lies beside a picture, unless that names a trouble."""

    name = "faulty"

    def read(self, card: PreparedCard) -> OcrPage:
        trouble = Path(card.source.path).with_suffix(".txt").read_text(encoding="utf-8")
        height, width = card.pixels.shape[:2]
        if trouble == "CRASH":
            ctypes.string_at(0)  # what a null pointer in native code does
        if trouble == "KILLED":
            os.kill(os.getpid(), signal.SIGKILL)  # what the system does when memory runs out
        if trouble == "HANG":
            time.sleep(600)
        if trouble == "MEMORY":
            raise MemoryError
        if trouble == "ERROR":
            raise ZeroDivisionError("a secret name")
        if trouble == "GARBAGE":
            return cast("OcrPage", "\x00\x1b[2J" * 1000)
        if trouble == "BOXES":
            return OcrPage(card.source, width, height, tuple(map(nonsense, NONSENSE)))
        if trouble == "FLAT":
            return OcrPage(card.source, width, height, tuple(map(nonsense, FLAT)))
        return super().read(card)


Corners = tuple[tuple[float, float], ...]

# Nobody can mean these, and these can be borne with.
NONSENSE: tuple[Corners, ...] = (
    ((-1e9, -1e9), (1e9, -1e9), (1e9, 1e9), (-1e9, 1e9)),
    ((float("nan"), 0), (9, 0), (9, 9), (0, 9)),
    ((0, 0), (float("inf"), 0), (9, 9), (0, 9)),
)
FLAT: tuple[Corners, ...] = (
    ((0, 0), (0, 0), (0, 0), (0, 0)),
    ((9, 9), (1, 9), (1, 1), (9, 1)),
    ((5, 5), (500, 5), (500, 5), (5, 5)),
    ((-50, 900), (9000, 900), (9000, 950), (-50, 950)),
)


def nonsense(corners: Corners) -> Line:
    text = "山田 太郎 taro@mihon.example"
    return Line(text, 0.9, Quad(*corners), readings=(Reading("faulty", text, 0.9),))


def engine() -> FaultyEngine:
    return FaultyEngine()
