"""What the library keeps: contacts, their cards, and what was done with them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cardscan.additions import DatedNote, Mark, Topic
from cardscan.model import Field, Kind, ParsedCard, ScannedCard, Source


class Outcome(StrEnum):
    """What the library did with a card."""

    NEW = "new"
    JOINED = "joined"
    KNOWN = "known"
    REVIEW = "review"
    FAILED = "failed"
    BACK = "back"


class Verdict(StrEnum):
    """Whether two contacts are one person."""

    SAME = "same"
    LIKELY = "likely"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of named evidence for or against a match."""

    evidence: str
    weight: float  # positive speaks for one person, negative against


@dataclass(frozen=True, slots=True)
class Match:
    """How two contacts compare."""

    score: float  # 0.0 to 1.0
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """What the library did with one card."""

    source: Source
    outcome: Outcome
    card_id: str | None = None
    contact_id: str | None = None
    reasons: tuple[Reason, ...] = ()
    error: str | None = None
    error_code: str = ""  # stable name of the kind of error
    scanned: ScannedCard | None = None  # what was read for it; None when nothing was


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as printed, and its parts as far as they are known."""

    text: str = ""
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; ``text`` is the whole of it as printed on one line."""

    text: str
    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    street: str = ""
    building: str = ""
    country: str = ""  # ISO 3166 alpha-2


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164, with ``;ext=`` for an extension."""

    kind: Kind  # PHONE, MOBILE or FAX
    value: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, as the sum of their cards and of what people corrected and added."""

    id: str
    name: Name = Name()
    name_kana: Name = Name()
    name_roman: Name = Name()
    guessed_kana: Name = Name()  # for finding and sorting, where no card says how it is read
    company: str = ""
    company_kana: str = ""
    company_roman: str = ""
    also_at: tuple[str, ...] = ()  # companies of concurrent posts on the same card
    departments: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    socials: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    events: tuple[str, ...] = ()  # where the cards were exchanged, newest first
    dated_notes: tuple[DatedNote, ...] = ()  # newest first
    marks: tuple[Mark, ...] = ()
    cards: int = 0
    met: date | None = None
    updated: datetime | None = None  # UTC
    needs_review: bool = False

    @property
    def shown_kana(self) -> str:
        """Return how the name is read in kana, with a question mark where it is a guess."""
        guess = f"{self.guessed_kana.text}?" if self.guessed_kana.text else ""
        return self.name_kana.text or guess

    @property
    def added_lines(self) -> tuple[str, ...]:
        """Return what people added, a line each, but not what reminds only themselves."""
        marks = (mark.line for mark in self.marks if mark.topic is not Topic.REMINDER)
        return (*(note.line for note in self.dated_notes), *marks)

    def mark(self, topic: Topic) -> Mark | None:
        """Return what is marked under a topic, if anything."""
        return next((mark for mark in self.marks if mark.topic is topic), None)


@dataclass(frozen=True, slots=True)
class StoredCard:
    """One card of a contact as the library keeps it."""

    id: str
    contact_id: str
    card: ParsedCard
    met: date
    event: str = ""
    outcome: Outcome = Outcome.NEW
    back_of: str | None = None  # id of the front, when this is a back side
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a stored card, by its place among those that were read."""

    contact_id: str
    card_id: str
    place: int
    field: Field


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the append-only log."""

    id: int
    at: datetime  # UTC
    who: str
    verb: str  # "file", "join", "edit", "tag", "merge", "undo" …
    contact_id: str | None
    summary: str  # one line for people
    before: str = ""  # JSON
    after: str = ""  # JSON
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a card goes, and why."""

    outcome: Outcome
    contact_id: str | None = None
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[str, ...] = ()  # contacts that it may belong to


@dataclass(frozen=True, slots=True)
class Filing:
    """What is decided about a card before the library takes it."""

    met: date
    outcome: Outcome = Outcome.NEW
    contact_id: str | None = None  # to join; None makes a contact
    reasons: tuple[Reason, ...] = ()
    tags: tuple[str, ...] = ()
    event: str = ""
    back_of: str | None = None  # id of the front; the card goes to the front's contact
    doubts: tuple[str, ...] = ()  # contacts it may belong to, for a person to decide
    marks: tuple[Mark, ...] = ()  # made where the contact has none under that topic


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that contacts have in common, and how many."""

    field: str  # as in a query: "prefecture", "company", "tag", "met" with a year
    value: str
    contacts: int


@dataclass(frozen=True, slots=True)
class ReaderScore:
    """How a reader fared where a person has looked."""

    reader: str
    right: int  # values that the person left as this reader saw them
    seen: int  # values of this reader that a person looked at


@dataclass(frozen=True, slots=True)
class Stats:
    """What a library holds, in numbers."""

    contacts: int
    cards: int  # back sides not counted
    images: int
    waiting: int  # contacts that need a person
    due: int  # reminders of today and before
    first_met: date | None
    last_met: date | None
    months: tuple[tuple[str, int], ...]  # ("2026-11", cards met), oldest first
    companies: tuple[tuple[str, int], ...]  # contacts each, most first
    prefectures: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...] = ()  # classes of posts, the highest first
    readers: tuple[ReaderScore, ...] = ()
