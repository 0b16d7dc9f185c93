"""What keeps a library: backups, checks, copies, roles and encryption."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cardscan.cli.diagnostics import SOME_FAILED, Voice
from cardscan.cli.output import print_json, print_line
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.errors import UsageError
from cardscan.language import N_, _

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help=N_("The backup."))]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace what is there."))]


def backup(context: typer.Context, file: BackupFile, *, force: Force = False) -> None:
    """Write the library with its pictures into one file; it may be in use meanwhile."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    with open_library(session.settings()) as library:
        packed = library.backup(file, overwrite=force)
    size = f"{packed.size / 1e6:.1f} MB"
    session.voice.say(
        _("{file}: {size}, {pictures} pictures, read again and found right.").format(
            file=file, size=size, pictures=packed.pictures
        )
    )
    _tell_lost(session.voice, packed.lost)


def restore(context: typer.Context, file: BackupFile, *, force: Force = False) -> None:
    """Bring back the library that a backup holds."""
    from cardscan.workspace import restore_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    lost = restore_library(session.settings(), file, overwrite=force)
    session.voice.say(_("The library is what {file} holds.").format(file=file))
    _tell_lost(session.voice, lost)


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
            ""
            if flaws
            else _("{contacts} contacts, {cards} cards").format(
                contacts=library.stats().contacts, cards=library.stats().cards
            )
        )
    if flaws:
        session.voice.warn(_("Not everything is whole. 'cardscan restore' brings a backup back."))
        raise typer.Exit(SOME_FAILED)
    session.voice.say(_("Everything is whole: {held}.").format(held=held))


def copy(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(metavar="URL", help=N_("A path, sqlite:///PATH or postgresql://HOST/NAME.")),
    ],
    *,
    force: Force = False,
) -> None:
    """Copy the library to another place, from a file to PostgreSQL or back; nothing is lost."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    with open_library(session.settings()) as library:
        lost = library.copy(target, overwrite=force)
    session.voice.say(_("Copied. The library that was copied stays as it is."))
    _tell_lost(session.voice, lost)


def roles(
    context: typer.Context,
    members: Annotated[
        list[str] | None,
        typer.Argument(metavar="USER=ROLE", help=N_("Such as ann=editor."), show_default=""),
    ] = None,
) -> None:
    """Make the roles reader, editor and owner on PostgreSQL, and let users have them."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    pairs = [member.rpartition("=")[::2] for member in members or ()]
    if wrong := [member for member in members or () if "=" not in member]:
        raise UsageError(
            _("'{wrong}' says no role. Write USER=ROLE, such as ann=editor.").format(wrong=wrong[0])
        )
    with open_library(session.settings()) as library:
        library.give_roles(pairs)
    session.voice.say(_("The server now keeps to the roles reader, editor and owner."))


def encrypt(context: typer.Context) -> None:
    """Encrypt the library, pictures too, with a passphrase of yours; nobody can recover it."""
    from cardscan import workspace  # noqa: PLC0415 - not for --help

    session = session_of(context)
    workspace.encrypt(session.settings())
    session.voice.say(_("The library is encrypted. Keep the passphrase: without it all is lost."))


def decrypt(context: typer.Context) -> None:
    """Write an encrypted library in clear again."""
    from cardscan import workspace  # noqa: PLC0415 - not for --help

    session = session_of(context)
    workspace.decrypt(session.settings())
    session.voice.say(_("The library is in clear."))


def _tell_lost(voice: Voice, lost: tuple[str, ...]) -> None:
    for words in lost:
        voice.warn(f"cardscan: {words}")
    if lost:
        raise typer.Exit(SOME_FAILED)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)
    app.command()(copy)
    app.command()(roles)
    app.command()(encrypt)
    app.command()(decrypt)
