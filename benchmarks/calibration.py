"""Fit the weights of evidence on drawn cards: ``python -m benchmarks.calibration``.

A logistic regression with a ridge: one weight for each piece of evidence on all kinds of field,
and one for each kind, held closer to none. Cards of the split that tuning may see are drawn with
a seed of their own, so that ``benchmarks.understanding`` reports on cards that none was fitted to.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.drawing import add_drawing, folder_for
from benchmarks.judging import Judged, judged, parsed
from benchmarks.sets import drawn_and_recorded
from cardscan.parse.confidence import AGREE, ALWAYS, ANY, DIFFER, ONE_LOOKED, sign_of

WEIGHTS = Path(__file__).parents[1] / "cardscan" / "parse" / "data" / "confidence.txt"
HEADER = "# Weights of evidence in log-odds, by kind of field. Written by benchmarks.calibration."
SEEN = 12  # fields; evidence that is rarer gets no weight
RIDGE_ANY, RIDGE_KIND = 0.5, 5.0
WITNESSES = frozenset({AGREE, DIFFER, ONE_LOOKED})  # worth the same whatever was read
STEPS = 40  # of Newton's method, which ends long before

Weight = tuple[str, str]  # kind, evidence


def fitted(fields: Sequence[Judged]) -> dict[Weight, float]:
    """Return the weights that make what was right most likely."""
    seen = Counter(sign for field in fields for sign in _signs(field))
    names = sorted(sign for sign, count in seen.items() if count >= SEEN)
    column = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(fields), len(names)))
    for row, field in enumerate(fields):
        for sign in _signs(field):
            if sign in column:
                table[row, column[sign]] = 1.0
    ridge = np.array([RIDGE_ANY if kind == ANY else RIDGE_KIND for kind, _ in names])
    right = np.array([field.right for field in fields], dtype=np.float64)
    return dict(zip(names, map(float, newton(table, right, ridge)), strict=True))


def _signs(judged_field: Judged) -> Iterator[Weight]:
    field = judged_field.field
    for sign in {ALWAYS, *map(sign_of, field.evidence)}:
        yield ANY, sign
        if sign not in WITNESSES:
            yield field.kind.value, sign


def newton(
    table: NDArray[np.float64],
    right: NDArray[np.float64],
    ridge: NDArray[np.float64],
    counts: NDArray[np.float64] | float = 1.0,
) -> NDArray[np.float64]:
    """Return the weights of a logistic regression with a ridge, by Newton's method.

    ``counts`` says how often a row of the table counts.
    """
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (right - chance)) - ridge * weights
        curve = (table.T * (counts * chance * (1 - chance))) @ table + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def write(weights: dict[Weight, float], file: Path) -> None:
    """Write the weights that say something, as the parser reads them."""
    rows = (f"{kind}\t{sign}\t{weight:.2f}" for (kind, sign), weight in weights.items())
    told = (row for row in rows if not row.endswith(("\t0.00", "\t-0.00")))
    file.write_text("\n".join((HEADER, *told)) + "\n", encoding="utf-8")


def main() -> None:
    """Draw, read, parse, fit and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    add_drawing(parser, count=400, seed=8101)
    parser.set_defaults(split="tune")
    given = parser.parse_args()
    with folder_for(given.keep) as folder:
        cards = drawn_and_recorded(folder, given)
    fields = tuple(judged(cards.truth, parsed(cards.pages)))
    weights = fitted(fields)
    write(weights, WEIGHTS)
    wrong = sum(not field.right for field in fields)
    print(f"{len(weights)} weights from {len(fields)} fields, {wrong} of them wrong: {WEIGHTS}")


if __name__ == "__main__":
    main()
