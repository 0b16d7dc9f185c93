"""Contacts become one, or two, and everything comes back when it is taken back."""

import json
from dataclasses import replace

import pytest

from cardscan.contact import Contact, Filing, Outcome
from cardscan.errors import UnknownContact, UsageError
from cardscan.store.library import Library
from tests.store.conftest import TODAY, Desk, card_like


def people(library: Library) -> list[Contact]:
    return sorted((replace(one, updated=None) for one in library.search("")), key=lambda c: c.id)


def test_a_card_is_split_off_with_its_back_and_the_two_are_never_proposed_as_one(
    library: Library, desk: Desk
) -> None:
    first = desk.file(card_like(name="山田 太郎", email="taro@example.co.jp"))
    kept = first.contact_id or ""
    other = desk.file(
        card_like(name="山田 太郎", mobile="+819000001234"),
        Filing(TODAY, Outcome.JOINED, contact_id=kept),
    )
    desk.file(
        card_like(name_roman="Taro Yamada"), Filing(TODAY, Outcome.BACK, back_of=other.card_id)
    )
    before = people(library)
    change = library.split(kept, (other.card_id or "")[:6])
    (new,) = {one.id for one in library.search("")} - {kept}
    assert (change.verb, change.summary) == (
        "split",
        f"made contact {new} of card {other.card_id}",
    )
    assert library.contact(new).name_roman.text == "Taro Yamada"
    assert library.contact(kept).phones == ()
    assert [one.id for one in library.candidates(library.contact(kept))] == []
    library.undo(change.id)
    assert people(library) == before
    with pytest.raises(UnknownContact):
        library.contact(new)


def test_only_a_card_of_the_contact_and_never_the_last_can_be_split_off(
    library: Library, desk: Desk
) -> None:
    ann = desk.file(card_like(name="Ann Lee"))
    lee = desk.file(card_like(name="Bob Lee"))
    with pytest.raises(UsageError, match="none of contact"):
        library.split(ann.contact_id or "", lee.card_id or "")
    with pytest.raises(UsageError, match="the only one"):
        library.split(ann.contact_id or "", ann.card_id or "")
    assert library.stats().contacts == 2


def test_a_merge_undone_gives_both_back_with_all_that_people_added(
    library: Library, desk: Desk
) -> None:
    ann = desk.person(name="Ann Lee", email="ann@example.com")
    lee = desk.person(name="A. Lee", mobile="+447000000001")
    library.tag([lee], add=["vip"])
    library.edit(lee, {"title": "Head of Sales"})
    library.tag([ann], add=["fair"])
    histories = [[change.id for change in library.history(one)] for one in (ann, lee)]
    before = people(library)
    merge = library.merge(ann, lee)
    assert library.contact(lee).tags == ("fair", "vip")
    assert json.loads(merge.after)[f"merged:{lee}"] == ann
    library.undo(merge.id)
    assert people(library) == before
    assert [[c.id for c in library.history(one)][2:] for one in (ann, lee)] == histories
