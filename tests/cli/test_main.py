import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group

from cardscan import __version__
from cardscan.cli.diagnostics import exit_code_for
from cardscan.cli.main import app
from cardscan.errors import CardscanError

from .conftest import Run, objects


def test_the_version_goes_to_stdout(run: Run) -> None:
    assert run("--version").stdout == f"cardscan {__version__}\n"


def test_every_command_has_help(run: Run) -> None:
    for name in get_group(app).commands:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout


def test_the_reference_page_is_what_the_help_says() -> None:
    root = Path(__file__).parents[2]
    page = runpy.run_path(str(root / "docs/make_cli_reference.py"))
    assert (root / "docs/cli.md").read_text(encoding="utf-8") == page["reference"](), (
        "run: python docs/make_cli_reference.py"
    )


def test_the_man_page_is_what_the_help_says() -> None:
    root = Path(__file__).parents[2]
    sys.path.insert(0, str(root / "docs"))
    made = runpy.run_path(str(root / "docs/make_man_page.py"))
    assert (root / "docs/cardscan.1").read_text(encoding="utf-8") == made["man_page"](), (
        "run: python docs/make_man_page.py"
    )


def test_without_a_command_and_a_terminal_the_help_is_printed(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
    assert "scan" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_completes_commands(
    run: Run, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever shell started the command, and also where none did, as in CI."""
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, f"/bin/{shell}"))
    script = run("--show-completion")
    assert script.exit_code == 0
    assert "_CARDSCAN_COMPLETE" in script.stdout


def test_a_misspelt_command_is_wrong_usage(run: Run) -> None:
    result = run("serch")
    assert result.exit_code == 2
    assert "search" in result.stderr


def test_a_file_that_is_no_library_is_left_alone(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir or Madam, " * 100)
    result = run("--library", other, "search")
    assert (result.exit_code, result.stdout) == (4, "")
    assert str(other) in result.stderr
    assert other.read_text() == "Dear Sir or Madam, " * 100


def test_wrong_settings_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("jobs = 'many'")
    result = run("stats")
    assert result.exit_code == 2
    assert "config.toml: jobs" in result.stderr


def test_a_bug_becomes_one_line_and_a_traceback_only_with_verbose(run: Run) -> None:
    result = run("read", "--engine", "buggy", "card.jpg")
    assert result.exit_code == 1
    assert "unexpected ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "secret name" not in result.stderr
    assert "Traceback" in run("--verbose", "read", "--engine", "buggy", "card.jpg").stderr


def test_an_interrupted_run_says_so(run: Run) -> None:
    result = run("read", "--engine", "interrupted", "card.jpg")
    assert result.exit_code == 130
    assert "Interrupted" in result.stderr


def test_every_error_has_an_exit_code() -> None:
    def tree(kind: type[CardscanError]) -> list[type[CardscanError]]:
        return [kind, *(error for child in kind.__subclasses__() for error in tree(child))]

    assert {exit_code_for(kind("")) for kind in tree(CardscanError)} == {1, 2, 3, 4}


def test_a_closed_pipe_is_silent() -> None:
    command = f"{sys.executable} -m cardscan export --profiles --json | head -n 1"
    done = subprocess.run(  # noqa: S602 - the pipe is what is tested
        command, shell=True, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    heavy = "{'cv2', 'numpy', 'sqlalchemy', 'textual.app', 'PIL'}"
    code = f"import sys, cardscan.cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_terminal_interface_needs_a_terminal(run: Run) -> None:
    result = run("tui")
    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr


def test_doctor_tells_what_is_there(run: Run) -> None:
    result = run("doctor", "--json")
    checks = {check["name"]: check for check in objects(result)}
    assert checks["SQLite full-text search"]["ok"]
    assert checks["package pillow"]["ok"]
    assert set(checks["tesseract"]) == {"name", "ok", "found", "fix"}
    assert (result.exit_code == 0) == all(check["ok"] for check in checks.values())


def test_doctor_names_the_command_for_each_missing_piece(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 3
    for package in ("tesseract-ocr", "tesseract-ocr-jpn", "tesseract-ocr-jpn-vert"):
        assert f"run: sudo apt-get install {package}\n" in result.stdout


def test_doctor_on_a_library_that_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    result = run("--library", tmp_path, "doctor")
    assert result.exit_code in {3, 4}  # 3 where Tesseract is missing too


def test_an_empty_library_says_what_to_do_next(run: Run) -> None:
    said = run("search").stderr
    assert "cardscan scan FOLDER" in said
    assert "cardscan import FILE" in said
    assert "empty" not in run("search", "nobody").stderr
