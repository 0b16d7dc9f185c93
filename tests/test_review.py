"""What waits for a person is shown once, decided once, and can be taken back."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from cardscan.contact import Filing, Outcome, Reason
from cardscan.errors import UnknownName, UsageError
from cardscan.model import Kind, Status
from cardscan.review import (
    DoubtfulField,
    DoubtfulMatch,
    MissingName,
    accept,
    correct,
    doubts_named,
    next_doubt,
    reject,
    waiting,
)
from cardscan.store.library import Library
from tests.store.conftest import TODAY, Desk, card_like, card_of, field, name


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "contacts.db", who="tester") as library:
        yield library


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library, count(1))


@pytest.fixture
def doubtful(desk: Desk) -> str:
    """A contact with a title and a mobile that nobody is sure of."""
    title = field(Kind.TITLE, "部畏", status=Status.REVIEW)
    mobile = field(Kind.MOBILE, "+819000001234", status=Status.REVIEW)
    return str(desk.file(card_of(name("田中 健一"), title, mobile)).contact_id)


@pytest.fixture
def twins(desk: Desk) -> tuple[str, str]:
    """Two contacts that may be one person."""
    first = desk.person(name="Ann Lee", company="Example Ltd")
    filing = Filing(TODAY, Outcome.REVIEW, doubts=(first,), reasons=(Reason("same name", 0.4),))
    return first, str(desk.file(card_like(name="Ann Lee", company="Other Ltd"), filing).contact_id)


def field_doubts(library: Library) -> list[DoubtfulField]:
    return [doubt for doubt in waiting(library) if isinstance(doubt, DoubtfulField)]


def test_an_accepted_value_waits_no_longer_and_undo_lets_it_wait_again(
    library: Library, doubtful: str
) -> None:
    title, mobile = field_doubts(library)
    change = accept(library, title)
    assert change.summary.startswith("accepted title")
    assert [doubt.field.kind for doubt in field_doubts(library)] == [Kind.MOBILE]
    accept(library, mobile)
    assert next_doubt(library) is None
    assert not library.contact(doubtful).needs_review
    library.undo(change.id)
    assert library.contact(doubtful).needs_review
    assert [doubt.key for doubt in waiting(library)] == [title.key]


def test_a_corrected_value_is_what_the_card_says_from_now_on(
    library: Library, desk: Desk, doubtful: str
) -> None:
    correct(library, field_doubts(library)[0], "部長")
    assert library.contact(doubtful).titles == ("部長",)
    assert library.count("title:部長") == 1
    (card,) = library.cards(doubtful)
    (title,) = card.card.of(Kind.TITLE)
    assert (title.value, title.raw, title.status) == ("部長", "部畏", Status.ACCEPTED)
    desk.file(card_like(name="田中 健一", title="本部長"), contact_id=doubtful)
    assert library.contact(doubtful).titles == ("本部長",)


def test_a_rejected_value_is_gone_and_the_ones_after_it_keep_their_places(
    library: Library, doubtful: str
) -> None:
    title, mobile = field_doubts(library)
    reject(library, title)
    correct(library, mobile, "+819000009999")
    contact = library.contact(doubtful)
    assert contact.titles == ()
    assert [phone.value for phone in contact.phones] == ["+819000009999"]
    library.undo()
    library.undo()
    assert [doubt.key for doubt in waiting(library)] == [title.key, mobile.key]


def test_an_edit_of_the_contact_settles_the_doubts_of_its_kind(
    library: Library, doubtful: str
) -> None:
    library.edit(doubtful, {"title": "部長"})
    assert [doubt.field.kind for doubt in field_doubts(library)] == [Kind.MOBILE]


def test_a_decision_stays_with_its_card_through_a_merge_and_back(
    library: Library, desk: Desk, doubtful: str
) -> None:
    correct(library, field_doubts(library)[0], "部長")
    other = desk.person(name="田中 健一", email="tanaka@example.com")
    merge = library.merge(other, doubtful)
    assert library.contact(other).titles == ("部長",)
    (mobile,) = field_doubts(library)
    accept(library, mobile)
    library.undo(merge.id)
    assert not library.contact(doubtful).needs_review
    assert library.contact(doubtful).titles == ("部長",)


def test_a_doubtful_match_waits_once_and_accepting_it_joins_the_two(
    library: Library, twins: tuple[str, str]
) -> None:
    (doubt,) = waiting(library)
    assert isinstance(doubt, DoubtfulMatch)
    assert {doubt.contact.id, doubt.other.id} == set(twins)
    assert "same name" in [reason.evidence for reason in doubt.match.reasons]
    accept(library, doubt)
    assert library.count() == 1
    assert next_doubt(library) is None
    library.undo()
    assert library.count() == 2
    assert [again.key for again in waiting(library)] == [doubt.key]


def test_a_rejected_match_is_not_proposed_again(library: Library, twins: tuple[str, str]) -> None:
    (doubt,) = waiting(library)
    reject(library, doubt)
    assert next_doubt(library) is None
    assert library.candidates(library.contact(twins[0])) == ()


def test_a_card_without_a_name_waits_until_it_has_one_or_is_accepted(
    library: Library, desk: Desk
) -> None:
    card = card_like(company="Example Ltd")
    filed = desk.file(card, Filing(TODAY, Outcome.REVIEW))
    doubt = next_doubt(library)
    assert isinstance(doubt, MissingName)
    with pytest.raises(UsageError, match="Give it one"):
        reject(library, doubt)
    accept(library, doubt)
    assert next_doubt(library) is None
    library.undo()
    correct(library, doubt, "Ann Lee")
    assert library.contact(str(filed.contact_id)).name.family == "Lee"
    assert next_doubt(library) is None


def test_doubts_are_asked_for_by_key_or_all_fields_of_a_contact(
    library: Library, doubtful: str, twins: tuple[str, str]
) -> None:
    assert len(doubts_named(library, doubtful)) == 2
    for doubt in waiting(library):
        assert [found.key for found in doubts_named(library, doubt.key)] == [doubt.key]
    with pytest.raises(UnknownName, match="Nothing waits"):
        doubts_named(library, f"{doubtful}.{doubtful}.99")
    with pytest.raises(UnknownName, match="Nothing waits"):
        doubts_named(library, twins[0])


@pytest.mark.usefixtures("doubtful")
def test_a_skipped_doubt_comes_after_the_others(library: Library) -> None:
    first = next_doubt(library)
    assert first is not None
    second = next_doubt(library, skipped={first.key})
    assert second is not None
    assert second != first
    assert next_doubt(library, skipped={first.key, second.key}) is None
