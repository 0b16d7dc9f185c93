"""Broken and odd inputs, each ending as it may: a picture, or a word that names the file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import corpus

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 30
MOST_MEMORY = 2048  # MiB


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """Give all inputs to the decoder, in one process whose memory counts."""
    folder = tmp_path_factory.mktemp("corpus")
    run = subprocess.run(  # noqa: S603 - our own
        (sys.executable, "-m", "fuzz.corpus", "--check", str(folder)),
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=600,
    )
    assert "Traceback" not in run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_every_input_ends_as_it_may_and_soon(told: list[dict[str, object]]) -> None:
    *inputs, _ = told
    assert len(inputs) >= 150
    assert [one for one in inputs if one["outcome"] not in one["allowed"]] == []  # type: ignore[operator]  # a list
    assert [one for one in inputs if float(str(one["seconds"])) > MOST_SECONDS] == []


def test_all_inputs_together_take_little_memory(told: list[dict[str, object]]) -> None:
    assert int(str(told[-1]["mebibytes"])) < MOST_MEMORY


@pytest.mark.usefixtures("engines")
def test_the_program_names_each_odd_file_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    inputs = list(corpus.odd_inputs(folder))
    settings = tmp_path / "config.toml"
    settings.write_text(f'library = "{tmp_path}/contacts.db"\nengine = "beside"\n')
    environment = {
        **os.environ,
        "CARDSCAN_CONFIG": str(settings),
        "PYTHONPATH": f"{tmp_path}/site:{ROOT}",
    }
    words: tuple[str | bytes, ...] = (
        "scan",
        "--json",
        "--jobs",
        "1",
        "--",
        *(one.path for one in inputs),
    )
    run = subprocess.run(  # noqa: S603 - our own
        (sys.executable, "-m", "cardscan", *words),
        env=environment,
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert b"\x1b" not in run.stderr  # no name of a file steers the terminal
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    failed = {line["source"]["path"] for line in lines if line["outcome"] == "failed"}
    refused = {os.fsdecode(one.path) for one in inputs if one.outcomes == (corpus.REFUSED,)}
    assert refused <= failed
