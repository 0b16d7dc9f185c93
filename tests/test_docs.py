"""The pages say what is there: commands, links, and nothing of the machine they were made on."""

import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from cardscan.cli.commands import Later
from cardscan.cli.main import app
from cardscan.store.library import Library

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("samples/*.md")])

SHELL_BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")

NEVER = re.compile(
    # split, so that this file does not find itself
    rb"pypi\.(?:org|python)|python" + rb"hosted|" + rb"(?<![\w.])/(?:root|home|wor" + rb"k)/"
)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def own_files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in inside)
        made = {"out", "build", "dist", "cardscan.egg-info", "__pycache__"} & set(inside)
        if path.is_file() and not hidden and not made:
            yield path


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def typed_commands(page: Path) -> Iterator[list[str]]:
    """Yield what the page tells people to type, as words."""
    for block in SHELL_BLOCK.findall(page.read_text(encoding="utf-8")):
        lines = block.splitlines()
        with_prompt = [line[2:] for line in lines if line.startswith("$ ")]
        yield from (shlex.split(line, comments=True) for line in with_prompt or lines if line)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_people_are_told_to_type_is_there(page: Path) -> None:
    cardscan = typer.main.get_command(app)
    assert isinstance(cardscan, TyperGroup)
    commands = cardscan.commands
    for words in typed_commands(page):
        if words[0].startswith("scripts/"):
            assert os.access(ROOT / words[0], os.X_OK), words
        if words[0] == "cardscan":
            command = next((word for word in words[1:] if word in commands), None)
            assert command, words
            named = commands[command]
            assert isinstance(named, Later)
            params = (*cardscan.params, *named.loaded().params)
            options = {option for param in params for option in param.opts}
            assert {word for word in words if word.startswith("--")} <= options | {"--"}, words


def test_the_guide_shows_every_command() -> None:
    cardscan = typer.main.get_command(app)
    assert isinstance(cardscan, TyperGroup)
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    assert [command for command in cardscan.commands if f"cardscan {command}" not in guide] == []


@pytest.mark.parametrize("name", ["README", "docs/guide"])
def test_both_languages_have_the_same_sections_and_tell_people_to_type_the_same(name: str) -> None:
    pages = [ROOT / f"{name}{language}.md" for language in ("", ".ja")]
    english, japanese = (page.read_text(encoding="utf-8") for page in pages)
    levels = [
        re.findall(r"^#+(?= )", without_code(text), re.MULTILINE) for text in (english, japanese)
    ]
    assert levels[0] == levels[1]
    typed = [[skeleton(words) for words in typed_commands(page)] for page in pages]
    assert typed[0] == typed[1]
    rows = [len(re.findall(r"^\|", text, re.MULTILINE)) for text in (english, japanese)]
    assert rows[0] == rows[1]
    assert pages[1].name in english
    assert pages[0].name in japanese


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def skeleton(words: list[str]) -> list[str]:
    """A command without what people say in their own language."""
    return [word for word in words if word.isascii() and " " not in word]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_stands_in_the_list_of_licences(lock: str) -> None:
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    pins = re.findall(r"^(\S+)==(\S+) \\$", (ROOT / lock).read_text(), re.MULTILINE)
    assert pins
    assert [pin for pin in pins if f"| {pin[0]} | {pin[1]} |" not in listed] == []


def test_the_floors_are_drawn_as_the_contract_has_them() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    drawn = "\n".join(layer.replace("cardscan.", "") for layer in layers)
    assert f"```\n{drawn}\n```" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_verb_of_a_library_is_described() -> None:
    described = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    verbs = [verb for verb in vars(Library) if not verb.startswith("_")]
    assert [verb for verb in verbs if f"{verb}(" not in described] == []


def test_no_file_names_a_package_host_or_a_path_of_one_machine() -> None:
    telling = [name(path) for path in own_files() if NEVER.search(path.read_bytes())]
    assert telling == []


def test_systemd_knows_every_word_of_the_unit(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "watch.md").read_text(encoding="utf-8")
    unit = page.partition("```ini\n")[2].partition("```")[0]
    assert "cardscan --quiet watch" in unit
    file = tmp_path / "cardscan.service"
    file.write_text(unit.replace("%h/.local/bin/cardscan", "/bin/true"))
    checked = subprocess.run(  # noqa: S603 - on a file of our own
        ("systemd-analyze", "--user", "verify", str(file)),  # noqa: S607 - on PATH
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, b"")
