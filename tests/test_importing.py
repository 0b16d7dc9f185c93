from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cardscan.additions import NoteKind, Topic
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named, profile_names
from cardscan.formats.reading import open_contacts
from cardscan.importing import ImportOptions, import_contacts
from cardscan.store.library import Library
from tests.formats.people import EVERYBODY, TAKAHASHI, YAMAZAKI, ZOE

PROFILES = [profile_named(name) for name in profile_names()]

NOT_READ_BACK = {"labels", "sheet", "sansan"}  # paper, and an encoding that lacks a letter of ZOE
READABLE = [name for name in profile_names() if name not in NOT_READ_BACK]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "contacts.db") as library:
        yield library


@pytest.fixture
def everybody(tmp_path: Path) -> Path:
    return written(tmp_path, "csv")


def written(folder: Path, profile: str) -> Path:
    target = folder / profile
    export_contacts(EVERYBODY[:-1], profile_named(profile), target)
    return target


def outcomes(library: Library, path: Path, **options: object) -> dict[str, int]:
    opened = open_contacts(path, PROFILES)
    filed = import_contacts(library, path, opened, ImportOptions(**options))  # type: ignore[arg-type]
    return dict(Counter(str(one.outcome) for one in filed))


def test_a_file_becomes_contacts_with_everything_it_says(library: Library, tmp_path: Path) -> None:
    assert outcomes(library, written(tmp_path, "jsonl")) == {"new": 4}
    found = {contact.name.text: contact for contact in library.search("")}
    for one in (TAKAHASHI, ZOE):
        kept = found[one.name.text]
        for field in ("name", "name_kana", "company", "phones", "emails", "urls", "addresses"):
            assert getattr(kept, field) == getattr(one, field)
        for field in ("departments", "titles", "notes", "tags", "qualifications", "socials"):
            assert getattr(kept, field) == getattr(one, field)
    assert found["髙橋 太郎"].met == TAKAHASHI.met
    assert not found["髙橋 太郎"].needs_review


def test_a_second_import_changes_nothing(library: Library, everybody: Path) -> None:
    outcomes(library, everybody)
    before = list(library.search("")), len(list(library.history()))
    assert outcomes(library, everybody) == {"known": 4}
    assert (list(library.search("")), len(list(library.history()))) == before


@pytest.mark.parametrize("name", READABLE)
def test_what_was_exported_brings_nothing_new(library: Library, tmp_path: Path, name: str) -> None:
    outcomes(library, written(tmp_path, "jsonl"))
    target = tmp_path / f"again-{name}"
    export_contacts(library.search(""), profile_named(name), target)
    assert outcomes(library, target) == {"known": 4}


def test_one_undo_takes_the_whole_import_back(library: Library, everybody: Path) -> None:
    outcomes(library, everybody)
    assert library.undo().summary == "took back change 1: imported csv"
    assert library.count("") == 0
    assert outcomes(library, everybody) == {"new": 4}


def test_a_dry_run_says_what_would_be_and_keeps_nothing(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "氏名,会社名,メール\n"
        "勅使河原 太郎,見本,taro@example.jp\n"
        "勅使河原 太郎,例示,taro@example.jp\n"
        "勅使河原 太郎,例示,ta@example.org\n,,x\n"
    )
    told = outcomes(library, path, dry_run=True)
    assert told == {"new": 1, "joined": 1, "review": 1, "failed": 1}
    assert library.count("") == 0
    assert list(library.history()) == []
    assert outcomes(library, path) == told


def test_a_row_joins_the_contact_that_two_facts_point_to(library: Library, tmp_path: Path) -> None:
    outcomes(library, written(tmp_path, "jsonl"))
    path = tmp_path / "new-post.csv"
    path.write_text("氏名,会社名,役職,メール\n高橋太郎,㈱見本商事,社長,taro@example.jp\n")
    assert outcomes(library, path) == {"joined": 1}
    (taro,) = library.search("髙橋")
    assert (taro.titles, taro.cards) == (("社長",), 2)


def test_a_changed_tag_alone_is_news(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("氏名,会社名,メール,tags\n山田 太郎,見本,taro@example.jp,甲\n")
    outcomes(library, path)
    path.write_text("氏名,会社名,メール,tags\n山田 太郎,見本,taro@example.jp,乙\n")
    assert outcomes(library, path) == {"joined": 1}
    (taro,) = library.search("山田")
    assert taro.tags == ("乙", "甲")


def test_a_namesake_is_not_taken_for_who_is_there(library: Library, tmp_path: Path) -> None:
    outcomes(library, written(tmp_path, "jsonl"))
    path = tmp_path / "names.csv"
    path.write_text("氏名,会社名\n髙橋 太郎,\n")
    assert outcomes(library, path) == {"new": 1}


def test_rows_that_fail_are_named_and_the_others_are_filed(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("氏名,会社名\n山田 太郎,見本\n田中\0,見本\n鈴木 一,見本\n")
    filed = list(import_contacts(library, path, open_contacts(path, PROFILES), ImportOptions()))
    (failed,) = [one for one in filed if one.error]
    assert failed.error is not None
    assert failed.error.startswith(f"{path}, row 3: it holds NUL bytes")
    assert library.count("") == 2


def test_every_row_says_where_it_stood(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"氏名,会社名\n{YAMAZAKI.name.text},見本\n")
    outcomes(library, path)
    (contact,) = library.search("")
    (card,) = library.cards(contact.id)
    assert card.card.source.path == f"{path}, row 2"
    assert card.card.fields[0].evidence == (f"stood in {path}, row 2",)
    assert library.picture(card.id) == b""


def test_what_people_added_comes_once_as_notes_or_as_the_marks_it_was(
    library: Library, tmp_path: Path
) -> None:
    outcomes(library, written(tmp_path, "jsonl"))
    (taro,) = library.search("髙橋")
    library.note(taro.id, "カタログを送る", day=date(2026, 11, 5), kind=NoteKind.CALL)
    library.mark(taro.id, Topic.DO_NOT_CONTACT, day=date(2026, 11, 6), text="メール不可")
    marked = library.contact(taro.id)
    for name in ("jsonl", "google", "vcard"):
        target = tmp_path / f"again-{name}"
        export_contacts(library.search("髙橋"), profile_named(name), target)
        assert outcomes(library, target) == {"known": 1}
        with Library.open(tmp_path / f"{name}.db") as other:
            outcomes(other, target)
            (copy,) = other.search("")
            notes = "\n".join(copy.notes)
            assert "2026-11-05 call: カタログを送る" in notes
            if name == "jsonl":
                assert copy.marks == marked.marks
            else:
                assert "2026-11-06 do-not-contact: メール不可" in notes


def test_of_one_row_twice_the_first_is_new(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("氏名,会社名\n山田 太郎,見本\n山田 太郎,見本\n")
    opened = open_contacts(path, PROFILES)
    filed = list(import_contacts(library, path, opened, ImportOptions()))
    assert [str(one.outcome) for one in filed] == ["new", "known"]
    assert filed[0].contact_id == filed[1].contact_id


def test_one_cell_with_a_name_and_one_with_an_address_are_split_as_on_a_card(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "氏名,会社名,郵便番号,住所\n"
        "近藤五郎,見本,1000001,千代田区千代田１−２−３　見本ビル４F\n"
        "見本,見本,,〒100-0001　東京都千代田区千代田1-2-3\n"
    )
    outcomes(library, path)
    kondo, other = library.search("added-")
    kondo, other = (kondo, other) if kondo.name.given else (other, kondo)
    assert (kondo.name.text, kondo.name.family, kondo.name.given) == ("近藤 五郎", "近藤", "五郎")
    (address,) = kondo.addresses
    assert (address.postal_code, address.prefecture, address.city) == (
        "100-0001",
        "東京都",
        "千代田区",
    )
    assert (address.street, address.building) == ("千代田１−２−３", "見本ビル４F")
    assert address.text == "千代田区千代田１−２−３ 見本ビル４F"
    assert other.name.text == "見本"
    assert (other.addresses[0].postal_code, other.addresses[0].city) == ("100-0001", "千代田区")
    assert outcomes(library, path) == {"known": 2}


def test_who_is_not_to_be_contacted_is_marked_so_until_the_import_is_undone(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    rows = (
        "山田 太郎,taro@example.jp,,1",
        "田中 健一,ken@example.jp,0,いいえ",
        "林 花,h@example.jp,メール不可,",
    )
    path.write_text("氏名,メール,連絡不可,同意\n" + "\n".join(rows))
    outcomes(library, path)
    by_name = {one.name.text: one for one in library.search("")}
    (agreed,) = by_name["山田 太郎"].marks
    assert (agreed.topic, agreed.text, agreed.source) == (Topic.CONSENT, "同意", "in.csv")
    assert (by_name["田中 健一"].marks, by_name["田中 健一"].notes) == ((), ("同意: いいえ",))
    (refused,) = by_name["林 花"].marks
    assert (refused.topic, refused.text) == (Topic.DO_NOT_CONTACT, "メール不可")
    assert outcomes(library, path) == {"known": 3}
    path.write_text("氏名,メール,連絡不可\n山田 太郎,taro@example.jp,1\n")
    assert outcomes(library, path) == {"joined": 1}
    (taro,) = library.search("山田")
    assert [mark.topic for mark in taro.marks] == [Topic.CONSENT, Topic.DO_NOT_CONTACT]
    assert list(library.verify()) == []
    library.undo()
    (taro,) = library.search("山田")
    assert [mark.topic for mark in taro.marks] == [Topic.CONSENT]
