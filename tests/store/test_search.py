"""What a person types finds whom they mean."""

from collections.abc import Callable

import pytest

from cardscan.store.library import Library
from tests.store.conftest import Desk

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


def test_a_comma_between_words_means_or(names: Names, library: Library) -> None:
    assert sorted(names("田中 , zoe")) == ["Zoë O'Connor", "田中 健一"]
    assert sorted(names("田中 , email: -zoe")) == ["田中 健一", "髙﨑 渚"]
    assert library.count("田中 , email: -zoe") == 2
