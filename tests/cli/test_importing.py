from pathlib import Path

import pytest

from .conftest import Run, objects


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(
        "氏名,会社名,メール\n山田 太郎,見本,taro@example.jp\n田中 健一,例示,ken@example.jp\n"
    )
    return path


def test_import_files_contacts_and_one_undo_takes_them_back(run: Run, people: Path) -> None:
    result = run("import", people)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "read as kintone in utf-8" in result.stderr
    assert "2 new" in result.stderr
    assert len(objects(run("search", "--json"))) == 2
    run("undo")
    assert objects(run("search", "--json")) == []


def test_a_dry_run_names_every_row(run: Run, people: Path) -> None:
    result = run("import", people, "--dry-run")
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["new", "new"]
    assert f"{people}, row 2" in result.stdout
    assert "Would be: 2 new" in result.stderr
    assert objects(run("search", "--json")) == []


def test_json_tells_what_became_of_each_row(run: Run, people: Path) -> None:
    run("import", people)
    people.write_text(people.read_text() + "\0,x,\n")
    told = objects(run("import", people, "--json"))
    assert sorted(one["outcome"] for one in told) == ["failed", "known", "known"]
    (failed,) = [one for one in told if one["error"]]
    assert failed["error"]["code"] == "row-unreadable"


def test_a_row_that_fails_is_named_and_the_exit_code_says_so(run: Run, people: Path) -> None:
    people.write_text(people.read_text() + "\0,x,\n")
    result = run("import", people)
    assert result.exit_code == 1
    assert f"{people}, row 4: it holds NUL bytes" in result.stderr


def test_columns_can_be_explained_and_are_remembered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Wer;Firma;Zimmer\nAnn Lee;Acme;12\n")
    result = run("import", path)
    assert result.exit_code == 1
    assert "--map 'Full name=name'" in result.stderr
    run("import", path, "--map", "Wer=name", "--map", "Firma=company", "--save-as", "acme")
    (ann,) = objects(run("export", "--profile", "jsonl"))
    assert (ann["name"], ann["company"], ann["notes"]) == ("Ann Lee", "Acme", ["Zimmer: 12"])
    path.write_text("Firma;Wer\nAcme;Bob Ray\n")
    assert "read as acme" in run("import", path).stderr
    assert "acme" in run("export", "--profiles").stdout
    assert "Wer,Firma" in run("export", "--profile", "acme").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--profile", "nonesuch"),
        ("--map", "x"),
        ("--map", "x=nonesuch"),
        ("--map", "x=name"),
    ],
)
def test_a_wrong_wish_is_wrong_usage(run: Run, people: Path, words: tuple[str, ...]) -> None:
    result = run("import", people, *words)
    assert result.exit_code == 2
    assert objects(run("search", "--json")) == []


def test_an_encoding_can_be_told_where_it_is_found_wrong(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("name,company\nJosé Ñúñez,Acme\n".encode("latin-1"))
    assert "in latin-1" in run("import", path, "--encoding", "iso-8859-1").stderr
    assert [one["name"] for one in objects(run("search", "--json"))] == ["José Ñúñez"]
    assert run("import", path, "--encoding", "klingon").exit_code == 2
