"""Find the passphrase of an encrypted library: environment, keyring, or whoever sits there."""

import getpass
import sys
from collections.abc import Callable, Mapping

from cardscan.errors import LibraryError
from cardscan.language import _

Ask = Callable[[str, str], str]
"""Asks a question about a library, each in words."""

VARIABLE = "CARDSCAN_PASSPHRASE"
SERVICE = "cardscan"  # under which the keyring knows it; the user is the library as it is named


def find_passphrase(library: str, environ: Mapping[str, str], ask: Ask | None = None) -> str:
    """Return the passphrase of a library; raise LibraryError where nobody knows it."""
    return environ.get(VARIABLE) or _in_keyring(library) or (ask or asked)(library, "Passphrase")


def choose_passphrase(library: str, environ: Mapping[str, str]) -> str:
    """Return the passphrase for a library that is to be encrypted; one that is typed, twice."""
    known = environ.get(VARIABLE) or _in_keyring(library)
    if known:
        return known
    typed = asked(library, "New passphrase")
    if asked(library, "Once more, the passphrase") != typed:
        raise LibraryError(_("The two passphrases differ. Nothing was changed."))
    return typed


def _in_keyring(library: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415 - only for those who have it
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    try:
        return keyring.get_password(SERVICE, library)
    except KeyringError:  # no desktop, or it stays locked
        return None


def asked(library: str, question: str) -> str:
    """Ask whoever sits there; raise LibraryError where nobody does."""
    if not sys.stdin.isatty():
        raise LibraryError(
            _(
                "The passphrase of {library} is needed and nobody can be asked. Set "
                "{variable}, or put it into your keyring: keyring set {service} "
                "'{library}'"
            ).format(library=library, variable=VARIABLE, service=SERVICE)
        )
    return getpass.getpass(f"{question} of {library}: ")
