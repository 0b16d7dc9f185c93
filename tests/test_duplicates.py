"""A whole library is looked through for contacts that may be one person."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from cardscan.contact import Verdict
from cardscan.duplicates import find_duplicates
from cardscan.store.library import Library
from tests.store.conftest import Desk

Found = set[tuple[frozenset[str], Verdict]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "contacts.db") as library:
        yield library


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library, count(1))


def found_in(library: Library) -> Found:
    return {(frozenset((d.a.id, d.b.id)), d.match.verdict) for d in find_duplicates(library)}


def test_pairs_are_found_whichever_fact_they_share(library: Library, desk: Desk) -> None:
    first = desk.person(name="勅使河原 玲子", email="rei@mihon.example.co.jp", company="見本商事")
    by_mail = desk.person(name="勅使河原 怜子", email="rei@mihon.example.co.jp")
    by_name = desk.person(name="勅使河原 玲子", company="例示産業")
    desk.person(name="佐藤 花子", company="見本商事")
    assert found_in(library) == {
        (frozenset((first, by_mail)), Verdict.LIKELY),
        (frozenset((first, by_name)), Verdict.LIKELY),
    }


def test_the_one_that_was_filed_first_is_named_first(library: Library, desk: Desk) -> None:
    ids = [desk.person(name="Ann Lee", email="ann@example.com") for _ in range(3)]
    pairs = [(pair.a.id, pair.b.id) for pair in find_duplicates(library)]
    assert pairs == [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])]


def test_a_rejected_pair_is_never_proposed_again_even_after_a_merge(
    library: Library, desk: Desk
) -> None:
    one, two, three = (desk.person(name="Ann Lee", email="ann@example.com") for _ in range(3))
    library.distinct(two, one)
    assert {pair for pair, _ in found_in(library)} == {
        frozenset((one, three)),
        frozenset((two, three)),
    }
    library.merge(three, two)
    assert found_in(library) == set()
    library.undo()
    library.undo()
    assert len(found_in(library)) == 3


def test_a_frequent_name_alone_says_less_than_a_rare_one(library: Library, desk: Desk) -> None:
    rare = {desk.person(name="勅使河原 玲子", company=company) for company in ("見本", "例示")}
    frequent = {desk.person(name="佐藤 玲子", company=company) for company in ("見本", "例示")}
    assert found_in(library) == {
        (frozenset(rare), Verdict.LIKELY),
        (frozenset(frequent), Verdict.UNSURE),
    }


def test_a_name_that_several_contacts_bear_says_less(library: Library, desk: Desk) -> None:
    for company in ("見本", "例示", "試作", "仮設", "模擬"):
        desk.person(name="勅使河原 玲子", company=company, phone="+81312340000")
    verdicts = {verdict for _, verdict in found_in(library)}
    assert verdicts == {Verdict.UNSURE}


@pytest.mark.parametrize("contacts", [0, 1])
def test_a_library_without_two_contacts_has_no_pairs(
    library: Library, desk: Desk, contacts: int
) -> None:
    for _ in range(contacts):
        desk.person(name="Ann Lee", email="ann@example.com")
    assert found_in(library) == set()


def test_many_pairs_are_compared_in_workers(
    library: Library, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        for _ in range(2):
            desk.person(name=f"Ann Lee{number}", email=f"ann{number}@example.com")
    alone = found_in(library)
    monkeypatch.setattr("cardscan.store.pairs.PAIRS_AT_ONCE", 1)
    assert found_in(library) == alone
    assert len(alone) == 5
