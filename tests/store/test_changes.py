"""Every change is logged, can be taken back, and the log cannot be altered."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cardscan.additions import NoteKind, Topic
from cardscan.contact import Change, Contact, Filing, Outcome, Reason
from cardscan.errors import UnknownContact, UnknownName, UsageError
from cardscan.store.library import Library
from tests.servers import OWNER
from tests.store.conftest import TODAY, Desk, card_like


@pytest.fixture
def ann(desk: Desk) -> str:
    return desk.person(name="Ann Lee", company="Example Ltd", mobile="+447000000001")


@pytest.fixture
def lee(desk: Desk) -> str:
    return desk.person(name="A. Lee", company="Sample Inc.", email="lee@sample.example")


def timeless(contact: Contact) -> Contact:
    return replace(contact, updated=None)


def test_the_log_says_who_did_what_to_whom(library: Library, ann: str) -> None:
    library.edit(ann, {"title": "Head of Sales"})
    edit, filing = library.history(ann)
    assert (filing.verb, filing.contact_id) == ("file", ann)
    assert filing.who in {"tester", OWNER}  # on a server the user of the database signs
    assert (edit.verb, edit.summary) == ("edit", "corrected title")
    key = f"correction:{ann}:title"
    assert (json.loads(edit.before), json.loads(edit.after)) == (
        {key: None},
        {key: ["Head of Sales"]},
    )
    assert [change.verb for change in library.history(limit=1)] == ["edit"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET who = 'nobody'",
        "DELETE FROM change",
        "REPLACE INTO change SELECT * FROM change",
        "UPDATE change_contact SET contact = 'x'",
        "DELETE FROM change_contact",
    ],
)
def test_the_database_itself_refuses_to_alter_the_log(
    path: Path, library: Library, ann: str, statement: str
) -> None:
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)
    assert len(list(library.history(ann))) == 1


def test_a_correction_outlives_later_cards_and_undo_gives_the_printed_value_back(
    library: Library, desk: Desk, ann: str
) -> None:
    library.edit(ann, {"company": "Example Group", "email": ["a@example.com", "b@example.com"]})
    desk.file(card_like(name="Ann Lee", company="Later Ltd"), contact_id=ann)
    contact = library.contact(ann)
    assert contact.company == "Example Group"
    assert contact.emails == ("a@example.com", "b@example.com")
    assert library.count('company:"example group"') == 1
    library.undo(next(c.id for c in library.history() if c.verb == "edit"))
    assert library.contact(ann).company == "Later Ltd"
    assert library.contact(ann).emails == ()


def test_an_empty_correction_clears_a_field(library: Library, ann: str) -> None:
    library.edit(ann, {"mobile": "", "company": []})
    assert library.contact(ann).phones == ()
    assert library.contact(ann).company == ""
    assert library.count("mobile:") == 1


def test_a_field_that_no_card_has_cannot_be_corrected(library: Library, ann: str) -> None:
    with pytest.raises(UnknownName, match="Known: name, name_kana"):
        library.edit(ann, {"shoe_size": "44"})
    with pytest.raises(UsageError, match="Nothing to correct"):
        library.edit(ann, {})


def test_tags_are_added_and_removed_and_taken_back(library: Library, ann: str, lee: str) -> None:
    library.tag([ann, lee], add=["展示会", "vip"])
    removal = library.tag([ann], remove=["vip"])
    assert library.contact(ann).tags == ("展示会",)
    assert library.contact(lee).tags == ("vip", "展示会")
    library.undo(removal.id)
    assert library.contact(ann).tags == ("vip", "展示会")
    library.undo()  # the newest that stands is the one that added them
    assert library.contact(ann).tags == library.contact(lee).tags == ()
    with pytest.raises(UsageError, match="tag"):
        library.tag([ann], add=[" "])


def test_a_merge_is_one_contact_with_everything_of_both(
    library: Library, ann: str, lee: str
) -> None:
    library.tag([lee], add=["vip"])
    library.edit(lee, {"title": "Director"})
    change = library.merge(ann, lee, reasons=[Reason("same mobile", 0.6)])
    assert "same mobile" in change.summary
    contact = library.contact(ann)
    assert (contact.cards, contact.tags, contact.titles) == (2, ("vip",), ("Director",))
    assert contact.emails == ("lee@sample.example",)
    assert library.count() == 1
    assert library.contact(lee) == contact
    assert library.count("company:sample") == 1  # the newer of the two cards


def test_a_merge_taken_back_brings_both_contacts_back(library: Library, ann: str, lee: str) -> None:
    library.tag([lee], add=["vip"])
    library.edit(lee, {"title": "Director"})
    before = [timeless(library.contact(id_)) for id_ in (ann, lee)]
    history = [change.id for change in library.history(lee)]
    merge = library.merge(ann, lee)
    library.undo(merge.id)
    assert [timeless(library.contact(id_)) for id_ in (ann, lee)] == before
    assert [change.id for change in library.history(lee)][2:] == history
    assert library.count("sample") == library.count("vip") + 1 == 1
    assert next(c for c in library.history() if c.id == merge.id).undone


def test_a_card_filed_after_a_merge_stays_when_the_merge_is_taken_back(
    library: Library, desk: Desk, ann: str, lee: str
) -> None:
    merge = library.merge(ann, lee)
    desk.file(card_like(name="Ann Lee", title="Director"), contact_id=lee)
    library.undo(merge.id)
    assert (library.contact(ann).cards, library.contact(lee).cards) == (2, 1)


def test_undo_names_the_later_change_that_stands_in_the_way(
    library: Library, ann: str, lee: str
) -> None:
    first = library.edit(ann, {"title": "Director"})
    second = library.edit(ann, {"title": "President"})
    with pytest.raises(UsageError, match=f"Change {second.id} .* cardscan undo {second.id}"):
        library.undo(first.id)
    library.undo(second.id)
    library.undo(first.id)
    assert library.contact(ann).titles == ()
    filing = list(library.history(lee))[-1]
    merge = library.merge(ann, lee)
    with pytest.raises(UsageError, match=f"Change {merge.id} .merge"):
        library.undo(filing.id)


def test_an_undo_can_be_taken_back_too(library: Library, ann: str) -> None:
    edit = library.edit(ann, {"title": "Director"})
    undo = library.undo()
    assert undo.verb == "undo"
    with pytest.raises(UsageError, match="already"):
        library.undo(edit.id)
    library.undo(undo.id)
    assert library.contact(ann).titles == ("Director",)
    library.undo(edit.id)
    assert library.contact(ann).titles == ()


def test_undo_after_undo_goes_further_back_until_nothing_is_left(
    library: Library, ann: str
) -> None:
    library.edit(ann, {"title": "Director"})
    library.undo()
    library.undo()
    assert library.count() == 0
    with pytest.raises(UnknownContact, match="undone"):
        library.contact(ann)
    with pytest.raises(UsageError, match="nothing to undo"):
        library.undo()
    with pytest.raises(UsageError, match="no change 99"):
        library.undo(99)


def test_a_doubt_waits_until_a_person_decides(library: Library, desk: Desk, ann: str) -> None:
    filed = desk.file(
        card_like(name="Ann Lee", company="Other Ltd"),
        Filing(TODAY, Outcome.REVIEW, doubts=(ann,), reasons=(Reason("same name", 0.4),)),
    )
    doubtful = str(filed.contact_id)
    assert library.contact(doubtful).needs_review
    assert library.contact(ann).needs_review
    decision = library.distinct(ann, doubtful)
    assert not library.contact(doubtful).needs_review
    assert not library.contact(ann).needs_review
    library.undo(decision.id)
    assert library.contact(doubtful).needs_review
    merge = library.merge(ann, doubtful)
    assert not library.contact(ann).needs_review
    library.undo(merge.id)
    assert library.contact(ann).needs_review


def test_a_second_doubt_is_not_settled_with_the_first(
    library: Library, desk: Desk, ann: str, lee: str
) -> None:
    filed = desk.file(card_like(name="Ann Lee"), Filing(TODAY, Outcome.REVIEW, doubts=(ann, lee)))
    doubtful = str(filed.contact_id)
    library.distinct(ann, doubtful)
    assert library.contact(doubtful).needs_review
    library.merge(lee, ann)  # the third is surely not ann, so not the two in one either
    assert not library.contact(doubtful).needs_review
    assert library.candidates(library.contact(doubtful)) == ()
    library.undo()
    assert library.contact(doubtful).needs_review
    assert library.contact(lee).needs_review


def test_a_contact_is_not_merged_with_itself(library: Library, ann: str, lee: str) -> None:
    library.merge(ann, lee)
    for verb in (library.merge, library.distinct):
        with pytest.raises(UsageError, match="one contact already"):
            verb(ann, lee)


def test_every_change_is_one_entry(library: Library, ann: str, lee: str) -> None:
    changes: list[Change] = [
        library.edit(ann, {"note": "likes tea"}),
        library.tag([ann], add=["a", "b"]),
        library.merge(ann, lee),
        library.undo(),
    ]
    assert list(library.history())[:4] == [
        replace(change, undone=change.verb == "merge") for change in reversed(changes)
    ]


@pytest.mark.parametrize(
    "verb",
    [
        lambda library, ann, _: library.edit(ann, {"title": "Director", "mobile": ""}),
        lambda library, ann, _: library.check([(library.cards(ann)[0].id, 0, "Anna Lee")]),
        lambda library, ann, lee: library.tag([ann, lee], add=["new"], remove=["vip"]),
        lambda library, ann, _: library.note(ann, "tea", day=TODAY, kind=NoteKind.CALL),
        lambda library, ann, _: library.mark(ann, Topic.CONSENT, day=TODAY, source="form"),
        lambda library, ann, _: library.unmark(ann, Topic.REMINDER),
        lambda library, ann, lee: library.merge(ann, lee),
        lambda library, ann, lee: library.distinct(ann, lee),
        lambda library, ann, _: library.split(ann, library.cards(ann)[0].id),
    ],
)
def test_every_verb_is_taken_back_whole_and_done_again(
    library: Library, desk: Desk, ann: str, lee: str, verb: Callable[..., Change]
) -> None:
    library.tag([ann], add=["vip"])
    library.mark(ann, Topic.REMINDER, day=TODAY, text="call")
    library.note(lee, "coffee", day=TODAY)
    desk.file(card_like(name="Ann Lee", title="Clerk"), contact_id=ann)

    def state() -> list[Contact]:
        return sorted((timeless(one) for one in library.search()), key=lambda one: one.id)

    before = state()
    change = verb(library, ann, lee)
    after = state()
    undo = library.undo(change.id)
    assert state() == before
    library.undo(undo.id)
    assert state() == after
    assert list(library.verify()) == []
