"""A passphrase comes from where its owner put it."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordSetError

from cardscan.errors import LibraryError
from cardscan.passphrases import find_passphrase


class Drawer(KeyringBackend):
    """A keyring that keeps one passphrase."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return "from the keyring" if (service, username) == ("cardscan", "my.db") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError(service, username, len(password))


@pytest.fixture(autouse=True)
def drawer() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_the_environment_comes_first_and_then_the_keyring() -> None:
    assert find_passphrase("my.db", {"CARDSCAN_PASSPHRASE": "typed"}) == "typed"
    assert find_passphrase("my.db", {}) == "from the keyring"


def test_where_nobody_can_be_asked_it_says_what_to_do() -> None:
    with pytest.raises(LibraryError, match=r"keyring set cardscan 'other\.db'"):
        find_passphrase("other.db", {})
