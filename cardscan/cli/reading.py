"""``read``: pictures in, fields out."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from os.path import isdir
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.diagnostics import DONE, SOME_FAILED
from cardscan.cli.output import print_json, print_line, print_pairs
from cardscan.cli.session import session_of
from cardscan.config import Settings
from cardscan.inputs import Barren, Count, find_files
from cardscan.language import N_, _

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from cardscan.model import Field, Line, ParsedCard, Quad, Source
    from cardscan.scan import PageResult

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help=N_("Pictures, PDFs and folders, which are read to their depth.")
    ),
]
EngineName = Annotated[
    str | None,
    typer.Option("--engine", metavar="NAME", help=N_("The reader."), show_default=N_("fused")),
]
Region = Annotated[
    str | None,
    typer.Option(
        metavar="CC",
        help=N_("The country whose phone numbers are printed without a country code."),
        show_default=N_("JP"),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help=N_("Worker processes; 0 reads in this process."),
        show_default=N_("one per core"),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("JSON Lines, one object per line."))]


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
    failed, count, cards = False, Count(), 0
    results = closing(_results(settings, paths, count))
    bar = session.voice.progress(_("Reading"), beside_text=not as_json)
    with bar as progress, results as pages:
        for result in pages:
            cards += len(result.cards)
            progress.show(done=count.done, of=count.files, cards=cards)
            if result.error:
                failed = True
                session.voice.warn(f"cardscan: {result.error}")
            elif not result.cards:
                session.voice.warn(_("{path}: no card found on it").format(path=result.path))
            with progress.aside():
                _print_result(result, as_json=as_json)
    raise typer.Exit(SOME_FAILED if failed else DONE)


@contextmanager
def open_readers(
    settings: Settings, paths: Sequence[str], cluster: str = ""
) -> "Iterator[Executor]":
    """Open workers; those that have work import what it takes while this process gets ready."""
    from cardscan.executors import open_executor  # noqa: PLC0415 - not for --help
    from cardscan.workers import import_ahead  # noqa: PLC0415

    here = 0 if cluster else settings.jobs
    needed = here if any(map(isdir, paths)) else min(here, len(paths))
    with open_executor(settings.jobs, time_limit=settings.time_limit, cluster=cluster) as executor:
        for _worker in range(needed):
            executor.submit(import_ahead, "cardscan.scan", "cardscan.parse.parser")
        yield executor


def _results(
    settings: Settings, paths: list[str], count: Count
) -> "Generator[PageResult, None, None]":
    with open_readers(settings, paths) as executor:
        from cardscan.scan import PageResult, check_engine, scan_files  # noqa: PLC0415 - they start now
        from cardscan.workspace import recipe_of  # noqa: PLC0415

        recipe = recipe_of(settings)
        check_engine(recipe)
        found = list(find_files(paths))
        yield from (PageResult(it.path, error=it.error) for it in found if isinstance(it, Barren))
        files = [it for it in found if isinstance(it, str)]
        count.files = len(files)
        yield from scan_files(executor, files, recipe, jobs=settings.jobs, count=count)


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
    from cardscan.signs import warning_told  # noqa: PLC0415 - not for --help

    place = card.source
    page = _(", page {number}").format(number=place.page + 1) if place.page else ""
    index = _(", card {number}").format(number=place.index + 1) if place.index else ""
    print_line(f"{place.path}{page}{index}", style="bold")
    print_pairs((field.kind, _field_text(field)) for field in card.fields)
    for line in card.leftover:
        print_line(_("(not understood) {text}").format(text=line.text))
    for warning in card.warnings:
        print_line(_("(note) {text}").format(text=warning_told(warning)))
    print_line()


def _field_text(field: "Field") -> str:
    sure = (
        ""
        if field.status == "accepted"
        else _("  (please check, {sure:.0%})").format(sure=field.confidence)
    )
    guess = f"  ({field.guessed_kana}?)" if field.guessed_kana else ""
    return field.value + guess + sure


def card_object(card: "ParsedCard") -> dict[str, Any]:
    """Return a card as ``read --json`` shows it."""
    return {
        "source": source_object(card.source),
        "fields": [_field_object(field) for field in card.fields],
        "lines": [_line_object(line) for line in card.lines],
        "warnings": list(card.warnings),
    }


def source_object(source: "Source") -> dict[str, Any]:
    """Return where a card was found."""
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
        **({"guessed_kana": field.guessed_kana} if field.guessed_kana else {}),
    }


def _line_object(line: "Line") -> dict[str, Any]:
    return {
        "text": line.text,
        "confidence": round(line.confidence, 4),
        "quad": _corners(line.quad),
    }


def _corners(quad: "Quad | None") -> list[list[float]] | None:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in quad.points] if quad else None


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(read)
