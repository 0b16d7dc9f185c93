"""The library: the one door to what is kept, and the only class that opens a session."""

import getpass
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, insert, select

from cardscan.contact import (
    Change,
    Contact,
    Filed,
    Filing,
    Outcome,
    Reason,
    Stats,
    StoredCard,
)
from cardscan.errors import InputError, InputMissing, UnknownContact, UnknownName, UsageError
from cardscan.model import Kind, ScannedCard
from cardscan.people import newest_first
from cardscan.store import log, schema
from cardscan.store.candidates import find_candidates
from cardscan.store.database import begin_writing, open_database, path_of, wrapped_errors
from cardscan.store.facts import Facts, contacts_of, pair_key, read_facts, write_facts
from cardscan.store.ids import new_id, typed_id
from cardscan.store.images import ImageFolder
from cardscan.store.merging import distinct_facts, merged_facts
from cardscan.store.query import parse_query, parse_sort
from cardscan.store.rows import card_in, contact_in, now, parsed_text, reasons_text, storable
from cardscan.store.search import counting, matching
from cardscan.store.stats import count_everything
from cardscan.store.summary import add_contact, refresh

WAIT = 5.0  # seconds: longer than any transaction of ours, shorter than a person's patience
AT_ONCE = 200  # contacts read from the database at a time while an answer is streamed


class Library:
    """Contacts, their cards and pictures, and the log of every change.

    One object may be used from several threads. Each verb is one short transaction; what stands
    in ``with library.atomic():`` is one together.
    """

    def __init__(self, engine: Engine, path: Path, who: str) -> None:
        self._engine = engine
        self._path = path
        self._who = who
        self._pictures = ImageFolder(path.with_name(f"{path.stem}.images"))
        self._local = threading.local()

    @classmethod
    def open(cls, url: str | Path, *, who: str | None = None, wait: float = WAIT) -> Self:
        """Open a library, or make it where nothing is; raise LibraryError.

        ``who`` signs the changes (the user of the machine unless named); ``wait`` is how many
        seconds another writer is waited for.
        """
        path = path_of(url)
        return cls(open_database(path, wait=wait), path, who or getpass.getuser())

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- reading

    def search(
        self, query: str = "", *, limit: int | None = None, offset: int = 0, sort: str | None = None
    ) -> Iterator[Contact]:
        """Stream the contacts that match; raise QueryError before the first."""
        sorts = [parse_sort(sort)] if sort else []
        statement = matching(parse_query(query), sorts=sorts).limit(limit).offset(offset)
        return self._contacts(statement)

    def _contacts(self, statement: Any) -> Iterator[Contact]:
        with self._reading() as connection:
            for summary in connection.execution_options(yield_per=AT_ONCE).scalars(statement):
                yield contact_in(summary)

    def count(self, query: str = "") -> int:
        """Count the contacts that match; raise QueryError."""
        with self._reading() as connection:
            return connection.scalar(counting(parse_query(query))) or 0

    def contact(self, contact_id: str) -> Contact:
        """Return a contact by its id or a unique beginning of it; raise UnknownContact."""
        with self._reading() as connection:
            known = schema.contact.c.id == _contact_id(connection, contact_id)
            summary = connection.scalars(select(schema.contact.c.summary).where(known)).one()
            return contact_in(summary)

    def cards(self, contact_id: str) -> tuple[StoredCard, ...]:
        """Return the cards of a contact, newest first, each back side after its front."""
        with self._reading() as connection:
            mine = schema.card.c.contact == _contact_id(connection, contact_id)
            rows = connection.execute(
                select(schema.card).where(mine).order_by(schema.card.c.number)
            )
            return tuple(newest_first([card_in(row) for row in rows]))

    def card_at(self, path: str, page: int = 0, index: int = 0) -> StoredCard | None:
        """Return the card that was last filed from this place, or None."""
        card = schema.card
        here = (card.c.path == storable(path), card.c.page == page, card.c.place == index)
        filed = select(card).where(*here, card.c.contact.is_not(None))
        with self._reading() as connection:
            row = connection.execute(filed.order_by(card.c.number.desc())).first()
        return card_in(row) if row else None

    def picture(self, card_id: str) -> bytes:
        """Return the JPEG of a prepared card; raise UnknownContact."""
        with self._reading() as connection:
            row = _row_of(connection, schema.card, card_id)
        return self._pictures.get(row.picture, ".jpg")

    def history(
        self, contact_id: str | None = None, *, limit: int | None = None
    ) -> Iterator[Change]:
        """Stream the log, of everything or of one contact, newest first."""
        with self._reading() as connection:
            if contact_id is not None:
                contact_id = _contact_id(connection, contact_id)
            yield from log.entries(connection, contact_id, limit)

    def stats(self) -> Stats:
        """Count what the library holds."""
        with self._reading() as connection:
            return count_everything(connection)

    def holds(self, digest: str, page: int) -> bool:
        """Say whether every card of a page is filed."""
        image, card = schema.image, schema.card
        seen = select(image.c.cards).where(image.c.digest == digest, image.c.page == page)
        open_ = select(card.c.id).where(
            card.c.digest == digest, card.c.page == page, card.c.contact.is_(None)
        )
        with self._reading() as connection:
            return connection.scalar(seen) is not None and connection.scalar(open_.limit(1)) is None

    def candidates(self, contact: Contact) -> tuple[Contact, ...]:
        """Return contacts that share a fact with this one, most in common first."""
        with self._reading() as connection:
            return find_candidates(connection, contact)

    # --- filing

    def add_card(self, scanned: ScannedCard, filing: Filing) -> Filed:
        """File a card once: the same place of the same file again is only known.

        Raise UnknownContact when the contact to join, the front or a doubted contact is none.
        """
        picture = self._pictures.put(scanned.picture, ".jpg")
        source = scanned.card.source
        with self.atomic() as connection:
            row = _filed_row(connection, scanned)
            if row is not None and row.contact is not None:
                return Filed(source, Outcome.KNOWN, row.id, row.contact)
            card_id = row.id if row else new_id()
            contact_id, front = _place_of(connection, filing)
            doubts = [_contact_id(connection, doubt) for doubt in filing.doubts]
            if row is None:
                _insert_card(connection, card_id, scanned, picture, filing)
            verb = "file"
            if contact_id is None:
                contact_id = new_id()
                add_contact(connection, contact_id)
            elif filing.outcome is not Outcome.BACK:
                verb = "join"
            facts: dict[str, Any] = {
                f"card:{card_id}": {
                    "contact": contact_id,
                    "back_of": front,
                    "outcome": filing.outcome.value,
                    "met": filing.met.isoformat(),
                    "event": filing.event,
                }
            }
            facts |= {f"tag:{contact_id}:{label}": label for label in filing.tags}
            facts |= {pair_key(contact_id, doubt): "doubtful" for doubt in doubts}
            because = ", ".join(reason.evidence for reason in filing.reasons)
            summary = f"{filing.outcome.value} card {card_id}" + (
                f" ({because})" if because else ""
            )
            self._change(connection, verb, contact_id, summary, facts)
            return Filed(source, filing.outcome, card_id, contact_id, filing.reasons)

    def add_image(
        self,
        digest: str,
        *,
        path: str,
        page: int,
        cards: int,
        original: bytes | Path | None = None,
    ) -> None:
        """Note that a page is read to its end, and keep its file once.

        ``cards`` is how many were found on the page. Raise InputError when ``original`` is no
        longer the file that has this digest.
        """
        suffix = None
        if original is not None:
            suffix = Path(path).suffix.lower()[:16]
            data = _bytes_of(original)
            if self._pictures.put(data, suffix) != digest:
                raise InputError(f"{path} changed while it was read. Scan it again.")
        image = schema.image
        here = (image.c.digest == digest, image.c.page == page)
        row = {"digest": digest, "page": page, "path": storable(path), "cards": cards}
        with self.atomic() as connection:
            if connection.scalar(select(image.c.page).where(*here)) is None:
                connection.execute(insert(image).values(row | {"suffix": suffix, "added": now()}))

    # --- changing

    def edit(self, contact_id: str, changes: Mapping[str, str | Sequence[str]]) -> Change:
        """Correct fields: each names a kind and all its values; none clears it.

        Raise UnknownName for a field that no card has.
        """
        with self.atomic() as connection:
            contact_id = _contact_id(connection, contact_id)
            facts = {
                f"correction:{contact_id}:{_kind_named(field)}": _values_of(value)
                for field, value in changes.items()
            }
            return self._change(
                connection, "edit", contact_id, f"corrected {', '.join(sorted(changes))}", facts
            )

    def tag(
        self, contact_ids: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> Change:
        """Add and remove tags of several contacts at once."""
        with self.atomic() as connection:
            ids = [_contact_id(connection, contact_id) for contact_id in contact_ids]
            labels: dict[str, str | None] = {label: label for label in add}
            labels |= dict.fromkeys(remove)
            facts = {f"tag:{id_}:{label}": labels[label] for id_ in ids for label in labels}
            signs = [f"+{label}" for label in add] + [f"-{label}" for label in remove]
            only = ids[0] if len(ids) == 1 else None
            return self._change(connection, "tag", only, " ".join(signs), facts)

    def merge(self, kept: str, gone: str, *, reasons: Sequence[Reason] = ()) -> Change:
        """Make one contact of two; the second id leads to the first from now on."""
        with self.atomic() as connection:
            kept, gone = _two(connection, kept, gone)
            because = ", ".join(reason.evidence for reason in reasons)
            summary = f"merged {gone} into {kept}" + (f" ({because})" if because else "")
            facts = merged_facts(connection, kept, gone)
            return self._change(connection, "merge", kept, summary, facts)

    def distinct(self, a: str, b: str) -> Change:
        """Say that two contacts are two persons; they are never proposed as one again."""
        with self.atomic() as connection:
            a, b = _two(connection, a, b)
            facts = distinct_facts(connection, a, b)
            return self._change(connection, "distinct", a, f"{a} and {b} are two persons", facts)

    def undo(self, change_id: int | None = None) -> Change:
        """Take a change back, the newest that stands unless one is named.

        Raise UsageError when it was taken back already, or naming the later change in the way.
        """
        with self.atomic() as connection:
            entry = log.entry_of(connection, change_id or log.newest_undoable(connection))
            if entry.undone:
                raise UsageError(f"Change {entry.id} was taken back already.")
            after = json.loads(entry.after)
            current = read_facts(connection, after)
            altered = [key for key in after if current[key] != after[key]]
            if altered:
                raise UsageError(_in_the_way(connection, entry, altered))
            return self._change(
                connection,
                "undo",
                entry.contact_id,
                f"took back change {entry.id}: {entry.summary}",
                json.loads(entry.before),
                undoes=entry.id,
            )

    def _change(
        self,
        connection: Connection,
        verb: str,
        contact_id: str | None,
        summary: str,
        facts: Facts,
        *,
        undoes: int | None = None,
    ) -> Change:
        """Make facts so, bring what is computed from them up to date, and log it all."""
        before = read_facts(connection, facts)
        write_facts(connection, facts)
        for id_ in sorted(contacts_of(before) | contacts_of(facts)):
            refresh(connection, id_)
        return log.append(
            connection,
            who=self._who,
            verb=verb,
            contact_id=contact_id,
            summary=summary,
            before=before,
            after=facts,
            undoes=undoes,
        )

    # --- sessions

    @contextmanager
    def atomic(self) -> Iterator[Connection]:
        """Make everything inside one transaction: all of it is kept, or nothing."""
        held: Connection | None = getattr(self._local, "connection", None)
        if held is not None:
            yield held
            return
        with wrapped_errors(self._path), self._engine.connect() as connection:
            begin_writing(connection)
            self._local.connection = connection
            try:
                yield connection
                connection.commit()
            finally:
                self._local.connection = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        held: Connection | None = getattr(self._local, "connection", None)
        if held is not None:
            yield held
            return
        with wrapped_errors(self._path), self._engine.connect() as connection:
            yield connection


def _contact_id(connection: Connection, typed: str) -> str:
    """Return the whole id; one that was merged away leads to the contact that took its place."""
    row = _row_of(connection, schema.contact, typed)
    while row.merged_into is not None:
        row = _row_of(connection, schema.contact, row.merged_into)
    if not row.live:
        raise UnknownContact(f"The contact '{typed}' has no cards any more; its filing was undone.")
    return str(row.id)


def _row_of(connection: Connection, table: Any, typed: str) -> Any:
    start = typed_id(typed)
    wanted = select(table).where(table.c.id >= start, table.c.id < start + "~").limit(2)
    rows = connection.execute(wanted.order_by(table.c.id)).all() if start else []
    if not rows:
        raise UnknownContact(f"No {table.name} has the id '{typed}'. 'cardscan search' lists them.")
    if len(rows) > 1 and rows[0].id != start:
        raise UnknownContact(
            f"Several {table.name}s have ids that begin with '{typed}'. Type more."
        )
    return rows[0]


def _two(connection: Connection, a: str, b: str) -> tuple[str, str]:
    first, second = _contact_id(connection, a), _contact_id(connection, b)
    if first == second:
        raise UsageError(f"'{a}' and '{b}' are one contact already.")
    return first, second


def _filed_row(connection: Connection, scanned: ScannedCard) -> Any:
    card, source = schema.card, scanned.card.source
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
        front = _row_of(connection, schema.card, filing.back_of)
        return front.contact, front.id
    if filing.contact_id is not None:
        return _contact_id(connection, filing.contact_id), None
    return None, None


def _insert_card(
    connection: Connection, card_id: str, scanned: ScannedCard, picture: str, filing: Filing
) -> None:
    source = scanned.card.source
    row = {
        "id": card_id,
        "contact": None,
        "digest": scanned.digest,
        "page": source.page,
        "place": source.index,
        "path": storable(source.path),
        "picture": picture,
        "parsed": parsed_text(scanned.card),
        "met": filing.met,
        "event": filing.event,
        "outcome": filing.outcome.value,
        "reasons": reasons_text(filing.reasons),
    }
    connection.execute(insert(schema.card).values(row))


def _bytes_of(original: bytes | Path) -> bytes:
    if isinstance(original, bytes):
        return original
    try:
        return original.read_bytes()
    except OSError as error:
        raise InputMissing(f"{original} cannot be read: {error.strerror}.") from error


def _kind_named(field: str) -> str:
    if field not in {kind.value for kind in Kind}:
        known = ", ".join(kind.value for kind in Kind)
        raise UnknownName(f"No card has a field '{field}'. Known: {known}.")
    return field


def _values_of(value: str | Sequence[str]) -> list[str]:
    values = [value] if isinstance(value, str) else list(value)
    return [text.strip() for text in values if text.strip()]


def _in_the_way(connection: Connection, entry: Change, keys: list[str]) -> str:
    later = log.standing_in_the_way(connection, entry, keys)
    if later is None:
        return f"Change {entry.id} cannot be taken back: what it made is no longer there."
    return (
        f"Change {later.id} ({later.verb}: {later.summary}) came after change {entry.id} and "
        f"stands in the way. Take it back first: cardscan undo {later.id}"
    )
