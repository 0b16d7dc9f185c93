"""Show where the time of reading a photo goes: ``python -m benchmarks.stages``.

Every stage of the whole reading is timed apart, in seconds of the processor, so that other work
on the machine counts little; the plain loop stands below.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.drawing import add_drawing, drawn, folder_for
from benchmarks.readers import PLAIN, read
from benchmarks.speed import ASKED
from benchmarks.tables import add_into, machine, publish, table
from benchmarks.variants import processor_seconds
from cardscan.model import PreparedCard
from cardscan.ocr.codes import read_codes
from cardscan.ocr.fused import is_read_twice
from cardscan.ocr.fusing import fuse
from cardscan.ocr.images import read_images
from cardscan.ocr.locate import locate_cards
from cardscan.ocr.prepare import prepare_cards
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader
from cardscan.parse.parser import parse_page

Result = TypeVar("Result")


class Stages:
    """Runs the stages of a reading one by one and adds up what each takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._first = RapidReader()
        self._second = TesseractReader()

    def _timed(self, name: str, stage: Callable[[], Result]) -> Result:
        begin = processor_seconds()
        result = stage()
        self.seconds[name] = self.seconds.get(name, 0.0) + processor_seconds() - begin
        return result

    def run(self, path: str) -> None:
        """Read one picture, then let the plain loop read it."""
        for image in self._timed("decode", lambda: list(read_images(path))):
            cards = self._timed("find and straighten the card", partial(prepare_cards, image))
            self._timed("… of it finding", partial(locate_cards, image.pixels))
            for card in cards:
                self._read(card)
        self._timed(PLAIN, lambda: read(path, PLAIN))

    def _read(self, card: PreparedCard) -> None:
        models = self._first._models  # noqa: SLF001 - a stage within the reader
        page = self._timed("find and read the lines", lambda: self._first.read(card))
        self._timed("… of it finding them", lambda: models.find_lines(card.pixels))
        asked = [line for line in page.lines if is_read_twice(line, page)]
        readings = self._timed(
            "second reader",
            lambda: self._second.witness(card.pixels, asked, among=page.lines),
        )
        self._timed("fuse", lambda: list(map(fuse, asked, readings)))
        self._timed("QR codes", lambda: read_codes(card.pixels))
        self._timed("parse", lambda: parse_page(page))


def stages_of(folder: Path, megapixels: int, given: argparse.Namespace) -> dict[str, float]:
    """Return the mean seconds of each stage over some photos."""
    photos = drawn(
        folder / f"stages-{megapixels}",
        *("--quality", "photo", "--megapixels", str(megapixels), "--split", given.split),
        *("--seed", str(given.seed), "--count", str(given.count)),
    )
    stages = Stages()
    stages.run(photos.files[0])  # models are loaded
    stages.seconds.clear()
    for file in photos.files:
        stages.run(file)
    return {name: seconds / given.count for name, seconds in stages.seconds.items()}


def main() -> None:
    """Time the stages on photos of each size and print them side by side."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    add_drawing(parser, count=10, seed=5150)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        sizes = [stages_of(folder, megapixels, given) for megapixels in ASKED]
    rows = [(name, *(f"{size[name]:.2f}" for size in sizes)) for name in sizes[0]]
    headers = ("seconds a photo", *(f"{megapixels} megapixels" for megapixels in ASKED))
    about = f"{given.count} photos of each size, {given.split}, seed {given.seed}; {machine()}."
    publish("stages", (about, "", *table(headers, rows)), given.into)


if __name__ == "__main__":
    main()
