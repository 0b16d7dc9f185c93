"""What people check, note and mark; a log that may shrink where a forgetting is logged."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT_COLUMNS = (
    "name, name_kana, name_roman, company, company_kana, company_roman, department, title, "
    "address, postal_code, note, prefecture, city, email, url, social, qualification, tag, "
    "phone, mobile, fax, event"
)


def upgrade() -> None:
    """Add the tables, make the text index anew (it is filled afterwards), and guard the log."""
    _create_additions()
    if op.get_bind().dialect.name == "sqlite":  # PostgreSQL: see store/postgres_schema.py
        _create_text_index()
        _guard_log()


def _create_text_index() -> None:
    op.execute("DROP TABLE contact_text")
    op.execute(
        f"CREATE VIRTUAL TABLE contact_text USING fts5({TEXT_COLUMNS}, content='', "
        "tokenize='unicode61 remove_diacritics 0')"
    )


def _create_additions() -> None:
    op.create_table(
        "checked",
        sa.Column("card", sa.String(10), sa.ForeignKey("card.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "dated_note",
        sa.Column("contact", sa.String(10), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("id", sa.String(10), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "mark",
        sa.Column("contact", sa.String(10), sa.ForeignKey("contact.id"), primary_key=True),
        sa.Column("topic", sa.String(20), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
    )
    op.create_index("mark_by_day", "mark", ["topic", "day"])


def _guard_log() -> None:
    """Let an entry lose facts, and nothing else, once the log says that its person is forgotten."""
    same = " AND ".join(
        f"NEW.{column} IS OLD.{column}"
        for column in ("id", "at", "who", "verb", "contact", "undoes")
    )
    op.execute("DROP TRIGGER change_no_update")
    op.execute(
        f"CREATE TRIGGER change_no_update BEFORE UPDATE ON change WHEN NOT ({same} "  # noqa: S608 - ours
        "AND NEW.summary IN (OLD.summary, 'forgotten') "
        f"AND {_holds_nothing_new('before')} AND {_holds_nothing_new('after')} "
        "AND EXISTS (SELECT 1 FROM change_contact JOIN change AS forgetting "
        "ON forgetting.contact = change_contact.contact AND forgetting.verb = 'forget' "
        "WHERE change_contact.change = OLD.id)) "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )


def _holds_nothing_new(column: str) -> str:
    return (
        f"NOT EXISTS (SELECT key, value, type FROM json_each(NEW.{column}) "  # noqa: S608 - ours
        f"EXCEPT SELECT key, value, type FROM json_each(OLD.{column}))"
    )
