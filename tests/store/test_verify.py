"""What is not as it should be is found, whichever part of a library it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cardscan.store.library import Library
from cardscan.store.packing import packed
from tests.store.conftest import Desk

DATABASES = ("sqlite",)  # what is done here is done behind SQLite's back

Harm = Callable[[Path], None]


@pytest.fixture
def rich(library: Library, desk: Desk) -> Library:
    """A library to which nearly everything was done."""
    a = desk.person(name="田中 健一", company="見本株式会社", mobile="+819000001234")
    b = desk.person(name="田中 健二", email="kenji@example.jp")
    c = desk.person(name="佐藤 花子")
    library.tag([a, b], add=["vip"])
    library.edit(a, {"title": ["部長", "工場長"]})
    library.merge(a, b)
    library.distinct(a, c)
    library.undo()
    library.edit(c, {"title": ["課長"]})
    library.undo()
    library.add_image("d" * 64, path="in/a.jpg", page=0, cards=1)
    return library


ANOTHER = packed('{"id":"0000000000","name":{"text":"田中 健三"},"cards":1}')


def test_a_library_that_was_only_used_is_whole(rich: Library) -> None:
    assert list(rich.verify()) == []


def sql(statement: str) -> Harm:
    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(statement)

    return harm


def scratched(path: Path) -> None:
    next(path.with_name("contacts.images").rglob("*.jpg")).write_bytes(b"scratched")


def gone(path: Path) -> None:
    next(path.with_name("contacts.images").rglob("*.jpg")).unlink()


@pytest.mark.parametrize(
    ("part", "harm"),
    [
        ("pictures", scratched),
        ("pictures", gone),
        ("index", sql("INSERT INTO contact_text (contact_text) VALUES ('delete-all')")),
        ("index", sql("INSERT INTO contact_text (rowid, name) VALUES (99, 'x')")),
        ("index", sql(f"UPDATE contact SET summary = X'{ANOTHER.hex()}'")),  # noqa: S608 - ours
        ("database", sql("UPDATE contact SET summary = zeroblob(9)")),
        ("database", sql("UPDATE card SET contact = 'nobody'")),
        ("log", sql("UPDATE card SET event = 'another fair'")),
        ("log", sql("DELETE FROM tag")),
        ("log", sql("DROP TRIGGER change_no_update")),
        (
            "log",
            sql(
                "DROP TRIGGER change_contact_no_delete; DROP TRIGGER change_no_delete;"
                "DELETE FROM change_contact WHERE change = 2; DELETE FROM change WHERE id = 2;"
            ),
        ),
        (
            "log",
            sql(
                "DROP TRIGGER change_no_update; "
                "UPDATE change SET after = replace(after, '部長', '社長') WHERE verb = 'edit';"
            ),
        ),
    ],
)
def test_what_was_altered_behind_our_back_is_found(
    rich: Library, path: Path, part: str, harm: Harm
) -> None:
    harm(path)
    flaws = list(rich.verify())
    assert part in {flaw.part for flaw in flaws}
    assert not any("健" in flaw.what or "長" in flaw.what for flaw in flaws)
