"""Settings: a TOML file, then the environment, then what the user typed; read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import platformdirs

from cardscan.errors import SettingsError
from cardscan.language import LANGUAGES, _

CONFIG_VARIABLE = "CARDSCAN_CONFIG"
PREFIX = "CARDSCAN_"

SHORTEST_TOKEN = 16  # characters; a shorter one can be tried out
_WORDS = {int: "a whole number", float: "a number", str: "text"}
MOST_JOBS = 256  # beyond this a number is a slip of the finger, not a machine


class OnDuplicate(StrEnum):
    """What is done with a card of a person who may be in the library already."""

    REVIEW = "review"  # sure matches join, doubtful ones wait for a person
    JOIN = "join"  # likely matches join too
    SKIP = "skip"  # cards of people who are surely there are not filed
    KEEP = "keep"  # every card becomes a contact of its own


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know; every field can be set in the file, named as here."""

    library: str
    engine: str = "fused"
    region: str = "JP"  # ISO 3166 alpha-2: how a number without country code is read
    jobs: int = 1  # worker processes; 0 reads in this process
    time_limit: int = 600  # seconds that one file may take
    token: str = ""  # what a browser must show to `serve`; empty: a new one where one is needed
    accept_from: float = 0.98  # probability from which no person looks at a field
    language: str = ""  # that cardscan speaks, one of LANGUAGES; empty: that of the locale

    def __post_init__(self) -> None:
        """Refuse what cannot be meant; raise ValueError naming the field."""
        if not 0 <= self.jobs <= MOST_JOBS:
            raise ValueError(
                _("{name}: {value} is not between {least} and {most}").format(
                    name="jobs", value=self.jobs, least=0, most=MOST_JOBS
                )
            )
        if not 0 < self.accept_from <= 1:
            raise ValueError(
                _("{name}: {value} is not above 0 and at most 1").format(
                    name="accept_from", value=self.accept_from
                )
            )
        if self.time_limit < 1:
            raise ValueError(
                _("{name}: {value} is less than one second").format(
                    name="time_limit", value=self.time_limit
                )
            )
        if self.token and len(self.token) < SHORTEST_TOKEN:
            raise ValueError(
                _("{name}: shorter than {least} characters").format(
                    name="token", least=SHORTEST_TOKEN
                )
            )
        if len(self.region) != 2 or not self.region.isascii() or not self.region.isupper():
            raise ValueError(
                _("{name}: '{value}' is not two capitals such as JP or US").format(
                    name="region", value=self.region
                )
            )
        if self.language and self.language not in LANGUAGES:
            raise ValueError(
                _("{name}: '{value}' is none of {known}").format(
                    name="language", value=self.language, known=", ".join(LANGUAGES)
                )
            )


def read_settings(environ: Mapping[str, str], **typed: Any) -> Settings:
    """Merge defaults, file, environment and typed flags, the later ones winning.

    A flag that was not typed is None. Raises SettingsError, naming the place and the key.
    """
    path, required = _config_file(environ)
    layers = (
        (str(path), _from_file(path, required=required)),
        ("the environment", _from_environment(environ)),
        ("the command line", {key: value for key, value in typed.items() if value is not None}),
    )
    values: dict[str, Any] = _defaults()
    for place, layer in layers:
        values |= {key: _checked(place, key, value) for key, value in layer.items()}
        try:
            Settings(**values)
        except ValueError as error:
            raise SettingsError(f"{place}: {error}.") from error
    return Settings(**values)


def _config_file(environ: Mapping[str, str]) -> tuple[Path, bool]:
    if named := environ.get(CONFIG_VARIABLE):
        return Path(named).expanduser(), True
    return platformdirs.user_config_path("cardscan") / "config.toml", False


def chosen_language(environ: Mapping[str, str]) -> str:
    """Return the language that the settings name, or an empty string.

    It is asked for before there is anybody to tell that the file is wrong; `read_settings` does.
    """
    try:
        named = _from_file(_config_file(environ)[0], required=False) | _from_environment(environ)
    except SettingsError:
        return ""
    return named["language"] if named.get("language") in LANGUAGES else ""


def profiles_folder(environ: Mapping[str, str]) -> Path:
    """Say where a person's own profiles and remembered column mappings lie."""
    return _config_file(environ)[0].parent / "profiles"


def default_library() -> str:
    """Say where the library lies unless another is named."""
    return str(platformdirs.user_data_path("cardscan") / "contacts.db")


def _defaults() -> dict[str, Any]:
    return {"library": default_library(), "jobs": os.cpu_count() or 1}


def _from_file(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        if required:
            raise SettingsError(
                _("{path}: no such file ({config_variable} names it).").format(
                    path=path, config_variable=CONFIG_VARIABLE
                )
            ) from error
        return {}
    except OSError as error:
        raise SettingsError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            _("{path}: not a TOML file: {error}.").format(path=path, error=error)
        ) from error
    import tomllib  # noqa: PLC0415 - most have no such file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            _("{path}: not a TOML file: {error}.").format(path=path, error=error)
        ) from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Take the variables that are settings; others of that prefix are somebody else's."""
    named = ((field.name, PREFIX + field.name.upper()) for field in fields(Settings))
    return {name: environ[variable] for name, variable in named if environ.get(variable)}


def _checked(place: str, key: str, value: Any) -> Any:
    """Return the value in the type of its field; text becomes a number where one is wanted."""
    types = get_type_hints(Settings)
    if key not in types:
        raise SettingsError(
            _("{place}: unknown key '{key}'. Known: {types}.").format(
                place=place, key=key, types=", ".join(sorted(types))
            )
        )
    wanted = types[key]
    if wanted is not str and isinstance(value, str):
        try:
            return wanted(value)
        except ValueError as error:
            raise SettingsError(
                _("{place}: {key}: '{value}' is not {words}.").format(
                    place=place, key=key, value=value, words=_WORDS[wanted]
                )
            ) from error
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise SettingsError(
            _("{place}: {key}: {value!r} is not {words}.").format(
                place=place, key=key, value=value, words=_WORDS[wanted]
            )
        )
    return value
