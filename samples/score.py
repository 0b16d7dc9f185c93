"""Score what was read against what was printed: ``python -m samples.score TRUTH READ.jsonl``.

TRUTH is the ``truth.json`` beside drawn cards, READ what ``cardscan read --json`` prints. With
``--floor FILE`` no share may be lower than the file says, and the file rises with what is higher.
"""

import argparse
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Card = Mapping[str, Any]
JOINED = frozenset({"department", "title"})  # several levels may be one value or several
LEGAL = str.maketrans({"㈱": "(株)", "㈲": "(有)"})
NUMERALS = str.maketrans("〇一二三四五六七八九", "0123456789")
DASHES = re.compile("[-‐‑‒–—―−ー－]")


@dataclass(slots=True)
class Score:
    """How much of what was printed was read, by kind of field."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    cards: int = 0
    cards_found: int = 0
    cards_right: int = 0
    printed: Counter[str] = field(default_factory=Counter)  # values, one by one
    in_lines: Counter[str] = field(default_factory=Counter)  # of them, in the text of the lines
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Return the share of printed values that were read right."""
        return self.right.total() / max(1, self.expected.total())

    @property
    def precision(self) -> float:
        """Return the share of read values that are right."""
        return self.right.total() / max(1, self.found.total())

    @property
    def shares(self) -> dict[str, float]:
        """Return recall by kind, then recall and precision of all fields."""
        kinds = sorted(kind for kind, printed in self.expected.items() if printed)
        shares = {kind: self.right[kind] / self.expected[kind] for kind in kinds}
        return {**shares, "recall": self.recall, "precision": self.precision}

    @property
    def line_recall(self) -> float:
        """Return the share of printed values that stand in the text of the lines."""
        return self.in_lines.total() / max(1, self.printed.total())


def score(truth: Iterable[Card], read: Iterable[Card]) -> Score:
    """Compare cards as drawn with cards as read; both are parsed JSON."""
    by_file: dict[str, list[Card]] = {}
    for card in read:
        if "error" not in card:
            by_file.setdefault(Path(card["source"]["path"]).name, []).append(card)
    result = Score()
    for picture in truth:
        found = by_file.get(picture["file"], [])
        for index, expected in enumerate(picture["cards"]):
            place = f"{picture['file']} card {index}"
            _count(result, place, expected, same_card(expected, found, index))
    return result


def same_card(expected: Card, found: Sequence[Card], index: int) -> Card | None:
    """Return the card that was read where the expected one lies, None when there is none."""
    middle = _middle(expected["quad"])
    inside = [card for card in found if _holds(card["source"].get("quad"), middle)]
    if inside:
        return inside[0]
    return found[index] if len(found) > index and not found[index]["source"].get("quad") else None


def _count(result: Score, place: str, expected: Card, card: Card | None) -> None:
    fields = card["fields"] if card else []
    result.cards += 1
    result.cards_found += card is not None
    optional = expected.get("optional", {})
    whole = True
    kinds = {*expected["fields"], *(one["kind"] for one in fields)}
    for kind in sorted(kinds):
        want = compared(kind, expected["fields"].get(kind, []))
        have = compared(kind, [one["value"] for one in fields if one["kind"] == kind])
        right = sum((Counter(want) & Counter(have)).values())
        allowed = sum((Counter(compared(kind, optional.get(kind, []))) & Counter(have)).values())
        result.expected[kind] += len(want)
        result.found[kind] += len(have) - allowed
        result.right[kind] += right
        if right < len(want) or len(have) - allowed > right:
            whole = False
            result.misses.append(f"{place}: {kind}: printed {want}, read {have}")
    result.cards_right += whole
    text = "".join(_ink(line["text"]) for line in card["lines"]) if card else ""
    for kind, value in _printed(expected):
        result.printed[kind] += 1
        result.in_lines[kind] += _stands_in(text, kind, value)


def _stands_in(ink: str, kind: str, value: str) -> bool:
    if kind in {"phone", "mobile", "fax"}:
        return _digits(value)[-8:] in _digits(ink)
    return _ink(value) in ink


def _printed(expected: Card) -> Iterator[tuple[str, str]]:
    for kind, values in expected["fields"].items():
        yield from ((kind, re.sub(r"^https?://|/$", "", value)) for value in values)


def compared(kind: str, values: Sequence[str]) -> list[str]:
    """Return values as they are compared: strict on what matters, blind to typography.

    Departments and posts become one value: several levels may be one field or several.
    """
    if kind in JOINED:
        bare = "".join(re.sub(r"[\s,、・/]", "", _plain(value)) for value in values)
        return [bare] if bare else []
    return [_comparable(kind, value) for value in values]


def _comparable(kind: str, value: str) -> str:
    plain = _plain(value)
    if kind in {"email", "name_roman"}:
        return plain.casefold()
    if kind == "url":
        return re.sub(r"^(https?://)?(www\.)?", "", plain.casefold()).rstrip("/")
    if kind == "address":
        return DASHES.sub("-", re.sub(r"[\s,]", "", plain)).translate(NUMERALS).casefold()
    if kind in {"company", "company_roman", "company_kana"}:
        return plain.replace(" ", "").translate(LEGAL)
    if kind == "name_kana":
        return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in plain)
    return plain


def _plain(value: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", value.translate(LEGAL)).split())


def _ink(text: str) -> str:
    """Return text as ink: no spaces, one kind of dash, numerals as digits."""
    bare = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text.translate(LEGAL)))
    return DASHES.sub("-", bare).translate(NUMERALS).casefold()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _middle(quad: Sequence[Sequence[float]]) -> tuple[float, float]:
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def _holds(quad: Sequence[Sequence[float]] | None, point: tuple[float, float]) -> bool:
    """Say whether the point lies inside the quad, which goes clockwise."""
    if not quad:
        return False
    x, y = point
    sides = zip(quad, [*quad[1:], quad[0]], strict=True)
    return all((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0 for (x1, y1), (x2, y2) in sides)


def report(result: Score) -> Iterator[str]:
    """Yield the score as lines of text, a kind a line, then the misses."""
    yield f"{'kind':14} expected  right  found  recall  precision"
    for kind in sorted(result.expected | result.found):
        expected, right, found = result.expected[kind], result.right[kind], result.found[kind]
        yield (
            f"{kind:14} {expected:8} {right:6} {found:6}  {right / max(1, expected):6.3f}"
            f"  {right / max(1, found):9.3f}"
        )
    yield f"all fields: recall {result.recall:.4f}, precision {result.precision:.4f}"
    yield f"printed values in the lines: {result.line_recall:.4f}"
    yield f"cards: {result.cards}, found {result.cards_found}, wholly right {result.cards_right}"
    yield from result.misses


def fallen(shares: Mapping[str, float], floor: Mapping[str, float]) -> dict[str, str]:
    """Return what stands lower than it once did, and how much, by kind; empty when nothing."""
    return {
        kind: f"{shares.get(kind, 0.0):.4f} < {least:.4f}"
        for kind, least in floor.items()
        if shares.get(kind, 0.0) < least
    }


def risen(shares: Mapping[str, float], floor: Mapping[str, float]) -> dict[str, float]:
    """Return the floor from now on: it rises and never sinks."""
    kinds = dict.fromkeys([*shares, *floor])
    rounded = {kind: math.floor(shares.get(kind, 0.0) * 10_000) / 10_000 for kind in kinds}
    return {kind: max(share, floor.get(kind, 0.0)) for kind, share in rounded.items()}


def main() -> None:
    """Print the score of a file that ``cardscan read --json`` wrote."""
    parser = argparse.ArgumentParser(prog="python -m samples.score", description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("read", type=Path)
    parser.add_argument("--floor", type=Path, help="shares that may not fall, as JSON")
    given = parser.parse_args()
    drawn = json.loads(given.truth.read_text(encoding="utf-8"))
    lines = given.read.read_text(encoding="utf-8").splitlines()
    result = score(drawn, map(json.loads, lines))
    print("\n".join(report(result)))  # noqa: T201 - its purpose
    if given.floor:
        _hold(result, given.floor)


def _hold(result: Score, path: Path) -> None:
    """Leave with status 1 and a word when a share fell; else raise the floor."""
    floor = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if lower := fallen(result.shares, floor):
        raise SystemExit("\n".join(f"{kind} fell: {by}" for kind, by in lower.items()))
    path.write_text(json.dumps(risen(result.shares, floor), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
