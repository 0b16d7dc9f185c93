"""Read vCard 2.1, 3.0 and 4.0, many cards in one file, each for itself.

vobject takes a property apart; what it would make of a whole card is left out, because it stops
at the first fault and cuts the pictures of version 4.0 at a comma.
"""

import quopri
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import TextIO

from vobject.base import ParseError, getLogicalLines, parseLine
from vobject.icalendar import stringToTextValues
from vobject.vcard import splitFields

from cardscan.contact import Contact
from cardscan.formats.drafts import Draft
from cardscan.formats.incoming import BadRow, Incoming, ReadContact, UnreadableRow
from cardscan.formats.sources import Source
from cardscan.formats.texts import Forms
from cardscan.language import _
from cardscan.letters import likeliest_text
from cardscan.model import Kind

MAX_CARD = 4_000_000  # characters without pictures, which are not kept
MAX_LINE = 1_000_000

_BINARY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:](?!X-IRMC-N)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\;,:nN])")
_PARTS = ("building", "building", "street", "city", "prefecture", "postal_code", "country")
_TEXTS = {
    "X-PHONETIC-FIRST-NAME": "name_kana.given",
    "X-PHONETIC-LAST-NAME": "name_kana.family",
    "X-PHONETIC-ORG": "company_kana",
    "X-PHONETIC-ORG-NAME": "company_kana",
    "UID": "id",
    "EMAIL": "email",
    "URL": "url",
    "IMPP": "social",
    "X-SOCIALPROFILE": "social",
}
# fmt: off
_ABOUT_THE_FILE = frozenset((
    "BEGIN", "CLASS", "CLIENTPIDMAP", "END", "GEO", "KIND", "LABEL", "MAILER", "PRODID", "PROFILE",
    "REV", "TZ", "VERSION", "X-ABADR", "X-ABLABEL", "X-ABSHOWAS", "X-ABUID", "XML",
))
# fmt: on


def read_vcards(text: TextIO, region: str) -> Iterator[Incoming]:
    """Yield the contact of each card, or why there is none; ``region`` is where numbers dial."""
    for row, card in _cards(text):
        try:
            if isinstance(card, BadRow):
                raise card
            yield ReadContact(row, _contact(card, Forms(region=region)))
        except BadRow as error:
            yield UnreadableRow(row, str(error))


@dataclass(frozen=True, slots=True)
class _Property:
    """One line of a card, taken apart and decoded."""

    name: str
    types: frozenset[str]  # in capitals
    options: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        value = self.value.replace("\r\n", "\n")
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)

    @property
    def fields(self) -> list[str]:
        if "\\" not in self.value and "," not in self.value:  # nearly all: nothing is escaped
            return self.value.split(";")
        parts = splitFields(self.value)
        return [" ".join(part) if isinstance(part, list) else part for part in parts]


def _cards(text: TextIO) -> Iterator[tuple[int, str | BadRow]]:
    """Cut a file into cards; what stands between them is left out."""
    card: list[str] = []
    start = row = size = 0
    is_binary, is_new = False, True  # a line that is too long comes in pieces
    while line := text.readline(MAX_LINE):
        row += is_new
        word = line.strip().upper() if is_new else ""
        if word == "BEGIN:VCARD":
            if card:
                yield start, BadRow(_("it has no end: another card begins in it"))
            card, start, size, is_binary = [line], row, 0, False
        elif card and word == "END:VCARD":
            yield start, "".join(card)
            card = []
        elif card:
            if is_new:
                is_binary = bool(_BINARY.match(line)) or (is_binary and line[0] in " \t")
            size += 0 if is_binary else len(line)
            if not is_binary:
                card.append(line)
        is_new = line.endswith(("\n", "\r"))
        if size > MAX_CARD:
            yield start, BadRow(_("it has no end in sight"))
            card, size = [], 0
    if card:
        yield start, BadRow(_("it has no end: the file ends in it"))


def _contact(card: str, forms: Forms) -> Contact:
    properties = [one for one in _properties(card) if one.name not in _ABOUT_THE_FILE]
    names = {one.name for one in properties}
    draft = Draft(forms)
    for number, one in enumerate(properties, start=1):
        if one.name != "FN":
            _put(draft, one, number, names)
    _put_formatted_name(draft, properties)
    return draft.contact()


def _put_formatted_name(draft: Draft, properties: list[_Property]) -> None:
    """Take the name as it is shown: for its order, or when no other name is told."""
    shown = next((one.text for one in properties if one.name == "FN"), "")
    parts = next((" ".join(one.fields) for one in properties if one.name == "N"), "")
    stand_ins = {one.fields[0] for one in properties if one.name in {"ORG", "UID"}}
    if sorted(shown.split()) == sorted(parts.split()) or (
        not parts.strip() and shown not in stand_ins
    ):
        draft.put(_source(Kind.NAME, "text"), shown)


def _properties(card: str) -> Iterator[_Property]:
    """Take a card apart; raise BadRow when a line is none of a vCard."""
    try:
        card.encode()
    except UnicodeEncodeError as error:
        raise BadRow(_("it holds bytes that are no letters in this encoding")) from error
    if "\0" in card:
        raise BadRow(_("it holds NUL bytes, so a part of it is not text"))
    for line, _number in getLogicalLines(StringIO(card)):
        try:
            name, params, value, _group = parseLine(line)
        except ParseError as error:
            raise BadRow(_("a line of it is no property of a vCard")) from error
        yield _property(name.upper(), params, value)


def _property(name: str, params: list[list[str]], value: str) -> _Property:
    options = {param[0].upper(): ",".join(param[1:]) for param in params if len(param) > 1}
    types = {param[0].upper() for param in params if len(param) == 1}  # as 2.1 writes them
    types |= {word for param in params if param[0].upper() == "TYPE" for word in _words(param)}
    if "QUOTED-PRINTABLE" in types | {options.get("ENCODING", "").upper()}:
        value = _unquoted(value, options.get("CHARSET", ""))
    return _Property(name, frozenset(types), options, value)


def _words(param: list[str]) -> Iterable[str]:
    return (word.strip().upper() for text in param[1:] for word in text.split(","))


def _unquoted(value: str, charset: str) -> str:
    """Decode what version 2.1 writes of letters beyond ASCII.

    >>> _unquoted("=8D=82=8B=B4;=94=FC=8D=E7", "SHIFT_JIS"), _unquoted("=E9=AB=98", "")
    ('高橋;美咲', '高')
    """
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    name = "cp932" if charset.upper().replace("-", "_") in {"SHIFT_JIS", "SJIS"} else charset
    try:
        return content.decode(name) if name else likeliest_text(content)
    except (LookupError, UnicodeDecodeError):
        return likeliest_text(content)


def _put(draft: Draft, one: _Property, number: int, names: set[str]) -> None:
    if one.name == "N" and "SORT-AS" in one.options:
        _put_reading(draft, one.options["SORT-AS"].split(","), names)
    if one.name == "SORT-STRING":
        _put_reading(draft, one.text.split(" ", 1), names)
    elif one.name in _PUTTERS:
        _PUTTERS[one.name](draft, one)
    elif one.name == "ADR":
        for part, text in zip(_PARTS, one.fields, strict=False):
            draft.put(_source("address", part), text.strip(), number=number, header="ADR")
    elif one.name in _TEXTS:
        field, _dot, part = _TEXTS[one.name].partition(".")
        draft.put(_source(field, part), one.text.strip(), header=one.name)
    elif one.text.strip(" ;"):
        draft.keep(one.name, one.text)


def _put_work(draft: Draft, one: _Property) -> None:
    company, *units = one.fields
    draft.put(_source("company"), company)
    for unit in units:
        draft.put(_source("department"), unit)


def _put_titles(draft: Draft, one: _Property) -> None:
    for title in one.text.split(" / "):
        draft.put(_source("title"), title)


def _put_tags(draft: Draft, one: _Property) -> None:
    for tag in stringToTextValues(one.value):
        draft.put(_source("tag"), tag)


def _put_phone(draft: Draft, one: _Property) -> None:
    field = "number"
    if one.types & {"FAX", "FACSIMILE"}:
        field = Kind.FAX
    elif one.types & {"CELL", "MOBILE", "IPHONE", "PCS"}:
        field = Kind.MOBILE
    draft.put(_source(field), one.text, header="TEL")


def _put_name(draft: Draft, kind: Kind, fields: list[str]) -> None:
    """Take family, given, additional names; prefixes and suffixes are kept beside."""
    family, given, additional, *others = (*fields, "", "", "")
    draft.put(_source(kind, "family"), family.strip())
    draft.put(_source(kind, "given"), given.strip())
    draft.put(_source(kind, "given"), additional.strip())
    for text in filter(None, map(str.strip, others)):
        draft.keep("N", text)


def _put_reading(draft: Draft, words: list[str], names: set[str]) -> None:
    """Take the reading by which a card is sorted, unless it is told in full elsewhere."""
    if names & {"X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME"} or not _is_kana(words):
        return
    for part, word in zip(("family", "given"), words, strict=False):
        draft.put(_source(Kind.NAME_KANA, part), word.strip())


def _is_kana(words: list[str]) -> bool:
    return all("\u3040" <= letter <= "\u30ff" or letter.isspace() for letter in "".join(words))


@cache
def _source(field: str, part: str = "") -> Source:
    return Source(field, part)


_PUTTERS: dict[str, Callable[[Draft, _Property], None]] = {
    "N": lambda draft, one: _put_name(draft, Kind.NAME, one.fields),
    "SOUND": lambda draft, one: _put_name(draft, Kind.NAME_KANA, one.fields),
    "ORG": _put_work,
    "TITLE": _put_titles,
    "TEL": _put_phone,
    "NOTE": lambda draft, one: draft.put_notes(one.text),
    "CATEGORIES": _put_tags,
}
