"""The language in which cardscan speaks to a person: English as the source has it, or a catalog."""

import gettext as catalogs
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "cardscan"
FOLDER = Path(__file__).parent / "locale"  # <language>/LC_MESSAGES/cardscan.po, .mo
SOURCE = "en"  # of the texts in the code: they need no catalog
LANGUAGES = (SOURCE, "ja")
SETTING = "CARDSCAN_LANGUAGE"
VARIABLES = (SETTING, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides

_here: ContextVar[str] = ContextVar("language")  # what `speaking` said around this task


def use(language: str) -> None:
    """Speak a language from now on, in the processes that are started as well."""
    os.environ[SETTING] = language
    _everywhere.cache_clear()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside the block, and in the tasks that are started there."""
    before = _here.set(language)
    try:
        yield
    finally:
        _here.reset(before)


def spoken() -> str:
    """Return the language that is spoken here, one of LANGUAGES."""
    return _here.get("") or _everywhere()


@cache
def _everywhere() -> str:
    return language_of(os.environ)


def language_of(environ: Mapping[str, str]) -> str:
    """Return the language that an environment asks for, English where there is no catalog for it.

    >>> language_of({"LANG": "ja_JP.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"})
    ('ja', 'en')
    """
    asked = next((environ[name] for name in VARIABLES if environ.get(name)), "")
    names = (re.split("[-_.@]", name)[0] for name in asked.split(":"))
    return next((name for name in names if name in LANGUAGES), SOURCE)


def _(text: str) -> str:
    """Return a text in the language that is spoken here."""
    return _catalog(spoken()).gettext(text) if text else ""  # of "" it is the heading


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a text that goes with a number, in the language that is spoken here."""
    return _catalog(spoken()).ngettext(singular, plural, number)


def pgettext(context: str, text: str) -> str:
    """Return a text whose translation depends on where it stands, such as "Back"."""
    return _catalog(spoken()).pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a text for the catalogs where it is defined; `_` translates it where it is shown."""
    return text


@cache
def _catalog(language: str) -> catalogs.NullTranslations:
    if language == SOURCE:
        return catalogs.NullTranslations()
    return catalogs.translation(DOMAIN, str(FOLDER), languages=[language])
