"""PP-OCR's detector and recogniser, with the models that rapidocr's wheel carries.

OpenVINO runs them: on the processors of ordinary machines it is the quickest that carries them.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from math import ceil
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from cardscan.errors import EngineMissing
from cardscan.language import _
from cardscan.model import Pixels, Quad
from cardscan.ocr.crops import count_runs
from cardscan.ocr.glyphs import Glyph, Glyphs, score_of
from cardscan.ocr.heat import boxes_of

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNIZER = "PP-OCRv6_rec_small.onnx"
DETECTION_SIDE = 736  # pixels; longest side of the picture in which lines are looked for
SIDE_STEP = 128  # pixels; each shape of picture costs OpenVINO set-up time and memory once
CARD_SIDES = (448, 480)  # pixels; shorter sides of cards of 91 × 55 and 85 × 55 mm, on the grid
ROW_HEIGHT = 48  # pixels; what the recogniser was trained on
WIDTH_STEP = 96  # pixels; rows are padded to a multiple, as each new width costs set-up time
# Rows are squeezed, down to this share of their width, to need fewer steps, where their runs of ink
# keep so many pixels. Those that then read badly, or in which so little is left for a character
# that two letters may have become one, are read once more as they are.
SQUEEZED = 0.8
ROOM = 16  # pixels for each run of ink
DENSE = 14  # pixels for each character
READ_WELL = 0.9  # mean confidence
RANGE = 127.5  # half the range of a pixel; both models want -1 to 1
GRID = 32  # pixels; the detector wants sides that are multiples


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
        import rapidocr  # noqa: PLC0415 - carries the models

        from cardscan.ocr import networks  # noqa: PLC0415 - takes a second; only who reads pays it

        models = Path(rapidocr.__file__).parent / "models"
        self._detector = networks.detector(models / DETECTOR)
        self._recognizer = networks.Recognizer(models / RECOGNIZER)
        # CTC's blank comes first, and the space last
        self._characters = ["", *self._recognizer.characters, " "]

    def find_lines(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Return the quads of the lines, in pixels of the picture."""
        height, width = pixels.shape[:2]
        scale = min(1.0, DETECTION_SIDE / max(width, height))
        size = (_on_grid(width * scale), _on_grid(height * scale))
        if not all(size):  # thinner than the network's grid
            return ()
        heat = self._detector(_normalized(_in_few_shapes(_resized(pixels, size)))[None])[0]
        return tuple(boxes_of(heat[0, 0, : size[1], : size[0]], width, height))

    def read_rows(self, rows: Sequence[Pixels]) -> list[Glyphs]:
        """Read rows of print, squeezed where they stay as legible."""
        widths = [_width(row) for row in rows]
        squeezed = [_squeezed(row) for row in rows]
        read = self._read(rows, squeezed)
        doubtful = [
            at
            for at, glyphs in enumerate(read)
            if squeezed[at] < widths[at] and not _is_legible(glyphs, squeezed[at])
        ]
        again = self.read_unsqueezed([rows[at] for at in doubtful])
        for at, glyphs in zip(doubtful, again, strict=True):
            read[at] = glyphs
        return read

    def read_unsqueezed(self, rows: Sequence[Pixels]) -> list[Glyphs]:
        """Read rows as they are: where single strokes matter, or print is no running text."""
        return self._read(rows, [_width(row) for row in rows])

    def _read(self, rows: Sequence[Pixels], widths: Sequence[int]) -> list[Glyphs]:
        """Read rows, each at a width in pixels, keeping each character's place and score."""
        if not rows:
            return []
        planes = [_padded(row, width) for row, width in zip(rows, widths, strict=True)]
        told = self._recognizer(planes)
        return [
            self._decode(best, scores, width / row.shape[2])
            for (best, scores), row, width in zip(told, planes, widths, strict=True)
        ]

    def _decode(self, best: NDArray[np.int64], scores: NDArray[np.float32], share: float) -> Glyphs:
        """Make glyphs of the best character of each step (CTC, greedy).

        So much of the steps (``share``) lie on the row.
        """
        changed = np.append(True, best[1:] != best[:-1])
        steps = len(best) * share
        return tuple(
            Glyph(
                text=self._characters[best[step]],
                confidence=float(scores[step]),
                at=min(1.0, (float(step) + 0.5) / steps),
            )
            for step in np.flatnonzero(changed & (best != 0))
        )


def _resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(pixels, size), dtype=np.uint8)


def _normalized(pixels: Pixels) -> NDArray[np.float32]:
    """Return a picture as a network wants it: planes of -1 to 1, blue, green and red."""
    blob = cv2.dnn.blobFromImage(pixels, 1 / RANGE, mean=(RANGE,) * 3, swapRB=True)
    return np.asarray(blob[0], dtype=np.float32)


def _width(row: Pixels) -> int:
    """Return how wide a row is at the recogniser's height."""
    height, width = map(int, row.shape[:2])
    return max(1, ceil(ROW_HEIGHT * width / height))


def _squeezed(row: Pixels) -> int:
    """Return to which width a row may be squeezed."""
    width = _width(row)
    return min(width, _on_step(max(SQUEEZED * width, ROOM * count_runs(row))))


def _on_step(width: float) -> int:
    return ceil(width / WIDTH_STEP) * WIDTH_STEP


def _is_legible(glyphs: Glyphs, width: int) -> bool:
    """Say whether what was read in so many pixels reads well, and is not too dense for that."""
    return score_of(glyphs) >= READ_WELL and width >= DENSE * len(glyphs)


def _padded(row: Pixels, width: int) -> NDArray[np.float32]:
    """Return a row of text as planes, as high as the recogniser wants it and a bit wider."""
    planes = np.zeros((3, ROW_HEIGHT, _on_step(width)), dtype=np.float32)
    planes[:, :, :width] = _normalized(_resized(row, (width, ROW_HEIGHT)))
    return planes


def _in_few_shapes(pixels: Pixels) -> Pixels:
    """Lengthen the lower and right edge of a picture until its sides are of the few."""
    below, right = (_lengthened(side) - side for side in pixels.shape[:2])
    wider = cv2.copyMakeBorder(pixels, 0, below, 0, right, cv2.BORDER_REPLICATE)
    return np.asarray(wider, dtype=np.uint8)


def _lengthened(side: int) -> int:
    steps = ceil(side / SIDE_STEP) * SIDE_STEP
    return min(one for one in (DETECTION_SIDE, *CARD_SIDES, steps) if one >= side)


def _on_grid(side: float) -> int:
    return round(int(side) / GRID) * GRID
