import json
from datetime import date
from pathlib import Path

import pytest

from cardscan.additions import Topic
from cardscan.store.library import Library

from .conftest import Run, objects

pytestmark = pytest.mark.usefixtures("everybody")


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
    assert "has no ë: 2 times" in result.stderr
    with Library.open(tmp_path / "contacts.db") as library:
        (zoe,) = library.search("Zoë")
    assert f"contact {zoe.id}, name: ë is written as 〓" in result.stderr


def test_a_file_that_the_other_program_will_refuse_is_told(run: Run, tmp_path: Path) -> None:
    small = 'for = "a program that takes little"\nmost_rows = 2\n[columns]\n"Name" = "name"\n'
    (tmp_path / "small.toml").write_text(small)
    words = ("export", "--profile", tmp_path / "small.toml", "--to", tmp_path / "x.csv")
    assert "takes no more than 2 rows a file" in run(*words).stderr
    assert "more than" not in run(*words, "髙橋").stderr


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


def exported(run: Run, *words: object) -> list[str]:
    """Return the names in what is exported."""
    return [one["name"] for one in objects(run("export", "--profile", "jsonl", *words))]


def test_who_is_not_to_be_contacted_is_left_out_and_told(run: Run, tmp_path: Path) -> None:
    everybody = exported(run)
    with Library.open(tmp_path / "contacts.db") as library:
        contact = next(library.search("髙橋"))
        library.mark(contact.id, Topic.DO_NOT_CONTACT, day=date(2026, 11, 1))
    assert set(everybody) - set(exported(run)) == {"髙橋 ゆゐ"}
    assert exported(run, "--everybody") == everybody
    assert "1 left out" in run("export", "--to", tmp_path / "out.csv").stderr


def test_fields_can_be_kept_back(run: Run) -> None:
    told = objects(run("export", "--profile", "jsonl", "--without", "phone,mobile,tag,note"))
    assert {phone["kind"] for one in told for phone in one["phones"]} <= {"fax"}
    assert all(not one["tags"] and not one["notes"] for one in told)
    assert run("export", "--without", "shoe size").exit_code == 2


def test_only_what_changed_since_the_last_export_to_a_file_is_written(
    run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "crm.jsonl"
    words = ("export", "--since-last", "--to", target)

    def written() -> list[str]:
        run(*words)
        return [json.loads(line)["name"] for line in target.read_text().splitlines()]

    assert len(written()) == 5
    assert written() == []
    with Library.open(tmp_path / "contacts.db") as library:
        library.tag([next(library.search("髙橋")).id], add=["新"])
    assert written() == ["髙橋 ゆゐ"]
    assert written() == []
    run("undo")
    assert written() == ["髙橋 ゆゐ"]
    assert "2 contacts written" in run(*words, "田中").stderr  # another query, another target
    assert run("export", "--since-last").exit_code == 2


def test_an_export_that_fails_is_not_taken_for_the_last(run: Run, tmp_path: Path) -> None:
    run("export", "--since-last", "--to", tmp_path / "nowhere/out.csv")
    (tmp_path / "nowhere").mkdir()
    told = run("export", "--since-last", "--to", tmp_path / "nowhere/out.csv").stderr
    assert "5 contacts written" in told


def test_a_strict_export_refuses_what_the_encoding_lacks(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    result = run("export", "--strict", "--encoding", "cp932", "--to", target)
    assert result.exit_code == 1
    assert not target.exists()


def test_pictures_of_cards_go_into_vcards_when_wanted(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.vcf"
    run("export", "--to", target)
    assert b"PHOTO" not in target.read_bytes()
    run("export", "--pictures", "--to", target)
    assert target.read_bytes().count(b"PHOTO;ENCODING=b;TYPE=JPEG:") == 5


def test_accents_are_dropped_only_when_told(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    words = ("export", "--encoding", "cp932", "--to", target)
    run(*words)
    assert "Zo〓" in target.read_text(encoding="cp932")
    result = run(*words, "--plain-letters")
    assert "Zoe" in target.read_text(encoding="cp932")
    assert "ë is written as e" in result.stderr
