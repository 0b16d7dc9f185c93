"""A stack under every blow: what fails costs its own card, and the library stays whole."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cardscan.contact import Filed, Outcome
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from cardscan.intake import IntakeOptions, file_cards
from cardscan.scan import Recipe
from cardscan.store.library import Library

from .beside import LEE, YAMADA, put_card
from .blows import holdings, people, started, starved
from .blows import scan as scan_apart

TROUBLES = {
    "CRASH": "the worker crashed (killed by SIGSEGV)",
    "KILLED": "the worker crashed (killed by SIGKILL)",
    "HANG": "took longer than 10 seconds",
    "MEMORY": "takes more memory than there is",
    "ERROR": "The engine 'faulty' broke (ZeroDivisionError)",
    "GARBAGE": "The engine 'faulty' returned str instead of an OcrPage",
    "BOXES": "The engine 'faulty' returned a page whose lines",
}


@pytest.fixture
def workers_know_the_engines(
    engines: None,  # noqa: ARG001 - wanted for its effect
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Workers are programs of their own and look for engines where the environment says."""
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}/site:{os.getcwd()}")  # noqa: PTH109


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "contacts.db") as library:
        yield library


def scan(library: Library, folder: Path, **options: Any) -> list[Filed]:
    return list(file_cards(library, [str(folder)], Recipe("faulty"), IntakeOptions(**options)))


@pytest.mark.usefixtures("workers_know_the_engines")
def test_an_engine_that_breaks_costs_one_card_each_time(tmp_path: Path, library: Library) -> None:
    put_card(tmp_path / "in/0.png", *YAMADA)
    for number, trouble in enumerate(TROUBLES, 1):
        put_card(tmp_path / f"in/{number}.png", trouble)
    put_card(tmp_path / "in/8.png", "FLAT")
    put_card(tmp_path / "in/9.png", *LEE)
    filed = scan(library, tmp_path / "in", jobs=2, time_limit=10)
    by_name = {Path(one.source.path).stem: one for one in filed}
    read = {name for name, one in by_name.items() if one.outcome is not Outcome.FAILED}
    assert read == {"0", "8", "9"}
    for number, message in enumerate(TROUBLES.values(), 1):
        assert f"{number}.png: {message}" in str(by_name[str(number)].error)
    assert len(filed) == len(TROUBLES) + 3
    assert library.stats().cards == 3


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stack")
    for number, texts in enumerate(people()):
        put_card(folder / f"{number:02}.png", *texts)
    return folder


@pytest.fixture(scope="module")
def undisturbed(stack: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, float]:
    """What the library holds after a scan that nobody hindered, and how many seconds that took."""
    path = tmp_path_factory.mktemp("undisturbed") / "contacts.db"
    started(scan_apart, stack, path.with_name("warm.db")).join()
    begun = time.monotonic()
    started(scan_apart, stack, path).join()
    seconds = time.monotonic() - begun
    with Library.open(path) as library:
        return holdings(library), seconds


def completed(stack: Path, path: Path) -> str:
    """Scan again without hindrance and return what the library holds then."""
    process = started(scan_apart, stack, path)
    process.join()
    assert process.exitcode == 0
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Library.open(path) as library:
        assert list(library.verify()) == []
        return holdings(library)


def test_a_scan_killed_at_any_moment_is_completed_by_the_next(
    stack: Path, tmp_path: Path, undisturbed: tuple[str, float]
) -> None:
    """How often, and from which chance: KILLS and SEED; `fuzz/README.md` says what was run."""
    whole, seconds = undisturbed
    dice = random.Random(os.environ.get("SEED"))  # noqa: S311 - moments, not secrets
    for number in range(int(os.environ.get("KILLS", "4"))):
        path = tmp_path / f"{number}.db"
        process = started(scan_apart, stack, path)
        process.join(dice.uniform(0, seconds))
        process.kill()
        process.join()
        assert completed(stack, path) == whole


def test_two_scans_of_one_folder_at_once_file_nothing_twice(
    stack: Path, tmp_path: Path, undisturbed: tuple[str, float]
) -> None:
    path = tmp_path / "contacts.db"
    both = [started(scan_apart, stack, path) for _ in range(2)]
    for process in both:
        process.join()
        assert process.exitcode == 0
    assert completed(stack, path) == undisturbed[0]


@pytest.mark.parametrize("most_bytes", [0, 5_000, 60_000, 200_000, 400_000])
def test_a_full_disk_is_told_and_loses_nothing(
    stack: Path, tmp_path: Path, undisturbed: tuple[str, float], most_bytes: int
) -> None:
    path, told = tmp_path / "contacts.db", tmp_path / "told"
    started(starved, stack, path, most_bytes, told).join()
    assert str(tmp_path) in told.read_text()
    assert completed(stack, path) == undisturbed[0]
    assert list(tmp_path.rglob(".part-*")) == []


def keeps_editing(path: Path, until: Path) -> None:
    """Search, edit, tag and export one contact after the other until a file is there."""
    target = until.with_name(f"{os.getpid()}.vcf")
    with Library.open(path) as library:
        while not until.exists():
            for contact in library.search("", limit=5):
                library.edit(contact.id, {"department": f"{random.random()}"})  # noqa: S311
                library.tag([contact.id], add=["busy"])
            export_contacts(library.search(""), profile_named("vcard"), target)


def test_scans_searches_edits_and_exports_at_once_lock_nobody_out(
    stack: Path, tmp_path: Path
) -> None:
    """For how long: SECONDS."""
    path, until = tmp_path / "contacts.db", tmp_path / "enough"
    Library.open(path).close()
    editor = started(keeps_editing, path, until)
    ends = time.monotonic() + float(os.environ.get("SECONDS", "0"))
    while True:
        scans = [started(scan_apart, stack, path) for _ in range(2)]
        for process in scans:
            process.join()
        assert [process.exitcode for process in scans] == [0, 0]
        if time.monotonic() > ends:
            break
    until.touch()
    editor.join()
    assert editor.exitcode == 0
    with Library.open(path) as library:
        assert library.stats().cards == len(people())
