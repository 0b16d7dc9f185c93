"""``history`` and ``undo``: who changed what, and taking it back."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.output import print_json, print_line, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.language import N_, _

if TYPE_CHECKING:
    from cardscan.contact import Change

SHOWN = 50  # changes on a terminal; programs get all
MOST_FACTS = 20  # of one change that are printed: an import has thousands


def history(
    context: typer.Context,
    *,
    contact_id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help=N_("Only what concerns this contact."), show_default=""),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help=N_("At most so many."), show_default=N_("50; all with --json")
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show who changed what, when and why, newest first; of one contact with before and after."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    most = limit if limit or as_json else SHOWN
    with open_library(session_of(context).settings()) as library:
        changes = library.history(contact_id, limit=most)
        if as_json:
            for change in changes:
                print_json(change_object(change))
            return
        shown = list(changes)
    if contact_id is not None:
        print_details(shown)
    elif shown:
        headers = ("change", "when", "who", "what", "contact", "")
        print_table(headers, [_row(change) for change in shown])


def undo(
    context: typer.Context,
    *,
    change: Annotated[
        int | None,
        typer.Argument(
            metavar="CHANGE",
            min=1,
            help=N_("Its number in the history."),
            show_default=N_("the newest"),
        ),
    ] = None,
) -> None:
    """Take a change back, or say which later one stands in the way."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    with open_library(session.settings()) as library:
        done = library.undo(change)
    session.voice.say(change_line(done))


def print_details(changes: "list[Change]") -> None:
    """Print changes with what was before and after."""
    from cardscan.store.wording import alterations  # noqa: PLC0415 - not for --help

    for change in changes:
        number, when, who, what, _contact, state = _row(change)
        print_line("  ".join(filter(None, (number, when, who, what, state))), style="bold")
        altered_facts = alterations(change)
        for altered in altered_facts[:MOST_FACTS]:
            was = f"{altered.before} → " if altered.before else ""
            became = altered.after or _("(taken away)")
            print_line(f"    {altered.what}: {was}{became}")
        if len(altered_facts) > MOST_FACTS:
            more = _("and {number} more").format(number=len(altered_facts) - MOST_FACTS)
            print_line(f"    {more}")


def change_line(change: "Change") -> str:
    """Return a change that was just made in one line."""
    return _("Change {id}: {summary}").format(id=change.id, summary=_told(change))


def _told(change: "Change") -> str:
    from cardscan.store.sentences import told  # noqa: PLC0415 - not for --help

    return told(change.summary)


def _row(change: "Change") -> tuple[str, ...]:
    when = change.at.astimezone().strftime("%Y-%m-%d %H:%M")
    state = _("taken back") if change.undone else ""
    return (
        str(change.id),
        when,
        change.who,
        _told(change),
        change.contact_id or "",
        state,
    )


def change_object(change: "Change") -> dict[str, Any]:
    """Return a change as JSON has it."""
    return {
        "id": change.id,
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "who": change.who,
        "verb": change.verb,
        "contact": change.contact_id,
        "summary": change.summary,
        "undone": change.undone,
        "before": json.loads(change.before),
        "after": json.loads(change.after),
    }


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(history)
    app.command()(undo)
