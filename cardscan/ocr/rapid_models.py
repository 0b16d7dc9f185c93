"""PP-OCR's detector and recogniser with their models loaded, from rapidocr's own wheel."""

import logging
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from cardscan.errors import EngineMissing
from cardscan.model import Pixels, Quad
from cardscan.ocr.glyphs import Glyph, Glyphs

DETECTION_SIDE = 960  # pixels; longest side of the picture in which lines are looked for
DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNIZER = "PP-OCRv6_rec_small.onnx"


class RapidModels:
    """Finds lines and reads rows; raises `EngineMissing` when rapidocr is not installed.

    The models are named by path: rapidocr would fetch any other from the network.
    """

    def __init__(self) -> None:
        if find_spec("rapidocr") is None:
            raise EngineMissing("rapidocr is not installed. Run: pip install rapidocr onnxruntime")
        import rapidocr  # noqa: PLC0415 - takes a second; only who reads pays it
        from rapidocr.ch_ppocr_det import TextDetector  # noqa: PLC0415
        from rapidocr.ch_ppocr_rec import TextRecognizer  # noqa: PLC0415
        from rapidocr.utils.parse_parameters import ParseParams  # noqa: PLC0415

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        package = Path(rapidocr.__file__).parent
        models = package / "models"
        config: Any = ParseParams.update_batch(
            ParseParams.load(package / "config.yaml"),
            {
                "Det.model_path": str(models / DETECTOR),
                "Det.limit_type": "max",
                "Det.limit_side_len": DETECTION_SIDE,
                "Rec.model_path": str(models / RECOGNIZER),
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            },
        )
        for stage in (config.Det, config.Rec):
            stage.engine_cfg = config.EngineConfig[stage.engine_type.value]
            stage.model_root_dir = str(models)
        self._detector = TextDetector(config.Det)
        self._recognizer = TextRecognizer(config.Rec)
        self._characters: list[str] = self._recognizer.postprocess_op.character

    def find_lines(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Return the quads of the lines, in pixels of the picture."""
        found = self._detector(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
        if found.boxes is None:
            return ()
        return tuple(Quad(*((float(x), float(y)) for x, y in box)) for box in found.boxes)

    def read_rows(self, rows: Sequence[Pixels]) -> list[Glyphs]:
        """Read a batch of rows (CTC, greedy), keeping each character's place and score.

        Rows are padded to the widest of the batch, so rows of like shape belong together.
        """
        _, height, least_width = self._recognizer.rec_image_shape
        ratios = [row.shape[1] / row.shape[0] for row in rows]
        widest = max(*ratios, least_width / height)
        batch = np.stack(
            [
                self._recognizer.resize_norm_img(cv2.cvtColor(row, cv2.COLOR_RGB2BGR), widest)
                for row in rows
            ]
        )
        scores = self._recognizer.session(batch.astype(np.float32))
        return [
            self._decode(row_scores, ratio / widest)
            for row_scores, ratio in zip(scores, ratios, strict=True)
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
