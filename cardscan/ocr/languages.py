"""The languages that Tesseract reads: which packs there are, and which of them serve a card."""

import re
import subprocess
from collections.abc import Iterable
from functools import cache
from shutil import which

from cardscan.ocr.scripts import Language

PROGRAM = "tesseract"
NEEDED = ("jpn", "eng")  # without these it does not read at all
EXPECTED = ("jpn_vert", "Latin")  # columns, and accents: others go on without, less well
OPTIONAL = {
    "kor": "for Korean cards",
    "chi_sim": "a second reader for simplified Chinese",
    "chi_tra": "a second reader for traditional Chinese",
}
PACKS = {
    Language.JAPANESE: "jpn",
    Language.SIMPLIFIED: "chi_sim",
    Language.TRADITIONAL: "chi_tra",
    Language.KOREAN: "kor",
}
PACKAGES = {
    "Latin": "tesseract-ocr-script-latn"
}  # Debian's name where the pattern does not give it
PLAIN = "eng"
IN_FOLDER = re.compile(r'in "(.+)"')  # List of available languages in "/usr/share/…" (9):


def installed() -> frozenset[str]:
    """Return the names of the installed packs; empty without Tesseract."""
    return frozenset(name.rpartition("/")[2] for name in _listed(which(PROGRAM)))


def missing(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the packs that are not installed."""
    there = installed()
    return tuple(name for name in names if name not in there)


def install_command(names: Iterable[str]) -> str:
    """Return the command that installs packs.

    >>> install_command(("jpn_vert", "Latin"))
    'sudo apt-get install tesseract-ocr-jpn-vert tesseract-ocr-script-latn'
    """
    packages = (
        PACKAGES.get(name, f"tesseract-ocr-{name.replace('_', '-').lower()}") for name in names
    )
    return " ".join(("sudo apt-get install", *packages))


def packs_for(language: Language, *, accented: bool = False) -> str | None:
    """Return what to ask Tesseract for on a whole card, which has Latin letters at any rate.

    None when the pack of the language is not installed.
    """
    pack = pack_for(language, accented=accented)
    return f"{pack}+{PLAIN}" if pack and language is not Language.LATIN else pack


def pack_for(language: Language, *, accented: bool = False) -> str | None:
    """Return the one pack that reads a line best; None when it is not installed.

    Each pack takes time to load. Latin letters with accents need the pack of the whole script,
    which takes two to three times as long as English.
    """
    if language is Language.LATIN:
        return (accented and _spelling("Latin")) or PLAIN
    return _spelling(PACKS[language])


def _spelling(name: str) -> str | None:
    """Return a pack's name as Tesseract wants it: some keep scripts in a folder of their own."""
    listed = _listed(which(PROGRAM))
    return next((one for one in listed if one in (name, f"script/{name}")), None)


def packs_folder() -> str:
    """Return where Tesseract's own program finds its packs; empty when it does not say."""
    told = IN_FOLDER.search(_answer(which(PROGRAM)))
    return told[1] if told else ""


@cache
def _listed(program: str | None) -> tuple[str, ...]:
    lines = (line.strip() for line in _answer(program).splitlines())
    return tuple(line for line in lines if line and " " not in line)


@cache
def _answer(program: str | None) -> str:
    """Return what Tesseract says of its packs."""
    if program is None:
        return ""
    try:
        answer = subprocess.run(  # noqa: S603 - the program that PATH names, no user text
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout + answer.stderr
