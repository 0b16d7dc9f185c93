"""The first schema: contacts, cards, images, what people added, the log and the text index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT_COLUMNS = (
    "name, name_kana, name_roman, company, company_kana, company_roman, department, title, "
    "address, postal_code, note, prefecture, city, email, url, social, qualification, tag, "
    "phone, mobile, fax"
)


def upgrade() -> None:
    """Create everything."""
    _create_people()
    _create_cards()
    _create_additions()
    _create_log()
    if op.get_bind().dialect.name == "sqlite":  # PostgreSQL: see store/postgres_schema.py
        _create_text_index()
        _guard_log()


def _create_people() -> None:
    op.create_table(
        "contact",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(10), nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("updated", sa.String(32), nullable=False),
        sa.Column("merged_into", sa.String(10)),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("sort_name", sa.Text, nullable=False),
        sa.Column("sort_roman", sa.Text, nullable=False),
        sa.Column("sort_company", sa.Text, nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("prefecture", sa.Text, nullable=False),
        sa.Column("met", sa.Date),
        sa.Column("cards", sa.Integer, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.UniqueConstraint("id", name="contact_one"),
    )
    op.create_index("contact_by_name", "contact", ["live", "sort_name", "number"])
    op.create_table(
        "block",
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("contact", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )


def _create_cards() -> None:
    op.create_table(
        "card",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(10), nullable=False),
        sa.Column("contact", sa.String(10), sa.ForeignKey("contact.id")),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("picture", sa.String(64), nullable=False),
        sa.Column("parsed", sa.Text, nullable=False),
        sa.Column("met", sa.Date, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("back_of", sa.String(10), sa.ForeignKey("card.id")),
        sa.UniqueConstraint("id", name="card_one"),
        sa.UniqueConstraint("digest", "page", "place", name="card_one_place"),
    )
    for column in ("contact", "met"):
        op.create_index(f"card_by_{column}", "card", [column])
    op.create_table(
        "image",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("cards", sa.Integer, nullable=False),
        sa.Column("suffix", sa.String(16)),
        sa.Column("added", sa.String(32), nullable=False),
    )


def _create_additions() -> None:
    op.create_table(
        "correction",
        sa.Column("contact", sa.String(10), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("texts", sa.JSON, nullable=False),
    )
    op.create_table(
        "tag",
        sa.Column("contact", sa.String(10), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("label", sa.Text, primary_key=True),
    )
    op.create_table(
        "pair",
        sa.Column("a", sa.String(10), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("b", sa.String(10), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("verdict", sa.String(10), nullable=False),
    )
    op.create_index("pair_by_b", "pair", ["b"])


def _create_log() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("verb", sa.String(10), nullable=False),
        sa.Column("contact", sa.String(10)),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("change.id")),
        sqlite_autoincrement=True,
    )
    op.create_index("change_by_undoes", "change", ["undoes"])
    op.create_table(
        "change_contact",
        sa.Column("contact", sa.String(10), primary_key=True),
        sa.Column("change", sa.Integer, sa.ForeignKey("change.id"), primary_key=True),
        sqlite_with_rowid=False,
    )


def _create_text_index() -> None:
    # contentless: the tokens are computed from the summary and need no second copy on disk
    op.execute(
        f"CREATE VIRTUAL TABLE contact_text USING fts5({TEXT_COLUMNS}, content='', "
        "tokenize='unicode61 remove_diacritics 0')"
    )


def _guard_log() -> None:
    """Let the database itself refuse to change what was logged, REPLACE included."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    for table in ("change", "change_contact"):
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    op.execute(
        "CREATE TRIGGER change_no_replace BEFORE INSERT ON change "
        "WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )
