"""``backup``, ``restore`` and ``verify``: that nothing is ever lost."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cardscan.cli.diagnostics import SOME_FAILED
from cardscan.cli.output import print_json, print_line
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


def backup(context: typer.Context, file: BackupFile, *, force: Force = False) -> None:
    """Write the library with its pictures into one file; it may be in use meanwhile."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    with open_library(session.settings()) as library:
        packed = library.backup(file, overwrite=force)
    for words in packed.lost:
        session.voice.warn(f"cardscan: {words}")
    size = f"{packed.size / 1e6:.1f} MB"
    session.voice.say(f"{file}: {size}, {packed.pictures} pictures, read again and found right.")
    if packed.lost:
        raise typer.Exit(SOME_FAILED)


def restore(context: typer.Context, file: BackupFile, *, force: Force = False) -> None:
    """Bring back the library that a backup holds."""
    from cardscan.workspace import restore_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    settings = session.settings()
    restore_library(settings, file, overwrite=force)
    session.voice.say(f"{settings.library} is what {file} holds.")


def verify(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Check that everything is whole: database, text index, log and pictures."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    flaws = 0
    with open_library(session.settings()) as library:
        for flaw in library.verify():
            flaws += 1
            if as_json:
                print_json(asdict(flaw))
            else:
                print_line(f"{flaw.part}: {flaw.what}")
        held = (
            "" if flaws else f"{library.stats().contacts} contacts, {library.stats().cards} cards"
        )
    if flaws:
        session.voice.warn("Not everything is whole. 'cardscan restore' brings a backup back.")
        raise typer.Exit(SOME_FAILED)
    session.voice.say(f"Everything is whole: {held}.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)
