"""Run Tesseract over pictures: in this process, with its models kept loaded, or by its program."""

import os
import struct
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from cardscan.errors import EngineFailed, EngineMissing
from cardscan.language import _
from cardscan.model import Quad, Word
from cardscan.ocr.languages import packs_folder
from cardscan.ocr.word_lists import copy_without_words, is_large

TIMEOUT = 120  # seconds for the pictures of one card
KEPT_LOADED = 4  # sets of packs, of 10 to 50 MB each; a stack is seldom in more languages
PLACE = ("block_num", "par_num", "line_num")

# What pytesseract stumbles over when it runs a program that is no whole Tesseract.
NONSENSE = (OSError, KeyError, ValueError, subprocess.SubprocessError, SystemExit)

Picture = NDArray[np.uint8]  # height × width, gray
Rows = list[list[Word]]  # boxes in pixels of the picture
Data = dict[str, list[Any]]  # Tesseract's TSV by column


class Mode(IntEnum):
    """What a picture holds, in Tesseract's numbers (page segmentation)."""

    COLUMNS = 5  # one block of vertical writing
    ROW = 7  # one row of text
    SPARSE = 11  # as much text as can be found, in no particular order


def recognized(pictures: Sequence[Picture], packs: str, mode: Mode) -> list[Rows]:
    """Return the words of each picture, row by row.

    Raises EngineFailed when Tesseract breaks or takes too long, and EngineMissing without it.
    """
    loaded = _loaded(packs)
    if loaded is None:
        return _by_program(pictures, packs, mode)
    loaded.SetPageSegMode(mode)
    try:
        return [list(_rows_seen(loaded, picture)) for picture in pictures]
    finally:
        loaded.Clear()


@lru_cache(KEPT_LOADED)
def _loaded(packs: str) -> Any | None:
    """Load packs into this process; None where only Tesseract's program is installed.

    Loading takes longer than reading the lines of a card.
    """
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they bring
    try:
        import tesserocr  # noqa: PLC0415 - has no wheels for some systems
    except ImportError:
        return None
    # What they say of a picture on stderr is of no use to people.
    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    try:
        with _light_folder(packs) as folder:  # it is read once, while loading
            return tesserocr.PyTessBaseAPI(
                path=folder, lang=packs, variables={"debug_file": os.devnull}
            )
    except (
        RuntimeError,
        struct.error,
    ) as error:  # of another version than the library, or cut short
        raise EngineFailed(
            _("Tesseract cannot load {packs}. Install its packs anew.").format(packs=packs)
        ) from error


@contextmanager
def _light_folder(packs: str) -> Iterator[str]:
    """Give the folder in which packs lie; a large one lies in its own, without its words."""
    pack = Path(packs_folder(), f"{packs}.traineddata")
    if not is_large(pack):
        yield packs_folder()
        return
    with TemporaryDirectory(prefix="cardscan-") as folder:
        target = Path(folder, f"{packs}.traineddata")
        target.parent.mkdir(exist_ok=True)  # of script/Latin
        copy_without_words(pack, target)
        yield folder


def _rows_seen(loaded: Any, picture: Picture) -> Iterator[list[Word]]:
    import tesserocr  # noqa: PLC0415 - is there when something is loaded

    height, width = picture.shape
    loaded.SetImageBytes(picture.tobytes(), width, height, 1, width)
    if not loaded.Recognize(TIMEOUT * 1000):
        raise EngineFailed(_("Tesseract took longer than {timeout} s.").format(timeout=TIMEOUT))
    word_level, row_level = tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
    row: list[Word] = []
    for word in tesserocr.iterate_level(loaded.GetIterator(), word_level):
        if word.Empty(word_level):
            continue
        if row and word.IsAtBeginningOf(row_level):
            yield row
            row = []
        text = word.GetUTF8Text(word_level).strip()
        if text:
            quad = Quad.of_box(*word.BoundingBox(word_level))
            row.append(Word(text, max(0.0, word.Confidence(word_level)) / 100, quad))
    if row:
        yield row


def _by_program(pictures: Sequence[Picture], packs: str, mode: Mode) -> list[Rows]:
    """Run Tesseract's program once over all pictures: it loads its models anew each time."""
    with TemporaryDirectory(prefix="cardscan-") as folder:
        paths = [Path(folder, f"{number}.png") for number in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            cv2.imwrite(str(path), picture)
        listing = Path(folder, "pictures.txt")
        listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        try:
            data: Data = pytesseract.image_to_data(
                str(listing),
                lang=packs,
                config=f"--psm {mode:d}",
                timeout=TIMEOUT,
                output_type=pytesseract.Output.DICT,
            )
        except pytesseract.TesseractNotFoundError as error:
            raise EngineMissing(_("Tesseract was not found on PATH.")) from error
        except pytesseract.TesseractError as error:
            raise EngineFailed(
                _("Tesseract failed with status {status}.").format(status=error.status)
            ) from error
        except RuntimeError as error:  # how pytesseract reports its time limit
            raise EngineFailed(
                _("Tesseract took longer than {timeout} s.").format(timeout=TIMEOUT)
            ) from error
        except NONSENSE as error:
            raise EngineFailed(_("Tesseract's answer cannot be understood.")) from error
    try:
        return [_rows_told(data, page + 1) for page in range(len(pictures))]
    except NONSENSE as error:
        raise EngineFailed(_("Tesseract's answer cannot be understood.")) from error


def _rows_told(data: Data, page: int) -> Rows:
    """Return the words of one picture; pages count from 1."""
    rows: dict[tuple[int, ...], list[Word]] = defaultdict(list)
    for at, text in enumerate(data["text"]):
        if int(data["page_num"][at]) != page or not str(text).strip():
            continue
        left, top = data["left"][at], data["top"][at]
        quad = Quad.of_box(left, top, left + data["width"][at], top + data["height"][at])
        row = tuple(int(data[key][at]) for key in PLACE)
        rows[row].append(Word(str(text).strip(), max(0.0, float(data["conf"][at])) / 100, quad))
    return list(rows.values())
