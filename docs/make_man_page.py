"""Write docs/cardscan.1: the manual page, from the help that the program prints."""

from pathlib import Path

from make_cli_reference import help_of
from typer.main import get_group

from cardscan.cli.main import app

PAGE = Path(__file__).parent / "cardscan.1"

HEAD = """\
.\\" Made from the program's own help by docs/make_man_page.py
.TH CARDSCAN 1
.SH NAME
cardscan \\- turn a stack of business cards into a contact library
.SH SYNOPSIS
.B cardscan
[OPTIONS] [COMMAND [ARGUMENTS]]
"""


def escaped(text: str) -> str:
    """Write text so that the formatter takes it as it stands."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in lines)


def section(title: str, text: str) -> str:
    """Return a section of lines that stay as they are."""
    return f".SH {title}\n.nf\n{escaped(text)}\n.fi\n"


def man_page() -> str:
    """Return the whole page."""
    commands = (section(name.upper(), help_of(name)) for name in get_group(app).commands)
    return HEAD + section("DESCRIPTION", help_of()) + "".join(commands)


if __name__ == "__main__":
    PAGE.write_text(man_page(), encoding="utf-8")
