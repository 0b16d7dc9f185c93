"""What people add to a contact: dated notes, and marks of how to deal with the person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoteKind(StrEnum):
    """What a dated note is about."""

    MEETING = "meeting"
    CALL = "call"
    MAIL = "mail"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class DatedNote:
    """What a person wrote down about a contact, for a day."""

    id: str
    day: date
    text: str
    kind: NoteKind = NoteKind.NOTE

    @property
    def line(self) -> str:
        """Return the note with its day, as other programs get it among plain notes."""
        return f"{self.day} {self.kind.value}: {self.text}"


class Topic(StrEnum):
    """What can be marked on a contact, once each."""

    CHANNEL = "channel"  # how they prefer to be reached
    CONSENT = "consent"  # what they agreed to
    DO_NOT_CONTACT = "do_not_contact"
    REMINDER = "reminder"

    @property
    def words(self) -> str:
        """Return the topic as people type and read it."""
        return self.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something marked on a contact, with its day and where it is known from."""

    topic: Topic
    day: date  # said on; of a reminder: due on
    text: str = ""
    source: str = ""

    @property
    def line(self) -> str:
        """Return the mark with its day, as other programs get it among plain notes."""
        source = f" ({self.source})" if self.source else ""
        return f"{self.day} {self.topic.words}: {self.text}{source}".rstrip(": ")
