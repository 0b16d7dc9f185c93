"""A pack without its words has all its other parts, whole."""

import struct
from pathlib import Path

from cardscan.ocr.word_lists import WORDS, copy_without_words

PARTS = {17: b"network", 18: b"punctuation", WORDS: b"words" * 1000, 21: b"signs", 23: b"5.0"}


def pack_of(parts: dict[int, bytes]) -> bytes:
    """Return a pack as Tesseract writes it: a count, where each part begins, the parts."""
    offsets, at = [-1] * 24, 4 + 24 * 8
    for number, part in parts.items():
        offsets[number] = at
        at += len(part)
    return struct.pack("<i24q", 24, *offsets) + b"".join(parts.values())


def test_only_the_words_are_left_out(tmp_path: Path) -> None:
    pack, light = tmp_path / "Latin.traineddata", tmp_path / "light.traineddata"
    pack.write_bytes(pack_of(PARTS))
    copy_without_words(pack, light)
    rest = {number: part for number, part in PARTS.items() if number != WORDS}
    assert light.read_bytes() == pack_of(rest)
