"""An encrypted library says nothing without its passphrase, and can be had in clear again."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cardscan.errors import LibraryError, LibraryLocked, PassphraseWrong, UsageError
from cardscan.store.converting import decrypt_library, encrypt_library
from cardscan.store.library import Library
from cardscan.store.restoring import restore_backup
from tests.store.conftest import Desk
from tests.store.kills import killed

DATABASES = ("sqlite",)
PEOPLE = ["佐藤 花子", "田中 健一"]


def known() -> str:
    return "a long passphrase"


@pytest.fixture
def clear(library: Library, desk: Desk, path: Path) -> Path:
    """A library of two, closed."""
    desk.person(name=PEOPLE[1], company="見本株式会社", email="kenichi@example.jp")
    desk.person(name=PEOPLE[0])
    library.close()
    return path


@pytest.fixture
def sealed(clear: Path) -> Path:
    encrypt_library(str(clear), known)
    return clear


def names(path: Path) -> list[str]:
    with Library.open(path, passphrase=known) as library:
        assert list(library.verify()) == []
        return sorted(contact.name.text for contact in library.search())


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


def test_nothing_of_an_encrypted_library_is_readable(sealed: Path) -> None:
    held = bytes_of(sealed)
    telling = ("田中", "kenichi@example.jp", "picture 1", "SQLite", "contact_text")
    assert [word for word in telling if word.encode() in held] == []
    with Library.open(sealed, passphrase=known) as library:
        cards = library.cards(next(library.search("田中")).id)
    assert not any(cards[0].card.source.path in file.name for file in sealed.parent.rglob("*"))
    assert {file.suffix for file in sealed.parent.rglob("*.*")} == {".db", ".images", ".sealed"}


def test_an_encrypted_library_is_used_as_any_other(sealed: Path) -> None:
    with Library.open(sealed, passphrase=known) as library:
        Desk(library, iter([7])).person(name="Ann Lee")
        (found,) = library.search("田中")
        (card,) = library.cards(found.id)
        assert library.picture(card.id) == b"picture 1"
        library.tag([found.id], add=["vip"])
        library.undo()
    assert names(sealed) == ["Ann Lee", *PEOPLE]


def test_a_wrong_passphrase_is_said_and_nothing_is_written(sealed: Path) -> None:
    before = bytes_of(sealed)
    with pytest.raises(PassphraseWrong, match=str(sealed)):
        Library.open(sealed, passphrase=lambda: "another")
    with pytest.raises(LibraryError, match="passphrase"):
        Library.open(sealed)
    assert bytes_of(sealed) == before


def test_what_was_encrypted_is_had_in_clear_again(sealed: Path) -> None:
    decrypt_library(str(sealed), known)
    assert {file.suffix for file in sealed.parent.rglob("*.*")} == {".db", ".images", ".jpg"}
    with closing(sqlite3.connect(sealed)) as connection:
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (2,)
    assert names(sealed) == PEOPLE


def test_an_empty_passphrase_is_refused(clear: Path) -> None:
    with pytest.raises(UsageError, match="empty"):
        encrypt_library(str(clear), str)
    assert names(clear) == PEOPLE


def test_a_library_that_another_program_uses_is_not_converted(clear: Path) -> None:
    using = (
        "import sys; from cardscan.store.library import Library\n"
        "with Library.open(sys.argv[1]) as library: print(library.count(), flush=True); input()"
    )
    other = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", using, str(clear)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout
        assert other.stdout.readline() == b"2\n"
        with pytest.raises(LibraryLocked):
            encrypt_library(str(clear), known, wait=0.1)
        other.communicate(b"\n")
    assert names(clear) == PEOPLE


def test_backups_of_an_encrypted_library_stay_encrypted(sealed: Path, tmp_path: Path) -> None:
    backup, new = tmp_path / "contacts.backup", tmp_path / "new" / "contacts.db"
    with Library.open(sealed, passphrase=known) as library:
        library.backup(backup)
        library.undo()
    assert "田中".encode() not in backup.read_bytes()
    assert b"picture 1" not in backup.read_bytes()
    new.parent.mkdir()
    with pytest.raises(PassphraseWrong):
        restore_backup(backup, str(new), overwrite=False, passphrase=lambda: "another")
    restore_backup(backup, str(new), overwrite=False, passphrase=known)
    restore_backup(backup, str(sealed), overwrite=True, passphrase=known)
    assert names(new) == names(sealed) == PEOPLE


def test_a_backup_in_clear_does_not_replace_an_encrypted_library(
    clear: Path, tmp_path: Path
) -> None:
    with Library.open(clear) as library:
        library.backup(tmp_path / "contacts.backup")
    encrypt_library(str(clear), known)
    with pytest.raises(UsageError, match="only one is encrypted"):
        restore_backup(tmp_path / "contacts.backup", str(clear), overwrite=True, passphrase=known)
    assert names(clear) == PEOPLE


def test_a_picture_that_was_altered_is_found(sealed: Path) -> None:
    picture = next(sealed.parent.rglob("*.sealed"))
    whole = picture.read_bytes()
    for altered in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b"", b"picture 1"):
        picture.write_bytes(altered)
        with Library.open(sealed, passphrase=known) as library:
            assert [flaw.part for flaw in library.verify()] == ["pictures"]


def test_a_picture_that_was_left_in_clear_is_found_and_erased(sealed: Path) -> None:
    left = next(sealed.parent.rglob("*.sealed")).with_suffix(".jpg")
    left.write_bytes(b"picture 1")
    with Library.open(sealed, passphrase=known) as library:
        assert ["in clear" in flaw.what for flaw in library.verify()] == [True]
    encrypt_library(str(sealed), known)
    assert not left.exists()
    assert names(sealed) == PEOPLE


def test_an_encrypted_library_that_is_cut_short_is_refused(sealed: Path) -> None:
    whole = sealed.read_bytes()
    for length in (1000, 4096, len(whole) - 4096):
        sealed.write_bytes(whole[:length])
        with pytest.raises(LibraryError, match=r"cut short|damaged|not a cardscan library"):
            Library.open(sealed, passphrase=known)


def test_a_conversion_that_is_killed_is_simply_started_again(clear: Path) -> None:
    """Both ways, killed at several moments: the library opens and verifies, and ends as wished."""
    converting = (
        "import sys\n"
        "from cardscan.store.converting import decrypt_library, encrypt_library\n"
        "known = lambda: 'a long passphrase'\n"
        "print('ready', flush=True)\n"
        "while True: encrypt_library(sys.argv[1], known); decrypt_library(sys.argv[1], known)"
    )
    for wait in (0.2, 0.5, 0.8):
        killed(converting, clear, wait=wait)
        assert names(clear) == PEOPLE
    encrypt_library(str(clear), known)
    assert names(clear) == PEOPLE
    assert b"picture 1" not in bytes_of(clear)
    assert [file.name for file in clear.parent.glob(".*")] == []
