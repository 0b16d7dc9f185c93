"""PP-OCR's detector and recogniser, with the models that rapidocr's wheel carries.

OpenVINO runs them: on the processors of ordinary machines it is the quickest that carries them.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.errors import EngineMissing
from cardscan.language import _
from cardscan.model import Pixels, Quad
from cardscan.ocr.glyphs import Glyph, Glyphs
from cardscan.ocr.heat import boxes_of

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNIZER = "PP-OCRv6_rec_small.onnx"
DETECTION_SIDE = 736  # pixels; longest side of the picture in which lines are looked for
SHAPE_STEP = 128  # pixels; for every shape of picture that it has seen OpenVINO keeps memory
ROW_HEIGHT = 48  # pixels; what the recogniser was trained on
WIDTH_STEP = 96  # pixels; rows are padded to a multiple, as each new width costs set-up time
RANGE = 127.5  # half the range of a pixel; both models want -1 to 1
GRID = 32  # pixels; the detector wants sides that are multiples
# The precision is OpenVINO's own choice: bfloat16 on processors that have instructions for it,
# which takes half the time and reads as well, and 32 bits on others. Scores differ between the
# two in the third decimal.
ONE_THREAD = {
    "INFERENCE_NUM_THREADS": 1,  # cards are read in parallel, not lines
    "NUM_STREAMS": 1,
    "ENABLE_CPU_PINNING": False,  # it would hold all workers to one and the same core
}

Network = Callable[[NDArray[np.float32]], Any]


class RapidModels:
    """Finds lines and reads rows; raises `EngineMissing` when a package is not installed."""

    def __init__(self) -> None:
        for package in ("rapidocr", "openvino"):
            if find_spec(package) is None:
                raise EngineMissing(
                    _("{package} is not installed. Run: pip install {package}").format(
                        package=package
                    )
                )
        # Importing OpenVINO reports the import to its makers. Nothing leaves this machine.
        sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # blocks it
        import openvino  # noqa: PLC0415 - takes a second; only who reads pays it
        import rapidocr  # noqa: PLC0415 - carries the models

        models = Path(rapidocr.__file__).parent / "models"
        core = openvino.Core()
        detector = core.compile_model(str(models / DETECTOR), "CPU", ONE_THREAD)
        recognizer = core.read_model(str(models / RECOGNIZER))
        reader = core.compile_model(recognizer, "CPU", ONE_THREAD)
        # What a network says is used up before it is asked again, so nothing has to be copied.
        self._detector: Network = partial(detector, share_outputs=True)
        self._recognizer: Network = partial(reader, share_outputs=True)
        characters = recognizer.get_rt_info(["framework", "character"]).astype(str)
        self._characters = ["", *characters.splitlines(), " "]  # CTC's blank, and the space

    def find_lines(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Return the quads of the lines, in pixels of the picture."""
        height, width = pixels.shape[:2]
        scale = min(1.0, DETECTION_SIDE / max(width, height))
        size = (_on_grid(width * scale), _on_grid(height * scale))
        if not all(size):  # thinner than the network's grid
            return ()
        heat = self._detector(_in_few_shapes(_normalized(pixels, size))[None])[0]
        return tuple(boxes_of(heat[0, 0, : size[1], : size[0]], width, height))

    def read_rows(self, rows: Sequence[Pixels]) -> list[Glyphs]:
        """Read a batch of rows (CTC, greedy), keeping each character's place and score.

        Rows are padded to the widest of the batch, so rows of like shape belong together.
        """
        widths = [max(1, ceil(ROW_HEIGHT * row.shape[1] / row.shape[0])) for row in rows]
        padded = ceil(max(widths) / WIDTH_STEP) * WIDTH_STEP
        batch = np.zeros((len(rows), 3, ROW_HEIGHT, padded), dtype=np.float32)
        for place, row, width in zip(batch, rows, widths, strict=True):
            place[:, :, :width] = _normalized(row, (width, ROW_HEIGHT))
        scores = self._recognizer(batch)[0]
        return [
            self._decode(row_scores, width / padded)
            for row_scores, width in zip(scores, widths, strict=True)
        ]

    def _decode(self, scores: Any, share: float) -> Glyphs:
        """Take the best character of each step; ``share`` of the steps lie on the row."""
        best = scores.argmax(axis=1)
        changed = np.append(True, best[1:] != best[:-1])
        steps = len(best) * share
        return tuple(
            Glyph(
                text=self._characters[best[step]],
                confidence=float(scores[step, best[step]]),
                at=min(1.0, (float(step) + 0.5) / steps),
            )
            for step in np.flatnonzero(changed & (best != 0))
        )


def _normalized(pixels: Pixels, size: tuple[int, int]) -> NDArray[np.float32]:
    """Return a picture at the size (width, height) as a network wants it: planes of -1 to 1."""
    resized = cv2.resize(pixels, size)
    blob = cv2.dnn.blobFromImage(resized, 1 / RANGE, mean=(RANGE,) * 3, swapRB=True)  # BGR
    return np.asarray(blob[0], dtype=np.float32)


def _in_few_shapes(planes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lengthen the lower and right edge of a picture until its shorter side is of a coarse step."""
    height, width = (
        side if side == DETECTION_SIDE else side + -side % SHAPE_STEP for side in planes.shape[1:]
    )
    below, right = height - planes.shape[1], width - planes.shape[2]
    return np.pad(planes, ((0, 0), (0, below), (0, right)), mode="edge")


def _on_grid(side: float) -> int:
    return round(int(side) / GRID) * GRID
