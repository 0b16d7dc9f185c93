"""File many cards as one change, each checked for duplicates, and read nothing back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from cardscan.additions import Mark
from cardscan.contact import Change, Contact, Decision, Filed, Filing, Outcome, StoredCard
from cardscan.store import log
from cardscan.store.blocking import blocking_keys
from cardscan.store.candidates import Neighbours
from cardscan.store.dossiers import Dossier, in_batches, reader_of_dossiers, summed_up
from cardscan.store.facts import CARD_COLUMNS, add_facts, pair_key
from cardscan.store.filing import card_fact, card_row
from cardscan.store.ids import new_id
from cardscan.store.preparing import Incoming, Prepared
from cardscan.store.rows import now, storable
from cardscan.store.schema import card
from cardscan.store.summary import Derived, Rewriting, add_derived, derive, rewrite

PLACES_AT_ONCE = 300  # three values each in one statement

Decide = Callable[[Contact, Sequence[Contact]], Decision]
"""Says where a card goes, given who it may be."""


@dataclass(frozen=True, slots=True)
class BatchFiled:
    """What became of each card, and the facts before and after."""

    filed: tuple[Filed, ...]
    before: dict[str, Any]
    after: dict[str, Any]


def file_batch(
    connection: Connection,
    cards: Sequence[Incoming],
    prepared: Sequence[Prepared],
    decide: Decide,
) -> BatchFiled:
    """File cards in their order, where ``decide`` says; a place that is known is not filed again.

    A card may join a contact that an earlier card of the batch has made.
    """
    batch = _Batch(connection, decide, Neighbours(), _places(connection, cards))
    both = zip(cards, prepared, strict=True)
    fresh = [(one, ready) for one, ready in both if not batch.is_filed(one)]
    batch.neighbours.read(connection, [ready.derived.keys for _, ready in fresh])
    batch.read_ahead()
    filed: dict[tuple[str, int, int], Filed] = {}
    for one, ready in fresh:
        if one.place not in filed:  # of one card twice, the first is told where it went
            filed[one.place] = batch.file(one, ready)
    batch.write()
    answers = tuple(
        filed.pop(one.place) if one.place in filed else batch.known(one) for one in cards
    )
    return BatchFiled(answers, batch.before, batch.after)


def log_batch(
    connection: Connection, done: BatchFiled, entry: Change | None, *, summary: str, who: str
) -> Change | None:
    """Log what a batch did: in an entry of its own, or as the continuation of one."""
    if not done.after:
        return entry
    if entry is not None:
        log.extend(connection, entry, before=done.before, after=done.after)
        return entry
    return log.append(
        connection,
        who=who,
        verb="import",
        contact_id=None,
        summary=summary,
        before=done.before,
        after=done.after,
    )


@dataclass(slots=True)
class _Batch:
    """What a batch has decided so far, and still has to write."""

    connection: Connection
    decide: Decide
    neighbours: Neighbours
    places: dict[tuple[str, int, int], tuple[str, str | None]]  # card and contact, by place
    moment: datetime = field(default_factory=lambda: datetime.fromisoformat(now()))
    dossiers: dict[str, Dossier] = field(default_factory=dict)  # of those who change
    known_dossier: Callable[[str], Dossier] = Dossier  # of those who were there before
    derived: dict[str, Derived] = field(default_factory=dict)  # of those who are as prepared
    unchanged: dict[str, Contact] = field(default_factory=dict)  # as it was, of those that change
    cards: list[tuple[dict[str, Any], bool]] = field(default_factory=list)  # and if it was there
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def read_ahead(self) -> None:
        """Read all at once what is true of those whom cards may join."""
        self.known_dossier = reader_of_dossiers(self.connection, self.neighbours.numbers.keys())

    def is_filed(self, one: Incoming) -> bool:
        """Say whether the place is known and its card belongs to somebody."""
        return self.places.get(one.place, ("", None))[1] is not None

    def known(self, one: Incoming) -> Filed:
        """Say where the card of a known place is."""
        return Filed(one.scanned.card.source, Outcome.KNOWN, *self.places[one.place])

    def file(self, one: Incoming, ready: Prepared) -> Filed:
        """Decide where a card goes and remember what is to be written."""
        if self.is_filed(one):  # twice in one batch
            return self.known(one)
        decision = self.decide(ready.person, self.neighbours.having(ready.derived.keys))
        source, reasons = one.scanned.card.source, decision.reasons
        if decision.outcome is Outcome.KNOWN:
            return Filed(source, Outcome.KNOWN, None, decision.contact_id, reasons)
        contact_id = decision.contact_id or one.contact_id
        filing = one.filing
        if reasons or decision.outcome is not filing.outcome:
            filing = replace(filing, outcome=decision.outcome, reasons=reasons)
        card_id = self._take(one, ready.parsed, filing, contact_id)
        stored = StoredCard(
            card_id,
            contact_id,
            one.scanned.card,
            filing.met,
            filing.event,
            filing.outcome,
            reasons=reasons,
        )
        if decision.contact_id:
            self._join(self._dossier(contact_id), stored, filing)
        else:
            self._add(ready, stored)
        for doubt in decision.doubts:
            self._doubt(contact_id, doubt)
        return Filed(source, decision.outcome, card_id, contact_id, reasons)

    def _take(self, one: Incoming, parsed: bytes, filing: Filing, contact_id: str) -> str:
        known = self.places.get(one.place)
        card_id = known[0] if known else new_id()
        row = card_row(card_id, one.scanned, filing, picture=one.picture, parsed=parsed)
        self.cards.append((row | {"contact": contact_id}, known is not None))
        self.places[one.place] = card_id, contact_id
        self.before[f"card:{card_id}"] = None
        self.after[f"card:{card_id}"] = card_fact(contact_id, None, filing)
        return card_id

    def _add(self, ready: Prepared, stored: StoredCard) -> None:
        """Make a contact of one card: what the card says is all there is to sum up."""
        said, id_ = ready.person, stored.contact_id
        self._tag(id_, said.tags)
        self._mark(id_, said.marks)
        if stored.outcome is Outcome.REVIEW and not said.needs_review:
            said = replace(said, needs_review=True)
        else:
            self.derived[id_] = ready.derived
        self.dossiers[id_] = Dossier(id_, (stored,), tags=said.tags, marks=said.marks)
        self.neighbours.put(said, ready.derived.keys)

    def _join(self, dossier: Dossier, stored: StoredCard, filing: Filing) -> None:
        self._remember(dossier.contact_id)
        new = {storable(label) for label in filing.tags} - set(dossier.tags)
        self._tag(dossier.contact_id, sorted(new))
        tags = tuple(sorted({*dossier.tags, *new}))
        topics = {mark.topic for mark in dossier.marks}
        said = tuple(mark for mark in filing.marks if mark.topic not in topics)
        self._mark(dossier.contact_id, said)
        marks = tuple(sorted((*dossier.marks, *said), key=lambda mark: mark.topic))
        dossier = replace(dossier, cards=(*dossier.cards, stored), tags=tags, marks=marks)
        self.dossiers[dossier.contact_id] = dossier
        person = replace(summed_up(dossier), updated=self.moment)
        self.neighbours.put(person, blocking_keys(person))
        self.derived.pop(person.id, None)

    def _dossier(self, contact_id: str) -> Dossier:
        if contact_id not in self.dossiers:
            self.dossiers[contact_id] = self.known_dossier(contact_id)
        return self.dossiers[contact_id]

    def _tag(self, contact_id: str, labels: Iterable[str]) -> None:
        for label in labels:
            self.before[f"tag:{contact_id}:{label}"] = None
            self.after[f"tag:{contact_id}:{label}"] = label

    def _mark(self, contact_id: str, marks: Iterable[Mark]) -> None:
        for mark in marks:
            said = {"day": mark.day.isoformat(), "text": storable(mark.text)}
            said |= {"source": storable(mark.source)}
            self.before[f"mark:{contact_id}:{mark.topic.value}"] = None
            self.after[f"mark:{contact_id}:{mark.topic.value}"] = said

    def _doubt(self, contact_id: str, doubt: str) -> None:
        self.before[pair_key(contact_id, doubt)] = None
        self.after[pair_key(contact_id, doubt)] = "doubtful"
        self._remember(doubt)
        self.dossiers[doubt] = replace(self._dossier(doubt), is_doubtful=True)
        person = self.neighbours.people[doubt]
        self.derived.pop(doubt, None)
        waiting = replace(person, needs_review=True, updated=self.moment)
        self.neighbours.people[doubt] = waiting

    def _remember(self, contact_id: str) -> None:
        if contact_id in self.neighbours.numbers:
            self.unchanged.setdefault(contact_id, self.neighbours.people[contact_id])

    def write(self) -> None:
        """Write everything that was decided."""
        people, numbers = self.neighbours.people, self.neighbours.numbers
        made = [id_ for id_ in self.dossiers if id_ not in numbers]
        new = {id_: self.derived.get(id_) or derive(people[id_]) for id_ in made}
        add_derived(self.connection, new)
        self._write_cards()
        beside = {key: fact for key, fact in self.after.items() if not key.startswith("card:")}
        add_facts(self.connection, beside)
        changed = [Rewriting(numbers[id_], was, people[id_]) for id_, was in self.unchanged.items()]
        rewrite(self.connection, changed)

    def _write_cards(self) -> None:
        new = [row for row, is_known in self.cards if not is_known]
        if new:
            self.connection.execute(insert(card), new)
        back = [
            {"known": row["id"], **{name: row[name] for name in (*CARD_COLUMNS, "reasons")}}
            for row, is_known in self.cards
            if is_known
        ]
        if back:
            self.connection.execute(update(card).where(card.c.id == bindparam("known")), back)


def _places(
    connection: Connection, cards: Iterable[Incoming]
) -> dict[tuple[str, int, int], tuple[str, str | None]]:
    """Return the cards that are at these places already, and the contacts they belong to."""
    columns = (card.c.digest, card.c.page, card.c.place)
    places = {}
    for some in in_batches(sorted({one.place for one in cards}), PLACES_AT_ONCE):
        # each by itself: for rows of values SQLite would look at every card
        near = [column.in_({place[at] for place in some}) for at, column in enumerate(columns)]
        for row in connection.execute(select(*columns, card.c.id, card.c.contact).where(*near)):
            places[row.digest, row.page, row.place] = (row.id, row.contact)
    return places
