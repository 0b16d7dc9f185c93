"""The library keeps what it is given, once, and gives it back."""

import stat
import threading
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.contact import Filing, Outcome, Reason
from cardscan.errors import InputError, InputMissing, UnknownContact
from cardscan.model import (
    Direction,
    Field,
    Kind,
    Line,
    ParsedCard,
    Quad,
    Reading,
    ScannedCard,
    Source,
    Status,
    Word,
)
from cardscan.store.library import Library
from tests.store.conftest import TODAY, Desk, card_like, card_of, field, name

QUAD = Quad.of_box(1.5, 2, 30, 40)


def scanned(card: ParsedCard, digest: str = "d" * 64, picture: bytes = b"jpeg") -> ScannedCard:
    return ScannedCard(card, digest, picture)


def test_a_card_comes_back_with_its_ink_its_lines_and_its_picture(library: Library) -> None:
    word = Word("田中", 0.9, QUAD)
    line = Line("田中", 0.9, QUAD, Direction.VERTICAL, (Reading("rapidocr", "田中", 0.9, (word,)),))
    printed = Field(
        Kind.NAME, "田中 健一", "田中　健一", 0.98, Status.REVIEW, "labelled",
        ("looks like a name",), QUAD, ("rapidocr",), (("family", "田中"), ("given", "健一")),
    )  # fmt: skip
    card = ParsedCard(Source("in/a.jpg", 2, 1, QUAD), (printed,), (line,), (line,), ("blurred",))
    filed = library.add_card(scanned(card), Filing(TODAY, event="展示会"))
    assert filed.contact_id is not None
    assert filed.card_id is not None
    (stored,) = library.cards(filed.contact_id)
    assert stored.card == card
    assert (stored.met, stored.event, stored.outcome) == (TODAY, "展示会", Outcome.NEW)
    assert library.picture(filed.card_id) == b"jpeg"


def test_the_same_card_again_is_known_and_changes_nothing(library: Library) -> None:
    card = scanned(card_like(name="田中 健一"))
    first = library.add_card(card, Filing(TODAY))
    again = library.add_card(card, Filing(date(2026, 1, 1), tags=("new",)))
    assert again.outcome is Outcome.KNOWN
    assert (again.card_id, again.contact_id) == (first.card_id, first.contact_id)
    assert library.count() == 1
    assert library.count("tag:new") == 0
    assert len(list(library.history())) == 1


def test_a_joined_card_changes_the_company_and_keeps_the_number(
    library: Library, desk: Desk
) -> None:
    old = desk.person(name="田中 健一", company="旧見本株式会社", mobile="+819000001234")
    desk.file(
        card_of(name("田中 健一"), field(Kind.COMPANY, "新見本株式会社")),
        Filing(
            date(2026, 12, 1), Outcome.JOINED, old, (Reason("same mobile", 0.5),), ("vip",), "会合"
        ),
    )
    contact = library.contact(old)
    assert contact.company == "新見本株式会社"
    assert [phone.value for phone in contact.phones] == ["+819000001234"]
    assert (contact.cards, contact.met, contact.tags) == (2, date(2026, 12, 1), ("vip",))
    newest, oldest = library.cards(old)
    assert newest.reasons == (Reason("same mobile", 0.5),)
    assert oldest.card.of(Kind.COMPANY)[0].value == "旧見本株式会社"
    assert library.count("company:旧見本") == 0


def test_a_back_side_goes_to_its_front_and_is_no_card_of_its_own(
    library: Library, desk: Desk
) -> None:
    front = desk.file(card_like(name="田中 健一", company="見本株式会社"))
    back = desk.file(
        card_like(name="Kenichi Tanaka", company="Mihon Inc."),
        outcome=Outcome.BACK,
        back_of=front.card_id,
    )
    assert back.contact_id == front.contact_id
    contact = library.contact(str(front.contact_id))
    assert (contact.cards, contact.name_roman.text) == (1, "Kenichi Tanaka")
    assert library.stats().cards == 1
    assert [card.id for card in library.cards(contact.id)] == [front.card_id, back.card_id]


def test_a_page_is_held_once_it_is_read_to_its_end(library: Library) -> None:
    data = b"the whole file"
    digest = sha256(data).hexdigest()
    library.add_card(scanned(card_like(name="田中 健一"), digest), Filing(TODAY))
    assert not library.holds(digest, 0)
    library.add_image(digest, path="in/a.JPG", page=0, cards=1, original=data)
    library.add_image(digest, path="in/a.JPG", page=0, cards=1, original=data)
    assert library.holds(digest, 0)
    assert not library.holds(digest, 1)
    assert library.stats().images == 1


def test_an_undone_filing_is_not_held_and_can_be_filed_again(library: Library) -> None:
    card = scanned(card_like(name="田中 健一"))
    first = library.add_card(card, Filing(TODAY))
    library.add_image(card.digest, path="in/a.jpg", page=0, cards=1)
    library.undo()
    assert not library.holds(card.digest, 0)
    assert library.count() == 0
    again = library.add_card(card, Filing(TODAY, tags=("second",)))
    assert again.card_id == first.card_id
    assert library.contact(str(again.contact_id)).tags == ("second",)
    assert library.holds(card.digest, 0)


def test_a_file_that_changed_meanwhile_is_not_kept_under_the_old_digest(
    library: Library, tmp_path: Path
) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"another file")
    with pytest.raises(InputError, match=r"a\.jpg changed"):
        library.add_image("d" * 64, path=str(picture), page=0, cards=0, original=picture)
    with pytest.raises(InputMissing):
        library.add_image("d" * 64, path="gone", page=0, cards=0, original=tmp_path / "gone")
    assert not library.holds("d" * 64, 0)


def test_names_of_files_and_words_that_are_no_text_are_kept_as_far_as_they_are(
    library: Library,
) -> None:
    odd = "\udcff"  # what a byte that is no UTF-8 becomes on its way in
    card = replace(card_like(name="田中 健一"), source=Source(f"in/{odd}.jpg", 0, 0))
    filed = library.add_card(scanned(card), Filing(TODAY, tags=(f"展示{odd}",), event=odd))
    (found,) = library.cards_from("d" * 64)
    assert found.card.source.path == "in/?.jpg"
    library.edit(found.contact_id, {"title": f"部長{odd}"})
    library.tag([found.contact_id], add=[odd])
    library.add_image("d" * 64, path=f"in/{odd}.jpg", page=0, cards=1)
    assert [contact.id for contact in library.search(f"tag:展示{odd}")] == [filed.contact_id]
    with pytest.raises(UnknownContact):
        library.contact(odd)


def test_a_card_without_a_name_waits_until_a_person_names_it(library: Library, desk: Desk) -> None:
    nameless = str(desk.file(card_like(company="見本"), outcome=Outcome.REVIEW).contact_id)
    assert library.contact(nameless).needs_review
    library.edit(nameless, {"name": "田中 健一"})
    assert not library.contact(nameless).needs_review


def test_the_cards_of_a_file_are_found_by_its_digest(library: Library, desk: Desk) -> None:
    filed = desk.file(card_like(name="田中 健一"))
    (found,) = library.cards_from(sha256(b"file 1").hexdigest())
    assert (found.id, found.contact_id) == (filed.card_id, filed.contact_id)
    assert library.cards_from("d" * 64) == ()


def test_the_beginning_of_an_id_is_enough_as_long_as_it_is_one(
    library: Library, desk: Desk
) -> None:
    ids = {desk.person(name=f"見本 {number}") for number in range(40)}
    for contact_id in ids:
        assert library.contact(contact_id.upper()).id == contact_id
    unique = next(id_ for id_ in ids if sum(other[:3] == id_[:3] for other in ids) == 1)
    assert library.contact(unique[:3]).id == unique
    firsts = [id_[0] for id_ in ids]
    shared = next(letter for letter in firsts if firsts.count(letter) > 1)  # 40 ids, 32 letters
    with pytest.raises(UnknownContact, match="Several"):
        library.contact(shared)
    for nobody in ("", "zzzzzzzzzzz", "%", "田中"):
        with pytest.raises(UnknownContact):
            library.contact(nobody)


def test_candidates_share_a_fact_and_the_most_likely_comes_first(
    library: Library, desk: Desk
) -> None:
    same = desk.person(name="田中 健一", mobile="+819000001234", company="見本株式会社")
    kana = desk.person(name_kana="タナカ ケンイチ", name="田中 謙一")
    desk.person(name="佐藤 渚", mobile="+819000009999")
    card = card_like(
        name="田中 健一", name_roman="Kenichi TANAKA", mobile="+819000001234", company="㈱見本"
    )
    probe = library.contact(str(desk.file(card).contact_id))
    assert [found.id for found in library.candidates(probe)] == [same, kana]


def test_a_pair_said_to_be_distinct_is_no_candidate_any_more(library: Library, desk: Desk) -> None:
    father = desk.person(name="田中 健一", phone="+81300001111")
    son = desk.person(name="田中 健一", phone="+81300001111")
    assert [found.id for found in library.candidates(library.contact(son))] == [father]
    library.distinct(father, son)
    assert library.candidates(library.contact(son)) == ()


def test_a_fact_that_everybody_shares_brings_nobody(library: Library, desk: Desk) -> None:
    with library.atomic():
        for number in range(101):
            desk.person(name=f"見本 {number}", phone="+81300000000")
    probe = replace(library.contact(desk.person(phone="+81300000000", name="田中 健一")), id="")
    assert [found.name.text for found in library.candidates(probe)] == ["田中 健一"]


def test_what_happens_together_is_kept_together_or_not_at_all(library: Library, desk: Desk) -> None:
    def file_two_and_fail() -> None:
        with library.atomic():
            desk.person(name="田中 健一")
            desk.person(name="佐藤 渚")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file_two_and_fail()
    assert library.count() == 0
    assert list(library.history()) == []


def test_a_verb_that_fails_inside_a_transaction_leaves_nothing_of_itself(
    library: Library, desk: Desk
) -> None:
    with library.atomic():
        kept = desk.person(name="田中 健一")
        with pytest.raises(UnknownContact):
            desk.file(card_like(name="佐藤 渚"), doubts=("nobody",))
    assert [contact.id for contact in library.search()] == [kept]


def test_two_libraries_on_one_file_see_and_do_not_disturb_each_other(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as other:
        threads = [
            threading.Thread(target=_file_many, args=(library, start))
            for library, start in ((one, 0), (other, 1000))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert one.count() == other.count() == 60
        assert len({change.id for change in one.history()}) == 60


def _file_many(library: Library, start: int) -> None:
    for number in range(start, start + 30):
        card = card_like(name=f"見本 {number}")
        library.add_card(scanned(card, f"{number:064}", b"%d" % number), Filing(TODAY))


def test_both_of_two_that_file_one_card_get_the_same_contact(path: Path) -> None:
    card = scanned(card_like(name="田中 健一"))
    with Library.open(path) as one, Library.open(path) as other:
        first, second = one.add_card(card, Filing(TODAY)), other.add_card(card, Filing(TODAY))
    assert second.outcome is Outcome.KNOWN
    assert first.contact_id == second.contact_id


def test_searching_goes_on_while_another_files(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as other:
        _file_many(one, 0)
        answer = one.search()
        next(answer)
        _file_many(other, 100)
        assert len(list(answer)) == 29
        assert one.count() == 60


def test_only_the_owner_may_read_what_is_kept(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        library.add_card(scanned(card_like(name="田中 健一")), Filing(TODAY))
        data = b"file"
        library.add_image(sha256(data).hexdigest(), path="a.jpg", page=0, cards=1, original=data)
        kept = list(tmp_path.rglob("*"))
        assert len([file for file in kept if file.is_file()]) >= 3
        for file in kept:
            assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600)


def test_statistics_count_what_is_there(library: Library, desk: Desk) -> None:
    assert library.stats().first_met is None
    desk.file(
        card_like(name="田中 健一", company="見本株式会社", address="東京都千代田区丸の内1-1"),
        met=date(2026, 9, 30),
    )
    unsure = field(Kind.COMPANY, "見本株式会社", status=Status.REVIEW)
    desk.file(card_of(name("佐藤 渚"), unsure))
    stats = library.stats()
    assert (stats.contacts, stats.cards, stats.images, stats.waiting) == (2, 2, 0, 1)
    assert (stats.first_met, stats.last_met) == (date(2026, 9, 30), TODAY)
    assert stats.months == (("2026-09", 1), ("2026-11", 1))
    assert stats.companies == (("見本株式会社", 2),)
    assert stats.prefectures == (("東京都", 1),)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=st.lists(st.tuples(st.sampled_from(list(Kind)), texts), max_size=8),
    tags=st.lists(texts, max_size=2),
    event=texts,
)
def test_whatever_stands_on_a_card_comes_back(
    library: Library, desk: Desk, values: list[tuple[Kind, str]], tags: list[str], event: str
) -> None:
    card = card_of(*(field(kind, value) for kind, value in values))
    filed = desk.file(card, Filing(TODAY, tags=tuple(tags), event=event))
    (stored,) = library.cards(str(filed.contact_id))
    assert stored.card.fields == card.fields
    assert stored.event == event
    contact = library.contact(str(filed.contact_id))
    assert set(contact.tags) == set(tags)
    assert contact in list(library.search())
    library.merge(str(filed.contact_id), desk.person(name="田中 健一"))
    library.undo()
    assert library.contact(contact.id) == replace(
        contact, updated=library.contact(contact.id).updated
    )
