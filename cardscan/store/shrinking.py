"""Take a forgotten person out of the log; the database allows no other change of it."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from cardscan.store.log import FORGET
from cardscan.store.rows import json_text
from cardscan.store.schema import change, change_part, touched
from cardscan.store.sentences import FORGOTTEN

NOTHING = json_text({})


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the contacts that were merged into one, and their cards."""

    contacts: frozenset[str]
    cards: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the contacts and the cards."""
        return self.contacts | self.cards

    def has(self, key: str, *values: Any) -> bool:
        """Say whether a fact is about this person; ``values`` are what it was and became."""
        kind, *names = key.split(":", 2)
        if kind == "checked":
            return names[0] in self.cards
        if kind == "card":
            return names[0] in self.cards or not self.contacts.isdisjoint(holders(values))
        about = {"pair": names, "merged": [names[0], *filter(None, values)]}.get(kind, names[:1])
        return not self.contacts.isdisjoint(about)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the facts of a change; number 0 stands in its entry, the others beside it."""

    number: int
    before: dict[str, Any]
    after: dict[str, Any]


def holders(values: Collection[Any]) -> set[str]:
    """Return the contacts that a card belonged to, of the values of its fact."""
    return {value["contact"] for value in values if value and value["contact"]}


def changes_of(connection: Connection, contacts: Collection[str]) -> list[int]:
    """Return the changes that touched these contacts, oldest first."""
    numbers = select(touched.c.change).where(touched.c.contact.in_(contacts)).distinct()
    return list(connection.scalars(numbers.order_by(touched.c.change)))


def parts_of(
    connection: Connection, number: int, *, naming: Collection[str] = ()
) -> Iterator[Part]:
    """Return the facts of a change as they lie in the log.

    Of those beside its entry only the parts that name one of these contacts or cards, if any are
    given: an import has hundreds.
    """
    entry = select(change.c.before, change.c.after).where(change.c.id == number)
    for row in connection.execute(entry).all():
        yield Part(0, json.loads(row.before), json.loads(row.after))
    beside = select(change_part).where(change_part.c.change == number)
    if naming:
        beside = beside.where(or_(*(change_part.c.after.contains(id_) for id_ in naming)))
    for row in connection.execute(beside.order_by(change_part.c.number)).all():
        yield Part(row.number, json.loads(row.before), json.loads(row.after))


def shrink_log(connection: Connection, person: Person) -> None:
    """Take the person's facts out of every change, and all of those that merged them.

    A merge carries one person's values to another; what it carried cannot be told apart any more.
    The log must say already that each of the contacts is forgotten.
    """
    _touch_what_others_held(connection, person)
    for number in changes_of(connection, person.contacts):
        parts = list(parts_of(connection, number, naming=person.ids))
        if any(_merges(part, person) for part in parts):
            for part in parts_of(connection, number):
                _rewrite(connection, number, part, [])
        else:
            for part in parts:
                _rewrite(connection, number, part, _facts_of_others(part, person))
    _blank_summaries(connection, person)


def _merges(part: Part, person: Person) -> bool:
    return any(
        key.startswith("merged:") and person.has(key, part.before[key], value)
        for key, value in part.after.items()
    )


def _facts_of_others(part: Part, person: Person) -> list[str]:
    return [
        key for key, value in part.after.items() if not person.has(key, part.before[key], value)
    ]


def _rewrite(connection: Connection, number: int, part: Part, keys: Collection[str]) -> None:
    if len(keys) == len(part.after):
        return
    facts = {
        "before": json_text({key: part.before[key] for key in keys}),
        "after": json_text({key: part.after[key] for key in keys}),
    }
    if part.number == 0:
        connection.execute(update(change).where(change.c.id == number).values(facts))
        return
    beside = update(change_part).where(change_part.c.change == number)
    connection.execute(beside.where(change_part.c.number == part.number).values(facts))


def _blank_summaries(connection: Connection, person: Person) -> None:
    """Say of the changes that lost all their facts only that they are forgotten."""
    numbers = changes_of(connection, person.contacts)
    beside = select(change_part.c.change).where(change_part.c.after != NOTHING)
    blank = update(change).where(
        change.c.id.in_(numbers),
        change.c.verb != FORGET,
        change.c.after == NOTHING,
        change.c.id.not_in(beside.where(change_part.c.change.in_(numbers))),
    )
    connection.execute(blank.values(summary=FORGOTTEN))


def _touch_what_others_held(connection: Connection, person: Person) -> None:
    """Let changes of a card that was another contact's then count as changes of the person."""
    known: set[str] = set()
    found = set(person.contacts)
    while found:
        known |= found
        earlier: set[str] = set()
        for number in changes_of(connection, found):
            facts = [
                (key, part.before[key], value)
                for part in parts_of(connection, number, naming=person.ids)
                for key, value in part.after.items()
                if key.startswith(("card:", "checked:")) and person.has(key)
            ]
            if facts and found.isdisjoint(person.contacts):
                _touch(connection, number, person)
            cards = [(before, after) for key, before, after in facts if key.startswith("card:")]
            earlier |= {id_ for values in cards for id_ in holders(values)}
        found = earlier - known


def _touch(connection: Connection, number: int, person: Person) -> None:
    mine = select(touched.c.contact).where(touched.c.change == number)
    if connection.scalars(mine.where(touched.c.contact.in_(person.contacts))).first() is None:
        row = {"contact": min(person.contacts), "change": number}
        connection.execute(insert(touched).values(row))
