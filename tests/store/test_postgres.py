"""What only a server can do: several people at once, each with their rights."""

import threading

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url

from cardscan.contact import Filing
from cardscan.errors import LibraryError, LibraryLocked, UsageError
from cardscan.model import ScannedCard
from cardscan.store.library import Library
from cardscan.store.schema import metadata
from tests.servers import OWNER, Server
from tests.store.conftest import TODAY, Desk, card_like

PEOPLE = ("ann", "bob", "carol", "dave")


DATABASES = ("postgresql",)


@pytest.fixture(scope="module")
def people(server: Server) -> None:
    for user in PEOPLE:
        server.run(f"CREATE ROLE {user} LOGIN")


def opened_by(user: str, url: str) -> Library:
    return Library.open(url.replace(f"//{OWNER}@", f"//{user}@"), who="somebody else")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET who = 'nobody'",
        "UPDATE change SET before = '{}'",
        "DELETE FROM change",
        "TRUNCATE change CASCADE",
        "UPDATE change_contact SET contact = 'x'",
        "DELETE FROM change_contact",
    ],
)
def test_the_server_itself_refuses_to_alter_the_log(
    library: Library, desk: Desk, server: Server, shelf: str, statement: str
) -> None:
    contact = desk.person(name="Ann Lee")
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        server.run(statement, database=shelf)
    assert len(list(library.history(contact))) == 1


def test_a_whole_library_verifies_and_a_harmed_one_does_not(
    library: Library, desk: Desk, server: Server, shelf: str
) -> None:
    a = desk.person(name="田中 健一", mobile="+819000001234")
    library.merge(a, desk.person(name="田中 健二", email="kenji@example.jp"))
    library.undo()
    assert list(library.verify()) == []
    server.run("UPDATE contact_text SET words = '' WHERE rowid = 1", database=shelf)
    server.run("UPDATE card SET event = 'another fair'", database=shelf)
    server.run("ALTER TABLE change DISABLE TRIGGER change_no_delete", database=shelf)
    assert {flaw.part for flaw in library.verify()} == {"index", "log"}
    server.run("ALTER TABLE change ENABLE TRIGGER change_no_delete", database=shelf)


@pytest.mark.usefixtures("people")
def test_the_server_enforces_what_each_role_may_do(
    library: Library, desk: Desk, url: str, server: Server
) -> None:
    shelf = str(make_url(url).database)
    contact = desk.person(name="田中 健一")
    library.give_roles([("ann", "reader"), ("bob", "editor"), ("carol", "owner")])
    with opened_by("ann", url) as reader:
        assert reader.count("田中") == 1
        with pytest.raises(LibraryError, match="no right"):
            reader.tag([contact], add=["vip"])
    with opened_by("bob", url) as editor:
        assert editor.tag([contact], add=["vip"]).who == "bob"
        assert editor.undo().who == "bob"
        with pytest.raises(LibraryError, match="no right"):
            editor.give_roles([("bob", "owner")])
    for user in ("bob", "carol"):  # the owner may do all, but for what nobody may
        with pytest.raises(psycopg.Error, match=r"permission denied|append-only"):
            server.run("DELETE FROM change", database=shelf, user=user)
    with pytest.raises(LibraryError, match="no right"):
        opened_by("dave", url)
    assert list(library.verify()) == []


def test_a_change_that_failed_leaves_no_gap_in_the_log(library: Library, desk: Desk) -> None:
    contact = desk.person(name="Ann Lee")

    def interrupted() -> None:
        with library.atomic():
            library.tag([contact], add=["vip"])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert library.tag([contact], add=["vip"]).id == 2
    assert list(library.verify()) == []


@pytest.mark.usefixtures("people")
def test_a_role_or_a_user_that_is_none_is_said(library: Library) -> None:
    with pytest.raises(UsageError, match="no role 'boss'"):
        library.give_roles([("ann", "boss")])
    with pytest.raises(UsageError, match="createuser"):
        library.give_roles([("nobody-of-that-name", "reader")])


def test_several_people_file_at_once_without_loss_or_double(url: str) -> None:
    """Each files the same ten cards and ten of their own."""

    def file(person: int) -> None:
        with Library.open(url, wait=30) as library:
            for number in range(10):
                for digest in (f"{number:064d}", f"{person}{number:063d}"):
                    card = ScannedCard(card_like(name=f"田中 健{digest[0]}"), digest, b"")
                    library.add_card(card, Filing(TODAY))

    threads = [threading.Thread(target=file, args=(person,)) for person in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Library.open(url) as library:
        assert (library.stats().cards, library.count()) == (50, 50)
        assert len(list(library.history())) == 50
        assert list(library.verify()) == []


def test_a_library_that_somebody_writes_to_is_waited_for_and_then_locked(
    library: Library, desk: Desk, url: str
) -> None:
    contact = desk.person(name="Ann Lee")
    with Library.open(url, wait=0.05) as other, library.atomic():
        assert other.count() == 1
        with pytest.raises(LibraryLocked, match="in use"):
            other.tag([contact], add=["vip"])


def test_what_cannot_be_opened_says_what_to_do(server: Server, shelf: str) -> None:
    with pytest.raises(LibraryError, match="createdb"):
        Library.open(server.url("none-of-that-name"))
    with pytest.raises(LibraryError, match="cannot be reached"):
        Library.open(server.url(shelf).replace(str(server.folder), "/nowhere"))
    foreign = server.new_database()
    server.run("CREATE TABLE contact (id integer)", database=foreign)
    with pytest.raises(LibraryError, match="another program"):
        Library.open(server.url(foreign))


def test_a_newer_library_is_refused_and_left_untouched(server: Server) -> None:
    name = server.new_database()
    Library.open(server.url(name)).close()
    server.run("UPDATE alembic_version SET version_num = '9999'", database=name)
    with pytest.raises(LibraryError, match="newer cardscan"):
        Library.open(server.url(name))


def test_the_migrations_make_the_schema_that_the_program_uses(server: Server, shelf: str) -> None:
    engine = create_engine(server.url(shelf))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, *_: name not in {"contact_text", "setting"}},
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_names_are_sorted_by_their_signs_whatever_the_server_speaks(
    library: Library, desk: Desk
) -> None:
    for name in ("あべ 一", "zoe", "ア", "Zoe B", "阿部"):
        desk.person(name=name)
    names = [contact.name.text for contact in library.search(sort="name")]
    assert names == ["zoe", "Zoe B", "ア", "あべ 一", "阿部"]
