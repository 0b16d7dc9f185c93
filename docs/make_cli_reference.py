"""Write docs/cli.md: the help of every command, as the program itself prints it."""

from dataclasses import fields
from pathlib import Path

from typer.main import get_group
from typer.testing import CliRunner

from cardscan.cli.main import app
from cardscan.config import Settings

PAGE = Path(__file__).parent / "cli.md"

HEAD = """\
# The command line

Made from the program's own help by `docs/make_cli_reference.py`. Data goes to stdout, words and
progress to stderr; every command that lists takes `--json`.

What is typed wins over the environment, which wins over the settings file: `config.toml` in
`~/.config/cardscan` (or where your system keeps settings), or the file that `CARDSCAN_CONFIG`
names. It may set {keys}; the environment has the same names in capitals after `CARDSCAN_`.
"""


def help_of(*words: str) -> str:
    """Return the help of a command, 80 columns wide."""
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="cardscan")
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())


def reference() -> str:
    """Return the whole page."""
    keys = ", ".join(f"`{field.name}`" for field in fields(Settings))
    sections = [HEAD.format(keys=keys), f"```text\n{help_of()}\n```\n"]
    sections += [
        f"## {name}\n\n```text\n{help_of(name)}\n```\n" for name in get_group(app).commands
    ]
    return "\n".join(sections)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
