"""How many characters of the printed lines were read wrongly, whatever became of the fields."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from samples.score import DASHES

TAKEN = "\n"  # stands where a printed line was found, so that no other is found there


@dataclass(frozen=True, slots=True)
class Errors:
    """Wrong characters, and how many were printed."""

    wrong: int = 0
    printed: int = 0

    def __add__(self, other: "Errors") -> "Errors":
        """Count both together."""
        return Errors(self.wrong + other.wrong, self.printed + other.printed)


def line_errors(printed: Iterable[str], read: Iterable[str]) -> Errors:
    """Count the characters that have to change to make printed lines of what was read.

    The lines that were read are set one after another; each printed line is compared with the
    stretch of them that is most like it, and no stretch serves two. So it costs nothing when a
    line was read in two pieces, or two as one. The likest lines choose first.
    """
    text = "".join(map(folded, read))
    lines = sorted(filter(None, map(folded, printed)), key=lambda line: _unlikeness(line, text))
    wrong = 0
    for line in lines:
        errors, begin, end = nearest(line, text)
        wrong += errors
        text = text[:begin] + TAKEN * (end - begin) + text[end:]
    return Errors(wrong, sum(map(len, lines)))


def folded(text: str) -> str:
    """Return text without what typography alone makes different: width, spaces, kinds of dash."""
    return DASHES.sub("-", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))


def nearest(line: str, text: str) -> tuple[int, int, int]:
    """Return the least edit distance of a line to any stretch of the text, and the stretch.

    Levenshtein's table in which a match may begin and end anywhere in the text (Sellers 1980).
    """
    signs, places = np.array(list(text), dtype="U1"), np.arange(len(text) + 1)
    cost, begin = np.zeros(len(text) + 1, dtype=np.int64), places.copy()
    for sign in line:
        kept, lost = cost[:-1] + (signs != sign), cost[1:] + 1
        row = np.append(cost[0] + 1, np.minimum(kept, lost))
        source = np.append(begin[0], np.where(kept <= lost, begin[:-1], begin[1:]))
        # A character too many in the text costs one for each place further on.
        cost = np.minimum.accumulate(row - places) + places
        last = np.maximum.accumulate(np.where(row == cost, places, 0))
        begin = source[last]
    end = int(cost.argmin())
    return int(cost[end]), int(begin[end]), end


def _unlikeness(line: str, text: str) -> tuple[float, int]:
    return nearest(line, text)[0] / len(line), -len(line)
