"""The rebuilt networks say what PP-OCR's own say."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import rapidocr
from numpy.typing import NDArray

from cardscan.ocr import networks
from cardscan.ocr.rapid_models import DETECTOR, RECOGNIZER

MODELS = Path(rapidocr.__file__).parent / "models"
TEXT = "Anna Berg  +49 30 901820"
ALIKE = 0.001  # of a score; sums in another order


@pytest.fixture(autouse=True)
def _in_32_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = {**networks.ONE_THREAD, "INFERENCE_PRECISION_HINT": "f32"}
    monkeypatch.setattr(networks, "ONE_THREAD", exact)


def _as_it_came(name: str, planes: NDArray[np.float32]) -> NDArray[np.float32]:
    run: Any = networks.core().compile_model(str(MODELS / name), "CPU", networks.ONE_THREAD)
    said: NDArray[np.float32] = run(planes[None])[0][0]
    return said


def _written(text: str, width: int, height: int) -> NDArray[np.float32]:
    """Return planes with a text, as the networks want them."""
    paper = np.full((height, width, 3), 255, np.uint8)
    cv2.putText(paper, text, (8, height - 14), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    return (paper.transpose(2, 0, 1) / 127.5 - 1).astype(np.float32)


def test_lines_are_as_warm_as_to_the_detector_as_it_came() -> None:
    planes = _written(TEXT, 448, 128)
    heat = networks.detector(MODELS / DETECTOR)(planes[None])[0][0]
    expected = _as_it_came(DETECTOR, planes)
    assert expected.max() > 0.9  # there is a line
    assert np.abs(heat - expected).max() < ALIKE


def test_rows_read_together_say_what_each_says_to_the_recogniser_as_it_came() -> None:
    rows = [_written(TEXT, 480, 48), _written("Tel.", 96, 48)]
    told = networks.Recognizer(MODELS / RECOGNIZER)(rows)
    for row, (classes, scores) in zip(rows, told, strict=True):
        expected = _as_it_came(RECOGNIZER, row)
        characters = classes != networks.BLANK
        assert characters.sum() >= len("Tel.")
        assert (classes == expected.argmax(axis=1)).all()
        assert np.abs(scores - expected.max(axis=1))[characters].max() < ALIKE


def test_ctrl_c_is_heard_after_networks_are_gone() -> None:
    lines = (
        "import os, signal, time",
        "signal.signal(signal.SIGINT, signal.default_int_handler)",  # a job behind & ignores it
        "from cardscan.ocr.rapid_models import RapidModels",
        "for _ in range(3): RapidModels()",
        "try:",
        "    os.kill(os.getpid(), signal.SIGINT)",
        "    for _ in range(100): time.sleep(0.1)",  # another thread may take the signal first
        "except KeyboardInterrupt: print('heard')",
    )
    done = subprocess.run(  # noqa: S603 - it would take the tests down with it
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "heard")
