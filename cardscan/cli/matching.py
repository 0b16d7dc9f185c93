"""``duplicates``, ``merge``, ``split`` and ``distinct``: which contacts are one person."""

from heapq import nlargest
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.changes import change_line
from cardscan.cli.labels import label
from cardscan.cli.output import print_json, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.language import N_, _, ngettext

if TYPE_CHECKING:
    from cardscan.contact import Change
    from cardscan.duplicates import Duplicate

SHOWN = 50  # pairs on a terminal; programs get all

ContactId = Annotated[
    str, typer.Argument(metavar="ID", help=N_("The contact's id, or the beginning of it."))
]
First = Annotated[
    str, typer.Argument(metavar="A", help=N_("A contact's id, or the beginning of it."))
]
Second = Annotated[str, typer.Argument(metavar="B", help=N_("The other contact's."))]


def duplicates(
    context: typer.Context,
    *,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help=N_("At most so many."), show_default=N_("50; all with --json")
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List pairs of contacts that may be one person, with the reasons, the surest first.

    Verdicts: 'same' rests on two strong facts, 'likely' on one, 'unsure' is a guess. Then 'merge A
    B' makes them one, and 'distinct A B' never lists them again. With --json they come as they
    are found.
    """
    from itertools import islice  # noqa: PLC0415 - not for --help

    from cardscan.duplicates import find_duplicates  # noqa: PLC0415
    from cardscan.workspace import open_library  # noqa: PLC0415

    session = session_of(context)
    with open_library(session.settings()) as library:
        found = find_duplicates(library)
        if as_json:
            for pair in islice(found, limit):
                print_json(_pair_object(pair))
            return
        surest = nlargest(limit or SHOWN, found, key=_sureness)
    if surest:
        print_table(("a", "b", "names", "companies", "verdict", "reasons"), map(_row, surest))
    told = ngettext("{number} pair shown", "{number} pairs shown", len(surest))
    session.voice.say(told.format(number=len(surest)))


def _sureness(pair: "Duplicate") -> tuple[int, float]:
    from cardscan.match.evidence import RANK  # noqa: PLC0415 - not for --help

    return RANK.index(pair.match.verdict), pair.match.score


def _pair_object(pair: "Duplicate") -> dict[str, Any]:
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "score": pair.match.score,
        "verdict": str(pair.match.verdict),
        "reasons": [
            {"evidence": reason.evidence, "weight": reason.weight} for reason in pair.match.reasons
        ],
    }


def _row(pair: "Duplicate") -> tuple[str, ...]:
    reasons = (f"{_(reason.evidence)} {reason.weight:+.2f}" for reason in pair.match.reasons)
    return (
        pair.a.id,
        pair.b.id,
        _both(pair.a.name.text, pair.b.name.text),
        _both(pair.a.company, pair.b.company),
        f"{label(pair.match.verdict)} {pair.match.score:.2f}",
        ", ".join(reasons),
    )


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one or '?'} / {other or '?'}"


def merge(context: typer.Context, *, a: First, b: Second) -> None:
    """Make one contact of two: A takes over the cards, notes and tags of B.

    'undo' gives both back as they were.
    """
    from cardscan.match.compare import compare  # noqa: PLC0415 - not for --help
    from cardscan.workspace import open_library  # noqa: PLC0415

    with open_library(session_of(context).settings()) as library:
        kept, gone = library.contact(a), library.contact(b)
        done = library.merge(kept.id, gone.id, reasons=compare(kept, gone).reasons)
    _say(context, done)


def split(
    context: typer.Context,
    *,
    contact_id: ContactId,
    card: Annotated[
        str, typer.Option("--card", metavar="C", help=N_("The card's id; 'show --json' names it."))
    ],
) -> None:
    """Make a contact of its own of one card that is somebody else's."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    with open_library(session_of(context).settings()) as library:
        done = library.split(contact_id, card)
    _say(context, done)


def distinct(context: typer.Context, *, a: First, b: Second) -> None:
    """Say that two contacts are two persons: they are never proposed as one again."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    with open_library(session_of(context).settings()) as library:
        done = library.distinct(a, b)
    _say(context, done)


def _say(context: typer.Context, done: "Change") -> None:
    session_of(context).voice.say(change_line(done))


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(duplicates)
    app.command()(merge)
    app.command()(split)
    app.command()(distinct)
