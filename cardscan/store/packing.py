"""Columns that take less room than what they say: JSON is deflated, digests are bytes.

Cards and contacts repeat each other's keys and words, but each row must be read alone. So they are
deflated with a dictionary of what most of them say. Its file may never be altered, for rows were
written with it; a better one is a file of its own, and the first byte of a row says which it was.
"""

import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from sqlalchemy import Dialect, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from cardscan.errors import LibraryError
from cardscan.language import _

DICTIONARY = 1  # the one that is written with
LEVEL = 6  # higher gains nothing on a card of a kilobyte
WINDOW = -13  # 8 KiB without a header: larger ones are slow to set up for so short a text
MEMORY = 6

_WRITTEN_WITH = bytes((DICTIONARY,))
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@cache
def _words(number: int) -> bytes:
    return files("cardscan.store").joinpath("data", f"words_{number}.txt").read_bytes()


@cache
def _prepared() -> "zlib._Compress":
    """Return what has read the dictionary: a copy of it is made sooner than it reads it again."""
    return zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW, MEMORY, zdict=_words(DICTIONARY))


def packed(text: str | bytes) -> bytes:
    """Deflate a text, or its UTF-8."""
    deflate = _prepared().copy()
    data = text.encode() if isinstance(text, str) else text
    return _WRITTEN_WITH + deflate.compress(data) + deflate.flush()


def unpacked(data: bytes) -> str:
    """Bring back a text; raise LibraryError where it is damaged.

    >>> unpacked(packed('{"kind":"company","value":"見本株式会社"}'))
    '{"kind":"company","value":"見本株式会社"}'
    """
    try:
        inflate = zlib.decompressobj(WINDOW, _words(data[0]))
        return (inflate.decompress(data[1:]) + inflate.flush()).decode()
    except (zlib.error, OSError, IndexError, UnicodeDecodeError) as error:
        raise LibraryError(
            _(
                "A row of the library is damaged. 'cardscan verify' looks for more; "
                "restore a backup."
            )
        ) from error


class _Bytes(TypeDecorator[str]):
    """A text that is kept as bytes, NULL as it is."""

    impl = LargeBinary
    cache_ok = True
    declared: ClassVar[TypeEngine[Any]]  # in SQLite, which keeps bytes in a column of any type

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return how the column is declared."""
        return dialect.type_descriptor(self.declared if dialect.name == "sqlite" else LargeBinary())


class Packed(_Bytes):
    """A long text, deflated; what is written may be deflated already."""

    cache_ok = True
    declared = Text()

    def process_bind_param(self, value: str | bytes | None, _dialect: Dialect) -> bytes | None:
        """Deflate what is written."""
        return packed(value) if isinstance(value, str) else value

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        """Inflate what is read."""
        return None if value is None else unpacked(value)


class Digest(_Bytes):
    """A SHA-256 in hexadecimal digits, kept as its bytes; an empty one is kept too."""

    cache_ok = True
    declared = String(64)

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        """Keep the bytes."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else bytes(value).hex()


class Moment(_Bytes):
    """A moment in UTC as ISO 8601, kept as microseconds since 1970: sorts as the text does."""

    cache_ok = True
    declared = String(32)

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        """Count the microseconds."""
        if value is None:
            return None
        return ((datetime.fromisoformat(value) - _EPOCH) // _TICK).to_bytes(8, "big")

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        """Write the moment."""
        if value is None:
            return None
        moment = _EPOCH + int.from_bytes(value, "big") * _TICK
        return moment.isoformat(timespec="microseconds")
