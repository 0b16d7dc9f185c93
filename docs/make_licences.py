"""Write the table in docs/licences.md from the lock files and the installed packages."""

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
TABLE_START = "| package | version | licence | needed to |\n"


def locked(lock: str) -> dict[str, str]:
    """Return name → version of what a lock file installs on this machine."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[a-z]", line)]
    return {
        pin.name: str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def licence(package: PackageMetadata) -> str:
    """Return what a package says of its licence, in its most exact words."""
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in package.get_all("Classifier", [])
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    expressions: list[str] = package.get_all("License-Expression", [])
    texts: list[str] = package.get_all("License", ["not stated"])
    return ", ".join(expressions or classifiers) or texts[0].splitlines()[0]


def table() -> str:
    """Return the table, one row for each locked package."""
    to_run, to_develop = locked("requirements.lock"), locked("requirements-dev.lock")
    rows = [
        f"| {name} | {version} | {licence(metadata(name))} | {purpose} |\n"
        for name, version in sorted((to_develop | to_run).items())
        for purpose in ["run" if name in to_run else "develop"]
    ]
    return TABLE_START + "| --- | --- | --- | --- |\n" + "".join(rows)


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text[: text.index(TABLE_START)] + table(), encoding="utf-8")
