"""Degrees: academic degrees and forms of address, taken off the names they stand beside."""

import re

from cardscan.parse.family_names import is_asian_family
from cardscan.parse.qualifications import western_qualification
from cardscan.parse.readings import letters
from cardscan.parse.titles import known_words
from cardscan.parse.words import grouped, words

_FACULTIES = frozenset(
    [
        "med",
        "dent",
        "rer",
        "nat",
        "phil",
        "jur",
        "iur",
        "pol",
        "vet",
        "habil",
        "techn",
        "sc",
        "oec",
        "theol",
        "agr",
        "h",
        "c",
        "fh",
        "tu",
        "ba",
        "univ",
        "eth",
    ]
)
# letters behind a comma that no list need have: PharmD, BCPS, RDN
_LETTERS_BEHIND = re.compile(r"[A-Z](?:[a-z]{0,4}[A-Z]){1,6}(?:-[A-Z]{1,3})?")
_INNER_CAPITALS = re.compile(
    r"(?=.*[a-z])(?!Mc|Mac|De|Le|La|Di|Du|Fitz|O['’])[A-Z][a-z]{0,4}[A-Z][A-Za-z]{1,5}"
)
_DEGREE_BEHIND = re.compile(r"(?:,\s*|\s+)\(?([A-Za-z][\w.-]*(?:\s\(Hons\.?\)|\s[A-Z]\.?)?)\)?$")
_TWO_WORDS_BEHIND = re.compile(r"(?:,\s*|\s+)((?:LEED|EUR|RIBA) [A-Z][A-Za-z]{1,3})$")


def without_qualifications(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the degrees and forms of address off a Western name.

    >>> without_qualifications("Dr. Avery Smith, Ph.D., MBA")
    ('Avery Smith', ('Dr.', 'Ph.D.', 'MBA'))
    >>> without_qualifications("Prof. Dr.-Ing. Hans Müller")
    ('Hans Müller', ('Prof. Dr.-Ing.',))
    """
    before, rest = _leading(text.strip(" ,"))
    after: list[str] = []
    while match := _TWO_WORDS_BEHIND.search(rest) or _DEGREE_BEHIND.search(rest):
        known = western_qualification(match[1]) == "after" and not _is_family(rest, match)
        inner = bool(after) and bool(_INNER_CAPITALS.fullmatch(match[1]))  # BVetMed MRCVS
        if not known and not inner and not _is_credential(rest, match):
            break
        after.insert(0, match[1])
        rest = rest[: match.start()].rstrip(" ,")
    return rest, (*((before,) if before else ()), *after)


def _is_credential(text: str, word: re.Match[str]) -> bool:
    """Tell whether capitals behind a comma are letters of a degree: Ann Lee, PharmD, BCPS.

    A post is none, nor is the given name behind a family name: SMITH, JOHN.
    """
    whole = len(text[: word.start()].split(",", maxsplit=1)[0].split()) > 1
    behind = bool(_LETTERS_BEHIND.fullmatch(word[1])) and word[0].startswith(",")
    return whole and behind and word[1].lower() not in known_words()


def _is_family(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word is the second of two family names in capitals: Mauro MEDEIROS MAIA."""
    before = text[: word.start()].split()[-1:]
    capitals = bool(before) and before[0].isupper() and len(before[0]) > 2
    return capitals and "," not in word[0] and letters(word[1]) in words("given_names")


def _stands_before(word: str) -> bool:
    """Tell whether a word is set before names; some degrees are set on either side: Arch."""
    plain = word.lower().strip(".,")
    dotted = word.endswith(".") and plain in grouped("qualifications_west")["before"]
    return dotted or western_qualification(word) == "before"


def _leading(text: str) -> tuple[str, str]:
    pieces = text.split()
    count = 0
    while count < len(pieces) - 1 and _stands_before(pieces[count]):
        count += 1
        while count < len(pieces) - 1 and pieces[count].lower().strip(".()") in _FACULTIES:
            count += 1
    glued = re.match(r"(Dr\.|Prof\.)(?=[A-Z])", text)
    if not count and glued:
        return glued[0], text[glued.end() :].strip()
    return " ".join(pieces[:count]), " ".join(pieces[count:])


def may_hold_degree(text: str) -> bool:
    """Tell whether a degree that no list has may stand in a name.

    >>> may_hold_degree("Bel. Ana Reis"), may_hold_degree("Jo Bakker RA"), may_hold_degree("Ken Li")
    (True, True, False)
    """
    if re.match(r"[A-Z][a-z]{1,4}\. [A-Z]", text):
        return True
    found = re.search(r"[a-z] ([A-Z]{2}|[B-DF-HJ-NP-TV-XZ]{3,4})$", text)
    return found is not None and not is_asian_family(found[1])
