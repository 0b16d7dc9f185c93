"""Encryption at rest: SQLCipher for the database, AES-GCM for the pictures, one passphrase.

The key of the database is what SQLCipher itself makes of the passphrase, so any program that
speaks SQLCipher 4 opens the file. Pictures lie under names that do not tell which they are.
"""

import errno
import hmac
import os
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from hashlib import pbkdf2_hmac
from pathlib import Path
from types import ModuleType
from typing import Any

from cardscan.errors import LibraryError
from cardscan.language import _
from cardscan.store.images import Place

SALT_BYTES = 16  # the beginning of the file: https://www.zetetic.net/sqlcipher/design/
ROUNDS = 256_000  # SQLCipher 4: a fifth of a second for whoever knows the passphrase, or guesses it
PAGE_BYTES = 4096
RANDOM_ENOUGH = 200  # of 256 values occur on a page that is encrypted; in a text, not half of them

SEALED = ".sealed"  # how the names of encrypted pictures end
SIGN = b"cardscan sealed 1\n"
NONCE_BYTES = 12
OVERHEAD = len(SIGN) + NONCE_BYTES + 16  # bytes by which a sealed picture is longer


@dataclass(frozen=True)
class Cipher:
    """What opens one library; made of a passphrase and the salt in the file."""

    passphrase: str
    salt: bytes

    @classmethod
    def new(cls, passphrase: str) -> "Cipher":
        """Return the cipher of a library that is still to be encrypted."""
        return cls(passphrase, os.urandom(SALT_BYTES))

    @classmethod
    def of_file(cls, path: Path, passphrase: str) -> "Cipher":
        """Return the cipher that a passphrase makes for a file, right or wrong."""
        with path.open("rb") as file:
            return cls(passphrase, file.read(SALT_BYTES))

    @cached_property
    def key(self) -> bytes:
        """Return the key of the database."""
        return pbkdf2_hmac("sha512", self.passphrase.encode(), self.salt, ROUNDS, 32)

    @property
    def raw_key(self) -> str:
        """Return key and salt as SQLCipher takes them."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"

    @property
    def dbapi(self) -> ModuleType:
        """Return the driver of SQLCipher; raise LibraryError where it is not installed."""
        return _driver()

    def place(self, folder: Place) -> Place:
        """Return the place of the pictures."""
        return Sealed(folder, self)

    def connect(self, path: Path | str, **options: Any) -> Any:
        """Open the database by the driver of SQLCipher."""
        connection = self.dbapi.connect(str(path), **options)
        self.unlock(connection)
        return connection

    def unlock(self, connection: Any) -> None:
        """Give the key to a connection; whether it fits shows when something is read."""
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr by itself
        connection.execute(f'PRAGMA key = "{self.raw_key}"')


class Clear:
    """Nothing is encrypted."""

    dbapi = sqlite3

    def place(self, folder: Place) -> Place:
        """Return the place of the pictures."""
        return folder

    def connect(self, path: Path | str, **options: Any) -> Any:
        """Open the database."""
        return sqlite3.connect(str(path), **options)

    def unlock(self, _connection: Any) -> None:
        """Do nothing."""


CLEAR = Clear()
Lock = Clear | Cipher


def _driver() -> ModuleType:
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - only for those who have it
    except ModuleNotFoundError as error:
        raise LibraryError(
            _("Encrypted libraries need more packages: pip install 'cardscan[encrypted]'")
        ) from error
    module: ModuleType = dbapi2
    return module


def may_be_encrypted(size: int, page: bytes) -> bool:
    """Guess from the size and the first page of a file that begins like no SQLite file."""
    return size % PAGE_BYTES == 0 and len(set(page)) >= RANDOM_ENOUGH


class Sealed:
    """A place where everything is encrypted, names included."""

    def __init__(self, place: Place, cipher: Cipher) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

        self._place = place
        self._name_key = _derived(cipher.key, b"names of pictures")
        self._aead = AESGCM(_derived(cipher.key, b"pictures"))

    def inner(self, name: str) -> str:
        """Return the name under which a picture lies: nobody without the key can compute it."""
        digest = hmac.digest(self._name_key, name.encode(), "sha256").hex()
        return f"{digest[:2]}/{digest}{SEALED}"

    def where(self, name: str) -> str:
        """Return the place of a name in words."""
        return self._place.where(self.inner(name))

    def size(self, name: str) -> int | None:
        """Return how many bytes it is in clear; None when nothing lies there."""
        size = self._place.size(self.inner(name))
        return None if size is None else size - OVERHEAD

    def read(self, name: str) -> bytes:
        """Return the bytes in clear; raise OSError where they were altered."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above

        sealed = self._place.read(self.inner(name))
        sign, nonce = sealed[: len(SIGN)], sealed[len(SIGN) : len(SIGN) + NONCE_BYTES]
        try:
            if sign != SIGN:
                raise InvalidTag
            return self._aead.decrypt(nonce, sealed[len(SIGN) + NONCE_BYTES :], name.encode())
        except (InvalidTag, ValueError) as error:
            raise OSError(errno.EIO, _("it was altered after it was encrypted")) from error

    def write(self, name: str, data: bytes) -> None:
        """Put bytes there, encrypted."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = SIGN + nonce + self._aead.encrypt(nonce, data, name.encode())
        self._place.write(self.inner(name), sealed)

    def delete(self, name: str) -> None:
        """Take away what may lie there."""
        self._place.delete(self.inner(name))

    def stored(self, name: str) -> tuple[str, bytes]:
        """Return under which name bytes lie, and as they lie there."""
        return self._place.stored(self.inner(name))


def _derived(key: bytes, purpose: bytes) -> bytes:
    """Return a key for one purpose; none of them tells another."""
    return hmac.digest(key, b"cardscan " + purpose, "sha256")
