from pathlib import Path

import pytest

from cardscan.store.library import Library
from tests.tui.invented import file_everybody

from .conftest import Run, objects


@pytest.fixture(autouse=True)
def everybody(tmp_path: Path) -> None:
    with Library.open(tmp_path / "contacts.db") as library:
        file_everybody(library)


def test_export_writes_what_the_query_finds(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    result = run("export", "--profile", "google", "--to", target, "田中")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "健一" in target.read_text(encoding="utf-8")
    assert "髙橋" not in target.read_text(encoding="utf-8")
    assert "2 contacts written" in result.stderr


def test_export_without_a_file_writes_to_stdout(run: Run) -> None:
    result = run("export", "--profile", "jsonl", "髙橋")
    assert objects(result)[0]["name"] == "髙橋 ゆゐ"


def test_the_suffix_of_the_file_chooses_the_profile(run: Run, tmp_path: Path) -> None:
    run("export", "--to", tmp_path / "out.vcf")
    assert (tmp_path / "out.vcf").read_bytes().startswith(b"BEGIN:VCARD")


def test_a_character_that_the_encoding_lacks_is_told(run: Run, tmp_path: Path) -> None:
    result = run(
        "export", "--profile", "csv", "--encoding", "shift_jis", "--to", tmp_path / "x.csv"
    )
    assert result.exit_code == 0
    assert "has no ë" in result.stderr


def test_profiles_are_listed(run: Run) -> None:
    profiles = {
        profile["name"]: profile for profile in objects(run("export", "--profiles", "--json"))
    }
    assert {"google", "sansan", "csv"} <= set(profiles)
    assert set(profiles["csv"]) == {"name", "for", "encoding", "spreadsheet"}
    assert profiles["csv"]["spreadsheet"] is True
    assert "google" in run("export", "--profiles").stdout


@pytest.mark.parametrize(
    "words", [("--profile", "nonesuch"), ("--encoding", "nonesuch"), ("--json",), ("nofield:x",)]
)
def test_a_wrong_wish_is_wrong_usage_and_writes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    result = run("export", *words, "--to", tmp_path / "out.csv")
    assert result.exit_code == 2
    assert not (tmp_path / "out.csv").exists()


def test_a_target_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    result = run("export", "--to", tmp_path / "nowhere/out.csv")
    assert result.exit_code == 1
    assert "nowhere/out.csv cannot be written" in result.stderr
