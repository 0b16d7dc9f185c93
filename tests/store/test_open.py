"""What cannot be opened as a library is refused with a word, and left as it was."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from cardscan.contact import Filing
from cardscan.errors import LibraryError, LibraryLocked, LibraryTooNew
from cardscan.model import ScannedCard
from cardscan.store.library import Library
from cardscan.store.schema import HEAD, metadata
from tests.conftest import without_rights
from tests.store.conftest import TODAY, card_like

CARD = ScannedCard(card_like(name="田中 健一"), "d" * 64, b"jpeg")


def refused(path: Path, match: str) -> None:
    """Open, expect the refusal to name the file, and check that nothing was written."""
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    with pytest.raises(LibraryError, match=match) as caught:
        Library.open(path)
    assert str(path) in str(caught.value) or str(path.parent) in str(caught.value)
    assert {file: file.read_bytes() for file in before} == before


@pytest.fixture
def full(path: Path) -> Path:
    """A library with a card in it, closed."""
    with Library.open(path) as library:
        library.add_card(CARD, Filing(TODAY))
    return path


def test_a_library_that_another_program_is_just_making_is_waited_for(path: Path) -> None:
    with closing(sqlite3.connect(path, check_same_thread=False, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        later = Timer(0.3, other.rollback)
        later.start()
        with Library.open(path) as library:
            assert library.stats().cards == 0
        later.join()


def test_garbage_is_refused(path: Path) -> None:
    path.write_bytes(b"name,company\nAnn Lee,Example Ltd\n" * 50)
    refused(path, "not a cardscan library")


def test_a_library_that_is_cut_short_is_refused(full: Path) -> None:
    whole = full.read_bytes()
    for length in (50, 5000, len(whole) - 1):
        full.write_bytes(whole[:length])
        refused(full, "cut short")


def test_a_library_that_is_overwritten_inside_is_refused(full: Path) -> None:
    whole = full.read_bytes()
    full.write_bytes(whole[:100] + b"\xff" * 8000 + whole[8100:])
    refused(full, "damaged")


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contact (id)")
    refused(path, "another program")


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir()
    refused(path, "is a folder")


def test_a_missing_folder_is_refused_with_the_command_that_makes_it(path: Path) -> None:
    with pytest.raises(LibraryError, match="mkdir -p"):
        Library.open(path.parent / "none" / "contacts.db")


def test_a_newer_library_is_refused_and_left_untouched(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryTooNew, match="newer cardscan"):
        Library.open(full)
    refused(full, "newer cardscan")


def test_a_database_that_is_not_supported_is_refused() -> None:
    with pytest.raises(LibraryError, match="file"):
        Library.open("mysql://host/contacts")


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_a_library_is_named_by_a_path_or_a_url(path: Path, prefix: str) -> None:
    with Library.open(f"{prefix}{path}") as library:
        library.add_card(CARD, Filing(TODAY))
    with Library.open(path) as library:
        assert library.count() == 1


def test_a_library_that_somebody_writes_to_is_waited_for_and_then_locked(full: Path) -> None:
    with closing(sqlite3.connect(full, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Library.open(full, wait=0.05) as library:
            assert library.count() == 1
            with pytest.raises(LibraryLocked, match="in use by another program"):
                library.tag([next(library.search()).id], add=["vip"])
        other.execute("ROLLBACK")


def test_a_library_whose_pictures_cannot_be_stored_says_so(full: Path) -> None:
    folder = full.with_name("contacts.images")
    shutil.rmtree(folder)
    folder.write_text("in the way")
    with (
        Library.open(full) as library,
        pytest.raises(LibraryError, match="cannot be stored"),
    ):
        library.add_card(CARD, Filing(TODAY))


def test_a_picture_that_is_gone_or_damaged_says_so(full: Path) -> None:
    picture = next(full.with_name("contacts.images").rglob("*.jpg"))
    with Library.open(full) as library:
        (card,) = library.cards(next(library.search()).id)
        picture.write_bytes(b"scratched")
        with pytest.raises(LibraryError, match="damaged"):
            library.picture(card.id)
        picture.unlink()
        with pytest.raises(LibraryError, match="cannot be read"):
            library.picture(card.id)


def test_a_library_that_may_not_be_written_is_refused(full: Path, everybodys: Path) -> None:
    theirs = everybodys / full.name
    shutil.copyfile(full, theirs)
    theirs.chmod(0o444)
    with without_rights():
        refused(theirs, "cannot be written")


def test_a_library_in_a_folder_that_may_not_be_written_is_refused(everybodys: Path) -> None:
    everybodys.chmod(0o500)
    with without_rights(), pytest.raises(LibraryError, match="cannot be written"):
        Library.open(everybodys / "contacts.db")


def test_the_migrations_make_the_schema_that_the_program_uses(path: Path) -> None:
    Library.open(path).close()
    config = Config()
    config.set_main_option("script_location", "cardscan.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, *_: not str(name).startswith("contact_text")},
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()
