"""A library moves between databases and machines, and nothing is lost on the way."""

import stat
from pathlib import Path

import pytest

from cardscan.errors import LibraryError, UsageError
from cardscan.store.images import Folder, Pictures
from cardscan.store.library import Library
from cardscan.store.remote import Remote, place_at
from cardscan.store.restoring import restore_backup
from tests.servers import Server
from tests.store.conftest import Desk

DATABASES = ("sqlite",)


@pytest.fixture
def shared(server: Server, shelf: str, tmp_path: Path) -> str:
    """An empty library on a server."""
    server.empty(shelf)
    return f"{server.url(shelf)}&images={tmp_path / 'team'}"


@pytest.fixture
def rich(library: Library, desk: Desk) -> Library:
    a = desk.person(name="田中 健一", company="見本株式会社", mobile="+819000001234")
    b = desk.person(name="田中 健二", email="kenji@example.jp")
    library.tag([a], add=["vip"])
    library.edit(b, {"title": ["部長", "工場長"]})
    library.merge(a, b)
    library.add_image("d" * 64, path="in/a.jpg", page=0, cards=1)
    return library


def test_a_library_moves_to_a_server_and_back_with_nothing_lost(
    rich: Library, shared: str, tmp_path: Path
) -> None:
    back = tmp_path / "back.db"
    assert rich.copy(shared) == ()
    with Library.open(shared) as there:
        assert list(there.verify()) == []
        assert there.count("見本 部長") == 1
        assert there.copy(str(back)) == ()
    with Library.open(back) as again:
        assert list(again.verify()) == []
        assert list(again.search()) == list(rich.search())
        assert list(again.history()) == list(rich.history())
        (contact,) = again.search()
        assert again.cards(contact.id) == rich.cards(contact.id)
        assert all(again.picture(card.id) for card in again.cards(contact.id))
        again.undo()
        assert again.count() == 2


def test_what_was_moved_can_be_gone_on_with(rich: Library, shared: str, tmp_path: Path) -> None:
    rich.copy(shared)
    with Library.open(shared) as there:
        there.undo()
        there.tag([next(there.search()).id], add=["new"])
        assert there.count() == 2
        there.backup(tmp_path / "team.backup")
    with pytest.raises(UsageError, match="--force"):
        rich.copy(shared)
    restore_backup(tmp_path / "team.backup", str(tmp_path / "new.db"), overwrite=False)
    with Library.open(tmp_path / "new.db") as restored:
        assert list(restored.verify()) == []
        assert (restored.count(), restored.count("tag:new")) == (2, 1)
    rich.copy(shared, overwrite=True)
    with Library.open(shared) as there:
        assert list(there.history()) == list(rich.history())


def test_a_backup_is_restored_to_a_server(rich: Library, shared: str, tmp_path: Path) -> None:
    rich.backup(tmp_path / "contacts.backup")
    restore_backup(tmp_path / "contacts.backup", shared, overwrite=False)
    with Library.open(shared) as there:
        assert list(there.verify()) == []
        assert list(there.search()) == list(rich.search())


def test_the_server_remembers_where_the_pictures_lie(server: Server, tmp_path: Path) -> None:
    database = server.new_database()
    url = server.url(database)
    Library.open(f"{url}&images={tmp_path / 'ours'}").close()
    with Library.open(url) as library:
        Desk(library, iter([1])).person(name="Ann Lee")
    assert len(list((tmp_path / "ours").rglob("*.jpg"))) == 1


@pytest.mark.parametrize("place", ["memory://cards", "file://{}/cards", "{}/cards"])
def test_pictures_lie_wherever_a_url_leads(tmp_path: Path, place: str) -> None:
    pictures = Pictures(place_at(place.format(tmp_path)))
    digest = pictures.put(b"a picture", ".jpg")
    assert pictures.put(b"a picture", ".jpg") == digest
    assert pictures.get(digest, ".jpg") == b"a picture"
    pictures.remove(digest, ".jpg")
    pictures.remove(digest, ".jpg")
    with pytest.raises(LibraryError, match="cannot be read"):
        pictures.get(digest, ".jpg")


class Unreached:
    """A file system that fails in a way of its own, as those of object stores do."""

    def size(self, path: str) -> int:
        raise FileNotFoundError(path)

    def pipe_file(self, path: str, data: bytes) -> None:
        raise RuntimeError(f"no route to the store for {path}, {len(data)} bytes")

    def cat_file(self, path: str) -> bytes:
        raise FileNotFoundError(path)


def test_a_store_that_fails_in_a_way_of_its_own_is_an_error_in_words() -> None:
    pictures = Pictures(Remote(Unreached(), "cards"))
    with pytest.raises(LibraryError, match="cannot be stored: no route to the store"):
        pictures.put(b"a picture", ".jpg")
    with pytest.raises(LibraryError, match="cannot be read: No such file"):
        pictures.get("ab12", ".jpg")


def test_a_place_that_cannot_be_reached_is_said() -> None:
    with pytest.raises(LibraryError, match="nowhere://"):
        place_at("nowhere://cards")


def test_pictures_are_as_open_as_the_folder_that_a_team_made(tmp_path: Path) -> None:
    ours, mine = tmp_path / "ours", tmp_path / "mine"
    ours.mkdir()
    ours.chmod(0o2770)
    for folder in (ours, mine):
        Pictures(Folder(folder)).put(b"a picture", ".jpg")
    modes = [
        {stat.S_IMODE(path.stat().st_mode) & 0o777 for path in folder.rglob("*")}
        for folder in (ours, mine)
    ]
    assert modes == [{0o770, 0o660}, {0o700, 0o600}]
