"""Tesseract in this process and its program see the same."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from cardscan.errors import EngineFailed
from cardscan.ocr import recognition
from cardscan.ocr.recognition import Mode, Picture, Rows, recognized

pytestmark = pytest.mark.engine

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    recognition._loaded.cache_clear()
    yield
    recognition._loaded.cache_clear()


def row_of(text: str) -> Picture:
    image = Image.new("L", (600, 56), 255)
    ImageDraw.Draw(image).text((10, 8), text, 0, ImageFont.truetype(FONT, 32))
    return np.asarray(image)


def words_of(rows: Rows) -> list[str]:
    return [word.text for row in rows for word in row]


def test_words_are_told_picture_by_picture() -> None:
    read = recognized([row_of("Ann Lee"), row_of(""), row_of("03-0123-4567")], "eng", Mode.ROW)
    assert list(map(words_of, read)) == [["Ann", "Lee"], [], ["03-0123-4567"]]
    ann, lee = read[0][0]
    assert 10 <= ann.quad.left < ann.quad.right < lee.quad.left < lee.quad.right < 200
    assert 0.5 < ann.confidence <= 1


def test_the_program_reads_where_the_library_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)  # as if it were not there
    read = recognized([row_of("Ann Lee"), row_of("03-0123-4567")], "eng", Mode.ROW)
    assert list(map(words_of, read)) == [["Ann", "Lee"], ["03-0123-4567"]]


@pytest.mark.parametrize("is_library_there", [True, False])
def test_a_pack_that_cannot_be_loaded_fails_with_a_word(
    monkeypatch: pytest.MonkeyPatch, *, is_library_there: bool
) -> None:
    if not is_library_there:
        monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(EngineFailed, match="Tesseract"):
        recognized([row_of("Ann Lee")], "no_such_pack", Mode.ROW)
