"""What the other reader saw where a value stands."""

import unicodedata
from difflib import SequenceMatcher

from cardscan.model import Field, Line, ParsedCard, Quad


def other_texts(card: ParsedCard, field: Field) -> tuple[str, ...]:
    """Return what each reader saw in the place of a field, where it is not the field's own text.

    What stands on the same line beside the value, such as its label, is left out.
    """
    texts: list[str] = []
    for line in _lines_of(card, field):
        own = next(filter(None, (_found(text, line.text) for text in (field.raw, field.value))), "")
        if not own:
            continue
        for reading in line.readings:
            seen = _beside(line.text, own, reading.text)
            if _letters(seen) not in {"", *map(_letters, (field.raw, own, *texts))}:
                texts.append(seen)
    return tuple(texts)


def _letters(text: str) -> str:
    """Return what two readers must agree on; blanks, dashes and width are matters of taste."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _lines_of(card: ParsedCard, field: Field) -> list[Line]:
    if field.quad is None:
        return []
    return [line for line in card.lines if _overlap(line.quad, field.quad)]


def _overlap(a: Quad, b: Quad) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 0 and down > 0


def _found(text: str, line: str) -> str:
    """Return a text as a line has it, blanks left aside; empty when it is not there."""
    letters = [(place, letter) for place, letter in enumerate(line) if not letter.isspace()]
    start = "".join(letter for _, letter in letters).find("".join(text.split()))
    size = len("".join(text.split()))
    if start < 0 or not size:
        return ""
    return line[letters[start][0] : letters[start + size - 1][0] + 1]


def _beside(line: str, own: str, other: str) -> str:
    """Return the part of another reading that stands where a text stands in the line.

    >>> _beside("TEL 03-1234-5678", "03-1234-5678", "TEL O3-1284-5678")
    'O3-1284-5678'
    """
    start = line.find(own)
    blocks = SequenceMatcher(None, line, other, autojunk=False).get_opcodes()
    left = min(
        (j1 + max(0, start - i1) if tag == "equal" else j1)
        for tag, i1, i2, j1, j2 in blocks
        if i2 > start
    )
    stop = start + len(own)
    right = max(
        (j2 - max(0, i2 - stop) if tag == "equal" else j2)
        for tag, i1, i2, j1, j2 in blocks
        if i1 < stop
    )
    return other[left:right].strip()
