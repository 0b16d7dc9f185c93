"""``export``: contacts for other programs."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cardscan.cli.diagnostics import Voice
from cardscan.cli.output import print_json, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.errors import UsageError

if TYPE_CHECKING:
    from cardscan.exchange import ExportReport

BY_SUFFIX = {".csv": "csv", ".vcf": "vcard", ".jsonl": "jsonl"}


def export(
    context: typer.Context,
    *,
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help="Which contacts; nothing takes all.", show_default=""),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="The file to write.", show_default="stdout"),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="For which program, or a profile file of your own (.toml).",
            show_default="by the file's suffix, else csv",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Such as utf-8 or cp932.", show_default="the profile's"),
    ] = None,
    list_profiles: Annotated[
        bool, typer.Option("--profiles", help="List the profiles and stop.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write contacts for a CRM, an address book or a spreadsheet."""
    from cardscan.exchange import export_contacts  # noqa: PLC0415 - not for --help
    from cardscan.formats.profiles import profile_named  # noqa: PLC0415
    from cardscan.workspace import open_library  # noqa: PLC0415

    if list_profiles:
        _print_profiles(as_json=as_json)
        return
    if as_json:
        raise UsageError("--json goes with --profiles; JSON Lines are the profile jsonl.")
    session = session_of(context)
    chosen = profile_named(profile or BY_SUFFIX.get(to.suffix.lower() if to else "", "csv"))
    with open_library(session.settings()) as library:
        contacts = library.search(" ".join(query or ()))
        report = export_contacts(contacts, chosen, to, encoding=encoding)
    _tell(session.voice, report, str(to) if to else "stdout")


def _print_profiles(*, as_json: bool) -> None:
    from cardscan.formats.profiles import profile_named, profile_names  # noqa: PLC0415

    profiles = [profile_named(name) for name in profile_names()]
    if as_json:
        for one in profiles:
            print_json(
                {
                    "name": one.name,
                    "for": one.purpose,
                    "encoding": one.encoding,
                    "spreadsheet": one.spreadsheet,
                }
            )
        return
    rows = [(one.name, one.encoding, one.purpose) for one in profiles]
    print_table(("name", "encoding", "for"), rows)


def _tell(voice: Voice, report: "ExportReport", target: str) -> None:
    """Say what was written and what was lost on the way, in numbers: cards are personal data."""
    voice.say(f"{report.rows} contacts written to {target} ({report.encoding})")
    lost = Counter((one.character, one.written) for one in report.lost)
    for (character, written), times in sorted(lost.items()):
        became = f"written as {written}" if written else "left out"
        voice.warn(f"{report.encoding} has no {character}: {became}, {times} times")
    missing = Counter(one.field for one in report.missing)
    for field, times in sorted(missing.items()):
        voice.warn(f"{field} is empty for {times} contacts, and the other program insists on it")
    for kind, times in report.left_out:
        voice.say(f"{kind}: {times} values have no column there")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(export)
