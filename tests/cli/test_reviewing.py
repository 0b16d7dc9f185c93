from pathlib import Path

import pytest

from cardscan.model import Kind
from cardscan.store.library import Library
from tests.tui.invented import field, file_card, file_everybody, person

from .conftest import Run, objects


@pytest.fixture(autouse=True)
def everybody(tmp_path: Path) -> None:
    with Library.open(tmp_path / "contacts.db") as library:
        file_everybody(library)
        title = field(Kind.TITLE, "Haed of Sales", confidence=0.55)
        file_card(library, person("Ann Lee", "", "", title))


def waiting(run: Run) -> list[str]:
    return [doubt["doubt"] for doubt in objects(run("review", "--json"))]


def test_review_lists_each_doubt_with_how_sure_it_is(run: Run) -> None:
    doubts = {doubt["value"]: doubt for doubt in objects(run("review", "--json"))}
    assert doubts["Haed of Sales"]["kind"] == "title"
    assert doubts["Haed of Sales"]["confidence"] == 0.55
    result = run("review")
    assert "Haed of Sales" in result.stdout
    assert "2 contacts wait" in result.stderr
    assert len(objects(run("review", "--json", "--limit", "1"))) == 1


def test_a_doubt_is_accepted_corrected_or_rejected_by_its_name(run: Run) -> None:
    ours = {doubt["value"]: doubt for doubt in objects(run("review", "--json"))}
    title = ours["Haed of Sales"]
    assert run("review", "correct", title["doubt"], "Head", "of", "Sales").exit_code == 0
    (shown,) = objects(run("search", "--json", "Ann Lee"))
    assert shown["title"] == "Head of Sales"
    run("undo")
    assert run("review", "reject", title["doubt"]).exit_code == 0
    (shown,) = objects(run("search", "--json", "Ann Lee"))
    assert shown["title"] == ""
    run("undo")
    assert run("review", "accept", title["contact"]).exit_code == 0
    assert title["doubt"] not in waiting(run)
    assert run("review", "accept", title["doubt"]).exit_code == 2


def test_all_that_is_sure_enough_is_accepted_in_one_change(run: Run) -> None:
    before = waiting(run)
    assert run("review", "accept", "--all", "--min-confidence", "0.99").exit_code == 0
    assert waiting(run) == before
    run("review", "accept", "--all", "--min-confidence", "0.6")
    assert len(waiting(run)) == 1
    run("undo")
    assert waiting(run) == before
    run("review", "accept", "--all")
    assert waiting(run) == []
    assert run("review").stderr == "0 contacts wait\n"


@pytest.mark.parametrize(
    "words",
    [["accept"], ["reject", "--all"], ["burn", "x"], ["correct", "x"], ["accept", "nonesuch"]],
)
def test_what_cannot_be_decided_is_wrong_usage(run: Run, words: list[str]) -> None:
    before = waiting(run)
    assert run("review", *words).exit_code == 2
    assert waiting(run) == before
