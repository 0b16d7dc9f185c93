"""PP-OCR reads rows that are squeezed to take less time, and loses nothing by it."""

import cv2
import numpy as np

from cardscan.model import Pixels
from cardscan.ocr.crops import count_runs
from cardscan.ocr.rapid_models import RapidModels

MAIL = "will-bell@hillville.example"
HEIGHT = 96  # pixels


def _row(text: str, pitch: float) -> Pixels:
    """Draw a row of text, condensed to so many pixels a character at the recogniser's height."""
    paper = np.full((HEIGHT, 1600, 3), 255, np.uint8)
    (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 2, 5)
    cv2.putText(paper, text, (12, 68), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 5, cv2.LINE_AA)
    size = (round(2 * pitch * len(text)), HEIGHT)
    row = cv2.resize(paper[:, : width + 24], size, interpolation=cv2.INTER_AREA)
    return np.asarray(row, dtype=np.uint8)


def test_double_letters_of_condensed_print_stay_two() -> None:
    pitches = (13.0, 13.25, 16.0, 20.0)
    read = RapidModels().read_rows([_row(MAIL, pitch) for pitch in pitches])
    assert ["".join(glyph.text for glyph in glyphs) for glyphs in read] == [MAIL] * len(pitches)


def test_runs_of_ink_tell_how_many_letters_stand_in_a_row() -> None:
    row = _row("10 20 30", 20.0)
    assert count_runs(row) == count_runs(255 - row) == 6


def test_characters_keep_their_places_in_a_squeezed_row() -> None:
    (glyphs,) = RapidModels().read_rows([_row("10 20 30 40 50 60", 20.0)])
    zeros = [glyph.at for glyph in glyphs if glyph.text == "0"]
    steps = np.diff(zeros)
    assert len(zeros) == 6
    assert 0.04 < zeros[0] < 0.14
    assert steps.min() > 0.13
    assert steps.max() < 0.22
