"""What a face needs to work: the library and the recipe that the settings name."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.config import Settings, default_library
from cardscan.errors import LibraryError
from cardscan.language import _
from cardscan.passphrases import Ask, choose_passphrase, find_passphrase
from cardscan.store.converting import decrypt_library, encrypt_library
from cardscan.store.files import Passphrase
from cardscan.store.library import Library
from cardscan.store.restoring import restore_backup

if TYPE_CHECKING:
    from cardscan.scan import Recipe


def open_library(settings: Settings, ask: Ask | None = None) -> Library:
    """Open the library, making it when there is none; raises LibraryError.

    Only the folder of the default library is made: any other may be a slip of the finger.
    ``ask`` puts the question for a passphrase in the place of the terminal.
    """
    _make_default_folder(settings)
    return Library.open(settings.library, passphrase=_passphrase(settings, ask))


def restore_library(settings: Settings, backup: Path, *, overwrite: bool) -> tuple[str, ...]:
    """Make the library what it was when a backup was written; raises UsageError, LibraryError.

    Return the pictures that the backup lacks, in words.
    """
    _make_default_folder(settings)
    return restore_backup(
        backup, settings.library, overwrite=overwrite, passphrase=_passphrase(settings)
    )


def encrypt(settings: Settings) -> None:
    """Encrypt the library where it lies; raises UsageError, LibraryError."""
    encrypt_library(settings.library, lambda: choose_passphrase(settings.library, os.environ))


def decrypt(settings: Settings) -> None:
    """Write the library in clear; raises UsageError, LibraryError."""
    decrypt_library(settings.library, _passphrase(settings))


def _passphrase(settings: Settings, ask: Ask | None = None) -> Passphrase:
    return lambda: find_passphrase(settings.library, os.environ, ask)


def _make_default_folder(settings: Settings) -> None:
    if settings.library == default_library():
        folder = Path(settings.library).parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                _("{folder} cannot be made ({reason}).").format(
                    folder=folder, reason=error.strerror
                )
            ) from error


def recipe_of(settings: Settings) -> "Recipe":
    """Return how cards are read."""
    from cardscan.scan import Recipe  # noqa: PLC0415 - who only searches needs no OpenCV

    return Recipe(engine=settings.engine, region=settings.region, accept_from=settings.accept_from)
