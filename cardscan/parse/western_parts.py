"""Western parts: what a branch, a department or an office abroad is called."""

import re
from functools import cache

from cardscan.parse.gaps import camel_spaced
from cardscan.parse.readings import letters
from cardscan.parse.sentences import is_sentence
from cardscan.parse.titles import parted
from cardscan.parse.words import grouped, pairs, words

_GERMAN_PART = re.compile(
    r"(?:abteilung|management|sicherung|leitung|entwicklung|planung"
    r"|av?f?delning(?:en)?|af?v?deling(?:en)?)$"
)
# schools that are no part of another
SCHOOLS = re.compile(
    r"(?i)\w\s(?!(?:medical|business|law|graduate|nursing|dental|engineering|management|summer|night|university|college"
    r"|doctoral|professional)\s)\w+\sschool$"
)
# offices that are organisations by themselves, not parts of one
OFFICE = re.compile(
    r"(?i)\w\s(?:design|planning|law|city|town|patent|tax|accounting|architects?|notary|dental|post|government)"
    r"\s(?:offices?|hall)$"
)
_OFFICE_OF = re.compile(r"(?i)(?:office|department) of\s")  # whoever heads it
_SCHOOL = re.compile(r"(?i)(?:escola|escuela|instituto) superior\s|(?:school|college|faculty) of\s")
# an office in a town: Büro München, Oficina de Barcelona
_IN_TOWN = re.compile(
    r"(?i)(?:büro|buero|standort|oficina|bureau|kontor|kontoret|sede|ufficio|escritório|kantoor|toimisto)"
    r"\s(?:de |di |d[oa] |in |à )?(?P<town>\S.{2,20})"
)
_NUMBERED = re.compile(
    r"(?i)^call$|^(?:call|unit|suite|floor|level|building|block|room|office|lot) \w?\d"
)
_WORKSHOP = re.compile(r"(?i)^oficina d[oa]s?\s")  # in Portuguese; an office in Spanish
_BRANCHES = frozenset({"store", "shop", "salon", "studio", "clinic"})


def western_part_score(text: str) -> float:  # noqa: C901, PLR0911 - a ladder: the first test that holds decides
    """Return how much Western words look like a part of an organisation; above 2 they do.

    >>> western_part_score("Sales Department") > 3, western_part_score("Büro München") > 3
    (True, True)
    """
    spaced = camel_spaced(text) if " " not in text else text
    plain = re.sub(r"([,/&])", r" \1 ", spaced.lower())
    tokens_here = [part for token in plain.split() for part in parted(token.strip("."))]
    lists = grouped("title_words")
    if any(pattern.search(text) for pattern in (OFFICE, SCHOOLS, _WORKSHOP, _NUMBERED)):
        return 0.0
    if _OFFICE_OF.match(text) and "," not in text:
        return 5.5
    if _SCHOOL.match(text) or text.lower().startswith("secretaria d") or _is_office_in_town(text):
        return 3.5
    parts = [
        token
        for token in tokens_here
        if token in lists["department"] or token in _strong_parts() or _GERMAN_PART.search(token)
    ]
    if tokens_here[-1] in _glue():
        return 0.0
    if is_sentence(text) and tokens_here[0] not in _strong_parts():
        return 0.0  # Design for tomorrow, but not Pôle innovation
    if tokens_here[-1] in _BRANCHES and len(tokens_here) == 2:
        return 2.5  # Shinjuku Store, where a firm is named besides
    if not parts or any(
        token in lists["head"] and token not in lists["department"] for token in tokens_here
    ):
        return 0.0
    known = [
        token in lists["department"]
        or token in lists["modifier"]
        or token in _glue()
        or token.isdigit()
        or bool(_GERMAN_PART.search(token))
        for token in tokens_here
    ]
    strong = any(token in _strong_parts() for token in tokens_here)
    if all(known):
        return 3.0 if "," in text else 4.5 if strong else 3.8
    if strong and len(tokens_here) <= 7:
        return 3.8
    if parts[0] == tokens_here[0] and tokens_here[1:2] and tokens_here[1] in _glue():
        return 1.2 if tokens_here[1] == "for" and not any(known[2:]) else 3.4
    named = letters(tokens_here[0]) in words("given_names")  # Sérgio Técnico
    if tokens_here[-1] in lists["department"] and 1 < len(tokens_here) <= 4 and text.istitle():
        return 0.0 if named else 2.5  # East Japan Sales
    return 1.2


@cache
def _strong_parts() -> frozenset[str]:
    return frozenset(words("part_words"))


@cache
def _glue() -> frozenset[str]:
    return frozenset(words("joining_words"))


@cache
def _large_towns() -> frozenset[str]:
    """Return the names of large towns, in small letters."""
    return frozenset(town.casefold() for _, town in pairs("cities"))


def _is_office_in_town(text: str) -> bool:
    found = _IN_TOWN.fullmatch(text)
    return found is not None and found["town"].casefold() in _large_towns()
