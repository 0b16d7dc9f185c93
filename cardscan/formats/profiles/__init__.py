r"""Find export profiles: TOML files in this folder, those of other packages, the user's own.

A profile file says::

    for = "which program reads it, and what is not confirmed"
    format = "csv"               # or xlsx, vcard, jsonl, labels, sheet
    encoding = "utf-8"           # see cardscan.formats.encoding
    line_end = "crlf"            # or lf
    spreadsheet = false          # people open it in one: cells that would run are made harmless
    one_line = false             # no line breaks inside cells
    phones = "e164"              # or national, spreadsheet
    dates = "%Y-%m-%d"
    region = "JP"                # whose numbers are written without country code
    required = ["Last Name"]     # cells that the other program insists on
    most_rows = 50000            # that it takes in one file
    most_megabytes = 8

    [labels]                     # its words for kinds: number[n].label
    mobile = "Mobile"

    [least]                      # columns that are repeated at least so often
    "E-mail" = 2

    [columns]                    # in order; the phrases are those of cardscan.formats.sources
    "Last Name" = "name.family"
    "Company" = { first = ["company", "company_roman"], else = "(unknown)" }
    "Notes" = { join = ["note", "rest"], with = "\n" }
    "Phone {n} - Value" = "number[n]"
    "Labels" = { join = ["tag"], with = ", ", text = "always there" }

    [also]                       # headers that are read where they stand, and never written
    "Home Phone" = "phone"
    "Priority" = ""              # says nothing about a person

A file is read by the same columns, the way back: by their names, wherever they stand. Only ``for``
and the columns must be there; the others take nothing but ``for``. Another package offers a
profile through the entry points ``cardscan.formats``: its name, and a function without arguments
that returns a ``Profile``. A file in the user's own folder is found by its name, too.
"""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from cardscan.errors import SettingsError, UnknownName
from cardscan.formats.csv_writer import write_csv
from cardscan.formats.encoding import encoding_named
from cardscan.formats.jsonl import write_jsonl
from cardscan.formats.pdf_writer import write_labels, write_sheet
from cardscan.formats.profile import NUMBER, Column, Profile, Writer
from cardscan.formats.sources import REST, parse_source
from cardscan.formats.texts import Forms
from cardscan.formats.vcard import write_vcards
from cardscan.formats.xlsx_writer import write_xlsx
from cardscan.language import _
from cardscan.plugins import FORMATS, load_plugin, plugin_names

SUFFIX = ".toml"

_WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "vcard": write_vcards,
    "jsonl": write_jsonl,
    "labels": write_labels,
    "sheet": write_sheet,
}
_TABLES = ("csv", "xlsx")
_JOINED = {"vcard": ("title", "note")}  # fields of which the format itself holds one text
_LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
_PHONES = ("e164", "national", "spreadsheet")
_TYPES: dict[str, type] = {
    "for": str,
    "format": str,
    "encoding": str,
    "line_end": str,
    "spreadsheet": bool,
    "one_line": bool,
    "phones": str,
    "dates": str,
    "region": str,
    "required": list,
    "most_rows": int,
    "most_megabytes": int,
    "labels": dict,
    "least": dict,
    "columns": dict,
    "also": dict,
}
_COLUMN_KEYS = ("join", "first", "with", "text", "else")


def profile_names(own: Path | None = None) -> tuple[str, ...]:
    """List the names of all profiles, those in the user's own folder among them, sorted."""
    return tuple(sorted({*_built_in_names(), *plugin_names(FORMATS), *_own_names(own)}))


def profile_named(name: str, own: Path | None = None) -> Profile:
    """Return the profile of a name; one that ends in .toml is a file, of any place.

    ``own`` is the folder of the user's own profiles. Raises UnknownName, which lists the known
    ones, and SettingsError for a file that is wrong.
    """
    if name.endswith(SUFFIX):
        return _own_profile(Path(name))
    if own and name in _own_names(own):
        return _own_profile(own / f"{name}{SUFFIX}")
    if name in _built_in_names():
        text = files(__name__).joinpath(name + SUFFIX).read_text(encoding="utf-8")
        return read_profile(text, name)
    if name in plugin_names(FORMATS):
        profile: Profile = load_plugin(FORMATS, name)()
        return profile
    raise UnknownName(
        _("There is no profile '{name}'. Known: {profile_names}.").format(
            name=name, profile_names=", ".join(profile_names(own))
        )
    )


def read_profile(text: str, name: str) -> Profile:
    """Make a profile of what a TOML file says; raise SettingsError naming profile and key."""
    try:
        values = tomllib.loads(text)
        _check_keys(values)
        return _profile_of(values, name)
    except (tomllib.TOMLDecodeError, ValueError, UnknownName) as error:
        raise SettingsError(_("Profile {name}: {error}").format(name=name, error=error)) from error


def _built_in_names() -> tuple[str, ...]:
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))


def _own_names(folder: Path | None) -> tuple[str, ...]:
    return tuple(path.stem for path in folder.glob(f"*{SUFFIX}")) if folder else ()


def _own_profile(path: Path) -> Profile:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            _("Profile {path}: cannot be read ({error}).").format(path=path, error=error)
        ) from error
    return read_profile(text, path.stem)


def _check_keys(values: dict[str, Any]) -> None:
    for key, value in values.items():
        if key not in _TYPES:
            raise ValueError(
                _("unknown key '{key}'. Known: {known}.").format(key=key, known=", ".join(_TYPES))
            )
        if type(value) is not _TYPES[key]:
            raise ValueError(
                _("{key}: {value!r} is not a {type}.").format(
                    key=key, value=value, type=_TYPES[key].__name__
                )
            )
    if "for" not in values:
        raise ValueError(_("the key 'for' is missing: say which program reads the file."))


def _profile_of(values: dict[str, Any], name: str) -> Profile:
    file_format = _choice(values, "format", tuple(_WRITERS))
    columns = tuple(column_saying(*item) for item in values.get("columns", {}).items())
    if file_format in _TABLES and not columns:
        raise ValueError(_("columns: a table of columns needs at least one."))
    if file_format not in _TABLES and (vain := values.keys() - {"for", "format"}):
        raise ValueError(
            _("{key}: {format} says itself what is written and how.").format(
                key=min(vain), format=file_format
            )
        )
    headers = [column.header for column in columns]
    required = tuple(map(str, values.get("required", ())))
    if unknown := [header for header in required if header not in headers]:
        raise ValueError(_("required: there is no column '{header}'.").format(header=unknown[0]))
    return Profile(
        name=name,
        purpose=values["for"],
        write=_WRITERS[file_format],
        encoding=encoding_named(values.get("encoding", "utf-8")),
        is_encoding_fixed=file_format != "csv",
        line_end=_LINE_ENDS[_choice(values, "line_end", tuple(_LINE_ENDS))],
        spreadsheet=values.get("spreadsheet", file_format == "xlsx"),
        is_typed=file_format == "xlsx",
        one_line=values.get("one_line", False),
        forms=_forms_of(values),
        columns=columns,
        required=required,
        least=_least_of(values),
        most_rows=values.get("most_rows", 0),
        most_megabytes=values.get("most_megabytes", 0),
        joined=_JOINED.get(file_format, ()),
        also=tuple(column_saying(*item) for item in values.get("also", {}).items()),
    )


def _forms_of(values: dict[str, Any]) -> Forms:
    region = values.get("region", "JP")
    if len(region) != 2 or not region.isascii() or not region.isupper():
        raise ValueError(
            _("{name}: '{value}' is not two capitals such as JP or US").format(
                name="region", value=region
            )
            + "."
        )
    return Forms(
        phones=_choice(values, "phones", _PHONES),
        dates=values.get("dates", "%Y-%m-%d"),
        region=region,
        labels=tuple((kind, str(word)) for kind, word in values.get("labels", {}).items()),
    )


def _least_of(values: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    least = values.get("least", {})
    for group, count in least.items():
        if type(count) is not int or count < 1:
            raise ValueError(
                _("least: '{group}' needs a whole number from 1, not {count!r}.").format(
                    group=group, count=count
                )
            )
    return tuple(least.items())


def _choice(values: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
    """Return a value that must be one of a few; the first of them is the default."""
    value = values.get(key, choices[0])
    if value not in choices:
        raise ValueError(
            _("{name}: '{value}' is none of {known}").format(
                name=key, value=value, known=", ".join(choices)
            )
            + "."
        )
    return str(value)


def column_saying(header: str, says: Any) -> Column:
    """Make a column of a phrase, or of a table with join, first or text; raise ValueError."""
    if says == "":
        return Column(header, is_ignored=True)
    try:
        column = _column_of(header, {"join": [says]} if isinstance(says, str) else dict(says))
    except (TypeError, ValueError) as error:
        raise ValueError(
            _("column '{header}': {error}.").format(header=header, error=error)
        ) from error
    if any(source.is_repeated for source in column.sources) and not column.is_repeated:
        raise ValueError(
            _("column '{header}': a source with [n] needs {number} in the header.").format(
                header=header, number=NUMBER
            )
        )
    return column


def _column_of(header: str, says: dict[str, Any]) -> Column:
    if unknown := says.keys() - set(_COLUMN_KEYS):
        raise ValueError(
            _("unknown key '{key}', known are {known}").format(
                key=min(unknown), known=", ".join(_COLUMN_KEYS)
            )
        )
    if {"join", "first"} <= says.keys():
        raise ValueError(_("say join or first, not both"))
    phrases = says.get("join", says.get("first", []))
    if not isinstance(phrases, list):
        raise ValueError(_("{phrases!r} is not a list of sources").format(phrases=phrases))
    if "first" in says and REST in phrases:
        raise ValueError(
            _("'{rest}' goes with join: what is left over depends on the first").format(rest=REST)
        )
    return Column(
        header=header,
        sources=tuple(parse_source(phrase) for phrase in phrases),
        separator=str(says.get("with", " ")),
        first_only="first" in says,
        constant=str(says.get("text", "")),
        otherwise=str(says.get("else", "")),
    )
