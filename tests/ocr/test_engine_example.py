"""Engines of other packages: the one that the documentation shows, and some that are of no use."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cardscan.errors import CardFailed, EngineMissing
from cardscan.scan import Recipe, check_engine, scan_file
from tests.beside import put_card

ROOT = Path(__file__).parents[2]
CARD = ROOT / "samples" / "cards" / "11-english.png"
BROKEN = """
class Rubbish:
    name = "rubbish"
    def read(self, card):
        return "Ann Lee"

class Unreal:
    name = "unreal"
    def read(self, card):
        from cardscan.model import OcrPage
        return OcrPage(card.source, 100, 60, ["Ann Lee"])

class Mute:
    name = "mute"

def needy():
    import a_package_that_nobody_has

NUMBER = 3
"""


def install(site: Path, *, name: str, engines: dict[str, str], module: str, source: str) -> None:
    """Put a package where Python finds it, as an installer would: its code and its metadata."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    points = "".join(f"{engine} = {target}\n" for engine, target in engines.items())
    (info / "entry_points.txt").write_text(f"[cardscan.engines]\n{points}")
    (site / f"{module}.py").write_text(source, encoding="utf-8")


@pytest.mark.engine
def test_the_engine_that_the_page_shows_reads_a_card(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    project, source = (
        re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
        for language in ("toml", "python")
    )
    told = tomllib.loads(project)["project"]
    engines = told["entry-points"]["cardscan.engines"]
    install(tmp_path, name=told["name"], engines=engines, module="cardscan_plain", source=source)
    (tmp_path / "config.toml").touch()
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path),
        "CARDSCAN_CONFIG": str(tmp_path / "config.toml"),
    }
    (engine,) = engines
    command = [sys.executable, "-m", "cardscan", "read", "--json", "--engine", engine, str(CARD)]
    result = subprocess.run(  # noqa: S603 - our own command
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    (card,) = map(json.loads, result.stdout.splitlines())
    truth = json.loads((ROOT / "samples" / "truth.json").read_text(encoding="utf-8"))
    (fields,) = (one["cards"][0]["fields"] for one in truth if one["file"] == CARD.name)
    email = next(field for field in card["fields"] if field["kind"] == "email")
    assert (email["value"], email["readers"]) == (fields["email"][0], [engine])


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install engines that are of no use; return a picture of a card."""
    names = ("Rubbish", "Unreal", "Mute", "needy", "NUMBER", "absent")
    engines = {name.lower(): f"cardscan_broken:{name}" for name in names}
    site = tmp_path / "site"
    install(site, name="cardscan-broken", engines=engines, module="cardscan_broken", source=BROKEN)
    install(
        site,
        name="cardscan-raising",
        engines={"raising": "cardscan_raising:Engine"},
        module="cardscan_raising",
        source="raise ValueError('no licence key')",
    )
    monkeypatch.syspath_prepend(site)
    return Path(put_card(tmp_path / "card.png", "Ann Lee"))


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("raising", r"cardscan-raising cannot be imported \(ValueError: no licence key\)"),
        ("absent", "cardscan-broken cannot be imported"),
        ("needy", "a_package_that_nobody_has"),
        ("mute", "no method read"),
        ("number", "nothing that can be called"),
    ],
)
def test_an_engine_that_cannot_be_used_is_named_before_any_work(name: str, reason: str) -> None:
    with pytest.raises(EngineMissing, match=rf"'{name}'.*{reason}"):
        check_engine(Recipe(engine=name))


@pytest.mark.parametrize(
    ("name", "reason"), [("rubbish", "returned str instead of"), ("unreal", "tuple of Line")]
)
def test_an_engine_that_returns_rubbish_costs_the_card_and_is_named(
    broken: Path, name: str, reason: str
) -> None:
    (page,) = scan_file(str(broken), Recipe(engine=name))
    assert isinstance(page.error, CardFailed)
    assert f"The engine '{name}' returned" in str(page.error)
    assert reason in str(page.error)
