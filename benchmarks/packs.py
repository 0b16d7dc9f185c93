"""Compare Tesseract's packs on Western cards: ``python -m benchmarks.packs``.

PP-OCR finds the lines and reads them once; then Tesseract reads the same lines with each pack,
and both readings are fused. A line is right when no sign is wrong, spaces not counted.
"""

import argparse
from collections.abc import Iterator, Sequence
from time import perf_counter
from unittest.mock import patch

from benchmarks.drawing import DrawnSet, add_drawing, drawn, folder_for
from benchmarks.lines import folded, line_errors, nearest
from benchmarks.tables import add_into, machine, publish, share, table
from cardscan.model import OcrPage, PreparedCard
from cardscan.ocr.fusing import fuse
from cardscan.ocr.images import read_images
from cardscan.ocr.prepare import prepare_cards
from cardscan.ocr.rapid import RapidReader
from cardscan.ocr.tesseract import TesseractReader

LANGUAGES = ("de", "fr", "es", "pt", "it", "sv", "da", "no")
PACKS = ("eng", "eng+deu+fra", "Latin")
COLUMNS = ("read by", "lines", "lines with accents", "wrong signs", "seconds a card")

Found = tuple[PreparedCard, OcrPage, list[str]]  # a card, what PP-OCR saw, what is printed


def found_on(pictures: DrawnSet) -> Iterator[Found]:
    """Yield what PP-OCR sees on each card, with the lines that are printed there."""
    reader = RapidReader()
    for path, picture in zip(pictures.files, pictures.truth, strict=True):
        for image in read_images(path):
            for card in prepare_cards(image)[:1]:
                printed = [line["text"] for line in picture["cards"][0]["lines"]]
                yield card, reader.read(card), printed


def compared(cards: Sequence[Found]) -> Iterator[Sequence[str]]:
    """Yield a row for PP-OCR, and for each pack one alone and one fused with PP-OCR."""
    yield scored("PP-OCR", cards, [[line.text for line in page.lines] for _, page, _ in cards])
    for packs in PACKS:
        begin = perf_counter()
        with patch("cardscan.ocr.tesseract.packs_for", return_value=packs):
            seen = [TesseractReader().witness(card.pixels, page.lines) for card, page, _ in cards]
        seconds = (perf_counter() - begin) / len(cards)
        texts = [[reading.text for reading in readings] for readings in seen]
        yield scored(packs, cards, texts, seconds)
        both = [
            [fuse(*pair).text for pair in zip(page.lines, readings, strict=True)]
            for (_, page, _), readings in zip(cards, seen, strict=True)
        ]
        yield scored(f"PP-OCR with {packs}", cards, both)


def scored(
    name: str, cards: Sequence[Found], texts: Sequence[Sequence[str]], seconds: float = 0.0
) -> Sequence[str]:
    """Return the row of one way to read."""
    right, accented, wrong, signs = [], [], 0, 0
    for (_, _, printed), read in zip(cards, texts, strict=True):
        text = "\n".join(map(folded, read))
        for line in map(folded, printed):
            right.append(nearest(line, text)[0] == 0)
            if any("\u00c0" <= sign <= "\u024f" for sign in line):
                accented.append(right[-1])
        errors = line_errors(printed, read)
        wrong, signs = wrong + errors.wrong, signs + errors.printed
    time = f"{seconds:.2f}" if seconds else ""
    shares = (share(sum(right), len(right)), share(sum(accented), len(accented)))
    return name, *shares, f"{wrong / signs:.4f}", time


def main() -> None:
    """Draw, read and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.packs", description=__doc__)
    add_drawing(parser, count=10, seed=2300)
    add_into(parser)
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        sets = [
            drawn(folder / f"{lang}-{given.split}", *_options(lang, given)) for lang in LANGUAGES
        ]
        cards = [found for pictures in sets for found in found_on(pictures)]
    rows = table(COLUMNS, compared(cards))
    about = f"{len(cards)} cards, {given.split}, seed {given.seed}; read on {machine()}."
    publish("packs", (about, "", *rows), given.into)


def _options(lang: str, given: argparse.Namespace) -> tuple[str, ...]:
    return (
        *("--lang", lang, "--layout", "horizontal", "--split", given.split),
        *("--seed", str(given.seed), "--count", str(given.count)),
    )


if __name__ == "__main__":
    main()
