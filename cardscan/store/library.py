"""The library: the one door to what is kept."""

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from cardscan import store  # its other modules are loaded when a verb asks for them
from cardscan.additions import NoteKind, Topic
from cardscan.contact import (
    CardField,
    Change,
    Contact,
    Facet,
    Filed,
    Filing,
    Reason,
    Stats,
    StoredCard,
)
from cardscan.model import ScannedCard
from cardscan.store.database import Database, open_database
from cardscan.store.files import Passphrase
from cardscan.store.images import PICTURE
from cardscan.store.query import parse_query, parse_sort
from cardscan.store.search import answer, counting, matching
from cardscan.store.sessions import Sessions

WAIT = 5.0  # seconds: longer than any transaction of ours, shorter than a person's patience


class Library:
    """Contacts, their cards and pictures, and the log of every change.

    One object may be used from several threads. Each verb is one short transaction; what stands
    in ``with library.atomic():`` is one together.
    """

    def __init__(self, database: Database, who: str, passphrase: Passphrase | None = None) -> None:
        self._database = database
        self._pictures = database.pictures
        self._who = who
        self._passphrase = passphrase
        sessions = Sessions(database)
        self._reading, self._writing = sessions.reading, sessions.writing

    @classmethod
    def open(
        cls,
        url: str | Path,
        *,
        who: str | None = None,
        wait: float = WAIT,
        passphrase: Passphrase | None = None,
    ) -> Self:
        """Open a library, or make it where nothing is; raise LibraryError.

        ``who`` signs the changes (the user of the machine unless named); ``wait`` is how many
        seconds another writer is waited for; ``passphrase`` asks for that of an encrypted library.
        """
        database = open_database(url, wait=wait, passphrase=passphrase)
        return cls(database, who or getpass.getuser(), passphrase)

    def close(self) -> None:
        """Let the database go."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    # --- reading

    def search(
        self, query: str = "", *, limit: int | None = None, offset: int = 0, sort: str | None = None
    ) -> Iterator[Contact]:
        """Stream the contacts that match; raise QueryError before the first."""
        sorts = [parse_sort(sort)] if sort else []
        statements = matching(parse_query(query), sorts=sorts)
        return self._contacts(statements, offset, None if limit is None else offset + limit)

    def _contacts(self, found: Sequence[Any], first: int, end: int | None) -> Iterator[Contact]:
        with (
            self._reading() as connection,
            closing(answer(connection, found, first, end)) as contacts,
        ):
            yield from contacts

    def count(self, query: str = "") -> int:
        """Count the contacts that match; raise QueryError."""
        with self._reading() as connection:
            return connection.scalar(counting(parse_query(query))) or 0

    def groups(self, query: str = "", *, by: str) -> tuple[tuple[str, int], ...]:
        """Count the contacts that match by "company" or "prefecture"; raise QueryError."""
        with self._reading() as connection:
            return store.stats.count_groups(connection, parse_query(query), by)

    def contact(self, contact_id: str) -> Contact:
        """Return a contact by its id or a unique beginning of it; raise UnknownContact."""
        with self._reading() as connection:
            return store.lookup.contact_named(connection, contact_id)

    def cards(self, contact_id: str) -> tuple[StoredCard, ...]:
        """Return the cards of a contact, newest first, each back side after its front."""
        with self._reading() as connection:
            return store.lookup.cards_of(connection, contact_id)

    def cards_from(self, digest: str) -> tuple[StoredCard, ...]:
        """Return the cards that were filed from a file, by its SHA-256, in its order."""
        with self._reading() as connection:
            return store.lookup.cards_from(connection, digest)

    def picture(self, card_id: str) -> bytes:
        """Return the prepared card as JPEG, empty if it has none; raise UnknownContact."""
        with self._reading() as connection:
            digest = store.lookup.card_row_of(connection, card_id).picture
        return self._pictures.get(digest, PICTURE) if digest else b""

    def history(
        self, contact_id: str | None = None, *, limit: int | None = None
    ) -> Iterator[Change]:
        """Stream the log, of everything or of one contact, newest first; raise UnknownContact."""
        if contact_id is not None:
            with self._reading() as connection:
                contact_id = store.lookup.contact_id_of(connection, contact_id)
        return self._changes(contact_id, limit)

    def _changes(self, contact_id: str | None, limit: int | None) -> Iterator[Change]:
        with self._reading() as connection:
            yield from store.log.entries(connection, contact_id, limit)

    def held(self, contact_id: str) -> "store.holding.Held":
        """Return what links a contact to others and to files; raise UnknownContact."""
        with self._reading() as connection:
            return store.holding.held_of(connection, contact_id)

    def stats(self) -> Stats:
        """Count what the library holds."""
        with self._reading() as connection:
            return store.stats.count_everything(connection)

    def facets(self, query: str = "") -> tuple[Facet, ...]:
        """Count what the contacts that match have in common; raise QueryError."""
        with self._reading() as connection:
            return store.facets.count_facets(connection, parse_query(query))

    def holds(self, digest: str, page: int) -> bool:
        """Say whether every card of a page is filed."""
        with self._reading() as connection:
            return store.lookup.is_page_filed(connection, digest, page)

    def candidates(self, contact: Contact) -> tuple[Contact, ...]:
        """Return contacts that share a fact with this one, most in common first."""
        with self._reading() as connection:
            return store.candidates.find_candidates(connection, contact)

    def pairs_to_compare(self) -> "Iterator[store.pairs.PairBatch]":
        """Stream the pairs of contacts that share enough to be one person, without the rejected."""
        with self._reading() as connection:
            yield from store.pairs.pairs_to_compare(connection)

    def waiting(self) -> tuple[str, ...]:
        """Return the ids of the contacts that need a person, by the reading of their names."""
        with self._reading() as connection:
            return store.doubts.waiting_ids(connection)

    def doubtful_fields(self, contact_id: str) -> tuple[CardField, ...]:
        """Return the fields of a contact's cards that wait for a person, newest card first."""
        with self._reading() as connection:
            whole = store.lookup.contact_id_of(connection, contact_id)
            return store.doubts.doubtful_fields(connection, whole)

    def doubted(self, contact_id: str) -> tuple[Contact, ...]:
        """Return the contacts that may be the same person, until somebody decides."""
        with self._reading() as connection:
            whole = store.lookup.contact_id_of(connection, contact_id)
            ids = store.doubts.doubted_ids(connection, whole)
            return tuple(store.lookup.contact_named(connection, other) for other in ids)

    # --- keeping

    def verify(self) -> "Iterator[store.verifying.Flaw]":
        """Check database, text index, log and pictures; yield what is not as it should be."""
        with self._reading() as connection:
            self._database.begin_reading(connection)
            yield from store.verifying.find_flaws(connection, self._database)

    def backup(self, target: Path, *, overwrite: bool = False) -> "store.backup.Packed":
        """Write everything into one file while others use the library; raise LibraryError."""
        return store.backup.write_backup(self._database, target, overwrite=overwrite)

    def copy(self, url: str, *, overwrite: bool = False) -> tuple[str, ...]:
        """Make another library, in a file or on PostgreSQL, what this one is at this moment.

        Return the pictures that were lost before, in words. Raise UsageError where a library is.
        """
        return store.restoring.copy_library(
            self._database, url, overwrite=overwrite, passphrase=self._passphrase
        )

    def give_roles(self, members: Sequence[tuple[str, str]]) -> None:
        """Make the three roles on PostgreSQL and let users have them: ``("ann", "editor")``.

        Raise UsageError for a role or a user that is none, and for a library in a file.
        """
        self._database.give_roles(members)

    # --- exporting

    def since_export(self, target: str) -> "store.exports.Since":
        """Return what changed since the last export to a target was noted."""
        with self._reading() as connection:
            return store.exports.read_since(connection, target)

    def note_export(self, target: str, newest: int) -> None:
        """Note that a target was given everything up to a change."""
        with self._writing() as connection:
            store.exports.note_export(connection, target, newest)

    # --- filing

    def add_card(self, scanned: ScannedCard, filing: Filing) -> Filed:
        """File a card once: the same place of the same file again is only known.

        Raise UnknownContact when the contact to join, the front or a doubted contact is none.
        """
        picture = self._stored(scanned)
        with self._writing() as connection:
            return store.filing.file_card(
                connection, scanned, filing, picture=picture, who=self._who
            )

    def _stored(self, scanned: ScannedCard) -> str:
        return self._pictures.put(scanned.picture, PICTURE) if scanned.picture else ""

    def add_cards(
        self,
        cards: Iterable[tuple[ScannedCard, Filing]],
        decide: "store.batches.Decide",
        *,
        summary: str,
        jobs: int = 0,
    ) -> Iterator[Filed]:
        """File many cards as one change, each where ``decide`` says, given who it may be.

        Each filing says when, where and with which tags its card was met. ``summary`` is what
        the history says of the change; one undo takes all of it back. Cards are filed while the
        answer is read, many in one transaction: what was filed when it stops stays filed, and
        filing the same cards again goes on from there. Of thousands, up to ``jobs`` processes
        compute what needs no library; they import the main module anew, as all spawned ones do.
        """
        change: Change | None = None
        incoming = (
            store.preparing.Incoming(one, filing, self._stored(one)) for one, filing in cards
        )
        for batch, ready in store.preparing.prepared(incoming, jobs=jobs):
            with self._writing() as connection:
                done = store.batches.file_batch(connection, batch, ready, decide)
                change = store.batches.log_batch(
                    connection, done, change, summary=summary, who=self._who
                )
            yield from done.filed

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
            with self._reading() as connection:
                suffix = store.filing.keep_original(
                    connection, self._pictures, digest, path, original
                )
        with self._writing() as connection:
            store.filing.note_page(connection, digest, page, path=path, cards=cards, suffix=suffix)

    # --- changing

    def edit(
        self, contact_id: str, changes: Mapping[str, str | Sequence[str]], *, why: str = ""
    ) -> Change:
        """Correct fields: each names a kind and all its values; none clears it.

        Raise UnknownName for a field that no card has.
        """
        return self._make(
            lambda connection: store.editing.drafted_edit(connection, contact_id, changes, why=why)
        )

    def check(self, checks: Sequence[tuple[str, int, str | None]]) -> Change:
        """Say what stands in fields of cards: what was read (None), a text, or nothing ("").

        Each is named by its card and its place among the fields that were read there. Raise
        UsageError.
        """
        return self._make(lambda connection: store.doubts.drafted_checks(connection, checks))

    def note(
        self, contact_id: str, text: str, *, day: date, kind: NoteKind = NoteKind.NOTE
    ) -> Change:
        """Write something down about a contact, for a day."""
        return self._make(
            lambda connection: store.editing.drafted_note(
                connection, contact_id, text, kind=kind, day=day
            )
        )

    def mark(
        self, contact_id: str, topic: Topic, *, day: date, text: str = "", source: str = ""
    ) -> Change:
        """Mark something on a contact, in the place of what was marked there before."""
        return self._make(
            lambda connection: store.editing.drafted_mark(
                connection, contact_id, topic, day=day, text=text, source=source
            )
        )

    def unmark(self, contact_id: str, topic: Topic) -> Change:
        """Take a mark away; raise UsageError when there is none."""
        return self._make(
            lambda connection: store.editing.drafted_unmark(connection, contact_id, topic)
        )

    def tag(
        self, contact_ids: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> Change:
        """Add and remove tags of several contacts at once."""
        return self._make(
            lambda connection: store.editing.drafted_tags(
                connection, contact_ids, add=add, remove=remove
            )
        )

    def merge(self, kept: str, gone: str, *, reasons: Sequence[Reason] = ()) -> Change:
        """Make one contact of two; the second id leads to the first from now on."""
        return self._make(
            lambda connection: store.merging.drafted_merge(connection, kept, gone, reasons)
        )

    def split(self, contact_id: str, card_id: str) -> Change:
        """Make a contact of its own of one card, with its back side; raise UsageError.

        What was merged in error is better taken back by ``undo``, which returns notes too.
        """
        return self._make(
            lambda connection: store.merging.drafted_split(connection, contact_id, card_id)
        )

    def distinct(self, a: str, b: str) -> Change:
        """Say that two contacts are two persons; they are never proposed as one again."""
        return self._make(lambda connection: store.merging.drafted_distinction(connection, a, b))

    def forget(self, contact_id: str) -> "store.forgetting.Forgotten":
        """Erase a person with all their cards, pictures and history; that cannot be undone.

        Not inside ``atomic``: the database is swept afterwards, see ``sweep``. Raise
        UnknownContact.
        """
        with self._writing() as connection:
            done = store.forgetting.forget_person(connection, contact_id, self._pictures, self._who)
        self.sweep()
        return done

    def sweep(self) -> None:
        """Leave nothing behind of what was deleted; raise LibraryLocked while others read."""
        self._database.sweep()

    def undo(self, change_id: int | None = None) -> Change:
        """Take a change back, the newest that stands unless one is named.

        Raise UsageError when it was taken back already, or naming the later change in the way.
        """
        return self._make(lambda connection: store.changes.drafted_undo(connection, change_id))

    def _make(self, drafted: "Callable[[Connection], store.changes.Draft]") -> Change:
        with self._writing() as connection:
            return store.changes.make(connection, drafted(connection), who=self._who)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make everything inside one transaction: all of it is kept, or nothing."""
        with self._writing():
            yield
