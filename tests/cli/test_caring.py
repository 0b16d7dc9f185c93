from datetime import date
from pathlib import Path

import pytest

from cardscan.store.library import Library
from tests.tui.invented import file_card, person

from .conftest import Run, objects

pytestmark = pytest.mark.usefixtures("everybody")


def test_forget_erases_a_person_and_says_so_without_naming_them(run: Run, tanaka: str) -> None:
    run("note", tanaka, "秘密の話")
    result = run("forget", tanaka)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"Forgot {tanaka}: 2 cards" in result.stderr
    assert "田中" not in result.stderr
    assert run("show", tanaka).exit_code == 2
    assert "健一" not in run("history", "--json").stdout
    undone = run("undo")
    assert undone.exit_code == 2
    assert "what was forgotten is gone" in undone.stderr
    assert run("forget", tanaka).exit_code == 2
    assert run("forget").exit_code == 0
    assert run("verify").exit_code == 0


def test_show_all_gives_everything_that_is_held(run: Run, tanaka: str) -> None:
    run("edit", tanaka, "title=会長", "--why", "said so")
    run("note", tanaka, "見積の話")
    (held,) = objects(run("show", "--all", "--json", tanaka))
    assert held["dated_notes"][0]["text"] == "見積の話"
    assert len(held["timeline"]) == len(held["files"]) == 2
    assert all(len(file["digest"]) == 64 for file in held["files"])
    assert [change["verb"] for change in held["history"]] == ["note", "edit", "join", "file"]
    assert held["history"][1]["after"] == {f"correction:{tanaka}:title": ["会長"]}
    printed = run("show", "--all", tanaka).stdout
    for word in ("見積の話", "said so", "会長", "Files", "History", held["files"][0]["digest"]):
        assert word in printed
    assert "History" not in run("show", tanaka).stdout


def test_retention_lists_who_was_not_touched_since_a_day(run: Run, tmp_path: Path) -> None:
    assert objects(run("retention", "--since", "2020-01-01", "--json")) == []
    with Library.open(tmp_path / "contacts.db") as library:
        future = date(2040, 1, 1)
        noted = file_card(library, person("Noted Ned"))
        library.note(noted, "we met", day=future)
        met = file_card(library, person("Met Meg"), met=future)
    listed = {item["id"] for item in objects(run("retention", "--since", "2039-01-01", "--json"))}
    assert len(listed) == 5
    assert not {noted, met} & listed
    assert "Noted" not in run("retention", "--since", "2039-01-01").stdout
    assert run("retention").exit_code == 2
