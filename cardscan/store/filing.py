"""Take in cards and the images they came from."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from cardscan.contact import Filed, Filing, Outcome
from cardscan.errors import InputError, InputMissing
from cardscan.language import _
from cardscan.model import ScannedCard
from cardscan.store.changes import Draft, make
from cardscan.store.facts import pair_key, settled
from cardscan.store.ids import new_id
from cardscan.store.images import Pictures
from cardscan.store.lookup import card_row_of, contact_id_of
from cardscan.store.rows import now, packed_card, reasons_text, storable
from cardscan.store.schema import card, image
from cardscan.store.sentences import FILED, because
from cardscan.store.summary import add_contact


def file_card(
    connection: Connection, scanned: ScannedCard, filing: Filing, *, picture: str, who: str
) -> Filed:
    """File a card once: the same place of the same file again is only known.

    ``picture`` is the digest of the stored picture. Raise UnknownContact when the contact to
    join, the front or a doubted contact is none.
    """
    source = scanned.card.source
    row = _row_at(connection, scanned)
    if row is not None and row.contact is not None:
        return Filed(source, Outcome.KNOWN, row.id, row.contact)
    contact_id, front = _place_of(connection, filing)
    doubts = [contact_id_of(connection, doubt) for doubt in filing.doubts]
    card_id = row.id if row else new_id()
    if row is None:
        parsed = packed_card(scanned.card)
        made = card_row(card_id, scanned, filing, picture=picture, parsed=parsed)
        connection.execute(insert(card), made)
    verb = "file" if contact_id is None else "join"
    if contact_id is None:
        contact_id = new_id()
        add_contact(connection, contact_id)
    facts: dict[str, Any] = {f"card:{card_id}": card_fact(contact_id, front, filing)}
    facts |= {f"tag:{contact_id}:{label}": label for label in map(storable, filing.tags)}
    facts |= {pair_key(contact_id, doubt): "doubtful" for doubt in doubts}
    summary = FILED[filing.outcome] + because(filing.reasons)
    make(connection, Draft(verb, contact_id, summary, facts), who=who)
    return Filed(source, filing.outcome, card_id, contact_id, filing.reasons)


def note_page(
    connection: Connection, digest: str, page: int, *, path: str, cards: int, suffix: str | None
) -> None:
    """Note that a page was read to its end and how many cards it had."""
    here = (image.c.digest == digest, image.c.page == page)
    row = {"digest": digest, "page": page, "path": storable(path), "cards": cards}
    if connection.execute(select(image.c.page).where(*here)).first() is None:
        connection.execute(insert(image).values(row | {"suffix": suffix, "added": now()}))


def keep_original(
    connection: Connection, pictures: Pictures, digest: str, path: str, original: bytes | Path
) -> str:
    """Store a file once, however many pages it has, and return the suffix it is stored under.

    Raise InputError when it is no longer the file that has this digest.
    """
    stored = select(image.c.suffix).where(image.c.digest == digest, image.c.suffix.is_not(None))
    known = connection.scalar(stored.limit(1))
    if known is not None:
        return str(known)
    ending = Path(path).suffix.lower()
    suffix = ending if len(ending) < 16 and ending[1:].isalnum() and ending.isascii() else ""
    if pictures.put(_bytes_of(original), suffix) != digest:
        raise InputError(_("{path} changed while it was read. Scan it again.").format(path=path))
    return suffix


def _row_at(connection: Connection, scanned: ScannedCard) -> Row[Any, Any] | None:
    source = scanned.card.source
    return connection.execute(
        select(card.c.id, card.c.contact).where(
            card.c.digest == scanned.digest,
            card.c.page == source.page,
            card.c.place == source.index,
        )
    ).first()


def _place_of(connection: Connection, filing: Filing) -> tuple[str | None, str | None]:
    """Return the contact that a card goes to and the front it is the back of, if any."""
    if filing.back_of is not None:
        front = card_row_of(connection, filing.back_of)
        return contact_id_of(connection, front.contact or ""), front.id
    if filing.contact_id is not None:
        return contact_id_of(connection, filing.contact_id), None
    return None, None


def card_row(
    card_id: str, scanned: ScannedCard, filing: Filing, *, picture: str, parsed: bytes
) -> dict[str, Any]:
    """Return the columns of a card that no contact has yet."""
    source = scanned.card.source
    return {
        "id": card_id,
        "contact": None,
        "back_of": None,
        "digest": scanned.digest,
        "page": source.page,
        "place": source.index,
        "path": storable(source.path),
        "picture": picture,
        "parsed": parsed,
        "met": filing.met,
        "event": storable(filing.event),
        "outcome": filing.outcome.value,
        "reasons": reasons_text(filing.reasons),
    }


def card_fact(contact_id: str, front: str | None, filing: Filing) -> Any:
    """Return what the log keeps of where a card went."""
    return settled(
        {
            "contact": contact_id,
            "back_of": front,
            "outcome": filing.outcome.value,
            "met": filing.met.isoformat(),
            "event": storable(filing.event),
        }
    )


def _bytes_of(original: bytes | Path) -> bytes:
    if isinstance(original, bytes):
        return original
    try:
        return original.read_bytes()
    except OSError as error:
        raise InputMissing(
            _("{original} cannot be read: {reason}.").format(
                original=original, reason=error.strerror
            )
        ) from error
