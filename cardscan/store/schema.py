"""The tables of a library, kept to what SQLite and PostgreSQL share.

What is true of a contact stands in ``card``, ``checked``, ``correction``, ``tag``, ``dated_note``,
``mark`` and ``pair``. The summary in ``contact``, the text index and the ``block`` keys are
computed from these and may be rebuilt.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from cardscan.store.packing import Digest, Moment, Packed

APPLICATION_ID = 0x43415244  # "CARD" in the header of an SQLite file: nobody else's database
HEAD = "0008"  # the newest migration; a library at this version opens without loading Alembic

metadata = MetaData()

contact = Table(
    "contact",
    metadata,
    Column("number", Integer, primary_key=True),  # row of the text index; never shown
    Column("id", String(10), nullable=False),
    Column("added", Moment, nullable=False),  # ISO 8601, UTC
    Column("updated", Moment, nullable=False),
    Column("merged_into", String(10)),
    Column("live", Boolean, nullable=False),  # has a card; others are only history
    Column("summary", Packed, nullable=False),  # Contact as JSON
    Column("sort_name", Text, nullable=False),  # folded reading, else folded name
    Column("sort_roman", Text, nullable=False),
    Column("sort_company", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("company_key", Text, nullable=False),  # folded, without its legal form
    Column("prefecture", Text, nullable=False),  # in kanji; of other countries empty
    Column("met", Date),
    Column("cards", Integer, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    UniqueConstraint("id", name="contact_one"),
    Index("contact_by_name", "live", "sort_name", "number"),
    Index(
        "contact_waiting",  # few of many: who needs a person
        "live",
        "sort_name",
        "number",
        sqlite_where=text("needs_review = 1"),  # on PostgreSQL too; said here, it loads the dialect
    ),
)

SHOWN = (contact.c.id, contact.c.updated, contact.c.summary)
"""What a contact is read from."""

card = Table(
    "card",
    metadata,
    Column("number", Integer, primary_key=True),  # in the order of filing
    Column("id", String(10), nullable=False),
    Column("contact", ForeignKey("contact.id")),  # NULL once its filing was undone
    Column("digest", Digest, nullable=False),  # SHA-256 of the file it came from
    Column("page", Integer, nullable=False),
    Column("place", Integer, nullable=False),  # of the card within the page
    Column("path", Text, nullable=False),
    Column("picture", Digest, nullable=False),  # SHA-256 of the prepared picture
    Column("parsed", Packed, nullable=False),  # ParsedCard as JSON
    Column("met", Date, nullable=False),
    Column("event", Text, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
    Column("back_of", ForeignKey("card.id")),
    UniqueConstraint("id", name="card_one"),
    UniqueConstraint("digest", "page", "place", name="card_one_place"),
    Index("card_by_contact", "contact"),
    Index("card_by_met", "met"),
)

image = Table(
    "image",
    metadata,
    Column("digest", Digest, primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("cards", Integer, nullable=False),  # found on the page; all of them are filed
    Column("suffix", String(16)),  # of the stored original; NULL when it was not kept
    Column("added", String(32), nullable=False),
)

checked = Table(
    "checked",
    metadata,
    Column("card", ForeignKey("card.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # of the field as it was read
    Column("text", Text, nullable=False),  # what a person says stands there; empty: nothing
)

correction = Table(
    "correction",
    metadata,
    Column("contact", ForeignKey("contact.id"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("texts", JSON, nullable=False),  # list
)

tag = Table(
    "tag",
    metadata,
    Column("contact", ForeignKey("contact.id"), primary_key=True),
    Column("label", Text, primary_key=True),
)

dated_note = Table(
    "dated_note",
    metadata,
    Column("contact", ForeignKey("contact.id"), primary_key=True),
    Column("id", String(10), primary_key=True),
    Column("day", String(10), nullable=False),  # ISO 8601
    Column("kind", String(10), nullable=False),
    Column("text", Text, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    Column("contact", ForeignKey("contact.id"), primary_key=True),
    Column("topic", String(20), primary_key=True),
    Column("day", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Index("mark_by_day", "topic", "day"),
)

pair = Table(
    "pair",
    metadata,
    Column("a", ForeignKey("contact.id"), primary_key=True),  # a < b
    Column("b", ForeignKey("contact.id"), primary_key=True),
    Column("verdict", String(10), nullable=False),  # "doubtful" or "distinct"
    Index("pair_by_b", "b"),
)

block = Table(
    "block",
    metadata,
    Column("key", BigInteger, primary_key=True),  # hash of a fact two cards of a person may share
    Column("contact", Integer, primary_key=True),  # contact.number
    sqlite_with_rowid=False,
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("verb", String(10), nullable=False),
    Column("contact", String(10)),
    Column("summary", Text, nullable=False),
    Column("before", Text, nullable=False),  # JSON, see facts.py
    Column("after", Text, nullable=False),
    Column("undoes", ForeignKey("change.id")),
    Index("change_by_undoes", "undoes"),
    sqlite_autoincrement=True,
)

change_part = Table(
    "change_part",
    metadata,
    Column("change", ForeignKey("change.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # 1, 2, 3 …: what a large change did after its row
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

touched = Table(
    "change_contact",
    metadata,
    Column("contact", String(10), primary_key=True),
    Column("change", ForeignKey("change.id"), primary_key=True),
    sqlite_with_rowid=False,
)

export = Table(
    "export",
    metadata,
    Column("target", Text, primary_key=True),  # which contacts go where
    Column("change", Integer, nullable=False),  # the newest one when they went there last
)

LOG = (change, change_part, touched)
"""The tables of the log: each has triggers that refuse to alter it."""
