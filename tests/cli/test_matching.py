from pathlib import Path

import pytest

from cardscan.model import Kind
from cardscan.store.library import Library
from tests.tui.invented import field, file_card, person

from .conftest import Run, objects


@pytest.fixture
def twins(tmp_path: Path) -> tuple[str, str]:
    """Two contacts that are one person, filed apart."""
    mail = field(Kind.EMAIL, "tanaka@example.co.jp")
    with Library.open(tmp_path / "contacts.db") as library:
        first = file_card(library, person("田中 健一", "たなか けんいち", "例示工業株式会社", mail))
        second = file_card(library, person("田中 健一", "", "㈱サンプル商事", mail))
        file_card(library, person("Zoë O'Connor", "", "Example GmbH"))
    return first, second


def test_duplicates_are_listed_with_their_reasons(run: Run, twins: tuple[str, str]) -> None:
    (pair,) = objects(run("duplicates", "--json"))
    assert list(pair) == ["a", "b", "score", "verdict", "reasons"]
    assert (pair["a"], pair["b"], pair["verdict"]) == (*twins, "same")
    assert 0 <= pair["score"] <= 1
    assert {"evidence": "same email", "weight": 0.5} in pair["reasons"]


def test_duplicates_are_shown_to_people_as_a_table(run: Run, twins: tuple[str, str]) -> None:
    result = run("duplicates")
    assert all(part in result.stdout for part in (*twins, "田中 健一", "same email +0.50"))
    assert result.stderr == "1 pair shown\n"


def test_merging_leaves_one_and_its_undo_leaves_two(run: Run, twins: tuple[str, str]) -> None:
    merged = run("merge", *twins)
    assert (merged.exit_code, merged.stdout) == (0, "")
    assert "same email" in merged.stderr
    (kept,) = objects(run("search", "--json", "田中"))
    assert (kept["id"], kept["cards"]) == (twins[0], 2)
    assert objects(run("duplicates", "--json")) == []
    run("undo")
    assert {one["id"] for one in objects(run("search", "--json", "田中"))} == set(twins)


def test_two_who_are_distinct_are_never_listed_again(run: Run, twins: tuple[str, str]) -> None:
    assert run("distinct", *twins).exit_code == 0
    assert objects(run("duplicates", "--json")) == []
    (change, *_) = objects(run("history", "--json"))
    assert change["verb"] == "distinct"


def test_a_card_is_split_off(run: Run, twins: tuple[str, str]) -> None:
    run("merge", *twins)
    (shown,) = objects(run("show", "--json", twins[0]))
    card = shown["timeline"][0]["card"]
    assert run("split", twins[0], "--card", card).exit_code == 0
    assert len(objects(run("search", "--json", "田中"))) == 2
    assert objects(run("duplicates", "--json")) == []


def test_what_makes_no_sense_is_refused_with_a_word(run: Run, twins: tuple[str, str]) -> None:
    for words in (
        ("merge", twins[0], twins[0]),
        ("distinct", twins[0], "nobody"),
        ("split", twins[0], "--card", "none"),
        ("split", twins[0]),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr
