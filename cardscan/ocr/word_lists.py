"""Packs of Tesseract without their list of words, which can be 99 % of a pack.

Names, addresses and companies stand in no list, and the pack of the Latin script reads a card as
well without its own, in an eighth of the memory.
"""

import struct
from pathlib import Path

LARGE = 20_000_000  # bytes; the packs of single languages have two to four million
COUNT = struct.Struct("<i")
OFFSET = "q"  # where a part begins, -1 for one that is not there
WORDS = 19  # number of the part with the words (TESSDATA_LSTM_SYSTEM_DAWG)


def is_large(pack: Path) -> bool:
    """Say whether a pack is so large that it holds little but words."""
    return pack.is_file() and pack.stat().st_size > LARGE


def copy_without_words(pack: Path, target: Path) -> None:
    """Write a copy of a pack that lacks the words; raise struct.error when it is no pack."""
    with pack.open("rb") as file:
        (count,) = COUNT.unpack(file.read(COUNT.size))
        table = struct.Struct(f"<{count}{OFFSET}")
        begins = table.unpack(file.read(table.size))
        ends = sorted((*(begin for begin in begins if begin >= 0), pack.stat().st_size))
        parts = [b""] * count
        for number, begin in enumerate(begins):
            if begin >= 0 and number != WORDS:
                file.seek(begin)
                parts[number] = file.read(ends[ends.index(begin) + 1] - begin)
    at, offsets = COUNT.size + table.size, []
    for part in parts:
        offsets.append(at if part else -1)
        at += len(part)
    target.write_bytes(COUNT.pack(count) + table.pack(*offsets) + b"".join(parts))
