"""A Tesseract that crashes, hangs or answers nonsense: the other reader goes on, with a word."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from cardscan.errors import EngineFailed, EngineMissing
from cardscan.model import Line, OcrPage, PreparedCard, Quad, Source
from cardscan.ocr import languages, recognition, tesseract
from cardscan.ocr.engine import UNCONFIRMED, read_page
from cardscan.ocr.fused import GIVEN_UP, FusedReader
from cardscan.ocr.recognition import Mode, recognized
from cardscan.ocr.tesseract import TesseractReader
from tests.ocr.test_fused import DOUBTED, First, line_of

LANGUAGES = 'List of available languages in "/nowhere/" (4):\\njpn\\neng\\njpn_vert\\nLatin'
TROUBLES = {
    "crashes": "kill -SEGV $$",
    "hangs": "exec sleep 60",
    "fails": "echo 'Error in boxClipToRectangle' >&2; exit 1",
    "answers nonsense": "printf 'level\\tpage\\n\\377\\376\\0garbage'",
}
CARD = PreparedCard(Source("card", 0, 0), "", np.zeros((100, 400, 3), np.uint8))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put a program named tesseract on PATH, and hide the library that does without it."""
    for cached in (languages._listed, languages._answer, tesseract.require, recognition._loaded):
        cached.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.setattr(recognition, "TIMEOUT", 1)
    yield tmp_path / "tesseract"
    for cached in (languages._listed, languages._answer, tesseract.require, recognition._loaded):
        cached.cache_clear()


def write(program: Path, trouble: str, listed: str = LANGUAGES) -> None:
    program.write_text(
        "#!/bin/sh\n"
        f"if [ \"$1\" = --list-langs ]; then printf '{listed}\\n'; exit 0; fi\n"
        'if [ "$1" = --version ]; then echo tesseract 5.3.0; exit 0; fi\n'
        f"{trouble}\n"
    )
    program.chmod(0o755)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_broken_tesseract_is_an_engine_that_failed(stand_in: Path, trouble: str) -> None:
    write(stand_in, TROUBLES[trouble])
    with pytest.raises(EngineFailed, match="Tesseract"):
        recognized([np.zeros((36, 300), np.uint8)], "eng", Mode.ROW)


def test_the_other_reader_goes_on_and_the_broken_one_is_soon_left_alone(stand_in: Path) -> None:
    calls = stand_in.with_name("calls")
    write(stand_in, f"echo called >> {calls}; exit 1")
    reader = FusedReader(First(line_of("Ann Lee", DOUBTED)), TesseractReader())
    for _ in range(GIVEN_UP + 2):
        page = reader.read(CARD)
        assert [line.text for line in page.lines] == ["Ann Lee"]
        assert page.warnings == (UNCONFIRMED,)
    assert calls.read_text().count("called") == GIVEN_UP


def test_a_missing_language_names_the_command_that_helps(stand_in: Path) -> None:
    write(stand_in, "", listed='List of available languages in "/nowhere/" (1):\\neng')
    with pytest.raises(
        EngineMissing, match=r"lacks jpn\. Run: sudo apt-get install tesseract-ocr-jpn"
    ):
        tesseract.require()


def test_half_a_character_is_no_text() -> None:
    class Halved:
        name = "halved"

        def read(self, card: PreparedCard) -> OcrPage:
            line = Line("山\ud800", 0.9, Quad.of_box(0, 0, 9, 9))
            return OcrPage(card.source, 9, 9, (line,))

    card = PreparedCard(Source("card", 0, 0), "", np.zeros((9, 9, 3), np.uint8))
    with pytest.raises(EngineFailed, match="a text"):
        read_page(Halved(), card)
