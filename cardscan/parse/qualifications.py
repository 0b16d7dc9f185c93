"""Qualifications: licences and degrees, Japanese ones and those set beside Western names."""

import re
from functools import cache, lru_cache

from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.words import grouped, longest_first, words

_PERSON_WITH_DEGREE = re.compile(
    r"(?!.*[学學術工](?:博士|修士|硕士|碩士))[一-鿿]{2,4}(?:博士|硕士|碩士)"
)
_POST_BEFORE = re.compile(r"[一-鿿]*(?:教授|講師|助教|研究員|院長|所長|部長|代表)・")  # two things


@lru_cache(maxsize=4096)
def qualification_score(text: str) -> float:
    """Return how much a piece of text looks like a licence or a degree.

    >>> qualification_score("一級建築士") > 4, qualification_score("Ph.D.") > 4
    (True, True)
    >>> qualification_score("工学博士") > 4, qualification_score("Driver") > 0
    (True, False)
    """
    text = text.strip(" ,")
    if len(text) > 40:
        return 0.0
    if is_latin(text):
        return 4.5 if western_qualification(text) else 0.0
    first, *others = text.split() or [""]
    whole = squeezed(text) in words("qualifications_ja")  # 医学 博士
    if _PERSON_WITH_DEGREE.fullmatch(first):
        return 0.0  # 董思远博士
    if others and not (whole or re.match(r"第|\d|No|登録|[(（]", others[0])):
        return 0.0  # two things
    if first in words("titles_ja") and first not in words("qualifications_ja"):
        return 0.0  # 代表弁護士
    return (
        5.2
        if not _POST_BEFORE.match(first)
        and _japanese_qualification().fullmatch(first + "".join(others))
        else 0.0
    )


@cache
def _japanese_qualification() -> re.Pattern[str]:
    names = "|".join(map(re.escape, longest_first("qualifications_ja")))
    return re.compile(
        rf"(?:(?:[一二三1-3]級|甲種|乙種|第[一二三1-3]種|[一-鿿ァ-ヺー]{{1,10}})(?=.{{2}}))?(?:{names})"
        r"(?:[(（][^)）]{1,20}(?<!会)(?<!所属)[)）])?(?:[一二三1-3]級)?(?:\s?(?:第|登録番号|No\.?)?\s?\d+号?)?"
    )


def western_qualification(text: str) -> str:
    """Return ``before`` or ``after``, where a degree or form of address stands; else nothing.

    >>> western_qualification("Dr."), western_qualification("Ph.D."), western_qualification("Ann")
    ('before', 'after', '')
    >>> western_qualification("MAIA"), western_qualification("Maia")
    ('after', '')
    """
    if text.count("(") != text.count(")"):
        return ""  # BVSc (Hons
    if text == "ME":
        return ""  # microempresa; a lawyer of France is Me
    plain = " ".join(re.sub(r"[.,()®]+", " ", text.lower()).split())
    plain = (
        re.sub(r"\s*\b(?:hons|ophth|surg|med|ortho|ent|paed|psych|gen med)$", "", plain) or plain
    )
    for place, entries in grouped("qualifications_west").items():
        if plain in entries or plain.replace(" ", "") in entries:
            as_a_name = place == "after" and re.fullmatch(r"(?!Esq)[A-Z][a-z]{3,}", text)
            return "" if as_a_name or (text.islower() and len(plain) < 3) else place
    return ""
