"""Weigh the choices behind the readers: ``python -m benchmarks.choices TOPIC``.

Every topic reads the same drawn cards, found and straightened beforehand, in all its variants,
which take turns card by card. Time is that of the processor, so that other work on the machine
counts little.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from unittest.mock import patch

from benchmarks.drawing import DrawnSet, add_drawing, drawn_in_all_qualities, folder_for
from benchmarks.runtimes import onnx_reader
from benchmarks.tables import add_into, machine, publish, share, table
from benchmarks.variants import Cost, Variant, costs
from benchmarks.witnesses import Recorded, SecondReader, one_call_a_card, one_call_a_line
from cardscan.model import OcrPage, PreparedCard
from cardscan.ocr import fused, networks, rapid_models, recognition, tesseract
from cardscan.ocr.fused import FusedReader
from cardscan.ocr.images import read_images
from cardscan.ocr.prepare import prepare_cards
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader

HEADERS = ("variant", "seconds a card", "recall", "precision", "values in lines", "accepted")

# Below which score of their least sure word lines are read twice, and below which if they matter.
BOUNDS = (
    ("every line", 1.01, 1.01),
    ("below 0.85, and what matters", 0.85, 1.01),
    ("below 0.85, and below 0.95 what matters", 0.85, 0.95),
    ("below 0.85", 0.85, 0.85),
    ("below 0.7", 0.7, 0.7),
    ("no line", 0.0, 0.0),
)

Cards = Sequence[PreparedCard]


def runtimes(_: Cards) -> list[Variant]:
    """Vary what runs PP-OCR's models, and in which precision."""
    whole = {**networks.ONE_THREAD, "INFERENCE_PRECISION_HINT": "f32"}
    return [
        Variant("OpenVINO, its own precision", RapidReader),
        Variant("OpenVINO, f32", RapidReader, ((networks, "ONE_THREAD", whole),)),
        Variant("ONNX Runtime, f32", onnx_reader),
    ]


def detector(_: Cards) -> list[Variant]:
    """Vary the size of the picture in which lines are looked for."""
    return [
        Variant(f"{side} pixels", RapidReader, ((rapid_models, "DETECTION_SIDE", side),))
        for side in (640, 736, 960, 1280)
    ]


def widths(_: Cards) -> list[Variant]:
    """Vary the step to which rows are padded."""
    return [
        Variant(f"{step} pixels", RapidReader, ((rapid_models, "WIDTH_STEP", step),))
        for step in (48, 96, 192)
    ]


def second_looks(cards: Cards) -> list[Variant]:
    """Vary how Tesseract is given the lines that the first reader found."""
    pages = _pages(cards)
    a_card = partial(SecondReader, tesseract.NAME, pages, one_call_a_card)
    a_line = partial(SecondReader, tesseract.NAME, pages, one_call_a_line)
    program = ((recognition, "_loaded", lambda _: None),)
    return [
        Variant("tesserocr, kept loaded", a_card),
        Variant("one call of pytesseract a card", a_card, program),
        Variant("one call of pytesseract a line", a_line, program),
    ]


def second_reader(cards: Cards) -> list[Variant]:
    """Vary which lines the second reader sees; what the first saw is recorded and takes no time."""
    pages = _pages(cards)
    make = partial(FusedReader, Recorded(pages), TesseractReader())
    variants = []
    for name, doubtful, uncertain in BOUNDS:
        with patch.multiple(fused, DOUBTFUL=doubtful, UNCERTAIN=uncertain):
            twice = [
                fused.is_read_twice(line, page) for page in pages.values() for line in page.lines
            ]
        part = share(sum(twice), len(twice))
        constants = ((fused, "DOUBTFUL", doubtful), (fused, "UNCERTAIN", uncertain))
        variants.append(Variant(f"{name} ({part} of them)", make, constants))
    return variants


def _pages(cards: Cards) -> dict[str, OcrPage]:
    reader = RapidReader()
    return {card.source.path: reader.read(card) for card in cards}


TOPICS: dict[str, Callable[[Cards], list[Variant]]] = {
    "runtime": runtimes,
    "detector": detector,
    "width": widths,
    "second-look": second_looks,
    "second-reader": second_reader,
}


def report(found: Sequence[Cost]) -> Iterator[str]:
    """Yield the table of a topic: time, and what was seen for it."""
    rows = [
        (
            cost.name,
            f"{cost.seconds:.2f}",
            f"{cost.score.recall:.3f}",
            f"{cost.score.precision:.3f}",
            share(cost.score.in_lines.total(), cost.score.printed.total()),
            f"{cost.accepted:.3f}",
        )
        for cost in found
    ]
    yield from table(HEADERS, rows)


def prepared(pictures: DrawnSet) -> list[PreparedCard]:
    """Return the cards of the pictures, flat."""
    return [
        card
        for file in pictures.files
        for page in read_images(file)
        for card in prepare_cards(page)
    ]


def main() -> None:
    """Draw cards, read them in every way of one topic and print what each costs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.choices", description=__doc__)
    parser.add_argument("topic", choices=TOPICS)
    add_drawing(parser, count=32, seed=3100)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        pictures = drawn_in_all_qualities(
            folder / f"choices-{given.split}-{given.seed}-{given.count}",
            *("--split", given.split),
            seed=given.seed,
            count=given.count,
            jobs=given.jobs,
        )
        cards = prepared(pictures)
    found = costs(TOPICS[given.topic](cards), cards, pictures.truth)
    about = f"{len(cards)} cards of all qualities, {given.split}, seed {given.seed}; {machine()}."
    publish(f"choice {given.topic}", (about, "", *report(found)), given.into)


if __name__ == "__main__":
    main()
