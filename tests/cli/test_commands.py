"""Commands are loaded when they are asked for, and nothing with them that they do not need."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from cardscan.cli.commands import Later, commands
from cardscan.store.library import Library
from tests.tui.invented import file_everybody

RUN = "import sys; from cardscan.cli.main import app\ntry: app()\nexcept SystemExit: pass\n"
TELL = "print(*sys.modules, file=sys.stderr)"


@pytest.mark.parametrize("name", commands())
def test_the_listing_says_what_the_command_says_of_itself_first(name: str) -> None:
    later = commands()[name]
    assert isinstance(later, Later)
    help_text = inspect.cleandoc(later.loaded().help or "")
    first, _, _ = help_text.partition("\n\n")
    assert later.short_help == " ".join(first.split())


def loaded_by(*words: str) -> set[str]:
    """What a process has loaded when it has done what was typed."""
    done = subprocess.run(  # noqa: S603 - ours
        (sys.executable, "-c", RUN + TELL, *words), capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_the_help_loads_neither_the_library_nor_what_draws_tables() -> None:
    modules = loaded_by("--help")
    assert "cardscan.cli.main" in modules
    assert not modules & {"sqlalchemy", "pydantic", "rich.console", "textual", "numpy"}
    assert not [name for name in modules if name.startswith("cardscan.store")]


def test_a_search_loads_nothing_that_reads_cards_or_brings_libraries_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "contacts.db"
    with Library.open(path) as library:
        file_everybody(library)
    modules = loaded_by("--library", str(path), "--quiet", "search", "田中")
    assert "cardscan.store.search" in modules
    unneeded = {"pydantic", "alembic", "numpy", "cv2", "PIL", "phonenumbers", "rapidfuzz"}
    drawing, elsewhere = "rich.console", "sqlalchemy.dialects.postgresql"
    assert modules & {*unneeded, drawing, elsewhere} == set()


def test_what_read_cards_leaves_no_complaint_behind() -> None:
    """Libraries that count their objects at the end find all of them gone."""
    code = "import cardscan.ocr.codes; from cardscan.cli.main import main; main()"
    done = subprocess.run(  # noqa: S603 - ours
        (sys.executable, "-c", code, "--version"), capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("cardscan ")
    assert done.stderr == ""
