"""Columns that a person explains: which of a file's headers means which field."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from cardscan.errors import ImportFailed, UsageError
from cardscan.formats.headers import Header, Meaning, folded
from cardscan.formats.profile import Column, Profile
from cardscan.formats.profiles import SUFFIX, column_saying
from cardscan.language import _

_NAME = re.compile(r"[\w-]{1,60}")


def mapped_columns(pairs: Iterable[str]) -> tuple[Column, ...]:
    """Understand pairs such as ``Full name=name``; raise UsageError naming the one that is wrong.

    >>> [(one.header, one.sources[0].phrase) for one in mapped_columns(["Mail=email[1]"])]
    [('Mail', 'email[1]')]
    """
    columns = []
    for pair in pairs:
        header, equals, phrase = pair.rpartition("=")
        try:
            columns.append(column_saying(header, phrase.strip() if equals else None))
        except ValueError as error:
            raise UsageError(
                _("--map {pair}: {error} Write HEADER=FIELD.").format(pair=pair, error=error)
            ) from error
    return tuple(columns)


def with_columns(profile: Profile, columns: tuple[Column, ...]) -> Profile:
    """Let a profile read some columns as a person says; what it says itself comes after."""
    return replace(profile, also=(*profile.also, *columns)) if profile.columns else profile


def check_mapped(header: Header | None, columns: Iterable[Column]) -> None:
    """Raise UsageError for an explained column that the file does not have."""
    known = {folded(one.header) for one in header.meanings} if header else set()
    for column in columns:
        if folded(column.header) not in known:
            names = ", ".join(one.header for one in header.meanings) if header else "none"
            raise UsageError(
                _("--map {header}: the file has no such column. It has: {names}.").format(
                    header=column.header, names=names
                )
            )


def remember(header: Header, name: str, folder: Path) -> Path:
    """Keep what the columns of a file mean as a profile of that name, and return its file.

    Raise UsageError for a name that is none, ImportFailed when it cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            _("'{name}' is no name for a mapping: use letters, digits and dashes.").format(
                name=name
            )
        )
    path = folder / f"{name}{SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(_profile_text(header, name), encoding="utf-8")
    except OSError as error:
        raise ImportFailed(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    return path


def _profile_text(header: Header, name: str) -> str:
    known = {one.header: one for one in header.meanings if one.column and one.header}
    return "\n".join(
        (
            f"for = {_quoted(f'files with the columns of {name}, as you explained them')}",
            f"phones = {_quoted(header.profile.forms.phones)}",
            f"dates = {_quoted(header.profile.forms.dates)}",
            f"region = {_quoted(header.profile.forms.region)}",
            "",
            "[columns]",
            *(f"{_quoted(text)} = {_saying(one)}" for text, one in known.items()),
            "",
        )
    )


def _saying(one: Meaning) -> str:
    sources, separator = (one.column.sources, one.column.separator) if one.column else ((), " ")
    phrases = [source.phrase.replace("[n]", f"[{one.number}]") for source in sources]
    if len(phrases) == 1 and separator == " ":
        return _quoted(phrases[0])
    return _table(phrases, separator) if phrases else '{ text = "" }'


def _table(phrases: Sequence[str], separator: str) -> str:
    return f"{{ join = [{', '.join(map(_quoted, phrases))}], with = {_quoted(separator)} }}"


def _quoted(text: str) -> str:
    """Write a text as TOML does, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
