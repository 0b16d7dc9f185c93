"""The cut of text into tokens is a promise to every library that was written with it."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from cardscan.contact import Contact, Phone
from cardscan.model import Kind
from cardscan.store.fulltext import COLUMNS, EDGE, index_text, tokens_of
from cardscan.store.library import Library

LETTERS = (
    range(0x20, 0x250),  # Latin
    range(0x3000, 0x3100),  # kana
    range(0x4E00, 0xA000),  # Chinese characters
    range(0xF900, 0xFB00),  # their compatibility forms
    range(0xFF00, 0xFFF0),  # other widths
)
CUT = "df4e2668e09d7619"


def test_a_changed_cut_comes_with_a_migration_that_writes_the_index_anew() -> None:
    """Old tokens cannot be taken out of the index by a cut that no longer makes them."""
    cuts = " ".join(f"{chr(code)}:{tokens_of(chr(code))}" for some in LETTERS for code in some)
    assert sha256(cuts.encode()).hexdigest()[:16] == CUT, (
        "Text is folded or cut differently now. Libraries in use need a migration that writes "
        "their text index anew; once it is there, update CUT."
    )


def test_the_index_has_the_columns_in_the_order_in_which_they_are_weighed(path: Path) -> None:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(contact_text)")]
    assert columns == list(COLUMNS)


def test_a_number_of_another_country_is_stored_as_dialled_from_abroad_and_at_home() -> None:
    contact = Contact("x", phones=(Phone(Kind.PHONE, "+442079460000"),))
    abroad, home = index_text(contact)["phone"].strip(EDGE).split(EDGE)
    assert (abroad.split()[0], home.split()[0]) == ("4420", "0207")


def test_a_number_of_japan_is_stored_once() -> None:
    contact = Contact("x", phones=(Phone(Kind.MOBILE, "+819000001234;ext=5"),))
    assert index_text(contact)["mobile"].strip(EDGE).split() == [
        "8190",
        "1900",
        "9000",
        *["0000"] * 2,
        "0001",
        "0012",
        "0123",
        "1234",
        "234",
        "34",
        "4",
    ]


def test_a_number_that_no_country_has_is_still_found() -> None:
    contact = Contact("x", phones=(Phone(Kind.PHONE, "内線 12345"),))
    assert index_text(contact)["phone"].strip(EDGE).split() == ["1234", "2345", "345", "45", "5"]
