"""Count what a library holds."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from cardscan.contact import Stats
from cardscan.store.schema import card, contact, image

TOP = 10


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
        first_met=first,
        last_met=last,
        months=_pairs(connection.execute(months).all()),
        companies=_most(connection, "company"),
        prefectures=_most(connection, "prefecture"),
    )


def _most(connection: Connection, name: str) -> tuple[tuple[str, int], ...]:
    value = contact.c[name]
    counted = select(value, func.count()).where(contact.c.live, value != "").group_by(value)
    top = counted.order_by(func.count().desc(), value).limit(TOP)
    return _pairs(connection.execute(top).all())


def _pairs(rows: Iterable[Sequence[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(value), int(number)) for value, number in rows)
