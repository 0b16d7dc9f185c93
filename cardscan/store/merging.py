"""Work out which facts make one contact of two, or keep two apart."""

from typing import Any

from sqlalchemy import Connection, or_, select

from cardscan.contact import Outcome
from cardscan.store.facts import pair_key, read_facts
from cardscan.store.schema import card, correction, pair, tag


def merged_facts(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    """Return the facts by which ``kept`` takes everything over from ``gone``.

    What is known of ``gone`` itself stays in place, unseen, so that undoing gives it back whole.
    """
    facts: dict[str, Any] = {f"merged:{gone}": kept, pair_key(kept, gone): None}
    facts |= _moved_cards(connection, kept, gone)
    labels = select(tag.c.label).where(tag.c.contact == gone)
    facts |= {f"tag:{kept}:{label}": label for label in connection.scalars(labels)}
    facts |= _moved_corrections(connection, kept, gone)
    facts |= _moved_pairs(connection, kept, gone)
    return facts


def _moved_cards(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    """Move the cards; those whose doubt was about these two are doubtful no more."""
    settled = {kept, gone} - {
        id_ for id_ in (kept, gone) if _doubts(connection, id_) - {kept, gone}
    }
    moved = _cards(connection, gone)
    waiting = {
        key: value
        for id_ in settled
        for key, value in _cards(connection, id_).items()
        if value["outcome"] == Outcome.REVIEW
    }
    return {
        key: value
        | {"contact": kept}
        | ({"outcome": Outcome.JOINED.value} if key in waiting else {})
        for key, value in (moved | waiting).items()
    }


def _moved_corrections(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    """Take over what a person corrected, where nobody corrected the other."""
    kinds = select(correction.c.kind).where(correction.c.contact == kept)
    held = set(connection.scalars(kinds))
    rows = connection.execute(select(correction).where(correction.c.contact == gone))
    return {f"correction:{kept}:{row.kind}": row.texts for row in rows if row.kind not in held}


def _moved_pairs(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    rows = connection.execute(select(pair).where(or_(pair.c.a == gone, pair.c.b == gone))).all()
    others = {(row.b if row.a == gone else row.a): row.verdict for row in rows}
    others.pop(kept, None)
    known = read_facts(connection, [pair_key(kept, other) for other in others])
    return {
        pair_key(kept, other): known[pair_key(kept, other)] or verdict
        for other, verdict in others.items()
    }


def distinct_facts(connection: Connection, a: str, b: str) -> dict[str, Any]:
    """Return the facts by which two contacts are never proposed as one person again."""
    facts: dict[str, Any] = {pair_key(a, b): "distinct"}
    for id_ in (a, b):
        if not _doubts(connection, id_) - {a, b}:
            facts |= {
                key: value | {"outcome": Outcome.NEW.value}
                for key, value in _cards(connection, id_).items()
                if value["outcome"] == Outcome.REVIEW
            }
    return facts


def _doubts(connection: Connection, id_: str) -> set[str]:
    """Return the contacts that may be this one."""
    mine = or_(pair.c.a == id_, pair.c.b == id_)
    rows = connection.execute(select(pair.c.a, pair.c.b).where(mine, pair.c.verdict == "doubtful"))
    return {other for row in rows for other in row} - {id_}


def _cards(connection: Connection, id_: str) -> dict[str, Any]:
    ids = connection.scalars(select(card.c.id).where(card.c.contact == id_)).all()
    return read_facts(connection, [f"card:{card_id}" for card_id in ids])
