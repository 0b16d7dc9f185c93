"""``review``: what waits for a person, and what they decide."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.changes import change_line
from cardscan.cli.labels import label
from cardscan.cli.output import print_json, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.session import Session, session_of
from cardscan.errors import UsageError
from cardscan.language import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cardscan.review import Doubt
    from cardscan.store.library import Library

SHOWN = 50  # doubts on a terminal; programs get all


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[accept|reject|correct] DOUBT…",
        help=N_(
            "What to do with which doubts, by the names that the list shows; the id of a "
            "contact means all its doubtful fields. correct takes one doubt and the text."
        ),
        show_default="",
    ),
]


def review(
    context: typer.Context,
    *,
    words: Words = None,
    every: Annotated[
        bool, typer.Option("--all", help=N_("With accept: all doubtful fields."))
    ] = False,
    matches: Annotated[
        bool, typer.Option("--matches", help=N_("With --all: join doubtful matches too."))
    ] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0, max=1, metavar="X", help=N_("With --all: only what is at least so sure, 0 to 1.")
        ),
    ] = 0.0,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help=N_("List at most so many."),
            show_default=N_("50; all with --json"),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what waits for a person, or decide it.

    A doubtful field is accepted (right as read), corrected, or rejected (nothing of the kind
    stands there). A doubtful match is accepted (one person, joins the two) or rejected (two
    persons, never proposed again). Each decision can be taken back with undo.
    """
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    session = session_of(context)
    settings = session.settings()
    action, *names = words or ["list"]
    with open_library(settings) as library:
        if action == "list" and not names:
            _list(session, library, limit if limit or as_json else SHOWN, as_json=as_json)
        elif action == "accept" and every and not names:
            _accept_all(session, library, min_confidence, matches=matches)
        elif action in {"accept", "reject"} and names:
            _decide(session, library, action, names)
        elif action == "correct" and len(names) > 1:
            _correct(session, library, names[0], " ".join(names[1:]), settings.region)
        else:
            raise UsageError(
                _(
                    "Write: review, review accept DOUBT…, review reject DOUBT…, review "
                    "correct DOUBT TEXT, or review accept --all --min-confidence 0.9."
                )
            )


def _list(session: Session, library: "Library", limit: int | None, *, as_json: bool) -> None:
    from cardscan.review import waiting  # noqa: PLC0415 - not for --help

    doubts = islice(waiting(library), limit)
    if as_json:
        for doubt in doubts:
            print_json(_object(doubt))
        return
    rows = [_row(doubt) for doubt in doubts]
    if rows:
        print_table(("doubt", "contact", "what", "value", "sure"), rows)
    contacts = library.stats().waiting
    told = ngettext("{number} contact waits", "{number} contacts wait", contacts)
    listed = _("; {number} doubts shown").format(number=len(rows)) if limit == len(rows) else ""
    session.voice.say(told.format(number=contacts) + listed)


def _row(doubt: "Doubt") -> tuple[str, ...]:
    from cardscan.review import DoubtfulField, DoubtfulMatch  # noqa: PLC0415 - not for --help

    name = doubt.contact.name.text or doubt.contact.company
    match doubt:
        case DoubtfulField(field=field):
            what, value = label(field.kind), field.value
        case DoubtfulMatch(other=other, match=match):
            reasons = ", ".join(_(reason.evidence) for reason in match.reasons)
            what, value = label("same person?"), f"{other.name.text} {other.company} ({reasons})"
        case _:
            what, value = label("name"), _("(no name was read)")
    return (doubt.key, name, what, value, f"{doubt.confidence:.0%}")


def _object(doubt: "Doubt") -> dict[str, Any]:
    from cardscan.review import DoubtfulField, DoubtfulMatch  # noqa: PLC0415 - not for --help

    contact = {
        "doubt": doubt.key,
        "contact": doubt.contact.id,
        "name": doubt.contact.name.text,
        "confidence": doubt.confidence,
    }
    match doubt:
        case DoubtfulField(field=field, card_id=card_id):
            return contact | {
                "what": "field",
                "card": card_id,
                "kind": str(field.kind),
                "value": field.value,
                "raw": field.raw,
                "readers": list(field.readers),
            }
        case DoubtfulMatch(other=other, match=match):
            return contact | {
                "what": "match",
                "other": other.id,
                "other_name": other.name.text,
                "verdict": str(match.verdict),
                "reasons": [
                    {"evidence": reason.evidence, "weight": reason.weight}
                    for reason in match.reasons
                ],
            }
        case _:
            return contact | {"what": "name", "card": doubt.card_id}


def _named(library: "Library", names: "Iterable[str]") -> "tuple[Doubt, ...]":
    from cardscan.review import doubts_named  # noqa: PLC0415 - not for --help

    return tuple(doubt for name in names for doubt in doubts_named(library, name))


def _decide(session: Session, library: "Library", action: str, names: list[str]) -> None:
    """Decide what each name stands for; the fields of one contact are accepted as one change."""
    from cardscan.review import (  # noqa: PLC0415 - not for --help
        DoubtfulField,
        accept,
        accept_fields,
        reject,
    )

    decide = accept if action == "accept" else reject
    for name in names:
        doubts = _named(library, [name])
        fields = [doubt for doubt in doubts if isinstance(doubt, DoubtfulField)]
        with library.atomic():
            if action == "accept" and len(fields) > 1:
                changes = [accept_fields(library, fields)]
            else:
                changes = [decide(library, doubt) for doubt in doubts]
        for change in changes:
            session.voice.say(change_line(change))


def _correct(session: Session, library: "Library", name: str, text: str, region: str) -> None:
    from cardscan.corrections import typed_value  # noqa: PLC0415 - not for --help
    from cardscan.model import Kind  # noqa: PLC0415
    from cardscan.review import DoubtfulField, DoubtfulMatch, correct  # noqa: PLC0415

    doubts = _named(library, [name])
    if len(doubts) > 1 or isinstance(doubts[0], DoubtfulMatch):
        raise UsageError(
            _("'{name}' is not one field. Name one, such as {key}.").format(
                name=name, key=doubts[0].key
            )
        )
    doubt = doubts[0]
    kind = doubt.field.kind if isinstance(doubt, DoubtfulField) else Kind.NAME
    change = correct(library, doubt, typed_value(kind, text, region=region))
    session.voice.say(change_line(change))


def _accept_all(session: Session, library: "Library", least: float, *, matches: bool) -> None:
    from cardscan.review import accept_all  # noqa: PLC0415 - not for --help

    with library.atomic():
        changes = list(accept_all(library, min_confidence=least, matches=matches))
    for change in changes:
        session.voice.say(change_line(change))
    if not changes:
        session.voice.say(_("Nothing that waits is so sure."))


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(review)
