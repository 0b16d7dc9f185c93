"""Work out how two contacts become one, or are kept apart."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from cardscan.contact import Reason
from cardscan.errors import UsageError
from cardscan.language import _
from cardscan.store.changes import Draft
from cardscan.store.facts import pair_key, read_facts
from cardscan.store.ids import new_id
from cardscan.store.lookup import card_row_of, contact_id_of, two_contact_ids
from cardscan.store.schema import card, correction, dated_note, mark, pair, tag
from cardscan.store.sentences import DISTINCT, MERGED, SPLIT, because
from cardscan.store.summary import add_contact


def drafted_merge(connection: Connection, a: str, b: str, reasons: Sequence[Reason]) -> Draft:
    """Let the first contact take everything over from the second.

    Tags and corrections of the second stay in place too, unseen: taking the merge back needs only
    the cards to return.
    """
    kept, gone = two_contact_ids(connection, a, b)
    facts: dict[str, Any] = {f"merged:{gone}": kept}
    facts |= _moved_cards(connection, kept, gone)
    labels = select(tag.c.label).where(tag.c.contact == gone)
    facts |= {f"tag:{kept}:{label}": label for label in connection.scalars(labels)}
    facts |= _moved_corrections(connection, kept, gone)
    facts |= _moved_additions(connection, kept, gone)
    facts |= _moved_pairs(connection, kept, gone)
    said = MERGED.format(gone=gone, kept=kept) + because(tuple(reasons))
    return Draft("merge", kept, said, facts)


def drafted_distinction(connection: Connection, a: str, b: str) -> Draft:
    """Keep two contacts from being proposed as one person again."""
    a, b = two_contact_ids(connection, a, b)
    facts = {pair_key(a, b): "distinct"}
    return Draft("distinct", a, DISTINCT.format(a=a, b=b), facts)


def drafted_split(connection: Connection, typed: str, typed_card: str) -> Draft:
    """Make a contact of one card, with its back side, and never propose the two as one again.

    Raise UsageError when the card is another contact's, or the only one.
    """
    whole = contact_id_of(connection, typed)
    row = card_row_of(connection, typed_card)
    if row.contact != whole:
        raise UsageError(
            _("Card {id} is none of contact {whole}. 'cardscan show' lists them.").format(
                id=row.id, whole=whole
            )
        )
    front = row.back_of or row.id
    sides = or_(card.c.id == front, card.c.back_of == front)
    mine = select(card.c.id).where(card.c.contact == whole)
    moved = connection.scalars(mine.where(sides)).all()
    if len(moved) == len(connection.scalars(mine).all()):
        raise UsageError(
            _("Card {id} is the only one of contact {whole}; nothing to split.").format(
                id=row.id, whole=whole
            )
        )
    new = new_id()
    add_contact(connection, new)
    cards = read_facts(connection, [f"card:{card_id}" for card_id in moved])
    facts: dict[str, Any] = {key: value | {"contact": new} for key, value in cards.items()}
    facts[pair_key(whole, new)] = "distinct"
    return Draft("split", whole, SPLIT.format(contact=new, card=row.id), facts)


def _moved_cards(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    ids = connection.scalars(select(card.c.id).where(card.c.contact == gone))
    cards = read_facts(connection, [f"card:{card_id}" for card_id in ids.all()])
    return {key: value | {"contact": kept} for key, value in cards.items()}


def _moved_corrections(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    """Take over what a person corrected, where nobody corrected the other."""
    kinds = select(correction.c.kind).where(correction.c.contact == kept)
    held = set(connection.scalars(kinds))
    rows = connection.execute(select(correction).where(correction.c.contact == gone))
    return {f"correction:{kept}:{row.kind}": row.texts for row in rows if row.kind not in held}


def _moved_additions(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    """Take over dated notes, and what is marked where nothing was marked on the other."""
    notes = connection.scalars(select(dated_note.c.id).where(dated_note.c.contact == gone)).all()
    marked = select(mark.c.topic).where(mark.c.contact == kept)
    topics = connection.scalars(
        select(mark.c.topic).where(mark.c.contact == gone, mark.c.topic.not_in(marked))
    ).all()
    moved = [f"note:{{}}:{id_}" for id_ in notes] + [f"mark:{{}}:{topic}" for topic in topics]
    said = read_facts(connection, [key.format(gone) for key in moved])
    return {key.format(kept): said[key.format(gone)] for key in moved}


def _moved_pairs(connection: Connection, kept: str, gone: str) -> dict[str, Any]:
    """Take over doubts and rejections; who is surely not one of the two is not the both."""
    rows = connection.execute(select(pair).where(or_(pair.c.a == gone, pair.c.b == gone))).all()
    facts: dict[str, Any] = {pair_key(row.a, row.b): None for row in rows}
    for row in rows:
        other = row.b if row.a == gone else row.a
        if other != kept:
            key = pair_key(kept, other)
            known = read_facts(connection, [key])[key]
            facts[key] = "distinct" if "distinct" in {known, row.verdict} else row.verdict
    return facts
