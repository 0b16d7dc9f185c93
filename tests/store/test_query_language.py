"""Every statement of the query language holds, in every kind of database."""

from datetime import date

import pytest

from cardscan.errors import QueryError
from cardscan.store.library import Library
from tests.store.conftest import Desk, card_like

TANAKA, TAKAHASHI, LEE = "田中 健一", "髙橋 邊", "Zoë Lee"

FINDS: dict[str, list[str]] = {
    # words are ANDed and match names, company, department, title, address, notes
    "田中": [TANAKA],
    "たなか": [TANAKA],
    "tanaka kenichi": [TANAKA],
    "東洋見本": [TANAKA],
    "海外営業": [TANAKA],
    "丸の内": [TANAKA],
    "茶道": [TANAKA],
    "見積": [TAKAHASHI],
    "田中 東洋 丸の内": [TANAKA],
    "田中 髙橋": [],
    # "a phrase"; -word; a , b
    '"head of sales"': [LEE],
    '"sales head"': [],
    "sales head": [LEE],
    "-田中 -lee": [TAKAHASHI],
    '-"head of sales" -髙橋': [TANAKA],
    "田中 , lee": [LEE, TANAKA],
    # field:text contains, field:=text exactly, field: has none
    "company:見本": [TANAKA],
    "company:=東洋見本": [],
    "company:=東洋見本株式会社": [TANAKA],
    "email:acme": [LEE],
    "email:=zoe@acme.example": [LEE],
    "email:=zoe@acme": [],
    "email: -fax:": [],
    "email:": [TAKAHASHI, TANAKA],
    "-email:": [LEE],
    # ranges
    "met:2026-01..2026-03": [TANAKA],
    "met:2026-03-31": [TANAKA],
    "met:..2025": [TAKAHASHI],
    "met:2026..": [LEE, TANAKA],
    "added:..2025": [],
    "added:2026..": [LEE, TAKAHASHI, TANAKA],
    # tag, prefecture, title; a title finds the longer ones
    "tag:展示会": [TANAKA],
    "tag:展示": [TANAKA],
    "prefecture:東京都": [TANAKA],
    "title:代表取締役": [TANAKA],
    "title:=代表取締役": [],
    # digits match phone numbers however they are punctuated
    "03-1234-5678": [TANAKA],
    "0312345678": [TANAKA],
    "(03) 1234": [TANAKA],
    "+81 3 1234 5678": [TANAKA],
    "０３−１２３４": [TANAKA],
    "5678": [TANAKA],
    # width, case, hiragana and katakana, old forms of kanji
    "ﾀﾅｶ": [TANAKA],
    "タナカ": [TANAKA],
    "ＬＥＥ": [LEE],
    "zoe": [LEE],
    "高橋辺": [TAKAHASHI],
    "髙橋邉": [TAKAHASHI],
    # Latin from the start of a word; Chinese characters and kana anywhere, across the space
    "tana": [TANAKA],
    "anaka": [],
    "中健": [TANAKA],
    "田中健一": [TANAKA],
    "かけん": [TANAKA],
}

SORTS: dict[str, list[str]] = {
    "": [LEE, TAKAHASHI, TANAKA],
    "name+": [LEE, TAKAHASHI, TANAKA],
    "name-": [TANAKA, TAKAHASHI, LEE],
    "met-": [LEE, TANAKA, TAKAHASHI],
    "met+ -lee": [TAKAHASHI, TANAKA],
}


@pytest.fixture(autouse=True)
def people(library: Library, desk: Desk) -> None:
    tanaka = card_like(
        name=TANAKA,
        name_kana="タナカ ケンイチ",
        company="東洋見本株式会社",
        department="海外営業部",
        title="代表取締役社長",
        phone="+81312345678",
        address="東京都千代田区丸の内1-2-3",
        note="茶道",
    )
    desk.file(tanaka, met=date(2026, 3, 31), tags=("展示会",))
    takahashi = card_like(name=TAKAHASHI, name_kana="たかはし へん")
    filed = desk.file(takahashi, met=date(2025, 12, 31))
    library.note(str(filed.contact_id), "見積を送る", day=date(2026, 1, 1))
    desk.file(
        card_like(name=LEE, title="Head of Sales", email="zoe@acme.example"), met=date(2026, 4, 1)
    )


def test_every_statement_of_the_language_holds(library: Library) -> None:
    found = {query: sorted(one.name.text for one in library.search(query)) for query in FINDS}
    assert found == {query: sorted(names) for query, names in FINDS.items()}
    counted = {query: library.count(query) for query in FINDS}
    assert counted == {query: len(names) for query, names in FINDS.items()}


def test_an_answer_is_sorted_as_it_says(library: Library) -> None:
    assert {query: [one.name.text for one in library.search(query)] for query in SORTS} == SORTS


def test_an_unknown_field_names_the_known(library: Library) -> None:
    with pytest.raises(QueryError, match=r"'nonesuch'.*Known: added, .*company.*, url"):
        list(library.search("nonesuch:x"))
