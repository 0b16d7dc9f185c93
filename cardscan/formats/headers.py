"""Understand the header of a table: what each column means to a profile."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cardscan.formats.drafts import Draft
from cardscan.formats.guard import unguarded
from cardscan.formats.incoming import BadRow
from cardscan.formats.profile import NUMBER, Column, Profile
from cardscan.formats.sources import PHONES, REST, Source
from cardscan.language import _

PERSONAL = frozenset(
    ("name", "name_kana", "name_roman", "company", "email", "number", "phone", "mobile", "fax")
)
"""A table without any of these is no list of contacts."""


_PLACE = "\ue000"  # stands for the number of a repeated column; no header has it


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column of a file means: the column of the profile, and which copy of it."""

    header: str  # as it stands in the file
    column: Column | None  # None: nobody knows it
    number: int = 0  # of a repeated column


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file, understood as those of a profile."""

    profile: Profile
    meanings: tuple[Meaning, ...]

    @property
    def known(self) -> int:
        """Count the columns that are understood."""
        return sum(bool(one.column) for one in self.meanings if one.header)

    @property
    def unknown(self) -> tuple[str, ...]:
        """List the headers that nobody understands."""
        return tuple(one.header for one in self.meanings if one.header and not one.column)

    @property
    def is_of_contacts(self) -> bool:
        """Say whether a column tells who a contact is."""
        return any(
            source.field in PERSONAL
            for one in self.meanings
            if one.column
            for source in one.column.sources
        )


class RowReader:
    """Puts the cells of a row in their places; what that takes is worked out once a file."""

    def __init__(self, header: Header) -> None:
        self._profile = header.profile
        self._takers = tuple(map(_taker, header.meanings))
        self._is_guarded = self._profile.spreadsheet and not self._profile.is_typed

    def draft(self, cells: Sequence[str]) -> Draft:
        """Return what a row says; raise BadRow when it has too many cells."""
        if any(cells[len(self._takers) :]):
            raise BadRow(
                _("{cells} cells, but the header has {columns}").format(
                    cells=len(cells), columns=len(self._takers)
                )
            )
        draft = Draft(self._profile.forms)
        for take, cell in zip(self._takers, cells, strict=False):
            text = (unguarded(cell) if self._is_guarded else cell).strip() if cell else ""
            if text:
                take(draft, _with_unix_lines(text) if "\r" in text else text)
        return draft


class Columns:
    """The headers that a profile writes, and those that it also reads, ready to be found."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        columns = (*profile.columns, *profile.also)
        self._plain = {folded(one.header): one for one in columns if not one.is_repeated}
        self._repeated = [(_pattern(one), one) for one in columns if one.is_repeated]

    def header(self, cells: Sequence[str]) -> Header:
        """Understand a row of headers, by name and never by position."""
        return Header(self.profile, tuple(map(self._meaning, cells)))

    def _meaning(self, header: str) -> Meaning:
        name = folded(header)
        if name in self._plain:
            return Meaning(header, self._plain[name])
        for pattern, column in self._repeated:
            if found := pattern.fullmatch(name):
                return Meaning(header, column, int(found[1]))
        return Meaning(header.strip(), None)


@lru_cache(maxsize=1024)  # the same row is tried by every profile
def folded(header: str) -> str:
    """Bring a header to one form: width, case, spaces and underscores change nothing.

    >>> folded("ＦＡＸ（１）"), folded(" E-mail  1 - Value "), folded("postal_code")
    ('fax(1)', 'e-mail 1 - value', 'postal code')
    """
    plain = unicodedata.normalize("NFKC", header).strip("\ufeff ").casefold()
    return " ".join(plain.replace("_", " ").split())


def _pattern(column: Column) -> re.Pattern[str]:
    before, after = folded(column.header.replace(NUMBER, _PLACE)).split(_PLACE)
    return re.compile(rf"{re.escape(before)}([1-9]\d{{0,2}}){re.escape(after)}")


def _with_unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


_Taker = Callable[[Draft, str], None]


def _taker(meaning: Meaning) -> _Taker:
    """Return what becomes of a text in a column."""
    column, header = meaning.column, meaning.header
    if column is None or not (column.sources or column.is_ignored):
        constant = column.constant if column else ""
        return lambda draft, text: None if text == constant else draft.keep(header, text)
    if column.is_ignored:
        return lambda _draft, _text: None
    stand_ins = {column.otherwise, column.constant}
    if any(source.field == REST for source in column.sources):
        return lambda draft, text: None if text in stand_ins else draft.put_notes(text)
    source, number, separator = _source(column), meaning.number, column.separator
    is_one = source.field == "note" or not source.means_all or source.is_repeated
    if is_one or not separator.strip(" "):  # a space separates nothing for sure

        def take_one(draft: Draft, text: str) -> None:
            if text not in stand_ins:
                draft.put(source, text, number=number, header=header)

        return take_one

    def take(draft: Draft, text: str) -> None:
        for part in map(str.strip, text.split(separator)):
            if part not in stand_ins and not part.startswith("* "):  # a group of Google's own
                draft.put(source, part, number=number, header=header)

    return take


def _source(column: Column) -> Source:
    """Return the one place where the text of a column goes; digits tell a mobile number."""
    if len(column.sources) > 1 and all(one.field in PHONES for one in column.sources):
        return Source("number")
    return column.sources[0]
