import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cardscan.cli.main import app
from cardscan.store.library import Library
from tests.tui.invented import file_everybody

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, engines: None) -> Run:  # noqa: ARG001 - wanted for its effect
    """Run the command line with settings of its own, in this process."""
    config = tmp_path / "config.toml"
    config.write_text(f'library = "{tmp_path}/contacts.db"\nengine = "beside"\njobs = 0\n')
    runner = CliRunner(env={"CARDSCAN_CONFIG": str(config), "CARDSCAN_LIBRARY": None})
    return lambda *words: runner.invoke(app, [str(word) for word in words])


@pytest.fixture
def everybody(tmp_path: Path) -> None:
    """File invented people in the library that ``run`` uses."""
    with Library.open(tmp_path / "contacts.db") as library:
        file_everybody(library)


@pytest.fixture
def tanaka(run: Run, everybody: None) -> str:  # noqa: ARG001 - wanted for its effect
    """Return the id of one of them."""
    (found,) = objects(run("search", "--json", "田中健一"))
    return str(found["id"])


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]
