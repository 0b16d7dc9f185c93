"""Fit the weights by which outlines are judged to be cards: ``python -m benchmarks.outlines``.

A logistic regression with a ridge on the outlines of drawn pictures. A row is an outline, right
where it is a card's; or a right one less a wrong one that overlaps with it, because the right one
of both must be chosen. Pictures of the split that tuning may see are drawn with seeds of their
own, so that ``benchmarks.finding`` reports on pictures that none was fitted to.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration import newton
from benchmarks.drawing import DrawnSet, add_drawing, drawn, folder_for
from benchmarks.places import FOUND, overlap
from cardscan.ocr.images import read_images
from cardscan.ocr.locate import candidates_in
from cardscan.ocr.rivals import APART, evidence, overlaps, sound_among
from cardscan.ocr.scene import scene_of

Floats = NDArray[np.float64]

WEIGHTS = Path(__file__).parents[1] / "cardscan" / "ocr" / "data" / "outlines.txt"
HEADER = "# Weights of evidence in log-odds. Written by benchmarks.outlines."
SETS: dict[str, tuple[float, tuple[str, ...]]] = {  # share of the pictures, how they are drawn
    "scans": (0.2, ("--quality", "scan")),
    "photos": (0.2, ("--quality", "photo")),
    "hard": (0.35, ("--quality", "hard")),
    "several": (0.1, ("--several",)),
    "sheets": (0.03, ("--sheet", "8", "--any-angle")),
    "straight": (0.02, ("--sheet", "12")),
    "empty": (0.1, ("--empty",)),
}
WELL = 0.93  # overlap from which an outline must be chosen before those that do not fit
RIDGE = 2.0
CHOICE = 3.0  # times a choice between two counts as much as a yes or no; twice as steep
STEEP = 2.0


class Rows:
    """The rows of the regression, with what is right and how often each counts."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.table: list[Floats] = []
        self.right: list[Floats] = []
        self.counts: list[Floats] = []
        self.spread: list[Floats] = []

    def add(self, file: str, cards: list[list[list[float]]]) -> None:
        """Add what is seen in a picture with cards at these corners."""
        image = next(iter(read_images(file)))
        scene = scene_of(image.pixels)
        candidates = sound_among([one for some in candidates_in(scene) for one in some])
        if not candidates:
            return
        self.names, table = evidence(candidates, scene.area)
        truth = [(np.array(card) * scene.scale * image.scale).tolist() for card in cards]
        fit = np.array(
            [max((overlap(one.corners.tolist(), card) for card in truth), default=0.0)
             for one in candidates]
        )  # fmt: skip
        self._add(table, (fit >= FOUND).astype(float), len(fit) ** -0.5)
        self.spread.append(table)
        shared = overlaps(candidates)
        wrong = np.flatnonzero(fit < FOUND)
        for one in wrong:
            beside = np.maximum(shared, shared.T)[one] >= APART
            better = np.flatnonzero((fit >= WELL) & beside)
            if len(better):
                often = CHOICE / len(better) / len(wrong) ** 0.5
                self._add(STEEP * (table[better] - table[one]), np.ones(len(better)), often)

    def _add(self, table: Floats, right: Floats, often: float) -> None:
        self.table.append(table)
        self.right.append(right)
        self.counts.append(np.full(len(right), often))

    def fitted(self) -> dict[str, float]:
        """Return the weights that make what is right most likely."""
        scale = np.maximum(np.concatenate(self.spread).std(axis=0), 1e-9)
        scale[0] = 1.0  # what all have
        ridge = np.full(len(scale), RIDGE)
        ridge[0] = 1e-6
        table = np.concatenate(self.table) / scale
        weights = newton(table, np.concatenate(self.right), ridge, np.concatenate(self.counts))
        return dict(zip(self.names, map(float, weights / scale), strict=True))


def sets(folder: Path, given: argparse.Namespace) -> Iterator[DrawnSet]:
    """Draw one set after another."""
    for at, (name, (part, options)) in enumerate(SETS.items()):
        yield drawn(
            folder / name,
            *("--seed", str(given.seed + at), "--count", str(round(part * given.count))),
            *("--split", given.split, *options),
        )


def main() -> None:
    """Draw, find, fit and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outlines", description=__doc__)
    add_drawing(parser, count=400, seed=8300)
    parser.set_defaults(split="tune")
    given = parser.parse_args()
    rows = Rows()
    with folder_for(given.keep) as folder:
        for pictures in sets(folder, given):
            for file, picture in zip(pictures.files, pictures.truth, strict=True):
                rows.add(file, [card["quad"] for card in picture["cards"]])
    weights = rows.fitted()
    lines = (f"{name}\t{weight:.2f}" for name, weight in weights.items())
    WEIGHTS.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights from {sum(map(len, rows.spread))} outlines: {WEIGHTS}")


if __name__ == "__main__":
    main()
