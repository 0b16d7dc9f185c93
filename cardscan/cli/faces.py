"""``tui``: the terminal interface."""

import sys

import typer

from cardscan.cli.session import session_of
from cardscan.errors import UsageError


def tui(context: typer.Context) -> None:
    """Open the terminal interface."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The terminal interface needs a terminal. 'cardscan search' needs none.")
    from cardscan.tui.app import run_tui  # noqa: PLC0415 - not for --help
    from cardscan.workspace import open_library  # noqa: PLC0415

    settings = session_of(context).settings()
    with open_library(settings) as library:
        run_tui(library, home=settings.region)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(tui)
