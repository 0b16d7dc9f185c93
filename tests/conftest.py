from pathlib import Path

import pytest


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install engines as any other package would, by its entry points."""
    info = tmp_path / "site" / "beside-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: beside\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[cardscan.engines]\nbeside = tests.beside:engine\nmissing = tests.beside:missing\n"
        "buggy = tests.beside:buggy\ninterrupted = tests.beside:interrupted\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
