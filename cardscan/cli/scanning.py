"""``scan`` and ``watch``: pictures in, filed cards out."""

from collections import Counter as Tally
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.diagnostics import DONE, SOME_FAILED, Voice
from cardscan.cli.labels import label
from cardscan.cli.output import print_json, print_line
from cardscan.cli.reading import (
    AsJson,
    EngineName,
    Jobs,
    Paths,
    Region,
    open_readers,
    source_object,
)
from cardscan.cli.session import Session, session_of
from cardscan.config import OnDuplicate, Settings
from cardscan.inputs import Count
from cardscan.language import N_, _

if TYPE_CHECKING:
    from cardscan.contact import Filed
    from cardscan.report import Report

Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="T", help=N_("Tag the contacts; repeatable."))
]
Event = Annotated[str, typer.Option(metavar="TEXT", help=N_("Where the cards were given."))]
Duplicates = Annotated[
    OnDuplicate,
    typer.Option(
        help=N_(
            "A card of a person who may be there already: sure matches join and doubtful "
            "ones wait for you (review); likely ones join too (join); cards of people who are "
            "surely there are left out (skip); every card is a contact of its own (keep)."
        ),
    ),
]


def scan(
    context: typer.Context,
    *,
    paths: Paths,
    engine: EngineName = None,
    region: Region = None,
    jobs: Jobs = None,
    cluster: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help=N_("Read on the workers of a Dask scheduler, tcp://HOST:8786.")
        ),
    ] = "",
    tag: Tags = None,
    event: Event = "",
    met: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help=N_("The day the cards were given."),
            show_default=N_("the folder's, else the picture's"),
        ),
    ] = None,
    on_duplicate: Duplicates = OnDuplicate.REVIEW,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=N_("Say what would be done, and where cards are; file nothing.")
        ),
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help=N_("Write a page (HTML) with every card, doubt and failure.")
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read cards and file them in the library.

    Doubtful cards are filed and wait for a person; no question stops the stack. A second run
    over the same files changes nothing. Two sides of a card are recognised by their names:
    lee_front.jpg with lee_back.jpg, lee_omote with lee_ura, 山田表 with 山田裏. Folders inside
    a folder become tags; one named 2026-11-20_展示会 tells the day and the event.
    """
    session = session_of(context)
    settings = session.settings(engine=engine, region=region, jobs=jobs)
    options = {
        "cluster": cluster,
        "tags": tuple(tag or ()),
        "event": event,
        "met": met.date() if met else None,
        "on_duplicate": on_duplicate,
        "dry_run": dry_run,
    }
    run = Run(session, _("Would be: ") if dry_run else "", as_json=as_json)
    with _opened(report) as page, closing(_filed(settings, paths, run.count, options)) as cards:
        run.follow(cards, page)
    raise typer.Exit(SOME_FAILED if run.outcomes["failed"] else DONE)


def watch(
    context: typer.Context,
    *,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help=N_("Where pictures will land."))],
    engine: EngineName = None,
    region: Region = None,
    jobs: Jobs = None,
    tag: Tags = None,
    event: Event = "",
    on_duplicate: Duplicates = OnDuplicate.REVIEW,
    settle: Annotated[
        float,
        typer.Option(
            min=0, metavar="SECONDS", help=N_("How long a file stays as it is before it is read.")
        ),
    ] = 3.0,
    as_json: AsJson = False,
) -> None:
    """Scan what lands in a folder, for days, until Ctrl-C.

    A file is read when it has not changed for a while. Folders inside are read too and become
    tags; hidden files, names that begin with ~ and whatever is no picture are passed over.
    What is there already is filed, unless it is known.
    """
    session = session_of(context)
    settings = session.settings(engine=engine, region=region, jobs=jobs)
    options = {"tags": tuple(tag or ()), "event": event, "on_duplicate": on_duplicate}
    with closing(_watched(settings, folder, settle, options)) as cards:
        for filed in cards:
            if as_json or filed.outcome != "known":
                print_filed(session.voice, filed, as_json=as_json)


class Run:
    """Shows a scan as it goes, and at its end what became of the stack."""

    def __init__(self, session: Session, summary: str, *, as_json: bool) -> None:
        self.count = Count()
        self.outcomes = Tally[str]()
        self._voice: Voice = session.voice
        self._summary = summary
        self._as_json = as_json

    def follow(self, cards: "Generator[Filed, None, None]", page: "Report | None" = None) -> None:
        """Show each card, and what is left when somebody stops the scan."""
        bar = self._voice.progress(_("Scanning"), beside_text=not self._as_json)
        try:
            with bar as progress:
                for filed in cards:
                    with progress.aside():
                        self._tell(filed)
                    if page:
                        page.add(filed)
                    done, files = self.count.done, self.count.files
                    progress.show(done=done, of=files, cards=self.outcomes.total())
        except KeyboardInterrupt:
            self._conclude()
            self._voice.warn(
                _("{left} of {files} files are left.").format(
                    left=self.count.left, files=self.count.files
                )
            )
            raise
        self._conclude()

    def _conclude(self) -> None:
        told = ", ".join(
            f"{number} {label(outcome)}" for outcome, number in sorted(self.outcomes.items())
        )
        self._voice.say(self._summary + (told or _("Nothing to file.")))

    def _tell(self, filed: "Filed") -> None:
        self.outcomes[filed.outcome] += 1
        where = f"  {_box(filed)}" if self._summary and filed.scanned else ""
        print_filed(self._voice, filed, where=where, as_json=self._as_json)


def print_filed(voice: Voice, filed: "Filed", *, where: str = "", as_json: bool) -> None:
    """Say what became of a card, its error on stderr."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - not for --help

    from cardscan.contact import Outcome  # noqa: PLC0415

    if filed.error:
        voice.warn(f"cardscan: {filed.error}")
    if as_json:
        print_json(filed_object(filed))
    elif not filed.error:
        reasons = ", ".join(_(reason.evidence) for reason in filed.reasons)
        because = f"  ({reasons})" if reasons else ""
        contact = filed.contact_id or "-"
        widest = max(cell_len(label(outcome)) for outcome in Outcome)
        outcome = set_cell_size(label(filed.outcome), widest + 2)
        print_line(f"{outcome}{contact:10} {filed.source.path}{where}{because}")


def _opened(report: str | None) -> "AbstractContextManager[Report | None]":
    from cardscan.report import open_report  # noqa: PLC0415 - not for --help

    return open_report(report) if report else nullcontext()


def _filed(
    settings: Settings, paths: list[str], count: Count, options: dict[str, Any]
) -> "Generator[Filed, None, None]":
    with open_readers(settings, paths, options["cluster"]) as executor:
        from cardscan.intake import IntakeOptions, file_cards  # noqa: PLC0415 - they start now
        from cardscan.workspace import open_library, recipe_of  # noqa: PLC0415

        intake = IntakeOptions(jobs=settings.jobs, time_limit=settings.time_limit, **options)
        with open_library(settings) as library:
            yield from file_cards(
                library, paths, recipe_of(settings), intake, count, executor=executor
            )


def _watched(
    settings: Settings, folder: str, settle: float, options: dict[str, Any]
) -> "Generator[Filed, None, None]":
    from cardscan.intake import IntakeOptions  # noqa: PLC0415 - not for --help
    from cardscan.watch import watch_folder  # noqa: PLC0415
    from cardscan.workspace import open_library, recipe_of  # noqa: PLC0415

    intake = IntakeOptions(jobs=settings.jobs, time_limit=settings.time_limit, **options)
    with open_library(settings) as library:
        yield from watch_folder(library, folder, recipe_of(settings), intake, settle=settle)


def _box(filed: "Filed") -> str:
    """Say where on the picture a card was found: its corners, clockwise from its top left."""
    quad = filed.source.quad
    return " ".join(f"({x:.0f},{y:.0f})" for x, y in quad.points) if quad else ""


def filed_object(filed: "Filed") -> dict[str, Any]:
    """Return what became of a card as ``scan --json`` shows it."""
    return {
        "source": source_object(filed.source),
        "card": filed.card_id,
        "contact": filed.contact_id,
        "outcome": str(filed.outcome),
        "reasons": [
            {"evidence": reason.evidence, "weight": reason.weight} for reason in filed.reasons
        ],
        "error": {"code": filed.error_code, "message": filed.error} if filed.error else None,
    }


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(scan)
    app.command()(watch)
