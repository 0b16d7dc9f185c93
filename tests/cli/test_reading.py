import json
from pathlib import Path

import pytest
from PIL import Image

from tests.beside import LEE, YAMADA, put_card

from .conftest import Run, objects


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    folder = tmp_path / "stack"
    put_card(folder / "1.png", *YAMADA)
    put_card(folder / "2.png", *LEE)
    return folder


def test_read_prints_one_object_per_card_in_input_order(run: Run, stack: Path) -> None:
    result = run("read", "--json", stack)
    assert result.exit_code == 0
    cards = objects(result)
    assert [card["source"]["path"] for card in cards] == [f"{stack}/1.png", f"{stack}/2.png"]
    assert set(cards[0]) == {"source", "fields", "lines", "warnings"}
    assert set(cards[0]["source"]) == {"path", "page", "index", "quad"}
    assert len(cards[0]["source"]["quad"]) == 4
    assert set(cards[0]["fields"][0]) - {"guessed_kana"} == {
        *("kind", "value", "raw", "confidence", "status", "quad", "readers")
    }
    assert set(cards[0]["lines"][0]) == {"text", "confidence", "quad"}
    emails = [field["value"] for field in cards[1]["fields"] if field["kind"] == "email"]
    assert emails == ["ann.lee@acme.example"]


def test_read_keeps_no_library(run: Run, stack: Path, tmp_path: Path) -> None:
    run("read", stack)
    assert not (tmp_path / "contacts.db").exists()


def test_read_for_people_names_each_card_and_its_fields(run: Run, stack: Path) -> None:
    result = run("read", stack)
    assert f"{stack}/1.png" in result.stdout
    assert "taro.yamada@mihon.example.co.jp" in result.stdout


def test_a_bad_picture_is_named_and_the_rest_of_the_stack_goes_on(run: Run, stack: Path) -> None:
    (stack / "0-cut.png").write_bytes((stack / "1.png").read_bytes()[:900])
    (stack / "0-text.jpg").write_text("not a picture")
    (stack / "0-empty.jpg").touch()
    result = run("read", "--json", stack)
    assert result.exit_code == 1
    by_path = {Path(card["source"]["path"]).name: card for card in objects(result)}
    assert set(by_path) == {"0-cut.png", "0-text.jpg", "0-empty.jpg", "1.png", "2.png"}
    for name in ("0-cut.png", "0-text.jpg", "0-empty.jpg"):
        assert by_path[name]["error"]["code"] == "image-unreadable"
        assert name in result.stderr
    assert "Traceback" not in result.output


def test_a_decompression_bomb_is_refused(run: Run, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    Image.new("1", (12_000, 12_000)).save(bomb)
    result = run("read", "--json", bomb)
    assert (result.exit_code, objects(result)[0]["error"]["code"]) == (1, "image-too-large")


def test_a_missing_file_is_an_input_that_failed(run: Run, tmp_path: Path) -> None:
    result = run("read", "--json", tmp_path / "nowhere.jpg")
    assert result.exit_code == 1
    assert objects(result)[0]["error"]["code"] == "input-missing"
    assert "nowhere.jpg: no such file" in result.stderr


def test_an_empty_folder_is_an_input_that_failed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("read", tmp_path / "empty")
    assert result.exit_code == 1
    assert "no pictures in this folder" in result.stderr


def test_a_reader_that_breaks_on_one_card_costs_that_card(run: Run, stack: Path) -> None:
    put_card(stack / "3.png", "FAIL")
    result = run("read", "--json", stack)
    assert result.exit_code == 1
    assert objects(result)[2]["error"]["code"] == "card-failed"
    assert f"{stack}/3.png: the engine lost its way." in result.stderr


def test_a_picture_without_a_card_gives_no_line_and_a_word(run: Run, tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    Image.new("RGB", (900, 500), "white").save(blank)
    result = run("read", "--json", blank)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no card found" in result.stderr


def test_an_unknown_engine_is_wrong_usage_and_names_the_known(run: Run, stack: Path) -> None:
    result = run("read", "--engine", "nonesuch", stack)
    assert result.exit_code == 2
    assert "nonesuch" in result.stderr
    assert "Known: beside, " in result.stderr


def test_a_missing_program_is_named_with_the_command_that_installs_it(
    run: Run, stack: Path
) -> None:
    result = run("read", "--engine", "missing", stack)
    assert result.exit_code == 3
    assert "sudo apt-get install" in result.stderr


def test_what_a_card_says_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    put_card(tmp_path / "evil.png", *LEE, "\x1b]0;owned\x07 [red]markup[/red]")
    result = run("read", tmp_path / "evil.png")
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "[red]markup[/red]" in result.stdout


def test_scan_files_each_card_and_says_what_became_of_it(run: Run, stack: Path) -> None:
    result = run("scan", "--json", stack)
    assert result.exit_code == 0
    cards = objects(result)
    assert [card["outcome"] for card in cards] == ["new", "new"]
    assert set(cards[0]) == {"source", "card", "contact", "outcome", "reasons", "error"}
    assert "2 new" in result.stderr


def test_scan_again_changes_nothing(run: Run, stack: Path) -> None:
    first, second = objects(run("scan", "--json", stack)), objects(run("scan", "--json", stack))
    assert [card["outcome"] for card in second] == ["known", "known"]
    assert [card["contact"] for card in second] == [card["contact"] for card in first]
    assert len(objects(run("search", "--json"))) == 2


def test_scan_of_files_that_all_fail_names_each(run: Run, tmp_path: Path) -> None:
    bad = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    for file in bad:
        file.write_text("no picture")
    result = run("scan", "--json", *bad)
    assert result.exit_code == 1
    assert [card["outcome"] for card in objects(result)] == ["failed", "failed"]
    assert objects(result)[0]["error"]["code"] == "image-unreadable"
    assert "a.jpg" in result.stderr
    assert "b.jpg" in result.stderr


def test_scan_dry_run_files_nothing(run: Run, stack: Path) -> None:
    result = run("scan", "--dry-run", "--json", stack)
    assert [(card["outcome"], card["card"]) for card in objects(result)] == [("new", None)] * 2
    assert objects(run("search", "--json")) == []


def test_a_dry_run_shows_where_on_the_picture_the_cards_are(run: Run, stack: Path) -> None:
    lines = run("scan", "--dry-run", stack).stdout.splitlines()
    assert [line.partition(".png  ")[2] for line in lines] == [
        "(0,0) (910,0) (910,550) (0,550)"
    ] * 2


def test_scan_writes_a_report(run: Run, stack: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert run("scan", "--report", page, stack).exit_code == 0
    assert "taro.yamada@mihon.example.co.jp" in page.read_text(encoding="utf-8")
    unwritable = run("scan", "--report", tmp_path / "no/report.html", stack)
    assert (unwritable.exit_code, unwritable.stdout) == (1, "")
    assert "no/report.html: the report cannot be written" in unwritable.stderr


def test_scan_takes_tags_event_and_day(run: Run, stack: Path) -> None:
    run("scan", "--tag", "展示会", "--tag", "vip", "--event", "Tokyo", "--met", "2026-03-04", stack)
    contact = objects(run("search", "--json", "tag:展示会 ann"))[0]
    assert (sorted(contact["tags"]), contact["met"]) == (["vip", "展示会"], "2026-03-04")
    assert "Tokyo" in run("show", contact["id"]).stdout


@pytest.mark.parametrize(
    "words",
    [("--met", "yesterday"), ("--on-duplicate", "perhaps"), ("--jobs", "x"), ("--nonesuch",)],
)
def test_a_wrong_option_is_wrong_usage(run: Run, stack: Path, words: tuple[str, ...]) -> None:
    assert run("scan", *words, stack).exit_code == 2


def test_a_file_name_that_is_not_text_gives_valid_json(run: Run, tmp_path: Path) -> None:
    name = b"card-\xff.jpg"
    (tmp_path / "in").mkdir()
    Path(f"{tmp_path}/in/" + name.decode("utf-8", "surrogateescape")).write_text("no picture")
    result = run("scan", "--json", tmp_path / "in")
    assert result.exit_code == 1
    assert json.loads(result.stdout_bytes)["outcome"] == "failed"
