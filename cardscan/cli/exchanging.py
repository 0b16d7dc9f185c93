"""``import`` and ``export``: contacts from other programs, and for them."""

import os
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.diagnostics import DONE, SOME_FAILED, Voice
from cardscan.cli.labels import label
from cardscan.cli.output import print_json, print_table
from cardscan.cli.reading import AsJson
from cardscan.cli.scanning import print_filed
from cardscan.cli.session import Session, session_of
from cardscan.config import OnDuplicate, profiles_folder
from cardscan.errors import UsageError
from cardscan.language import N_, _, pgettext

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from cardscan.choosing import Choice
    from cardscan.cli.diagnostics import Counter as Progress
    from cardscan.contact import Contact, Filed
    from cardscan.exchange import ExportReport
    from cardscan.importing import ImportOptions

AUTO = "auto"
SHOWN_AFTER = 500  # contacts; drawing the bar for each would take longer than they do
SHEET = "sheet"
LISTED = 20  # lost characters that are named one by one

Target = Annotated[
    Path | None,
    typer.Option("--to", metavar="FILE", help=N_("The file to write."), show_default=N_("stdout")),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help=N_("For which program, or a profile file of your own (.toml)."),
        show_default=N_("by the file's suffix, else csv"),
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help=N_("Such as utf-8 or cp932."), show_default=N_("the profile's")
    ),
]
FoundEncoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help=N_("Such as utf-8 or cp932."), show_default=N_("found out")),
]
Meanings = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADER=FIELD",
        help=N_("What a column means, such as 'Full name=name' or 'Mail=email'; repeatable."),
    ),
]
SinceLast = Annotated[
    bool,
    typer.Option(
        "--since-last",
        help=N_("Only who changed since the last such export to this file; all the first time."),
    ),
]


def export(
    context: typer.Context,
    *,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY", help=N_("Which contacts; nothing takes all."), show_default=""
        ),
    ] = None,
    to: Target = None,
    profile: ProfileName = None,
    encoding: Encoding = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=N_("Write nothing when the encoding lacks a character.")),
    ] = False,
    plain_letters: Annotated[
        bool,
        typer.Option("--plain-letters", help=N_("Write é as e where the encoding has no é.")),
    ] = False,
    without: Annotated[
        str,
        typer.Option(metavar="A,B", help=N_("Fields to keep back, such as mobile,note.")),
    ] = "",
    everybody: Annotated[
        bool, typer.Option("--everybody", help=N_("Also those who are not to be contacted."))
    ] = False,
    since_last: SinceLast = False,
    pictures: Annotated[
        bool,
        typer.Option("--pictures", help=N_("With the picture of the card: vcard, xlsx, sheet.")),
    ] = False,
    list_profiles: Annotated[
        bool, typer.Option("--profiles", help=N_("List the profiles and stop."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write contacts for a CRM, an address book or a spreadsheet.

    Contacts marked do-not-contact are left out. Profiles that people open in a spreadsheet make
    cells harmless that would run there; those for a CRM keep values raw, because a CRM would
    store what guards them.
    """
    from cardscan.choosing import Choice, fields_named  # noqa: PLC0415 - not for --help
    from cardscan.exchange import profile_by_suffix  # noqa: PLC0415

    if list_profiles:
        _print_profiles(as_json=as_json)
        return
    if as_json:
        raise UsageError(_("--json goes with --profiles; JSON Lines are the profile jsonl."))
    if since_last and not to:
        raise UsageError(_("--since-last needs --to FILE: what was exported last is kept by file."))
    name = profile or profile_by_suffix(to)
    choice = Choice(" ".join(query or ()), fields_named(without), everybody)
    wishes = {"encoding": encoding, "strict": strict, "plain_letters": plain_letters}
    _export(session_of(context), choice, (name, to), wishes, pictures=pictures, since=since_last)


def _export(
    session: Session,
    choice: "Choice",
    aim: tuple[str, Path | None],
    wishes: dict[str, Any],
    *,
    pictures: bool,
    since: bool,
) -> None:
    from cardscan.choosing import Chosen, picture_finder  # noqa: PLC0415 - not for --help
    from cardscan.exchange import export_contacts  # noqa: PLC0415
    from cardscan.formats.limits import limits_of  # noqa: PLC0415
    from cardscan.formats.profiles import profile_named  # noqa: PLC0415
    from cardscan.workspace import open_library  # noqa: PLC0415

    name, to = aim
    profile = profile_named(name, profiles_folder(os.environ))
    with open_library(session.settings()) as library:
        if pictures or name == SHEET:
            profile = replace(profile, picture_of=picture_finder(library))
        target = choice.target(name, to) if since and to else ""
        chosen = Chosen(library, choice, library.since_export(target) if target else None)
        bar = session.voice.progress(
            _("Exporting"), unit=pgettext("counted", "contacts"), beside_text=to is not None
        )
        with bar as progress:
            contacts = _counted(chosen.contacts(), progress, of=chosen.most())
            report = export_contacts(contacts, profile, to, **wishes)
        if chosen.since:
            library.note_export(target, chosen.since.newest)
    _tell(session.voice, report, str(to) if to else "stdout")
    limits = limits_of(profile)
    if limits.exceeded_by(report.rows, report.size):
        session.voice.warn(
            _(
                "The other program takes no {sizes}: write parts, such as one tag or year each"
            ).format(sizes=limits.sizes)
        )
    if chosen.kept_back:
        session.voice.say(
            _("{kept_back} left out who are not to be contacted").format(kept_back=chosen.kept_back)
        )
    if chosen.gone:
        session.voice.say(_("{gone} changed and are not found any more").format(gone=chosen.gone))


def _counted(
    contacts: "Iterator[Contact]", progress: "Progress", *, of: int
) -> "Iterator[Contact]":
    for done, contact in enumerate(contacts):
        if done % SHOWN_AFTER == 0:
            progress.show(done=done, of=of)
        yield contact


def import_(
    context: typer.Context,
    *,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=N_("CSV, XLSX, vCard or JSON Lines."))
    ],
    profile: Annotated[
        str,
        typer.Option(metavar="NAME", help=N_("Whose columns the file has; auto finds out.")),
    ] = AUTO,
    map_: Meanings = None,
    save_as: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=N_("Remember what the columns mean as a profile.")),
    ] = None,
    encoding: FoundEncoding = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="T", help=N_("Tag the contacts; repeatable.")),
    ] = None,
    on_duplicate: Annotated[
        OnDuplicate,
        typer.Option(help=N_("A row of a person who may be there already; as in scan.")),
    ] = OnDuplicate.REVIEW,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=N_("Say what would become of each row and file nothing.")),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take over contacts from another program, as one change that one undo takes back.

    Encoding, separator, lines above the header and the columns are found by themselves. A row
    that is known or says nothing new changes nothing, so the same file can be imported again.
    Texts of columns that nobody knows are kept in the note. A row that cannot be read is named
    and the others go on.
    """
    from cardscan.formats.reading import expected_rows  # noqa: PLC0415 - not for --help
    from cardscan.importing import ImportOptions  # noqa: PLC0415

    session, expected = session_of(context), expected_rows(file)
    options = ImportOptions(tags=tuple(tag or ()), on_duplicate=on_duplicate, dry_run=dry_run)
    outcomes = Counter[str]()
    results = closing(_filed(session, file, (profile, map_ or [], save_as, encoding), options))
    bar = session.voice.progress(_("Importing"), unit=_("rows"), beside_text=not as_json)
    with bar as progress, results as rows:
        for filed in rows:
            outcomes[filed.outcome] += 1
            if as_json or dry_run or filed.outcome not in {"new", "known"}:
                with progress.aside():
                    print_filed(session.voice, filed, as_json=as_json)
            progress.show(done=outcomes.total(), of=expected)
    told = ", ".join(f"{number} {label(outcome)}" for outcome, number in sorted(outcomes.items()))
    session.voice.say((_("Would be: ") if dry_run else "") + (told or _("Nothing to file.")))
    raise typer.Exit(SOME_FAILED if outcomes["failed"] else DONE)


def _filed(
    session: Session,
    file: Path,
    columns: tuple[str, list[str], str | None, str | None],
    options: "ImportOptions",
) -> "Generator[Filed, None, None]":
    from cardscan.formats.mapping import (  # noqa: PLC0415
        check_mapped,
        mapped_columns,
        remember,
        with_columns,
    )
    from cardscan.formats.profiles import profile_named, profile_names  # noqa: PLC0415
    from cardscan.formats.reading import open_contacts  # noqa: PLC0415
    from cardscan.importing import import_contacts  # noqa: PLC0415
    from cardscan.workspace import open_library  # noqa: PLC0415

    profile, pairs, save_as, encoding = columns
    settings, own = session.settings(), profiles_folder(os.environ)
    names = profile_names(own) if profile == AUTO else (profile,)
    explained = mapped_columns(pairs)
    profiles = [with_columns(profile_named(name, own), explained) for name in names]
    opened = open_contacts(file, profiles, region=settings.region, encoding=encoding)
    check_mapped(opened.header, explained)
    session.voice.say(
        _("{file}: read as {profile}{encoding}").format(
            file=file, profile=opened.profile, encoding=_in(opened.encoding)
        )
    )
    for header in opened.unknown:
        session.voice.warn(
            _("the column {header} is not known; its texts are kept in the note").format(
                header=header
            )
        )
    if save_as and opened.header:
        session.voice.say(
            _("columns kept in {remember}").format(remember=remember(opened.header, save_as, own))
        )
    with open_library(settings) as library:
        yield from import_contacts(library, file, opened, options)


def _in(encoding: str) -> str:
    return _(" in {encoding}").format(encoding=encoding) if encoding else ""


def _print_profiles(*, as_json: bool) -> None:
    from cardscan.formats.limits import limits_of  # noqa: PLC0415 - not for --help
    from cardscan.formats.profiles import profile_named, profile_names  # noqa: PLC0415

    own = profiles_folder(os.environ)
    profiles = [profile_named(name, own) for name in profile_names(own)]
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
    rows = [(one.name, one.encoding, one.purpose, limits_of(one).words) for one in profiles]
    print_table(("name", "encoding", "for", "does not hold"), rows)


def _tell(voice: Voice, report: "ExportReport", target: str) -> None:
    """Say what was written and what was lost on the way, and where; no value is printed."""
    voice.say(
        _("{rows} contacts written to {target} ({encoding})").format(
            rows=report.rows, target=target, encoding=report.encoding
        )
    )
    for one in report.lost if voice.verbose else report.lost[:LISTED]:
        became = _("written as {sign}").format(sign=one.written) if one.written else _("left out")
        voice.warn(
            _("contact {contact_id}, {field}: {character} is {became}").format(
                contact_id=one.contact_id, field=one.field, character=one.character, became=became
            )
        )
    lost = Counter(one.character for one in report.lost)
    for character, times in sorted(lost.items()):
        voice.warn(
            _("{encoding} has no {character}: {times} times").format(
                encoding=report.encoding, character=character, times=times
            )
        )
    for field, ids in sorted(_missing(report).items()):
        named = ", ".join(ids if voice.verbose else (*ids[:LISTED], *["…"] * (len(ids) > LISTED)))
        voice.warn(
            _("{field} is empty, and the other program insists on it: contact {named}").format(
                field=field, named=named
            )
        )
    for kind, times in report.left_out:
        voice.say(_("{kind}: {times} values have no column there").format(kind=kind, times=times))
    if len(report.lost) > LISTED and not voice.verbose:
        voice.say(
            _("The first {listed} are named; cardscan --verbose export names all.").format(
                listed=LISTED
            )
        )


def _missing(report: "ExportReport") -> dict[str, list[str]]:
    """Return the contacts that lack a cell, by its column."""
    ids: dict[str, list[str]] = {}
    for one in report.missing:
        ids.setdefault(one.field, []).append(one.contact_id)
    return ids


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(name="import")(import_)
    app.command()(export)
