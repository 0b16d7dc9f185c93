"""PP-OCR's models run by ONNX Runtime instead of OpenVINO, to weigh one against the other."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rapidocr

from cardscan.ocr import rapid_models
from cardscan.ocr.networks import Planes, Told
from cardscan.ocr.rapid import RapidReader

Run = Callable[[Any], Any]


def onnx_reader() -> RapidReader:
    """Return the reader with ONNX Runtime on one thread; leave with a word when it is missing."""
    try:
        import onnxruntime  # noqa: PLC0415 - the product does without
    except ImportError:
        raise SystemExit("ONNX Runtime is not installed. Run: pip install onnxruntime") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3

    def session(name: str) -> Run:
        path = Path(rapidocr.__file__).parent / "models" / name
        loaded = onnxruntime.InferenceSession(str(path), options)
        entry = loaded.get_inputs()[0].name
        return lambda picture: loaded.run(None, {entry: picture})

    recognizer = session(rapid_models.RECOGNIZER)

    def told(rows: Sequence[Planes]) -> list[Told]:
        scores = (recognizer(row[None])[0][0] for row in rows)
        return [(row.argmax(axis=1), row.max(axis=1)) for row in scores]

    reader = RapidReader()
    models = reader._models  # noqa: SLF001 - one part is exchanged for another
    models._detector = session(rapid_models.DETECTOR)  # noqa: SLF001
    models._recognizer = told  # type: ignore[assignment]  # noqa: SLF001
    return reader
