"""The prefectures of Japan, in kanji and in Latin letters."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_LINES = files("cardscan").joinpath("data/prefectures.txt").read_text("utf-8").splitlines()

LATIN: dict[str, str] = {
    name: latin for name, _, latin in (line.partition("\t") for line in _LINES if line[0] != "#")
}
"""How each prefecture is written in Latin letters, by its name in kanji."""

_KANJI = {latin: name for name, latin in LATIN.items()}
_TO = re.compile(r"[ -](?:to|fu|ken|pref\.?|prefecture)$")


@lru_cache(maxsize=1000)  # regions repeat
def japanese(text: str) -> str:
    """Return the Japanese prefecture that a text names, or an empty string.

    >>> japanese("東京都"), japanese("Osaka-fu"), japanese("TOKYO"), japanese("California")
    ('東京都', '大阪府', '東京都', '')
    """
    if text in LATIN:
        return text
    return _KANJI.get(_TO.sub("", text.strip().casefold()), "")


def spellings(texts: Iterable[str]) -> list[str]:
    """Return regions as they are written, and those of Japan in both writings.

    >>> spellings(["Tokyo", "Bavaria"])
    ['Tokyo', '東京都', 'tokyo', 'Bavaria']
    """
    both = ((text, japanese(text), LATIN.get(japanese(text), "")) for text in texts)
    return [text for text in dict.fromkeys(one for three in both for one in three) if text]
