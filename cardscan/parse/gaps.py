"""Gaps: the spaces that a reader lost in a Latin line, and the accents that it added."""

import re
import unicodedata
from functools import lru_cache

LONG = 6  # letters; a shorter word is hardly two
SHORT = 3  # letters of the shortest word that is no joining word
_INITIALS = re.compile(r"\b(Mac|Von|Van|De|La|Le|Di|Del|Fitz) (?=[A-Z])")
# accents that words of Western languages have; readers invent others
_USUAL = frozenset("áéíóúàèìòùâêîôûãõäëïöüçñåæøœßýÿ")
_LOST = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[a-zà-ÿ])(?=&[A-Z])")


def camel_spaced(text: str) -> str:
    """Put back the spaces that a reader lost between capitalised words.

    >>> camel_spaced("SeniorManager"), camel_spaced("McDonald"), camel_spaced("GmbH")
    ('Senior Manager', 'McDonald', 'GmbH')
    """
    spaced = _LOST.sub(" ", text)
    return _INITIALS.sub(r"\1", spaced) if re.match(r"(?:Mac|Fitz) ", spaced) else spaced


@lru_cache(maxsize=2048)
def split_word(word: str, known: frozenset[str], joining: frozenset[str]) -> tuple[str, ...]:
    """Split a word into known words, as few as there are; alone when it is none or one of them.

    >>> known, joining = frozenset(["president", "sales", "head"]), frozenset(["of"])
    >>> split_word("presidentofsales", known, joining), split_word("presidents", known, joining)
    (('president', 'of', 'sales'), ('presidents',))
    >>> split_word("presidentof", known, joining)
    ('president', 'of')
    """
    if len(word) < LONG or word in known:
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, piece = best[start], word[start:end]
            inside = start and end < len(word)
            usable = (piece in joining and (inside or len(piece) >= SHORT or piece == "of")) or (
                len(piece) >= SHORT and piece in known
            )
            if before is None or not usable:
                continue
            shortest = best[end]
            if shortest is None or len(before) + 1 < len(shortest):
                best[end] = (*before, piece)
    return best[-1] or (word,)


def without_stray_accents(word: str, known: frozenset[str]) -> str:
    """Write a word without an accent that no language sets there.

    >>> known = frozenset(["diretor", "geral", "técnico", "tecnico"])
    >>> without_stray_accents("Diřetor-geral", known), without_stray_accents("técnico", known)
    ('Diretor-geral', 'técnico')
    """
    if word.isascii():
        return word
    return "-".join(_plain_if_known(half, known) for half in word.split("-"))


def _plain_if_known(word: str, known: frozenset[str]) -> str:
    letters = unicodedata.normalize("NFKD", word)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    stray = any(not letter.isascii() and letter not in _USUAL for letter in word.lower())
    stray = stray and word.lower() not in known and plain.lower() in known
    return plain if stray else word
