"""Count what the contacts of a search have in common."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from cardscan.contact import Facet
from cardscan.store.query import Query
from cardscan.store.schema import contact, tag
from cardscan.store.search import matching_ids

MOST = 50  # values of a field; who looks for another types it


def count_facets(connection: Connection, query: Query) -> tuple[Facet, ...]:
    """Return prefectures, companies, tags and years with the contacts of each, most first."""
    year = func.substr(func.cast(contact.c.met, contact.c.company.type), 1, 4)
    counted = (
        ("prefecture", _counted(contact.c.prefecture, query)),
        ("company", _counted(contact.c.company, query)),
        ("tag", _counted(tag.c.label, query).join(tag, tag.c.contact == contact.c.id)),
        ("met", _counted(year, query)),
    )
    return tuple(
        Facet(field, str(value), number)
        for field, statement in counted
        for value, number in connection.execute(statement)
    )


def _counted(value: ColumnElement[Any], query: Query) -> Select[Any]:
    """Select the values of the contacts that match, each with how many have it."""
    counted = select(value, func.count()).select_from(contact).where(contact.c.live, value != "")
    if query.groups:
        counted = counted.where(contact.c.id.in_(matching_ids(query)))
    return counted.group_by(value).order_by(func.count().desc(), value).limit(MOST)
