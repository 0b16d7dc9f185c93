"""A backup holds everything, is found damaged when it is, and never replaces what it may not."""

import os
import stat
import threading
from pathlib import Path

import pytest

from cardscan.errors import BackupDamaged, LibraryError, UsageError
from cardscan.store.library import Library
from cardscan.store.restoring import restore_backup
from tests.store.conftest import Desk
from tests.store.kills import killed

DATABASES = ("sqlite",)  # what is done here is done behind SQLite's back


@pytest.fixture
def backup(library: Library, desk: Desk, tmp_path: Path) -> Path:
    """A library of two in a backup."""
    desk.person(name="田中 健一", company="見本株式会社")
    desk.person(name="佐藤 花子", email="hanako@example.jp")
    library.tag([next(library.search("田中")).id], add=["vip"])
    target = tmp_path / "contacts.backup"
    library.backup(target)
    return target


def names(path: Path) -> list[str]:
    with Library.open(path) as library:
        assert list(library.verify()) == []
        return sorted(contact.name.text for contact in library.search())


def test_a_backup_gives_back_contacts_tags_history_and_pictures(
    library: Library, backup: Path, tmp_path: Path
) -> None:
    there = tmp_path / "elsewhere" / "cards.db"
    there.parent.mkdir()
    restore_backup(backup, str(there), overwrite=False)
    with Library.open(there) as restored:
        assert list(restored.verify()) == []
        assert list(restored.search()) == list(library.search())
        assert list(restored.history()) == list(library.history())
        (card,) = restored.cards(next(restored.search("田中")).id)
        assert restored.picture(card.id) == b"picture 1"
    modes = {stat.S_IMODE(file.stat().st_mode) for file in there.parent.rglob("*.*")}
    assert modes == {0o600, 0o700}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_any_flipped_byte_is_detected_and_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for place in (*range(0, len(whole), 2003), len(whole) - 80, len(whole) - 1):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupDamaged, match=str(backup)):
            restore_backup(backup, str(tmp_path / "new.db"), overwrite=False)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("length", [0, 10, 700, -1, -2000])
def test_a_backup_that_is_cut_short_is_refused(backup: Path, tmp_path: Path, length: int) -> None:
    backup.write_bytes(backup.read_bytes()[:length])
    with pytest.raises(BackupDamaged, match=r"not a backup|damaged"):
        restore_backup(backup, str(tmp_path / "new.db"), overwrite=False)


def test_a_backup_that_is_not_there_is_a_slip_of_the_finger(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        restore_backup(tmp_path / "none", str(tmp_path / "new.db"), overwrite=False)


def test_neither_a_library_nor_a_backup_is_overwritten_unasked(
    library: Library, backup: Path, path: Path
) -> None:
    before = backup.read_bytes()
    library.undo()
    with pytest.raises(UsageError, match="--force"):
        restore_backup(backup, str(path), overwrite=False)
    assert library.count("tag:vip") == 0
    with pytest.raises(UsageError, match="--force"):
        library.backup(backup)
    assert backup.read_bytes() == before
    library.backup(backup, overwrite=True)
    assert backup.read_bytes() != before


def test_a_library_in_use_becomes_what_the_backup_holds(
    library: Library, desk: Desk, backup: Path, path: Path
) -> None:
    def pictures() -> set[str]:
        return {file.name for file in path.with_name("contacts.images").rglob("*.jpg")}

    before = pictures()
    library.undo()
    desk.person(name="鈴木 一郎")
    assert pictures() > before
    restore_backup(backup, str(path), overwrite=True)
    assert library.count("tag:vip") == 1
    assert list(library.verify()) == []
    assert pictures() == before  # nobody speaks of the other any more


def test_a_broken_library_is_kept_aside_when_a_backup_takes_its_place(
    backup: Path, path: Path, library: Library
) -> None:
    library.close()
    path.write_bytes(b"scratched" * 1000)
    restore_backup(backup, str(path), overwrite=True)
    assert names(path) == ["佐藤 花子", "田中 健一"]
    assert path.with_name("contacts.db.damaged").read_bytes() == b"scratched" * 1000


def test_a_backup_is_made_while_others_write(library: Library, desk: Desk, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            desk.person(name="田中 健一")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            library.backup(tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    restore_backup(tmp_path / "4.backup", str(tmp_path / "new.db"), overwrite=False)
    assert names(tmp_path / "new.db")


def test_a_lost_picture_is_named_and_the_rest_is_kept(
    library: Library, backup: Path, path: Path, tmp_path: Path
) -> None:
    pictures = sorted(path.with_name("contacts.images").rglob("*.jpg"))
    pictures[0].unlink()
    packed = library.backup(backup, overwrite=True)
    assert (packed.pictures, len(packed.lost)) == (1, 1)
    restore_backup(backup, str(tmp_path / "new.db"), overwrite=False)
    with Library.open(tmp_path / "new.db") as restored:
        assert [flaw.part for flaw in restored.verify()] == ["pictures"]


def test_a_damaged_library_does_not_replace_a_good_backup(
    library: Library, backup: Path, path: Path
) -> None:
    library.close()
    with path.open("r+b") as file:
        file.seek(-4096 * 2, os.SEEK_END)
        file.write(b"\xff" * 4096)
    before = backup.read_bytes()
    with Library.open(path) as broken, pytest.raises(LibraryError, match="damaged"):
        broken.backup(backup, overwrite=True)
    assert backup.read_bytes() == before
    assert [file.name for file in backup.parent.glob(".*")] == []


BACKING_UP = """
import sys
from pathlib import Path
from cardscan.store.library import Library
with Library.open(sys.argv[2]) as library:
    print("ready", flush=True)
    while True: library.backup(Path(sys.argv[1]), overwrite=True)
"""
EXPORTING = """
import sys
from pathlib import Path
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from cardscan.store.library import Library
with Library.open(sys.argv[2]) as library:
    contacts, profile = list(library.search()) * 500, profile_named("csv")
    print("ready", flush=True)
    while True: export_contacts(contacts, profile, Path(sys.argv[1]))
"""


@pytest.mark.usefixtures("library")
def test_a_backup_or_an_export_that_is_killed_leaves_a_whole_file(
    backup: Path, path: Path, tmp_path: Path
) -> None:
    """What was there before, or the new one: never half of it."""
    exported = tmp_path / "all.csv"
    exported.write_bytes(b"what was there before")
    for wait in (0.0, 0.02, 0.05):
        killed(BACKING_UP, backup, path, wait=wait)
        killed(EXPORTING, exported, path, wait=wait)
        new = tmp_path / f"{wait}.db"
        restore_backup(backup, str(new), overwrite=False)
        assert names(new) == names(path)
        assert len(exported.read_bytes().splitlines()) in {1, 1001}


def test_a_restore_that_is_killed_leaves_a_library_that_verifies(
    library: Library, backup: Path, path: Path
) -> None:
    """Killed at several moments; what a killed run left behind is gone after the next."""
    library.undo()
    library.close()
    restoring = (
        "import sys; from pathlib import Path; "
        "from cardscan.store.restoring import restore_backup; print('ready', flush=True)\n"
        "while True: restore_backup(Path(sys.argv[1]), sys.argv[2], overwrite=True)"
    )
    for wait in (0.0, 0.01, 0.03):
        killed(restoring, backup, path, wait=wait)
        assert names(path) == ["佐藤 花子", "田中 健一"]
    restore_backup(backup, str(path), overwrite=True)
    assert [file.name for file in path.parent.glob(".*")] == []
