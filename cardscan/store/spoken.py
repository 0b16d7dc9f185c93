"""Names as they sound: what is typed in kana or romaji finds what is known in other letters.

The text index holds, beside the names as they are written, each reading in plain Latin letters,
without long vowels and run together too, behind a sign that nobody types.
"""

import re
from collections.abc import Iterable

from cardscan.corrections import is_cjk
from cardscan.folding import fold_words, romaji, run_together

SOUND = "\ue001"
"""Stands before every token that is a sound: a Latin name is no reading of another."""

SHORTEST = 2  # letters; one alone begins the sound of too many names

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f・\s]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’.,\-\s]+")
_HEPBURN = tuple(  # the other official spelling, as it sounds
    (re.compile(letters), sound)
    for letters, sound in (
        ("sy", "sh"),
        ("ty", "ch"),
        ("zy", "j"),
        ("si", "shi"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("(?<![sc])hu", "fu"),
        ("zi", "ji"),
    )
)


def sounds_of(name: str, readings: Iterable[str]) -> list[str]:
    """Return the sounds of a Japanese name that is known in kana or in Latin letters.

    >>> [sound.removeprefix(SOUND) for sound in sounds_of("大野 健", ["オオノ ケン", ""])]
    ['ono', 'ken', 'onoken', 'kenono']
    >>> sounds_of("Ann Moore", ["Ann Moore"])
    []
    """
    if name and not is_cjk(name):
        return []
    spelled: list[str] = []
    for text in (name, *readings):
        if _KANA.fullmatch(text) or _LATIN.fullmatch(text):
            words = romaji(text)
            pairs = (words, words[::-1]) if len(words) == 2 else ()
            spelled += [*words, *(run_together(pair) for pair in pairs)]
    return [f"{SOUND}{word}" for word in dict.fromkeys(spelled)]


def sound_tokens(typed: str) -> tuple[str, ...]:
    """Return the sounds that a typed name stands for; the last may be the beginning of one.

    >>> [token.removeprefix(SOUND) for token in sound_tokens("おおの Sinzi")]
    []
    >>> [token.removeprefix(SOUND) for token in (*sound_tokens("おおの"), *sound_tokens("Sinzi"))]
    ['ono', 'shinji']
    """
    if not (_KANA.fullmatch(typed) or _LATIN.fullmatch(typed)):
        return ()
    plain = " ".join(fold_words(typed))
    for letters, sound in _HEPBURN:
        plain = letters.sub(sound, plain)
    words = romaji(plain)
    return tuple(f"{SOUND}{word}" for word in words) if len("".join(words)) >= SHORTEST else ()
