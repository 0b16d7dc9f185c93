"""``edit``, ``tag``, ``note`` and ``mark``: what people correct and add."""

import os
import shlex
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cardscan.additions import NoteKind, Topic
from cardscan.cli.changes import change_line
from cardscan.cli.session import Session, session_of
from cardscan.errors import UsageError
from cardscan.language import N_, _

if TYPE_CHECKING:
    from cardscan.contact import Change, Contact

ContactId = Annotated[
    str, typer.Argument(metavar="ID", help=N_("The contact's id, or the beginning of it."))
]
Day = Annotated[
    datetime | None,
    typer.Option(
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help=N_("Such as 2026-11-22."),
        show_default=N_("today"),
    ),
]
TopicName = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC",
        help=f"One of: {', '.join(topic.words for topic in Topic)}.",
    ),
]
Text = Annotated[
    list[str] | None, typer.Argument(metavar="TEXT", help=N_("What is said."), show_default="")
]


def edit(
    context: typer.Context,
    *,
    contact_id: ContactId,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FIELD=VALUE",
            help=N_("All values of a field: repeat it for several, leave the value out for none."),
            show_default="",
        ),
    ] = None,
    editor: Annotated[
        bool,
        typer.Option("--editor", help=N_("Edit the fields in your editor ($VISUAL, $EDITOR).")),
    ] = False,
    why: Annotated[str, typer.Option(metavar="TEXT", help=N_("The reason, for the history."))] = "",
) -> None:
    """Correct what is said of a contact; later cards leave corrections alone.

    For example: edit k3f9 title=部長 mobile=090-0000-1234
    """
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    settings = session.settings()
    if editor and changes:
        raise UsageError(_("Give either FIELD=VALUE or --editor."))
    with open_library(settings) as library:
        typed = _typed(changes or ())
        if editor:
            contact = library.contact(contact_id)
            before = _page_of(contact)
            after = _edited(before)
            typed = _altered(_typed(_lines(before)), _typed(_lines(after)))
            if not typed:
                session.voice.say(_("Nothing was changed."))
                return
        values = {
            field: _normalized(field, texts, settings.region) for field, texts in typed.items()
        }
        _tell(session, library.edit(contact_id, values, why=why))


def _typed(changes: Iterable[str]) -> dict[str, list[str]]:
    """Sort values by their field; raise UsageError for what has no sign of equality.

    >>> _typed(["title=A", "title=B", "email="])
    {'title': ['A', 'B'], 'email': []}
    """
    values: defaultdict[str, list[str]] = defaultdict(list)
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals:
            raise UsageError(
                _("'{change}' is no correction. Write it as field=value.").format(change=change)
            )
        values[field.strip()] += [value.strip()] if value.strip() else []
    return dict(values)


def _normalized(field: str, texts: list[str], region: str) -> list[str]:
    from cardscan.corrections import typed_value  # noqa: PLC0415 - not for --help
    from cardscan.model import Kind  # noqa: PLC0415

    if field not in set(Kind):
        return texts  # the library names the fields that are known
    return [typed_value(Kind(field), text, region=region) for text in texts]


HEAD = N_("One value a line; a line taken away takes the value away. Lines with # are left out.")


def _page_of(contact: "Contact") -> str:
    """Write the fields of a contact for an editor, those without a value as comments."""
    from cardscan.corrections import values_of  # noqa: PLC0415 - not for --help
    from cardscan.model import Kind  # noqa: PLC0415

    lines = [
        f"{kind}={' '.join(value.split())}" if value else f"# {kind}="
        for kind in Kind
        for value in values_of(contact, kind) or ("",)
    ]
    return f"# {_(HEAD)}\n" + "\n".join(lines) + "\n"


def _lines(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.strip() and not line.startswith("#")]


def _altered(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    fields = dict.fromkeys([*before, *after])
    both = {field: (before.get(field, []), after.get(field, [])) for field in fields}
    return {field: new for field, (old, new) in both.items() if new != old}


def _edited(page: str) -> str:
    """Let a person edit a text in their own editor; raise UsageError when it fails."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="cardscan-") as folder:  # mode 0700
        file = Path(folder) / "contact.txt"
        file.write_text(page, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(program), str(file)], check=True)  # noqa: S603 - the user's own
            return file.read_text(encoding="utf-8")
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            raise UsageError(
                _(
                    "The editor '{program}' failed. Set EDITOR to another, or write field=value."
                ).format(program=program)
            ) from error


def tag(
    context: typer.Context,
    *,
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID… +TAG -TAG", help=N_("Contacts, and tags to add or to remove.")),
    ],
) -> None:
    """Add tags to contacts and remove tags from them.

    For example: tag k3f9 m2x1 +展示会 -old
    """
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    signs = ("+", "-", "＋", "－")
    ids = [word for word in words if not word.startswith(signs)]
    added = [word[1:] for word in words if word.startswith(("+", "＋"))]
    removed = [word[1:] for word in words if word.startswith(("-", "－"))]
    with open_library(session.settings()) as library:
        _tell(session, library.tag(ids, add=added, remove=removed))


def note(
    context: typer.Context,
    *,
    contact_id: ContactId,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help=N_("What to write down."))],
    kind: Annotated[
        NoteKind,
        typer.Option(metavar="KIND", help=f"One of: {', '.join(NoteKind)}."),
    ] = NoteKind.NOTE,
    on: Day = None,
) -> None:
    """Write something down about a contact, for a day: a meeting, a call, a mail."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    with open_library(session.settings()) as library:
        change = library.note(contact_id, " ".join(text), day=_day(on), kind=kind)
        _tell(session, change)


def mark(
    context: typer.Context,
    *,
    contact_id: ContactId,
    topic: TopicName,
    text: Text = None,
    on: Day = None,
    source: Annotated[
        str, typer.Option(metavar="TEXT", help=N_("Where it is known from: a call, a form."))
    ] = "",
    off: Annotated[bool, typer.Option("--off", help=N_("Take the mark away."))] = False,
) -> None:
    """Mark how a contact wants to be reached, what they agreed to, and when to be reminded.

    For example: mark k3f9 do-not-contact --source "said so on the phone";
    mark k3f9 consent newsletter --on 2026-11-05 --source "form at the fair";
    mark k3f9 channel email; mark k3f9 reminder "send the offer" --on 2026-12-01.
    Who is marked do-not-contact is left out of exports.
    """
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    named = _topic(topic)
    with open_library(session.settings()) as library:
        if off:
            _tell(session, library.unmark(contact_id, named))
            return
        said = " ".join(text or ())
        if named is Topic.CHANNEL and not said:
            raise UsageError(_("Name the channel, such as: email, phone, mobile, post."))
        if named is Topic.REMINDER and on is None:
            raise UsageError(_("Say when to be reminded: --on 2026-12-01."))
        change = library.mark(contact_id, named, day=_day(on), text=said, source=source)
        _tell(session, change)


def _topic(typed: str) -> Topic:
    try:
        return Topic(typed.lower().replace("-", "_"))
    except ValueError as error:
        known = ", ".join(topic.words for topic in Topic)
        raise UsageError(
            _("There is no topic '{typed}'. Known: {known}.").format(typed=typed, known=known)
        ) from error


def _day(on: datetime | None) -> date:
    return on.date() if on else date.today()  # noqa: DTZ011 - the user's own day


def _tell(session: Session, change: "Change") -> None:
    session.voice.say(change_line(change))


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(edit)
    signs = {"ignore_unknown_options": True, "help_option_names": ["--help"]}  # -t is a tag
    app.command(context_settings=signs)(tag)
    app.command()(note)
    app.command()(mark)
