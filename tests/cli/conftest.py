import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cardscan.cli.main import app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, engines: None) -> Run:  # noqa: ARG001 - wanted for its effect
    """Run the command line with settings of its own, in this process."""
    config = tmp_path / "config.toml"
    config.write_text(f'library = "{tmp_path}/contacts.db"\nengine = "beside"\njobs = 0\n')
    runner = CliRunner(env={"CARDSCAN_CONFIG": str(config), "CARDSCAN_LIBRARY": None})
    return lambda *words: runner.invoke(app, [str(word) for word in words])


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]
