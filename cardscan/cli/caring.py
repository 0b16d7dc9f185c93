"""``forget`` and ``retention``: other people's data, kept no longer than there is a reason."""

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from cardscan.cli.output import print_json, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.errors import UnknownContact
from cardscan.language import N_, _, ngettext

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
            help=N_("The contacts. Without any, traces of what was deleted are swept away."),
            show_default="",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask."))] = False,
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
            typer.confirm(
                _("Forget {people} for good?").format(people=people), abort=True, err=True
            )
        for contact_id in contact_ids:
            done = library.forget(contact_id)
            session.voice.say(
                _(
                    "Forgot {contact_id}: {cards} cards, {pictures} pictures. Backups made "
                    "before still hold them."
                ).format(contact_id=done.contact_id, cards=done.cards, pictures=done.pictures)
            )


def _called(library: "Library", contact_id: str) -> str:
    """Return what to call a contact, also one whose filing was undone."""
    try:
        contact = library.contact(contact_id)
    except UnknownContact:
        return contact_id
    name = contact.name.text or _("(no name)")
    return f"{name} ({contact.id})"


def retention(
    context: typer.Context,
    *,
    since: Annotated[
        datetime,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help=N_("Such as 2024-01-01.")),
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
    told = ngettext(
        "{number} contact untouched since {day}",
        "{number} contacts untouched since {day}",
        len(rows),
    )
    session.voice.say(told.format(number=len(rows), day=day))


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(forget)
    app.command()(retention)
