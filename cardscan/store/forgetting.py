"""Forget a person: erase what is held of them, and keep only that it happened."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, or_, select, update

from cardscan.contact import Contact
from cardscan.store import log
from cardscan.store.images import PICTURE, Pictures
from cardscan.store.lookup import held_contact_id
from cardscan.store.rows import contact_in
from cardscan.store.schema import (
    SHOWN,
    card,
    checked,
    contact,
    correction,
    dated_note,
    export,
    image,
    mark,
    pair,
    tag,
)
from cardscan.store.shrinking import Person, changes_of, holders, parts_of, shrink_log
from cardscan.store.summary import Rewriting, index, refresh


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased."""

    contact_id: str
    cards: int
    pictures: int  # prepared cards and originals


def forget_person(connection: Connection, typed: str, pictures: Pictures, who: str) -> Forgotten:
    """Erase a person from tables, text index, log and pictures; raise UnknownContact."""
    contact_id = held_contact_id(connection, typed)
    person = _whole(connection, contact_id)
    for merged in sorted(person.contacts):
        log.append_forgetting(connection, merged, who=who)
    shrink_log(connection, person)
    _forget_exports(connection, person)
    files = _forget_files(connection, person)
    _delete_rows(connection, person)
    for digest, suffix in sorted(files):  # last: whoever is cut short here can do it all again
        pictures.remove(digest, suffix)
    return Forgotten(contact_id, len(person.cards), len(files))


def _whole(connection: Connection, contact_id: str) -> Person:
    """Gather who was merged into a contact, and all their cards, those taken back included."""
    contacts, found = {contact_id}, {contact_id}
    while found:
        merged = select(contact.c.id).where(contact.c.merged_into.in_(found))
        found = {*connection.scalars(merged)} - contacts
        contacts |= found
    last: dict[str, str] = {}  # who held each card that these contacts ever had
    for number in changes_of(connection, contacts):
        for part in parts_of(connection, number, naming=contacts):
            cards = ((key, value) for key, value in part.after.items() if key.startswith("card:"))
            last |= {key.partition(":")[2]: id_ for key, fact in cards for id_ in holders([fact])}
    had = [card_id for card_id, holder in last.items() if holder in contacts]
    unfiled = card.c.contact.is_(None) & card.c.id.in_(had)
    theirs = select(card.c.id).where(or_(card.c.contact.in_(contacts), unfiled))
    return Person(frozenset(contacts), frozenset(connection.scalars(theirs)))


def _forget_exports(connection: Connection, person: Person) -> None:
    """Drop what is remembered of exports whose query names the person."""
    rows = select(*SHOWN).where(contact.c.id.in_(person.contacts))
    for known in map(contact_in, connection.execute(rows).all()):
        names = (known.name, known.name_kana, known.name_roman)
        words = {word for name in names for word in name.text.split() if len(word) > 1}
        words |= {*known.emails, *(phone.value for phone in known.phones)}
        for word in sorted(words):
            named = export.c.target.contains(word, autoescape=True)
            connection.execute(delete(export).where(named))


def _forget_files(connection: Connection, person: Person) -> set[tuple[str, str]]:
    """Return the pictures that nobody else needs, and the originals that show the person.

    A sheet of several cards shows them all, so it goes; the others keep their own pictures.
    """
    mine = card.c.id.in_(person.cards)
    shown = {*connection.scalars(select(card.c.picture).where(mine, card.c.picture != ""))}
    shared = {*connection.scalars(select(card.c.picture).where(~mine, card.c.picture.in_(shown)))}
    digests = {*connection.scalars(select(card.c.digest).where(mine))}
    kept = {*connection.scalars(select(card.c.digest).where(~mine, card.c.digest.in_(digests)))}
    pages = select(image.c.digest, image.c.suffix).where(image.c.digest.in_(digests))
    originals = {
        (row.digest, row.suffix)
        for row in connection.execute(pages.where(image.c.suffix.is_not(None)))
    }
    connection.execute(update(image).where(image.c.digest.in_(kept)).values(suffix=None))
    connection.execute(delete(image).where(image.c.digest.in_(digests - kept)))
    return {(digest, PICTURE) for digest in shown - shared} | originals


def _delete_rows(connection: Connection, person: Person) -> None:
    mine = contact.c.id.in_(person.contacts)
    rows = connection.execute(select(contact.c.number, *SHOWN).where(mine))
    index(
        connection,
        [
            Rewriting(row.number, known if known.cards else None, Contact(row.id))
            for row in rows.all()
            for known in [contact_in(row)]
        ],
    )
    connection.execute(delete(checked).where(checked.c.card.in_(person.cards)))
    paired = or_(pair.c.a.in_(person.contacts), pair.c.b.in_(person.contacts))
    pairs = connection.execute(select(pair.c.a, pair.c.b).where(paired)).all()
    connection.execute(delete(pair).where(paired))
    for table in (correction, tag, dated_note, mark):
        connection.execute(delete(table).where(table.c.contact.in_(person.contacts)))
    fronts = card.c.back_of.in_(person.cards)
    connection.execute(update(card).where(fronts).values(back_of=None))
    connection.execute(delete(card).where(card.c.id.in_(person.cards)))
    connection.execute(delete(contact).where(mine))
    others = {id_ for row in pairs for id_ in row} - person.contacts
    refresh(connection, others)  # a doubt about the person is none any more
