"""Letter-spacing: names whose signs stand apart, and where the gap between its halves is."""

from collections.abc import Sequence

from cardscan.parse.dictionary import FAMILY, GIVEN, readings


def with_letters_joined(pieces: Sequence[str]) -> list[str]:
    """Join the half of a name that was printed, or read, with gaps between its signs.

    >>> with_letters_joined(["大和田", "剛", "志"]), with_letters_joined(["佐", "々", "木", "健太"])
    (['大和田', '剛志'], ['佐々木', '健太'])
    >>> with_letters_joined(["上村", "雄一", "郎"]), with_letters_joined(["田中", "太郎", "様"])
    (['上村', '雄一郎'], ['田中', '太郎', '様'])
    """
    family, given = pieces[0], pieces[-1]
    if len(pieces) > 2 and len(family) > 1 and all(len(one) == 1 for one in pieces[1:]):
        return [family, "".join(pieces[1:])]
    if len(pieces) > 2 and len(given) > 1 and all(len(one) == 1 for one in pieces[:-1]):
        return ["".join(pieces[:-1]), given]
    if len(pieces) == 3 and any(len(one) == 1 for one in pieces):
        return _of_known_halves(*pieces)
    return list(pieces)


def _of_known_halves(first: str, middle: str, last: str) -> list[str]:
    """Join two of three pieces to a known name: a thin stroke has white around it, as 一 does."""
    if readings(first, FAMILY) and readings(middle + last, GIVEN):
        return [first, middle + last]
    if readings(first + middle, FAMILY) and readings(last, GIVEN):
        return [first + middle, last]
    return [first, middle, last]
