"""The house keeps its own rules: what it imports, what it declares, what it ships."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cardscan"

NOT_IMPORTED = {
    "psycopg": "the driver of PostgreSQL that SQLAlchemy loads by name",
    "sudachidict-core": "the dictionary that sudachipy loads by name",
}


def distribution(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    optional = (line for name in extras if name != "dev" for line in extras[name])
    lines = (*project["dependencies"], *optional)
    return {distribution(re.split(r"[<>=!~;\[ ]", line)[0]) for line in lines}


def imported_modules() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def imported() -> set[str]:
    owners = packages_distributions()
    third_party = set(imported_modules()) - sys.stdlib_module_names - {"cardscan"}
    return {distribution(owners[module][0]) for module in third_party}


def test_every_package_that_is_imported_is_declared() -> None:
    assert imported() - declared() == set()


def test_every_package_that_is_declared_is_imported_or_has_a_reason() -> None:
    assert declared() - imported() == set(NOT_IMPORTED)


def test_only_the_headless_opencv_is_locked() -> None:
    """Two builds write the same cv2 folder; removing one would break the other."""
    for lock in ("requirements.lock", "requirements-dev.lock"):
        pins = re.findall(r"^(opencv[a-z-]*)==", (ROOT / lock).read_text(), re.MULTILINE)
        assert pins == ["opencv-python-headless"], lock


def test_no_module_imports_upwards() -> None:
    """In a process of its own: import-linter silences the loggers of the one it runs in."""
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 (installed beside our own interpreter)
        [lint, "--config", ROOT / "pyproject.toml", "--no-cache"],
        capture_output=True,
        cwd=ROOT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_set_up_installs_every_font_that_cards_are_drawn_with() -> None:
    drawn_with = re.findall(r'"(fonts-[a-z-]+)"', (ROOT / "samples/drawing/fonts.py").read_text())
    set_up = (ROOT / "scripts/setup.sh").read_text()
    assert drawn_with
    assert [font for font in drawn_with if f"need {font} " not in set_up] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build in a copy: setuptools leaves its traces where it builds."""
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(PACKAGE, source / "cardscan", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "docs").mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "docs/cardscan.1"):
        shutil.copy(ROOT / name, source / name)
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir")
    subprocess.run(  # noqa: S603 (our own interpreter, our own folder)
        [sys.executable, "-m", "pip", "wheel", *options, str(source), str(source)], check=True
    )
    return zipfile.ZipFile(next(source.glob("*.whl")))


def test_the_wheel_carries_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - set(wheel.namelist()) == set()


def test_the_wheel_carries_the_man_page(wheel: zipfile.ZipFile) -> None:
    assert any(name.endswith("share/man/man1/cardscan.1") for name in wheel.namelist())


def test_the_wheel_carries_the_licence(wheel: zipfile.ZipFile) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
