"""Sentences: lines that say something and name nothing."""

from functools import cache

from cardscan.parse.words import words


def is_sentence(text: str) -> bool:
    """Tell whether words in lower case make a Western line a slogan or a sentence.

    >>> is_sentence("Design that moves you"), is_sentence("University of Example")
    (True, False)
    """
    return any(token.strip(",.!?") in _sentence_words() for token in text.split())


@cache
def _sentence_words() -> frozenset[str]:
    """Return the words in lower case that make a line a sentence."""
    return (
        frozenset(words("slogan_words"))
        - frozenset(words("joining_words"))
        - {"with", "von", "und", "do", "dos", "das", "global", "mobile"}
    )
