"""What a file says: contacts, and the rows that could not be read."""

from dataclasses import dataclass

from cardscan.contact import Contact

MAX_TEXT = 2_000  # characters of a name, a company, an address; no card has room for more
MAX_NOTE = 2_000_000  # characters of a note


class BadRow(ValueError):
    """A row that cannot become a contact; its text is the reason, without what the row says."""


@dataclass(frozen=True, slots=True)
class ReadContact:
    """A contact as a file tells it; its id is the one that the file names, or empty."""

    row: int  # as a spreadsheet counts them, from 1; of a vCard its line
    contact: Contact


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that was left out, and why."""

    row: int
    reason: str


Incoming = ReadContact | UnreadableRow
