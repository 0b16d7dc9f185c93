"""Count what a library holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from cardscan.additions import Topic
from cardscan.contact import ReaderScore, Stats
from cardscan.errors import QueryError
from cardscan.language import _
from cardscan.store.query import Query
from cardscan.store.rows import fields_in
from cardscan.store.schema import card, checked, contact, image, mark
from cardscan.store.search import grouping
from cardscan.store.title_classes import count_title_classes

TOP = 10
LOOKED_AT = 5000  # checked values that are compared: enough for a share, read in a moment
GROUPS = {"company": "company_key", "prefecture": "prefecture"}  # and what makes them one


def count_everything(connection: Connection) -> Stats:
    """Return the numbers of a library."""
    fronts = card.c.contact.is_not(None) & card.c.back_of.is_(None)
    living = select(func.count()).select_from(contact).where(contact.c.live)
    first, last, cards = connection.execute(
        select(func.min(card.c.met), func.max(card.c.met), func.count()).where(fronts)
    ).one()
    month = func.substr(func.cast(card.c.met, card.c.path.type), 1, 7)
    months = select(month, func.count()).where(fronts).group_by(month).order_by(month)
    return Stats(
        contacts=connection.scalar(living) or 0,
        cards=cards,
        images=connection.scalar(select(func.count()).select_from(image)) or 0,
        waiting=connection.scalar(living.where(contact.c.needs_review)) or 0,
        due=connection.scalar(select(func.count()).select_from(mark).where(*_is_due())) or 0,
        first_met=first,
        last_met=last,
        months=_pairs(connection.execute(months).all()),
        companies=count_groups(connection, Query(), "company", limit=TOP),
        prefectures=count_groups(connection, Query(), "prefecture", limit=TOP),
        titles=count_title_classes(connection),
        readers=_scores(connection),
    )


def _is_due() -> tuple[ColumnElement[bool], ...]:
    today = date.today().isoformat()  # noqa: DTZ011 - the user's own day
    living = mark.c.contact.in_(select(contact.c.id).where(contact.c.live))
    return mark.c.topic == Topic.REMINDER.value, mark.c.day <= today, living


def count_groups(
    connection: Connection, query: Query, by: str, *, limit: int | None = None
) -> tuple[tuple[str, int], ...]:
    """Count the contacts that match by company or prefecture, most first; raise QueryError.

    A company is one whichever way its legal form is written, and named as most contacts have it.
    """
    if by not in GROUPS:
        raise QueryError(
            _("Cannot count by '{by}'. Known: {groups}.").format(by=by, groups=", ".join(GROUPS))
        )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in connection.execute(grouping(query, contact.c[GROUPS[by]], contact.c[by])):
        counts[row[0]][row[1]] += row[2]
    named = [
        (max(names, key=lambda it: (names[it], it)), names.total()) for names in counts.values()
    ]
    return tuple(sorted(named, key=lambda group: (-group[1], group[0]))[:limit])


def _most_used(names: Counter[str]) -> str:
    return max(names, key=lambda name: (names[name], name))


def _scores(connection: Connection) -> tuple[ReaderScore, ...]:
    """Compare what readers saw with what people said."""
    looked_at = select(checked.c.place, checked.c.text.label("said"), card)
    rows = connection.execute(looked_at.join(card, card.c.id == checked.c.card).limit(LOOKED_AT))
    seen, right = Counter[str](), Counter[str]()
    for row in rows:
        field = fields_in(row)[row.place]
        seen.update(field.readers)
        right.update(field.readers if row.said == field.value else ())
    return tuple(ReaderScore(reader, right[reader], seen[reader]) for reader in sorted(seen))


def _pairs(rows: Iterable[Sequence[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(value), int(number)) for value, number in rows)
