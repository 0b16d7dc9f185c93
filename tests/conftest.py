import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.servers import Server, running_server

# Before a command is imported: what tests expect is English, whatever the machine speaks.
os.environ["CARDSCAN_LANGUAGE"] = "en"

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while where the tests run as root, who may open and write everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def everybodys() -> Iterator[Path]:
    """A folder that nobody can reach as well; what pytest gives lies in one of root's own."""
    with TemporaryDirectory() as name:
        if os.geteuid() == 0:
            os.chown(name, NOBODY, NOBODY)
        yield Path(name)
        Path(name).chmod(0o700)


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install engines as any other package would, by its entry points."""
    info = tmp_path / "site" / "beside-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: beside\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[cardscan.engines]\nbeside = tests.beside:engine\nmissing = tests.beside:missing\n"
        "buggy = tests.beside:buggy\ninterrupted = tests.beside:interrupted\n"
        "faulty = tests.faulty:engine\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started where a test first needs it."""
    with running_server() as server:
        yield server
