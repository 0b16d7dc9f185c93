"""What a person types finds whom they mean."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.additions import Topic
from cardscan.errors import QueryError
from cardscan.model import Kind
from cardscan.store.library import Library
from tests.store.conftest import Desk, card_like, card_of, field, name

Names = Callable[[str], list[str]]


@pytest.fixture(autouse=True)
def people(desk: Desk) -> None:
    desk.person(
        name="田中 健一",
        name_kana="タナカ ケンイチ",
        name_roman="Kenichi Tanaka",
        company="東洋見本電機株式会社",
        title="代表取締役社長",
        mobile="+819000001234",
        email="tanaka@toyo.example.co.jp",
        address="東京都千代田区丸の内1-2-3",
        postal_code="100-0005",
    )
    desk.person(
        name="髙﨑 渚", name_kana="たかさき なぎさ", company="㈱みほん", phone="+81300001111"
    )
    desk.person(name="Zoë O'Connor", company="Example Müller GmbH", title="Head of Sales")


@pytest.mark.parametrize(
    "query",
    [
        "田中", "田", "中健", "田中健一", '"田中 健一"', "たなか", "ﾀﾅｶ", "tana", "TANAKA kenichi",
        "東洋", "本電", "代表取締役", "title:代表取締役", "千代田区", "丸の内 東洋", "100-0005",
        "090-0000-1234", "(090) 0000", "1234", "+81 90 0000 1234", "phone:0900000", "mobile:1234",
        "email:toyo", "tanaka@toyo.example.co.jp", "name:=田中健一", "prefecture:東京都",
        "name：田中", "1-2-3", "fax: name:田中", "-髙﨑 -zoe", "met:2026 tanaka",
    ],
)  # fmt: skip
def test_the_same_person_is_found_however_they_are_typed(names: Names, query: str) -> None:
    assert names(query) == ["田中 健一"]


@pytest.mark.parametrize(
    "query", ["高崎", "髙﨑", "高﨑渚", "タカサキ", "(株)みほん", "03-0000-1111"]
)
def test_old_forms_of_kanji_do_not_matter(names: Names, query: str) -> None:
    assert names(query) == ["髙﨑 渚"]


@pytest.mark.parametrize("query", ["zoe", "oconnor", "o'connor", "muller", "ZOË", '"head of sa"'])
def test_accents_case_and_apostrophes_do_not_matter(names: Names, query: str) -> None:
    assert names(query) == ["Zoë O'Connor"]


@pytest.mark.parametrize("query", ["onnor", "name:=田中", "健田", "email:=tanaka", "phone:abc"])
def test_what_is_not_there_is_not_found(names: Names, query: str) -> None:
    assert names(query) == []


def test_who_is_called_so_comes_before_who_lives_or_works_there(names: Names, desk: Desk) -> None:
    desk.person(name="青木 渚", address="東京都千代田区千代田1-1", company="千代田見本")
    desk.person(name="千代田 誠")
    assert names("千代田") == ["千代田 誠", "青木 渚", "田中 健一"]


def test_an_order_is_by_reading_then_by_what_was_asked_for(names: Names, desk: Desk) -> None:
    desk.file(card_like(name="阿部 誠", name_kana="アベ マコト"), met=date(2020, 1, 1))
    desk.person(email="nobody@example.com")
    by_reading = ["Zoë O'Connor", "阿部 誠", "髙﨑 渚", "田中 健一", ""]
    assert names("") == by_reading
    assert names("name-") == by_reading[::-1]
    assert names("met+")[0] == "阿部 誠"
    assert names("東京 , みほん company-") == ["田中 健一", "髙﨑 渚"]


def test_a_page_of_an_answer_continues_where_the_one_before_ended(library: Library) -> None:
    everybody = [contact.id for contact in library.search()]
    pages = [contact.id for start in (0, 2) for contact in library.search(limit=2, offset=start)]
    assert pages == everybody


def test_values_of_one_field_do_not_run_into_each_other(names: Names, desk: Desk) -> None:
    desk.file(card_of(name("青木 渚"), field(Kind.TITLE, "取締"), field(Kind.TITLE, "役員")))
    assert names("title:取締役") == ["田中 健一"]
    assert names("title:=取締") == ["青木 渚"]


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    family=st.text("髙田中邊渡々ヶーみアｱ𠮷", min_size=1, max_size=4),
    given_name=st.text("健一ゆうﾀ齋", min_size=1, max_size=3),
    piece=st.tuples(st.integers(0, 6), st.integers(1, 7)),
)
def test_any_piece_of_a_name_finds_it(
    library: Library, desk: Desk, family: str, given_name: str, piece: tuple[int, int]
) -> None:
    person = desk.person(name=f"{family} {given_name}")
    whole = unicodedata.normalize("NFKC", family + given_name)
    start, length = piece
    typed = whole[start : start + length] or whole
    assert person in {contact.id for contact in library.search(typed)}
    assert person in {contact.id for contact in library.search(f'name:="{family}{given_name}"')}


def test_a_rare_character_beyond_the_basic_plane_is_found(names: Names, desk: Desk) -> None:
    desk.person(name="𠮷野 𠀋")
    assert names("吉野") == names("𠮷野𠀋") == names("𠀋") == ["𠮷野 𠀋"]


def test_a_comma_between_words_means_or(names: Names, library: Library) -> None:
    assert sorted(names("田中 , zoe")) == ["Zoë O'Connor", "田中 健一"]
    assert sorted(names("田中 , email: -zoe")) == ["田中 健一", "髙﨑 渚"]
    assert library.count("田中 , email: -zoe") == 2


@pytest.mark.parametrize(
    "query",
    ["onoyu", "ohno", "oono", "Ōno", "おおの", "オオノ", "yuichiro", "YŪICHIRŌ", "name:ohno",
     "おおのゆういちろう", "yuitiro", "ono yuichiro", '"yuichiro"', "大野"],
)  # fmt: skip
def test_a_known_reading_is_found_in_every_spelling(names: Names, desk: Desk, query: str) -> None:
    desk.person(name="大野 雄一郎", name_kana="オオノ ユウイチロウ")
    assert names(query) == ["大野 雄一郎"]


@pytest.mark.parametrize("query", ["さとう", "サトウ", "sato", "satou", "さとうけん"])
def test_kana_finds_who_is_known_in_romaji_alone(names: Names, desk: Desk, query: str) -> None:
    desk.person(name="佐藤 健", name_roman="Ken SATOH")
    assert names(query) == ["佐藤 健"]


def test_a_western_name_is_no_reading_of_another(names: Names, desk: Desk) -> None:
    desk.person(name="Ann Moore")
    desk.person(name="森 英恵", name_kana="モリ ハナエ")
    desk.person(name="Eva Morel")
    assert names("moore") == ["Ann Moore"]
    assert names("もり") == ["森 英恵"]


def test_who_has_no_romaji_is_still_found_as_such(library: Library, desk: Desk) -> None:
    person = desk.person(name="森 英恵", name_kana="モリ ハナエ")
    assert person in {contact.id for contact in library.search("name_roman: mori")}


def test_families_stay_together_and_latin_order_takes_the_reading(names: Names, desk: Desk) -> None:
    desk.file(
        card_of(name("田 誠"), field(Kind.NAME_KANA, "た まこと", family="た", given="まこと"))
    )
    desk.person(name="Eva Adams")
    kana = [one for one in names("name+") if one[0] in "田髙"]
    assert kana == ["田 誠", "髙﨑 渚", "田中 健一"]  # た, たかさき, たなか
    romaji = ["田 誠", "髙﨑 渚", "田中 健一"]  # ta, takasaki, tanaka
    assert names("name_roman+") == ["Eva Adams", *romaji, "Zoë O'Connor"]


def test_who_is_known_in_romaji_alone_is_sorted_by_how_they_sound(names: Names, desk: Desk) -> None:
    desk.person(name="佐藤 健", name_roman="Ken SATO")
    japanese = [one for one in names("name+") if one != "Zoë O'Connor"]
    assert japanese == ["佐藤 健", "髙﨑 渚", "田中 健一"]  # さと, たかさき, たなか


def test_a_guessed_reading_finds_and_sorts_but_is_told_apart(
    library: Library, names: Names, desk: Desk
) -> None:
    guess = (("guessed_family", "サトウ"), ("guessed_given", "ケン"))
    printed = field(Kind.NAME, "佐藤 健", family="佐藤", given="健")
    desk.file(card_of(replace(printed, parts=(*printed.parts, *guess))))
    assert names("さとう") == names("sato") == ["佐藤 健"]
    japanese = [one for one in names("name+") if one != "Zoë O'Connor"]
    assert japanese == ["佐藤 健", "髙﨑 渚", "田中 健一"]  # さと, たか, たな
    (found,) = library.search("佐藤")
    assert not found.name_kana.text
    assert found.shown_kana == "サトウ ケン?"


def test_contacts_are_counted_by_company_and_japanese_prefecture(
    library: Library, desk: Desk
) -> None:
    desk.person(name="青木 渚", company="株式会社みほん", address="東京都港区1-1")
    desk.file(
        card_of(
            name("Ann Lee"),
            field(Kind.ADDRESS, "1-1 Chiyoda, Tokyo", prefecture="Tokyo"),
            field(Kind.COMPANY, "Acme Inc."),
        )
    )
    desk.file(card_of(name("Bo Lee"), field(Kind.ADDRESS, "1 Main St", prefecture="California")))
    assert library.groups(by="prefecture") == (("東京都", 3),)
    assert library.stats().prefectures == (("東京都", 3),)
    companies = dict(library.groups(by="company"))
    assert companies["株式会社みほん"] == 2
    assert library.groups("lee", by="company") == (("Acme Inc.", 1),)
    assert library.count("prefecture:東京都") == library.count("prefecture:tokyo") == 3
    assert library.count("prefecture:california") == 1
    with pytest.raises(QueryError, match="Known: company, prefecture"):
        library.groups(by="shoe")


def test_marks_and_notes_are_found_by_day_and_text(library: Library, names: Names) -> None:
    (tanaka,) = library.search("田中")
    (zoe,) = library.search("zoe")
    library.mark(tanaka.id, Topic.REMINDER, day=date(2026, 12, 1), text="Call back 50%")
    library.mark(zoe.id, Topic.REMINDER, day=date(2026, 11, 1))
    library.mark(zoe.id, Topic.CHANNEL, day=date(2026, 11, 1), text="Email")
    library.note(zoe.id, "likes tea", day=date(2026, 10, 5))
    assert (
        names("reminder:..2026-11")
        == names("channel:email")
        == names("noted:2026-10")
        == [zoe.name.text]
    )
    assert names("reminder:call") == names("reminder:50%") == ["田中 健一"]
    assert names("reminder:_") == []
    assert names("reminder:2026 reminder+") == ["Zoë O'Connor", "田中 健一"]
    assert sorted(names("noted:")) == ["田中 健一", "髙﨑 渚"]
    assert names("-channel:") == names("tea") == ["Zoë O'Connor"]
