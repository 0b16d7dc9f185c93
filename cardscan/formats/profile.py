"""What one other program wants to read: a profile, and its columns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from cardscan.contact import Contact
from cardscan.formats.ledger import Ledger
from cardscan.formats.sources import Source
from cardscan.formats.texts import Forms, Texts, reader

NUMBER = "{n}"  # in a header: the column is repeated, counting from 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, and where its text comes from."""

    header: str
    sources: tuple[Source, ...] = ()
    separator: str = " "  # between several values
    first_only: bool = False  # the first source that has a value, not all of them
    constant: str = ""  # one more value, always there
    otherwise: str = ""  # when there is no value at all
    is_ignored: bool = False  # on reading: it says nothing about a person

    @property
    def is_repeated(self) -> bool:
        """Say whether there is one such column for each value."""
        return NUMBER in self.header

    @property
    def group(self) -> str:
        """Return what columns that are repeated together have in common."""
        return self.header.partition(NUMBER)[0].strip() or NUMBER if self.is_repeated else ""

    def numbered(self, number: int) -> str:
        """Return the header of the column's copy of that number, from 1."""
        return self.header.replace(NUMBER, str(number))

    def cell(self, number: int = 1) -> Callable[[Texts], str]:
        """Return what writes the cell in the copy of that number, from 1, of a contact."""
        if len(self.sources) != 1 or self.constant:
            return lambda texts: self._joined(texts, number)
        (source,), separator, otherwise = self.sources, self.separator, self.otherwise
        if source.is_repeated or (source.first and not source.and_after):  # one value of many
            at = (number if source.is_repeated else source.first) - 1

            def one(texts: Texts) -> str:
                values = texts.of(source)
                return values[at] or otherwise if at < len(values) else otherwise

            return one
        read = reader(*source.key)

        def every(texts: Texts) -> str:
            values = read(texts)
            if len(values) == 1:  # of nearly all fields
                return values[0] or otherwise
            values = source.pick(values, number)
            return separator.join(filter(None, values)) or otherwise

        return every

    def _joined(self, texts: Texts, number: int) -> str:
        written: list[str] = []
        for source in self.chosen(texts) if self.first_only else self.sources:
            written += source.pick(texts.of(source), number)
        if self.constant:
            written.append(self.constant)
        return self.separator.join(filter(None, written)) or self.otherwise

    def chosen(self, texts: Texts) -> tuple[Source, ...]:
        """Return the sources that are written for a contact: all, or the first with a value."""
        if not self.first_only:
            return self.sources
        for source in self.sources:
            if any(source.pick(texts.of(source), 1)):
                return (source,)
        return ()


@dataclass(frozen=True, slots=True)
class Profile:
    """How contacts are written for one other program, or for people."""

    name: str
    purpose: str  # one or two sentences for people: which program, and what is not confirmed
    write: "Writer"
    encoding: str = "utf-8"  # one of formats.encoding.ENCODINGS
    is_encoding_fixed: bool = False  # the format allows no other
    line_end: str = "\r\n"
    spreadsheet: bool = False  # people open it in one, so cells that would run are made harmless
    is_typed: bool = False  # cells are typed as text, so none runs
    one_line: bool = False  # the other program takes no line breaks inside cells
    forms: Forms = field(default_factory=Forms)
    columns: tuple[Column, ...] = ()  # empty where the format itself says what is written
    required: tuple[str, ...] = ()  # headers of cells that the other program insists on
    least: tuple[tuple[str, int], ...] = ()  # group → copies written even when all are empty
    most_rows: int = 0  # contacts in a file that the other program takes; 0: nothing is known
    most_megabytes: int = 0
    joined: tuple[str, ...] = ()  # fields of which the format itself holds one text
    picture_of: Callable[[Contact], bytes] | None = None  # JPEG of a card; None leaves it out
    also: tuple[Column, ...] = ()  # read where they stand, never written; without source: ignored


Writer = Callable[[Iterable[Contact], Profile, Ledger], Iterator[str] | Iterator[bytes]]
"""Turns contacts into text, or into the bytes of a format that is none, as the profile says.

Each value passes through the ledger's fit.
"""
