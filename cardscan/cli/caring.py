"""``forget`` and ``retention``: other people's data, kept no longer than there is a reason."""

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from cardscan.cli.output import print_json, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.errors import UnknownContact

if TYPE_CHECKING:
    from cardscan.store.library import Library

COLUMNS = ("id", "name", "company", "met", "updated")


def forget(
    context: typer.Context,
    *,
    contact_ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID…",
            help="The contacts. Without any, traces of what was deleted are swept away.",
            show_default="",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase people for good: values, notes, pictures and history. This cannot be undone.

    The log keeps only that it happened. Backups, exports and your own scans are not touched; a
    sheet of several cards is erased with the person, the other cards keep their own pictures.
    """
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    with open_library(session.settings()) as library:
        if not contact_ids:
            library.sweep()
            return
        if sys.stdin.isatty() and not yes:
            people = ", ".join(_called(library, contact_id) for contact_id in contact_ids)
            typer.confirm(f"Forget {people} for good?", abort=True, err=True)
        for contact_id in contact_ids:
            done = library.forget(contact_id)
            session.voice.say(
                f"Forgot {done.contact_id}: {done.cards} cards, {done.pictures} pictures. "
                "Backups made before still hold them."
            )


def _called(library: "Library", contact_id: str) -> str:
    """Return what to call a contact, also one whose filing was undone."""
    try:
        contact = library.contact(contact_id)
    except UnknownContact:
        return contact_id
    return f"{contact.name.text or '(no name)'} ({contact.id})"


def retention(
    context: typer.Context,
    *,
    since: Annotated[
        datetime,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Such as 2024-01-01."),
    ],
    as_json: AsJson = False,
) -> None:
    """List contacts that nobody has touched since a date: no card, no note, no change."""
    from cardscan.formats.jsonl import contact_object  # noqa: PLC0415 - not for --help
    from cardscan.workspace import open_library  # noqa: PLC0415

    session = session_of(context)
    day = since.date()
    before = day - timedelta(days=1)
    query = f"updated:..{before} -met:{day}.. -noted:{day}.. updated+"
    rows = []
    with open_library(session.settings()) as library:
        for contact in library.search(query):
            item = contact_object(contact)
            if as_json:
                print_json({**{name: item[name] for name in COLUMNS}, "marks": item["marks"]})
            rows.append([str(item[name] or "") for name in COLUMNS])
    if rows and not as_json:
        print_table(COLUMNS, rows)
    session.voice.say(f"{len(rows)} contact{'' if len(rows) == 1 else 's'} untouched since {day}")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(forget)
    app.command()(retention)
