"""Many cards are filed as one change, and as well as one by one."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from cardscan.config import OnDuplicate
from cardscan.contact import Contact, Filed, Filing, Outcome
from cardscan.errors import UsageError
from cardscan.match.deciding import decide
from cardscan.model import ParsedCard, ScannedCard
from cardscan.people import contact_on
from cardscan.store.library import Library
from tests.store.conftest import TODAY, card_like

DECIDE = partial(decide, on_duplicate=OnDuplicate.REVIEW)
FILE = sha256(b"contacts.csv").hexdigest()

YAMADA = card_like(name="榊原 太郎", company="見本商事", email="taro@mihon.example.co.jp")
NEW_YAMADA = card_like(name="榊原 太郎", email="taro@mihon.example.co.jp", mobile="+819000001234")
THIRD_YAMADA = card_like(name="榊原 太郎", mobile="+819000001234", title="部長")
NAMELESS = card_like(company="例示産業", phone="+81312340000")
MAYBE_YAMADA = card_like(name="榊原 太郎", company="見本商事")
STRANGER = card_like(name="佐藤 花子", company="例示産業")
CARDS = (YAMADA, STRANGER, NEW_YAMADA, THIRD_YAMADA, NAMELESS, MAYBE_YAMADA)


def rows(cards: Iterable[ParsedCard], first: int = 0) -> list[tuple[ScannedCard, Filing]]:
    return [
        (
            ScannedCard(replace(card, source=replace(card.source, index=at)), FILE, b""),
            Filing(TODAY, tags=("import",)),
        )
        for at, card in enumerate(cards, first)
    ]


def file_all(
    library: Library, cards: Iterable[ParsedCard], first: int = 0, jobs: int = 0
) -> list[Filed]:
    stream = library.add_cards(rows(cards, first), DECIDE, summary="from contacts.csv", jobs=jobs)
    return list(stream)


def shown(library: Library) -> list[Contact]:
    return [replace(contact, id="", updated=None) for contact in library.search("")]


def found(library: Library) -> list[tuple[str, int]]:
    words = ("榊原", "佐藤", "部長", "090", "tag:import", "mihon", "company:", "例示産業")
    return [(word, library.count(word)) for word in words]


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_a_batch_files_as_one_card_after_the_other_would(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("cardscan.store.preparing.CARDS_AT_ONCE", at_once)
    filed = file_all(library, CARDS)
    with Library.open(tmp_path / "single.db") as single:
        for scanned, filing in rows(CARDS):
            person = contact_on(scanned.card, met=TODAY)
            decision = DECIDE(person, single.candidates(person))
            single.add_card(
                scanned,
                replace(
                    filing,
                    outcome=decision.outcome,
                    contact_id=decision.contact_id,
                    reasons=decision.reasons,
                    doubts=decision.doubts,
                ),
            )
        assert shown(library) == shown(single)
        assert found(library) == found(single)
        assert library.stats() == single.stats()
    assert [one.outcome for one in filed] == ["new", "new", "joined", "joined", "review", "review"]
    assert filed[3].contact_id == filed[0].contact_id  # by what the card before had brought


def test_other_processes_prepare_cards_as_this_one_would(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardscan.store.preparing.CARDS_AT_ONCE", 1)
    helped = file_all(library, CARDS, jobs=1)
    with Library.open(tmp_path / "alone.db") as alone:
        assert [one.outcome for one in helped] == [one.outcome for one in file_all(alone, CARDS)]
        assert shown(library) == shown(alone)


def test_cards_that_are_filed_again_are_only_known(library: Library) -> None:
    first = file_all(library, CARDS)
    again = file_all(library, CARDS)
    assert {one.outcome for one in again} == {Outcome.KNOWN}
    assert [one.card_id for one in again] == [one.card_id for one in first]
    assert len(list(library.history())) == 1


def test_an_import_that_was_stopped_goes_on_where_it_stood(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardscan.store.preparing.CARDS_AT_ONCE", 2)
    stream = library.add_cards(rows(CARDS), DECIDE, summary="from contacts.csv")
    next(stream)
    del stream
    assert library.stats().cards == 2
    outcomes = [one.outcome for one in file_all(library, CARDS)]
    assert outcomes == ["known", "known", "joined", "joined", "review", "review"]


def test_one_undo_takes_a_whole_import_back_and_the_next_brings_it_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardscan.store.preparing.CARDS_AT_ONCE", 2)
    monkeypatch.setattr("cardscan.store.log.FACTS_A_ROW", 2)
    (old,) = file_all(library, [YAMADA])
    before = shown(library)
    file_all(library, CARDS[1:], first=1)
    (change, _) = library.history()
    assert (change.verb, change.summary, change.contact_id) == ("import", "from contacts.csv", None)
    assert change in list(library.history(old.contact_id))
    after = shown(library)
    undo = library.undo()
    assert (shown(library), library.stats().cards) == (before, 1)
    library.undo(undo.id)
    assert shown(library) == after
    library.undo(change.id)
    assert file_all(library, CARDS)[1].outcome is Outcome.NEW
    assert shown(library) == after


def test_a_later_change_stands_in_the_way_of_taking_an_import_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardscan.store.preparing.CARDS_AT_ONCE", 2)
    filed = file_all(library, CARDS)
    merge = library.merge(filed[0].contact_id or "", filed[1].contact_id or "")
    with pytest.raises(UsageError, match=f"cardscan undo {merge.id}"):
        library.undo(1)


def test_a_card_that_is_decided_to_be_skipped_is_not_filed(library: Library) -> None:
    skip = partial(decide, on_duplicate=OnDuplicate.SKIP)
    one, _, other, *_ = library.add_cards(rows(CARDS), skip, summary="from contacts.csv")
    assert (other.outcome, other.card_id, other.contact_id) == ("known", None, one.contact_id)
    assert len(library.cards(one.contact_id or "")) == 1


def test_the_database_refuses_to_alter_the_parts_of_a_change(path: Path, library: Library) -> None:
    file_all(library, [YAMADA])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO change_part VALUES (1, 1, '{}', '{}')")
        for statement in ("UPDATE change_part SET after = '{\"x\": 1}'", "DELETE FROM change_part"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_a_path_that_is_no_text_does_not_stop_an_import(library: Library) -> None:
    ((scanned, filing),) = rows([YAMADA])
    source = replace(scanned.card.source, path="lists/\udcff.csv")
    scanned = replace(scanned, card=replace(scanned.card, source=source))
    filing = replace(filing, event="fair \udcff")
    (filed,) = library.add_cards([(scanned, filing)], DECIDE, summary="from a file")
    (card,) = library.cards(filed.contact_id or "")
    assert (card.card.source.path, card.event) == ("lists/?.csv", "fair ?")
