"""The query language: text typed by a person becomes a tree of terms.

The language follows beets: words are ANDed, `` , `` is OR, ``-word`` excludes.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cardscan.additions import Topic
from cardscan.errors import QueryError
from cardscan.language import _
from cardscan.store.fulltext import COLUMNS
from cardscan.store.rows import storable

DATE_FIELDS = ("met", "added", "updated", "noted")
MARK_FIELDS = tuple(topic.value for topic in Topic)  # each has a day and a text
TEXT_FIELDS = tuple(COLUMNS)
SORT_FIELDS = ("name", "name_roman", "company", "met", "added", "updated", "cards", "reminder")
FIELDS = tuple(sorted({*TEXT_FIELDS, *DATE_FIELDS, *MARK_FIELDS}))

_PART = re.compile(
    r"""
    (?P<minus>-?)
    (?:(?P<field>[A-Za-z_]+)[:：](?P<exact>=?))?
    (?:
        "(?P<phrase>[^"]*)(?:"|$)
        | (?P<word>
            [(+＋]*[+＋0０][\d()+./-]*(?:\s+[\d(][\d()./-]*)*(?!\S)  # a phone number, spaced
            | [^\s"]\S*
        )
        | (?P<none>(?<=[:：=])(?!\S))
    )
    """,
    re.VERBOSE,
)
_SORT = re.compile(r"(?P<field>[a-z_]+)(?P<order>[+-])")
_DAYS = re.compile(r"[\d.-]+")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to find, in one field or in those a person means by a bare word."""

    text: str
    field: str | None = None
    is_exact: bool = False  # the whole value, not a part


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that has no value."""

    field: str


@dataclass(frozen=True, slots=True)
class Period:
    """A range of days, both ends included; None leaves an end open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that stands in a mark."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    term: Text | Missing | Period | Marked


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the answer."""

    field: str
    is_descending: bool = False


Term = Text | Missing | Period | Marked | Not


@dataclass(frozen=True, slots=True)
class Query:
    """Groups of terms: all of one group must be so; no group at all means everybody."""

    groups: tuple[tuple[Term, ...], ...] = ()
    sorts: tuple[Sort, ...] = ()


def parse_query(text: str) -> Query:
    """Read a query; raise QueryError for an unknown field or a date that is none.

    >>> parse_query('田中 -tag:"old list"').groups[0][1]
    Not(term=Text(text='old list', field='tag', is_exact=False))
    >>> parse_query('name:="田中 健一" , email:').groups
    ((Text(text='田中 健一', field='name', is_exact=True),), (Missing(field='email'),))
    >>> parse_query('met:2025..2026-02').groups[0][0]
    Period(field='met', first=datetime.date(2025, 1, 1), last=datetime.date(2026, 2, 28))
    >>> parse_query('reminder:..2026 channel:email').groups[0][1]
    Marked(field='channel', text='email')
    >>> parse_query('+81 90 0000 1234').groups[0]
    (Text(text='+81 90 0000 1234', field=None, is_exact=False),)
    >>> parse_query('met-')
    Query(groups=(), sorts=(Sort(field='met', is_descending=True),))
    """
    groups: list[list[Term]] = [[]]
    sorts: list[Sort] = []
    for part in _parts(storable(text)):
        if part.group() == ",":
            groups.append([])
        elif sort := _sort_in(part):
            sorts.append(sort)
        else:
            groups[-1].append(_term(part))
    return Query(tuple(tuple(group) for group in groups if group), tuple(sorts))


def parse_sort(text: str) -> Sort:
    """Read an order: ``met``, ``met+`` or ``met-``; raise QueryError for an unknown field.

    >>> parse_sort("met-")
    Sort(field='met', is_descending=True)
    """
    field = text[:-1] if text[-1:] in {"+", "-"} else text
    if field not in SORT_FIELDS:
        raise QueryError(
            _("Cannot sort by '{field}'. Known: {sort_fields}.").format(
                field=field, sort_fields=", ".join(SORT_FIELDS)
            )
        )
    return Sort(field, text.endswith("-"))


def _parts(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(text):
        part = _PART.match(text, place)
        if part:
            yield part
        place = max(part.end() if part else 0, place + 1)


def _sort_in(part: re.Match[str]) -> Sort | None:
    found = _SORT.fullmatch(part.group())
    if found and found["field"] in SORT_FIELDS:
        return Sort(found["field"], found["order"] == "-")
    return None


def _term(part: re.Match[str]) -> Term:
    field = part["field"].lower() if part["field"] else None
    if field is not None and field not in FIELDS:
        raise QueryError(
            _(
                "Unknown field '{field}' in the query. Known: {fields}. Put quotes "
                "around a text with a colon."
            ).format(field=field, fields=", ".join(FIELDS))
        )
    text = part["phrase"] if part["phrase"] is not None else part["word"] or ""
    term: Text | Missing | Period | Marked
    if field and not text:
        term = Missing(field)
    elif field in DATE_FIELDS or (field in MARK_FIELDS and _DAYS.fullmatch(text)):
        term = _period(field, text)
    elif field in MARK_FIELDS:
        term = Marked(field, text)
    else:
        term = Text(text, field, is_exact=bool(part["exact"]))
    return Not(term) if part["minus"] else term


def _period(field: str, text: str) -> Period:
    first, dots, last = text.partition("..")
    if not dots:
        return Period(field, _day(first, is_last=False), _day(first, is_last=True))
    return Period(
        field,
        _day(first, is_last=False) if first else None,
        _day(last, is_last=True) if last else None,
    )


def _day(text: str, *, is_last: bool) -> date:
    """Return the first or last day of a year, a month or a day."""
    found = _DATE.fullmatch(text)
    try:
        if found is None or not text.startswith(("19", "20")):  # no card is older, nor from 2100
            raise ValueError(text)
        year = int(found[1])
        month = int(found[2] or (12 if is_last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if is_last else 1)))
    except ValueError as error:
        raise QueryError(
            _(
                "'{text}' is not a date. Write 2026, 2026-11 or 2026-11-22, or 2026-01..2026-03."
            ).format(text=text)
        ) from error
