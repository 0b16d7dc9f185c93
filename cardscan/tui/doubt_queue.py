"""What waits for a person, one after the other, with a way back: no widgets."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from cardscan.contact import StoredCard
from cardscan.corrections import values_of
from cardscan.errors import UnknownContact
from cardscan.model import Kind
from cardscan.review import Doubt, DoubtfulField, DoubtfulMatch, doubts_of, reject
from cardscan.store.library import Library
from cardscan.witnesses import other_texts

LONGEST_LOOK = 60.0  # seconds; who takes longer was called away


@dataclass(frozen=True, slots=True)
class Shown:
    """A doubt with all that is shown beside it."""

    doubt: Doubt
    cards: tuple[StoredCard, ...]  # of the contact, newest first
    picture: bytes  # of the card in question
    others: tuple[str, ...] = ()  # what another reader saw in its place
    other_cards: tuple[StoredCard, ...] = ()  # of the contact that it may be
    other_picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is."""

    decided: int
    contacts_left: int
    seconds_left: float | None  # None until there is something to go by


@dataclass(slots=True)
class DoubtQueue:
    """The doubts of a library in the order of the contacts; used by one worker at a time."""

    library: Library
    skipped: set[str] = field(default_factory=set)
    _ids: list[str] | None = None
    _contacts: int = 0
    _decisions: list[tuple[int, ...]] = field(default_factory=list)  # the changes of each
    _spent: float = 0.0
    _since: float = 0.0

    def next(self) -> Shown | None:
        """Return the first doubt that was not put off; None when nothing is left."""
        if self._ids is None:
            self._ids = list(self.library.waiting())
            self._contacts = len(self._ids)
        while self._ids:
            if doubt := self._first_of(self._ids[0]):
                self._since = time.monotonic()
                return self._shown(doubt)
            self._ids.pop(0)
        return None

    def _first_of(self, contact_id: str) -> Doubt | None:
        try:
            doubts = doubts_of(self.library, contact_id)
        except UnknownContact:  # another program took it away
            return None
        return next((doubt for doubt in doubts if doubt.key not in self.skipped), None)

    def _shown(self, doubt: Doubt) -> Shown:
        cards = self.library.cards(doubt.contact.id)
        if isinstance(doubt, DoubtfulMatch):
            others = self.library.cards(doubt.other.id)
            return Shown(doubt, cards, self._newest(cards), (), others, self._newest(others))
        picture = self.library.picture(doubt.card_id)
        if not isinstance(doubt, DoubtfulField):
            return Shown(doubt, cards, picture)
        card = next(it.card for it in cards if it.id == doubt.card_id)
        return Shown(doubt, cards, picture, other_texts(card, doubt.field))

    def _newest(self, cards: tuple[StoredCard, ...]) -> bytes:
        return self.library.picture(cards[0].id) if cards else b""

    # What a person does

    def decide(self, doubt: Doubt, deed: Callable[[], tuple[int, ...]]) -> None:
        """Do what a person decided; ``deed`` returns the numbers of its changes."""
        self._decisions.append(deed())
        self._note_time()
        self.skipped.discard(doubt.key)

    def put_off(self, doubt: Doubt) -> None:
        """Leave a doubt for the next time."""
        self._note_time()
        self.skipped.add(doubt.key)

    def undo(self) -> bool:
        """Take the last decision of this review back; say whether there was one."""
        if not self._decisions:
            return False
        with self.library.atomic():
            for change in reversed(self._decisions[-1]):
                self.library.undo(change)
        self._decisions.pop()
        self._ids = None  # what was taken back waits again
        return True

    def move(self, doubt: DoubtfulField, kind: Kind) -> tuple[int, ...]:
        """Say that a value stands there, but that it is of another kind."""
        with self.library.atomic():
            struck = reject(self.library, doubt)
            known = values_of(self.library.contact(doubt.contact.id), kind)
            moved = self.library.edit(doubt.contact.id, {kind: (*known, doubt.field.value)})
        return struck.id, moved.id

    def _note_time(self) -> None:
        self._spent += min(LONGEST_LOOK, time.monotonic() - self._since)

    @property
    def progress(self) -> Progress:
        """Return how far this review is."""
        left = len(self._ids or ())
        done = self._contacts - left
        seconds = self._spent / done * left if done > 0 else None
        return Progress(len(self._decisions), left, seconds)
