"""Mottos: what only repeats the name of a firm, or says what it does, and names none."""

import re

from rapidfuzz import fuzz

from cardscan.parse.candidates import Candidate
from cardscan.parse.domain_names import named_by
from cardscan.parse.layout import Sheet
from cardscan.parse.readings import letters
from cardscan.parse.text import is_latin

LOGO_LIKENESS = 88.0  # of its letters to a part of the whole name; readers add a sign or two
LARGER = 1.1  # times the type of what a firm does, in which its name is set
_AND_JAPANESE = re.compile(r"^[^株有]*[一-鿿ぁ-んァ-ヺ][とを、][一-鿿ぁ-んァ-ヺ]")
_AND = re.compile(r"(?i)[&,+•·]| (?:and|e|y|et|und|og|och) ")
SURE = 4.0  # log-odds of a firm that no department's ending can put in doubt


def without_logos(found: list[Candidate], domains: tuple[str, ...]) -> list[Candidate]:
    """Drop what only repeats, in a logo, a part of a name that is written out elsewhere.

    What the domain spells is no repetition of something that the domain does not name.
    """
    kept = []
    for candidate in found:
        plain = letters(candidate.value)
        repeats = [
            fuzz.partial_ratio(plain, letters(other.value)) >= LOGO_LIKENESS
            for other in found
            if other is not candidate
            and len(letters(other.value)) > len(plain) + 2
            and other.score >= candidate.score - 1.0
            and not (plain in map(letters, domains) and not named_by(other.value, domains))
        ]
        if not (len(plain) >= 4 and any(repeats) and is_latin(candidate.value)):
            kept.append(candidate)
    return kept


def without_mottos(sheet: Sheet, found: list[Candidate]) -> list[Candidate]:
    """Drop what only sounds like a firm beside one: Family dentistry, 手打ちそばと地酒."""
    return [one for one in found if not (_is_motto(one) or _says_what(sheet, one, found))] or found


def _is_motto(candidate: Candidate) -> bool:
    behind = candidate.value.split()[1:]
    small = any(len(word) > 3 and word.islower() for word in behind)
    return is_latin(candidate.value) and small and candidate.score < SURE - 1.0


def _says_what(sheet: Sheet, candidate: Candidate, found: list[Candidate]) -> bool:
    """Tell whether words of a trade say what a firm does that is set larger."""
    value = candidate.value
    weak = candidate.score < SURE - 1.0 if is_latin(value) else bool(_AND_JAPANESE.search(value))
    if not weak or "the domain has its name" in candidate.evidence:
        return False
    size = sheet.strips[candidate.spans[0].strip].size
    return any(
        sheet.strips[one.spans[0].strip].size > LARGER * size
        and is_latin(one.value) == is_latin(value)
        and (one.score >= candidate.score - 0.5 or _AND.search(value))
        for one in found
        if one is not candidate
    )
