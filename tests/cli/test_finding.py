from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from cardscan.model import Kind
from cardscan.store.library import Library
from tests.tui.invented import field, file_card, file_everybody, person, scanned

from .conftest import Run, objects


@pytest.fixture(autouse=True)
def everybody(tmp_path: Path) -> None:
    with Library.open(tmp_path / "contacts.db") as library:
        file_everybody(library)


def test_search_gives_one_object_per_contact(run: Run) -> None:
    (found,) = objects(run("search", "--json", "田中健一"))
    assert list(found) == [
        *("id", "name", "name_kana", "name_roman", "company", "department", "title", "phones"),
        *("emails", "urls", "addresses", "tags", "cards", "met", "updated"),
    ]
    assert found["name"] == "田中 健一"
    assert found["phones"][0] == {"kind": "phone", "value": "+81312345678"}
    assert set(found["addresses"][0]) == {
        *("postal_code", "prefecture", "city", "street", "building", "country", "text")
    }


def test_search_without_a_query_finds_all(run: Run) -> None:
    assert len(objects(run("search", "--json"))) == len(objects(run("search", "", "--json")))
    assert len(objects(run("search", "--json"))) == 5


def test_search_shows_a_table_and_counts_on_stderr(run: Run) -> None:
    result = run("search", "髙橋")
    assert "髙橋 ゆゐ" in result.stdout
    assert result.stderr == "1 contact\n"


def test_search_says_when_not_all_are_shown(run: Run) -> None:
    assert run("search", "--limit", "2").stderr == "5 contacts, 2 of them shown\n"


def test_search_shows_the_fields_that_are_asked_for(run: Run) -> None:
    assert objects(run("search", "--json", "--fields", "name,cards", "田中健一")) == [
        {"name": "田中 健一", "cards": 2}
    ]


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("nofield:x",), "company"),
        (("--fields", "nofield"), "company"),
        (("--sort", "nofield"), "company"),
    ],
)
def test_an_unknown_field_is_wrong_usage_and_names_the_known(
    run: Run, words: tuple[str, ...], known: str
) -> None:
    result = run("search", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert known in result.stderr


def test_quiet_leaves_the_words_out(run: Run) -> None:
    assert run("--quiet", "search", "髙橋").stderr == ""


def test_a_tables_cells_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "contacts.db") as library:
        evil = field(Kind.TITLE, "[bold]boss[/]\x1b[2J")
        contact_id = file_card(library, person("Evil Eve", "", "", evil))
    for words in (("search", "Eve"), ("show", contact_id)):
        printed = run(*words).stdout
        assert "\x1b" not in printed
        assert "[bold]boss[/]" in printed


def test_show_prints_a_contact_with_its_cards(run: Run) -> None:
    (found,) = objects(run("search", "--json", "田中健一"))
    result = run("show", found["id"][:6])
    assert result.exit_code == 0
    assert "株式会社サンプル商事" in result.stdout
    assert "例示工業株式会社" in result.stdout
    assert "展示会 東京" in result.stdout


def test_show_gives_the_timeline_as_json(run: Run) -> None:
    (found,) = objects(run("search", "--json", "田中健一"))
    (shown,) = objects(run("show", "--json", found["id"]))
    assert [card["met"] for card in shown["timeline"]] == ["2026-11-01", "2021-04-01"]
    assert shown["name"] == "田中 健一"


def test_an_unknown_contact_is_wrong_usage(run: Run) -> None:
    result = run("show", "nonesuch")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_guessed_reading_is_shown_where_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    guess = (("guessed_family", "コウノ"), ("guessed_given", "ツヨシ"))
    with Library.open(tmp_path / "contacts.db") as library:
        file_card(library, scanned(field(Kind.NAME, "河野 剛", parts=guess)))
    (kono,) = objects(run("search", "河野", "--json", "--fields", "name,guessed_kana"))
    assert kono == {"name": "河野 剛", "guessed_kana": "コウノ ツヨシ"}
    (tanaka,) = objects(run("search", "田中健一", "--json", "--fields", "guessed_kana"))
    assert tanaka == {"guessed_kana": ""}
    assert "コウノ ツヨシ" in run("search", "河野", "--fields", "name,guessed_kana").stdout


def test_stats_counts(run: Run) -> None:
    (held,) = objects(run("stats", "--json"))
    assert (held["contacts"], held["cards"]) == (5, 6)
    assert held["titles"] == [
        {"class": "chairs and presidents", "contacts": 2},
        {"class": "no post", "contacts": 3},
    ]
    assert "contacts" in run("stats").stdout


def test_search_counts_by_company_and_prefecture(run: Run) -> None:
    assert objects(run("search", "--by", "prefecture", "--json")) == [
        {"prefecture": "東京都", "contacts": 1}
    ]
    printed = run("search", "田中", "--by", "company").stdout
    assert "株式会社サンプル商事" in printed
    assert run("search", "--by", "shoe").exit_code == 2


def test_history_and_undo_take_the_newest_change_back(run: Run) -> None:
    newest = objects(run("history", "--json"))[0]
    assert newest["verb"] == "file"
    assert run("undo").exit_code == 0
    assert len(objects(run("search", "--json"))) == 4
    assert objects(run("history", "--json"))[1] == newest | {"undone": True}
    assert "taken back" in run("history").stdout


def test_a_contact_is_shown_as_a_code_that_reads_back(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "contacts.db") as library:
        contact = next(library.search("髙橋"))
    lines = run("show", contact.id, "--qr").stdout.splitlines()
    rows = [[sign in pair for sign in line] for line in lines for pair in ("▀█", "▄█")]
    dark = np.array(rows, dtype=bool)
    pixels = np.where(dark, 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1)
    (code,) = zxingcpp.read_barcodes(np.pad(pixels, 16, constant_values=255))
    assert code.text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:髙橋 ゆゐ\r\n")
