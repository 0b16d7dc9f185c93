"""Short names for contacts and cards that people can type and read aloud."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, https://www.crockford.com/base32.html: no i, l, o or u."""

LENGTH = 10  # 50 bits: among a million ids, two alike are a chance of one in two thousand

_LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))

_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})


def new_id() -> str:
    """Return a random id."""
    return secrets.token_bytes(LENGTH).translate(_LETTERS).decode()


def typed_id(text: str) -> str:
    """Read an id, or its beginning, as a person typed it.

    >>> typed_id(" K3O9L ")
    'k3091'
    """
    return text.strip().lower().translate(_MISREAD).encode("ascii", "replace").decode()
