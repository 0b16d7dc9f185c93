"""Whatever is typed is a query, or an error that says what is wrong."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.errors import QueryError
from cardscan.store.library import Library
from cardscan.store.query import (
    DATE_FIELDS,
    FIELDS,
    MARK_FIELDS,
    SORT_FIELDS,
    Period,
    parse_query,
    parse_sort,
)
from tests.store.conftest import Desk, card_like

PIECES = st.sampled_from(
    ['"', "-", " , ", ":", "=", "..", "+", " ", "　", "*", "AND", "NEAR(", "{", "^", "'", "%",
     "name", "met", "added:2026", "phone:", "田中", "健", "ー", "zoë", "03-", "0", "\ue000", "\x00"]
)  # fmt: skip


def test_an_unknown_field_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match=r"'shoe'.*added, address, channel, city"):
        parse_query("shoe:44")
    with pytest.raises(QueryError, match="Known: name, name_roman"):
        parse_sort("shoe")


@pytest.mark.parametrize(
    "query", ["met:yesterday", "met:2026-13", "added:2026-02-30", "met:1..2", "met:0000"]
)
def test_a_date_that_is_none_is_an_error(query: str) -> None:
    with pytest.raises(QueryError, match="not a date"):
        parse_query(query)


def test_a_range_includes_both_of_its_ends() -> None:
    (period,) = parse_query("met:2026-02..2026-02").groups[0]
    assert period == Period("met", date(2026, 2, 1), date(2026, 2, 28))
    (period,) = parse_query("added:..2024").groups[0]
    assert period == Period("added", None, date(2024, 12, 31))


def test_an_order_is_taken_only_of_fields_that_have_one() -> None:
    assert [sort.field for sort in parse_query("田中 met- name+").sorts] == ["met", "name"]
    assert parse_query("C+ 5-").sorts == ()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join)))
def test_no_text_breaks_the_search(library: Library, text: str) -> None:
    try:
        found = list(library.search(text))
    except QueryError:
        return
    assert len(found) == library.count(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from([None, *FIELDS]),
    sort=st.sampled_from([None, *SORT_FIELDS]),
    word=st.text(alphabet="田中健一たなKen 1-", max_size=6),
)
def test_every_field_and_order_can_be_asked_for(
    library: Library, field: str | None, sort: str | None, word: str
) -> None:
    query = f'{field}:"{word}"' if field else f'"{word}"'
    if field in {*DATE_FIELDS, *MARK_FIELDS}:
        query = f"{field}:2026"
    assert list(library.search(query, sort=sort)) == []


def test_dates_are_those_of_any_card(desk: Desk, library: Library) -> None:
    old = desk.file(card_like(name="田中 健一"), met=date(2024, 5, 1))
    desk.file(card_like(name="田中 健一"), met=date(2026, 5, 1), contact_id=old.contact_id)
    assert library.count("met:2024") == library.count("met:2026-05-01") == 1
    assert library.count("met:2025") == 0
    assert library.count("added:..2020") == 0
    assert library.count("updated:2026..") == 1
