"""``read`` and ``scan``: pictures in, fields out."""

from collections import Counter as Tally
from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.diagnostics import DONE, SOME_FAILED
from cardscan.cli.output import print_json, print_line, print_pairs
from cardscan.cli.session import Session, session_of
from cardscan.config import OnDuplicate, Settings

if TYPE_CHECKING:
    from cardscan.contact import Filed
    from cardscan.model import Field, Line, ParsedCard, Quad, Source
    from cardscan.scan import PageResult

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Pictures, PDFs and folders, which are read to their depth."
    ),
]
EngineName = Annotated[
    str | None,
    typer.Option("--engine", metavar="NAME", help="The reader.", show_default="fused"),
]
Region = Annotated[
    str | None,
    typer.Option(
        metavar="CC",
        help="The country whose phone numbers are printed without a country code.",
        show_default="JP",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Worker processes; 0 reads in this process.",
        show_default="one per core",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, one object per line.")]


def read(
    context: typer.Context,
    *,
    paths: Paths,
    engine: EngineName = None,
    region: Region = None,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Read cards without a library and print what is found."""
    session = session_of(context)
    settings = session.settings(engine=engine, region=region, jobs=jobs)
    failed = False
    results = closing(_results(settings, paths))
    with session.voice.progress("Pages read") as progress, results as pages:
        for result in pages:
            progress.count()
            if result.error:
                failed = True
                session.voice.warn(f"cardscan: {result.error}")
            elif not result.cards:
                session.voice.warn(f"{result.path}: no card found on it")
            _print_result(result, as_json=as_json)
    raise typer.Exit(SOME_FAILED if failed else DONE)


def _results(settings: Settings, paths: list[str]) -> "Generator[PageResult, None, None]":
    from cardscan.executors import open_executor  # noqa: PLC0415 - not for --help
    from cardscan.inputs import Barren, find_files  # noqa: PLC0415
    from cardscan.scan import PageResult, check_engine, scan_files  # noqa: PLC0415
    from cardscan.workspace import recipe_of  # noqa: PLC0415

    recipe = recipe_of(settings)
    check_engine(recipe)
    found = list(find_files(paths))
    yield from (PageResult(it.path, error=it.error) for it in found if isinstance(it, Barren))
    files = [it for it in found if isinstance(it, str)]
    with open_executor(settings.jobs, time_limit=settings.time_limit) as executor:
        yield from scan_files(executor, files, recipe, jobs=settings.jobs)


def _print_result(result: "PageResult", *, as_json: bool) -> None:
    if as_json and result.error:
        source = {"path": result.path, "page": result.page, "index": 0, "quad": None}
        error = {"code": result.error.code, "message": str(result.error)}
        print_json({"source": source, "error": error})
    for scanned in result.cards:
        if as_json:
            print_json(card_object(scanned.card))
        else:
            _print_card(scanned.card)


def _print_card(card: "ParsedCard") -> None:
    place = card.source
    page = f", page {place.page + 1}" if place.page else ""
    index = f", card {place.index + 1}" if place.index else ""
    print_line(f"{place.path}{page}{index}", style="bold")
    print_pairs((field.kind, _field_text(field)) for field in card.fields)
    for line in card.leftover:
        print_line(f"(not understood) {line.text}")
    for warning in card.warnings:
        print_line(f"(note) {warning}")
    print_line()


def _field_text(field: "Field") -> str:
    sure = "" if field.status == "accepted" else f"  (please check, {field.confidence:.0%})"
    return field.value + sure


def card_object(card: "ParsedCard") -> dict[str, Any]:
    """Return a card as ``read --json`` shows it."""
    return {
        "source": _source_object(card.source),
        "fields": [_field_object(field) for field in card.fields],
        "lines": [_line_object(line) for line in card.lines],
        "warnings": list(card.warnings),
    }


def _source_object(source: "Source") -> dict[str, Any]:
    return {
        "path": source.path,
        "page": source.page,
        "index": source.index,
        "quad": _corners(source.quad),
    }


def _field_object(field: "Field") -> dict[str, Any]:
    return {
        "kind": str(field.kind),
        "value": field.value,
        "raw": field.raw,
        "confidence": round(field.confidence, 4),
        "status": str(field.status),
        "quad": _corners(field.quad),
        "readers": list(field.readers),
    }


def _line_object(line: "Line") -> dict[str, Any]:
    return {
        "text": line.text,
        "confidence": round(line.confidence, 4),
        "quad": _corners(line.quad),
    }


def _corners(quad: "Quad | None") -> list[list[float]] | None:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in quad.points] if quad else None


def scan(
    context: typer.Context,
    *,
    paths: Paths,
    engine: EngineName = None,
    region: Region = None,
    jobs: Jobs = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="T", help="Tag the contacts; repeatable.")
    ] = None,
    event: Annotated[str, typer.Option(metavar="TEXT", help="Where the cards were given.")] = "",
    met: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day the cards were given.",
            show_default="the picture's day",
        ),
    ] = None,
    on_duplicate: Annotated[
        OnDuplicate,
        typer.Option(
            help="A card of a person who may be there already: sure matches join and doubtful "
            "ones wait for you (review); likely ones join too (join); cards of people who are "
            "surely there are left out (skip); every card is a contact of its own (keep).",
        ),
    ] = OnDuplicate.REVIEW,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and file nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read cards and file them in the library.

    Doubtful cards are filed and wait for a person; no question stops the stack. A second run
    over the same files changes nothing. Two sides of a card are recognised by their names:
    lee_front.jpg with lee_back.jpg, lee_omote with lee_ura, 山田表 with 山田裏.
    """
    session = session_of(context)
    settings = session.settings(engine=engine, region=region, jobs=jobs)
    options = {
        "tags": tuple(tag or ()),
        "event": event,
        "met": met.date() if met else None,
        "dry_run": dry_run,
    }
    outcomes = Tally[str]()
    results = closing(_filed(settings, paths, on_duplicate, options))
    with session.voice.progress("Cards filed") as progress, results as cards:
        for filed in cards:
            progress.count()
            outcomes[filed.outcome] += 1
            print_filed(session, filed, as_json=as_json)
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    session.voice.say(f"{'Would be: ' if dry_run else ''}{told or 'Nothing to file.'}")
    raise typer.Exit(SOME_FAILED if outcomes["failed"] else DONE)


def _filed(
    settings: Settings, paths: list[str], on_duplicate: OnDuplicate, options: dict[str, Any]
) -> "Generator[Filed, None, None]":
    from cardscan.intake import IntakeOptions, file_cards  # noqa: PLC0415
    from cardscan.workspace import open_library, recipe_of  # noqa: PLC0415

    intake = IntakeOptions(
        jobs=settings.jobs,
        time_limit=settings.time_limit,
        on_duplicate=on_duplicate,
        **options,
    )
    with open_library(settings) as library:
        yield from file_cards(library, paths, recipe_of(settings), intake)


def print_filed(session: Session, filed: "Filed", *, as_json: bool) -> None:
    """Say what became of a card, its error on stderr."""
    if filed.error:
        session.voice.warn(f"cardscan: {filed.error}")
    if as_json:
        print_json(filed_object(filed))
    elif not filed.error:
        reasons = ", ".join(reason.evidence for reason in filed.reasons)
        because = f"  ({reasons})" if reasons else ""
        print_line(f"{filed.outcome:7} {filed.contact_id or '-':10} {filed.source.path}{because}")


def filed_object(filed: "Filed") -> dict[str, Any]:
    """Return what became of a card as ``scan --json`` shows it."""
    return {
        "source": _source_object(filed.source),
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
    app.command()(read)
    app.command()(scan)
