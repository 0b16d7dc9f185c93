"""Turn a query into SQL: the one place where it is decided what matches."""

from collections.abc import Generator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    func,
    not_,
    or_,
    select,
    table,
    true,
)

from cardscan.additions import Topic
from cardscan.contact import Contact
from cardscan.store.fulltext import (
    COLUMNS,
    EDGE,
    NUMBER_COLUMNS,
    Phrase,
    exact_number_phrases_of,
    exact_phrase_of,
    is_number,
    number_phrases_of,
    phrase_of,
    sound_phrase_of,
)
from cardscan.store.query import MARK_FIELDS, Marked, Missing, Not, Period, Query, Sort, Term, Text
from cardscan.store.rows import contact_in
from cardscan.store.schema import SHOWN, card, contact, dated_note, mark
from cardscan.store.textindex import matching_text

AT_ONCE = 200  # contacts read from the database at a time while an answer is streamed

NAMES = ("name", "name_kana", "name_roman")
COMPANIES = ("company", "company_kana", "company_roman")
SOUNDING = ("name_roman", "company_roman")
MEANT = (*NAMES, *COMPANIES, "department", "title", "address", "postal_code", "note")
"""Where a word without a field is looked for."""

Columns = tuple[str, ...]
_RANKS: tuple[Columns, ...] = (NAMES, (*NAMES, *COMPANIES), MEANT)

_GROUPED = {"name": NAMES, "company": COMPANIES, "phone": NUMBER_COLUMNS}

_SORT_COLUMNS = {
    "name": contact.c.sort_name,
    "name_roman": contact.c.sort_roman,
    "company": contact.c.sort_company,
    "met": contact.c.met,
    "added": contact.c.added,
    "updated": contact.c.updated,
    "cards": contact.c.cards,
    "reminder": select(mark.c.day)
    .where(mark.c.contact == contact.c.id, mark.c.topic == Topic.REMINDER.value)
    .scalar_subquery(),
}

_MAY_LACK = ("met", "reminder")

_TEXT = table("contact_text", column("rowid"))
_SHOWN = select(contact.c.number, *SHOWN)


def matching(query: Query, *, sorts: Sequence[Sort] = ()) -> tuple[Select[Any], ...]:
    """Select the contacts that match with their numbers, in the order that was asked for.

    Without an order the reading of the name decides. Where there are words, there is a statement
    for each rank, the best first, and each finds what those before it found as well: words in
    names, then in companies too, then anywhere; of one rank the last filed comes first. So the
    first page of a frequent word needs no look at its other hits.
    """
    orders = (*sorts, *query.sorts)
    ranks = _RANKS if not orders and _has_bare_words(query) else (MEANT,)
    return tuple(_ordered(*_found(_SHOWN, query, meant), orders) for meant in ranks)


def answer(
    connection: Connection, statements: Sequence[Select[Any]], first: int, end: int | None
) -> Generator[Contact, None, None]:
    """Stream the contacts from the place ``first`` up to ``end``, each contact once."""
    seen: set[int] = set()
    for statement in statements:
        most = None if end is None else end + len(seen)  # those seen may be all among them
        if end is not None and len(seen) >= end:
            return
        streamed = connection.execution_options(yield_per=AT_ONCE)
        with streamed.execute(statement.limit(most)) as rows:
            for row in rows:
                if row.number not in seen and len(seen) != end:
                    seen.add(row.number)
                    if len(seen) > first:
                        yield contact_in(row)


def _ordered(found: Select[Any], is_by_text: bool, orders: Sequence[Sort]) -> Select[Any]:  # noqa: FBT001
    for sort in orders:
        key = _SORT_COLUMNS[sort.field]
        order = key.desc() if sort.is_descending else key.asc()
        found = found.order_by(order.nulls_last() if sort.field in _MAY_LACK else order)
    if is_by_text and not orders:
        return found.order_by(_TEXT.c.rowid.desc())
    return found.order_by(contact.c.sort_name, contact.c.number)


def _has_bare_words(query: Query) -> bool:
    """Say whether a word may stand in a name; digits hardly do, and all numbers begin with 0."""
    return any(
        isinstance(term, Text) and term.field is None and not term.text.isdecimal()
        for group in query.groups
        for term in group
    )


def counting(query: Query) -> Select[Any]:
    """Select how many contacts match; where words alone decide, the text index says it itself."""
    groups = [_split(group, MEANT) for group in query.groups]
    if groups and all(match and not conditions for match, conditions in groups):
        return select(func.count()).select_from(_TEXT).where(matching_text(_either(groups)))
    return _found(select(func.count()).select_from(contact), query, MEANT)[0]


def grouping(query: Query, key: ColumnElement[str], label: ColumnElement[str]) -> Select[Any]:
    """Select how many contacts match by key and label; who has neither is left out."""
    columns: tuple[Any, ...] = (key, label, func.count())
    counted = select(*columns).select_from(contact).where(key != "")
    return _found(counted, query, MEANT)[0].group_by(key, label)


def matching_ids(query: Query) -> Select[Any]:
    """Select the ids of the contacts that match, in no order."""
    return _found(select(contact.c.id), query, MEANT)[0]


def _found(selected: Select[Any], query: Query, meant: Columns) -> tuple[Select[Any], bool]:
    """Add what must be so; say whether the text index leads."""
    groups = [_split(group, meant) for group in query.groups]
    if not groups or not all(match for match, _ in groups):
        return selected.where(contact.c.live, _any_of(groups)), False
    # the index holds only living contacts, and leads: one match finds every group's rows
    selected = selected.join(_TEXT, _TEXT.c.rowid == contact.c.number)
    selected = selected.where(matching_text(_either(groups)))
    if len(groups) == 1:
        return selected.where(*groups[0][1]), True
    if any(conditions for _, conditions in groups):
        selected = selected.where(_any_of(groups))
    return selected, True


_Group = tuple[str, list[ColumnElement[bool]]]


def _split(terms: Sequence[Term], meant: Columns) -> _Group:
    """Divide a group into one expression of the text index and the conditions beside it."""
    texts = [_expression(term, meant) for term in terms if isinstance(term, Text)]
    conditions = [_condition(term) for term in terms if not isinstance(term, Text)]
    return " AND ".join(f"({text})" for text in texts if text), conditions


def _either(groups: Sequence[_Group]) -> str:
    return " OR ".join(f"({match})" for match, _ in groups)


def _any_of(groups: Sequence[_Group]) -> ColumnElement[bool]:
    if not groups:
        return true()
    return or_(
        *(
            and_(true(), *([_in_index(match)] if match else []), *conditions)
            for match, conditions in groups
        )
    )


def _condition(term: Term) -> ColumnElement[bool]:
    match term:
        case Not(term=inner):
            if isinstance(inner, Text) and not _expression(inner):
                return true()  # "-・" excludes nobody
            return not_(_condition(inner))
        case Text():
            expression = _expression(term)
            return _in_index(expression) if expression else true()
        case Missing(field=field):
            return _is_missing(field)
        case Period():
            return _is_within(term)
        case Marked(field=field, text=text):
            said = func.lower(mark.c.text).contains(text.lower(), autoescape=True)
            return contact.c.id.in_(_marked(field).where(said))


def _in_index(expression: str) -> ColumnElement[bool]:
    return contact.c.number.in_(select(_TEXT.c.rowid).where(matching_text(expression)))


def _expression(term: Text, meant: Columns = MEANT) -> str:
    """Write a text as FTS5 has it; empty when nothing in it can be searched."""
    if term.field is None:
        return _bare_word(term.text, meant)
    columns = _GROUPED.get(term.field, (term.field,))
    if columns[-1] in NUMBER_COLUMNS:
        numbers = exact_number_phrases_of if term.is_exact else number_phrases_of
        return _any_in_columns(columns, numbers(term.text) or [NEVER])
    phrase = exact_phrase_of(term.text) if term.is_exact else phrase_of(term.text)
    sounding = () if term.is_exact else tuple(set(columns) & set(SOUNDING))
    return _or_by_sound(_in_columns(columns, phrase or NEVER), term.text, sounding)


NEVER = Phrase((EDGE, EDGE, EDGE), is_prefix=False)  # no value is empty


def _bare_word(word: str, meant: Columns) -> str:
    columns = (*meant, "email") if "@" in word else meant
    phrase = phrase_of(word)
    if phrase is None:
        return ""
    expression = _or_by_sound(_in_columns(columns, phrase), word, SOUNDING)
    numbers = number_phrases_of(word) if is_number(word) else []
    return f"{expression} OR {_any_in_columns(NUMBER_COLUMNS, numbers)}" if numbers else expression


def _or_by_sound(expression: str, text: str, columns: Sequence[str]) -> str:
    """Add who is called so in other letters: kana finds romaji, each finds the kanji."""
    phrase = sound_phrase_of(text) if columns else None
    return f"{expression} OR {_in_columns(columns, phrase)}" if phrase else expression


def _any_in_columns(columns: Sequence[str], phrases: Sequence[Phrase]) -> str:
    return " OR ".join(_in_columns(columns, phrase) for phrase in phrases)


def _in_columns(columns: Sequence[str], phrase: Phrase) -> str:
    """Quote a phrase: its tokens are letters and digits only, so nothing of it is syntax."""
    star = " *" if phrase.is_prefix else ""
    return f'{{{" ".join(columns)}}} : "{" ".join(phrase.tokens)}"{star}'


def _is_missing(field: str) -> ColumnElement[bool]:
    if field in COLUMNS:
        columns = _GROUPED.get(field, (field,))
        return not_(_in_index(_in_columns(columns, Phrase((EDGE,), is_prefix=False))))
    if field in MARK_FIELDS:
        return contact.c.id.not_in(_marked(field))
    if field == "noted":
        return contact.c.id.not_in(select(dated_note.c.contact))
    return contact.c[field].is_(None)


def _marked(topic: str) -> Select[Any]:
    return select(mark.c.contact).where(mark.c.topic == topic)


def _is_within(period: Period) -> ColumnElement[bool]:
    """Compare days; a contact was met on the day of each of their cards."""
    if period.field == "met":
        filed = select(card.c.contact).where(card.c.contact.is_not(None))
        return contact.c.id.in_(_between(filed, card.c.met, period.first, period.last))
    first = period.first.isoformat() if period.first else None
    last = period.last.isoformat() if period.last else None
    if period.field == "noted":
        noted = select(dated_note.c.contact)
        return contact.c.id.in_(_between(noted, dated_note.c.day, first, last))
    if period.field in MARK_FIELDS:
        return contact.c.id.in_(_between(_marked(period.field), mark.c.day, first, last))
    moment = contact.c[period.field]
    bounds = []
    if period.first:
        bounds.append(moment >= _midnight(period.first))
    if period.last:
        bounds.append(moment < _midnight(period.last + timedelta(days=1)))
    return and_(true(), *bounds)


def _between(rows: Select[Any], day: ColumnElement[Any], first: Any, last: Any) -> Select[Any]:
    rows = rows if first is None else rows.where(day >= first)
    return rows if last is None else rows.where(day <= last)


def _midnight(day: date) -> str:
    """Return the beginning of a day where the reader lives, as the library writes moments."""
    return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="microseconds")
