"""Pages recorded from drawn cards, so that understanding is measured without reading anew."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.drawing import DrawnSet
from benchmarks.workers import TIME_LIMIT
from cardscan.errors import CardFailed
from cardscan.executors import in_order, open_executor
from cardscan.model import OcrPage
from cardscan.ocr.images import read_images
from cardscan.scan import read_pages

ENGINE = "fused"

ByPicture = dict[str, tuple[OcrPage, ...]]  # the pages of each picture, by its name


def recorded(pictures: DrawnSet, jobs: int) -> ByPicture:
    """Return what both readers see on each picture; a stopped run goes on where it was."""
    kept = pictures.folder / "pages.jsonl"
    pages = dict(_kept(kept))
    missing = [file for file in pictures.files if Path(file).name not in pages]
    with open_executor(jobs, time_limit=TIME_LIMIT) as executor, kept.open("ab") as output:
        reading = in_order(lambda file: executor.submit(_read, file), missing, jobs=jobs)
        for file, read in reading:
            name = Path(file).name
            pages[name] = () if isinstance(read, CardFailed) else read
            output.write(_row(name, pages[name]))
            output.flush()
    return pages


def _read(file: str) -> tuple[OcrPage, ...]:
    images = read_images(file)
    return tuple(page for image in images for _, page in read_pages(image, ENGINE))


def _row(name: str, pages: Sequence[OcrPage]) -> bytes:
    return json.dumps(name).encode() + b"\t" + msgspec.json.encode(pages) + b"\n"


def _kept(file: Path) -> Iterator[tuple[str, tuple[OcrPage, ...]]]:
    if file.exists():
        for row in file.read_bytes().splitlines():
            name, _, pages = row.partition(b"\t")
            yield json.loads(name), msgspec.json.decode(pages, type=tuple[OcrPage, ...])
