"""A forgotten person is gone from every table, file and page; everybody else is as before."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from cardscan.additions import Topic
from cardscan.contact import Filing, Outcome
from cardscan.errors import LibraryLocked, UnknownContact, UsageError
from cardscan.model import Kind, ScannedCard, Source, Status
from cardscan.store.library import Library
from tests.store.conftest import TODAY, Desk, card_like, card_of, field, name

SECRETS = (
    "勅使河原",
    "てしがわら",
    "teshigawara",
    "819000004321",
    "秘密",
    "展示会場",
    "9000004321",
)


@pytest.fixture
def secret(library: Library, desk: Desk) -> str:
    """A contact with values, tags, notes, marks, corrections, checks and a merge behind them."""
    title = field(Kind.TITLE, "秘密課長", status=Status.REVIEW)
    reading = field(Kind.NAME_KANA, "テシガワラ レイ")
    card = card_of(name("勅使河原 麗"), reading, title, field(Kind.MOBILE, "+819000004321"))
    contact_id = str(desk.file(card, met=TODAY, tags=("秘密",), event="展示会場").contact_id)
    place = next(iter(library.doubtful_fields(contact_id)))
    library.check([(place.card_id, place.place, "秘密部長")])
    library.edit(contact_id, {"email": "teshigawara@example.com"}, why="秘密だから")
    library.note(contact_id, "秘密の話", day=TODAY)
    library.mark(contact_id, Topic.CONSENT, day=TODAY, text="秘密", source="秘密")
    twin = desk.person(name="勅使河原 麗", email="teshigawara.rei@example.com")
    library.merge(contact_id, twin)
    library.note_export('["csv", "out.csv", "name:勅使河原", []]', 1)
    library.note_export('["csv", "out.csv", "", []]', 1)
    return contact_id


def everything(library: Library) -> str:
    return "\n".join(
        f"{change.summary} {change.before} {change.after}" for change in library.history()
    )


def test_nothing_of_the_person_is_left_and_everybody_else_is(
    library: Library, desk: Desk, secret: str
) -> None:
    other = desk.person(name="田中 健一", title="部長")
    library.tag([secret, other], add=["both"])
    before = library.contact(other)
    done = library.forget(secret[:6])
    assert (done.contact_id, done.cards, done.pictures) == (secret, 2, 2)
    for gone in (secret, "勅使河原"):
        with pytest.raises(UnknownContact):
            library.contact(gone)
    assert library.count() == 1
    assert library.since_export('["csv", "out.csv", "", []]').changed is not None
    assert library.count("勅使河原 , teshigawara , 秘密 , tag:秘密 , 090-0000-4321") == 0
    assert [secret for secret in SECRETS if secret in everything(library)] == []
    assert library.contact(other) == before
    assert library.contact(other).tags == ("both",)
    assert list(library.verify()) == []


def test_the_log_keeps_that_it_happened_and_nothing_can_bring_it_back(
    library: Library, desk: Desk, secret: str
) -> None:
    other = desk.person(name="田中 健一")
    tagging = library.tag([secret, other], add=["both"])
    numbers = [change.id for change in library.history()]
    library.forget(secret)
    log = list(library.history())
    assert [change.id for change in log if change.verb != "forget"] == numbers
    assert {change.verb for change in log[: len(log) - len(numbers)]} == {"forget"}
    with pytest.raises(UsageError, match="forgot a person"):
        library.undo()
    edit = next(change for change in log if change.verb == "edit")
    assert (edit.summary, json.loads(edit.before), json.loads(edit.after)) == ("forgotten", {}, {})
    with pytest.raises(UsageError, match="its person was forgotten"):
        library.undo(edit.id)
    library.undo(tagging.id)  # what it did to others can still be taken back
    assert library.contact(other).tags == ()
    assert list(library.verify()) == []


def test_no_byte_of_the_person_is_left_on_disk(path: Path, library: Library, secret: str) -> None:
    def held() -> list[bytes]:
        files = [file for file in path.parent.rglob("*") if file.is_file()]
        data = b"\n".join(file.read_bytes() for file in files)
        return [trace for trace in traces if trace in data]

    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT parsed FROM card UNION SELECT summary FROM contact").fetchall()
    deflated = [row for (row,) in rows]
    traces = [*(word.encode() for word in SECRETS), *deflated]
    assert {*deflated} < {*held()}
    library.forget(secret)
    assert held() == []
    assert not [file for file in path.parent.rglob("*.jpg") if file.is_file()]


def test_who_was_doubted_waits_no_longer(library: Library, desk: Desk) -> None:
    first = desk.person(name="Ann Lee", company="Example Ltd")
    filing = Filing(TODAY, Outcome.REVIEW, doubts=(first,))
    second = str(desk.file(card_like(name="Ann Lee"), filing).contact_id)
    assert library.contact(first).needs_review
    library.forget(second)
    assert not library.contact(first).needs_review
    assert list(library.verify()) == []


def test_a_merge_taken_back_leaves_no_values_with_the_other(library: Library, desk: Desk) -> None:
    ann = desk.person(name="Ann Lee")
    bob = desk.person(name="Bob Roe")
    library.edit(bob, {"title": "Secretkeeper"})
    library.note(bob, "secret note", day=TODAY)
    merge = library.merge(ann, bob)
    library.undo(merge.id)
    library.forget(bob)
    assert "ecret" not in everything(library).replace("forgotten", "")
    assert library.contact(ann).name.text == "Ann Lee"
    assert list(library.verify()) == []


def test_a_card_that_was_split_off_takes_what_was_checked_on_it_before(
    library: Library, desk: Desk
) -> None:
    ann = desk.person(name="Ann Lee")
    card = card_of(name("Bob Roe"), field(Kind.TITLE, "Secretkeper", status=Status.REVIEW))
    filed = desk.file(card, contact_id=ann)
    library.check([(str(filed.card_id), 1, "Secretkeeper")])
    split = library.split(ann, str(filed.card_id))
    (bob,) = library.search("Bob")
    assert split.verb == "split"
    library.forget(bob.id)
    assert "ecret" not in everything(library)
    assert library.contact(ann).name.text == "Ann Lee"
    assert list(library.verify()) == []


def test_a_person_whose_filing_was_undone_can_be_forgotten_too(
    library: Library, desk: Desk
) -> None:
    gone = desk.person(name="Ann Lee")
    library.undo()
    assert library.forget(gone).cards == 1
    assert list(library.verify()) == []


def test_a_sheet_goes_with_the_person_and_the_others_keep_their_own_pictures(
    library: Library, path: Path
) -> None:
    sheet = path.parent / "sheet.jpg"
    sheet.write_bytes(b"a sheet of two cards")
    digest = sha256(sheet.read_bytes()).hexdigest()
    filed = []
    for place, person in enumerate(("Ann Lee", "Bob Roe")):
        card = card_like(name=person)
        on_sheet = replace(card, source=Source(str(sheet), 0, place))
        scanned = ScannedCard(on_sheet, digest, f"card {place}".encode())
        filed.append(library.add_card(scanned, Filing(TODAY)))
    library.add_image(digest, path=str(sheet), page=0, cards=2, original=sheet)
    sheet.unlink()
    ann, bob = (str(one.contact_id) for one in filed)
    assert library.forget(ann).pictures == 2  # hers and the sheet
    assert library.picture(str(filed[1].card_id)) == b"card 1"
    assert [file.read_bytes() for file in path.parent.rglob("*.jpg")] == [b"card 1"]
    assert library.holds(digest, 0)  # so the sheet is not read again
    assert list(library.verify()) == []
    library.forget(bob)
    assert not library.holds(digest, 0)
    assert not list(path.parent.rglob("*.jpg"))


def test_traces_that_another_reader_holds_are_said_and_swept_later(
    path: Path, library: Library, secret: str
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM contact").fetchone()
        with pytest.raises(LibraryLocked):
            library.forget(secret)
        other.execute("COMMIT")
    with pytest.raises(UnknownContact):
        library.contact(secret)
    library.sweep()
    data = b"".join(file.read_bytes() for file in path.parent.glob("contacts.db*"))
    assert [word for word in SECRETS if word.encode() in data] == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET before = '{}', after = '{}'",
        "UPDATE change SET summary = 'forgotten'",
        "UPDATE change_part SET before = '{}', after = '{}'",
    ],
)
def test_the_log_of_who_is_not_forgotten_cannot_be_emptied(
    path: Path, desk: Desk, statement: str
) -> None:
    desk.person(name="Ann Lee")
    with closing(sqlite3.connect(path)) as connection:
        if "change_part" in statement:
            connection.execute("INSERT INTO change_part VALUES (1, 1, '{}', '{}')")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
