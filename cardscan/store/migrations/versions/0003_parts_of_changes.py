"""A change of many contacts keeps its facts in parts, so that none is too large to be read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the parts, guarded as the log that they belong to."""
    op.create_table(
        "change_part",
        sa.Column("change", sa.Integer, sa.ForeignKey("change.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":  # PostgreSQL: see store/postgres_schema.py
        _guard_log()


def _guard_log() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    op.execute(f"CREATE TRIGGER change_part_no_delete BEFORE DELETE ON change_part {refuse}")
    op.execute(
        "CREATE TRIGGER change_part_no_update BEFORE UPDATE ON change_part WHEN NOT ("  # noqa: S608 - ours
        "NEW.change IS OLD.change AND NEW.number IS OLD.number "
        f"AND {_holds_nothing_new('before')} AND {_holds_nothing_new('after')} "
        "AND EXISTS (SELECT 1 FROM change_contact JOIN change AS forgetting "
        "ON forgetting.contact = change_contact.contact AND forgetting.verb = 'forget' "
        f"WHERE change_contact.change = OLD.change)) {refuse}"
    )


def _holds_nothing_new(column: str) -> str:
    return (
        f"NOT EXISTS (SELECT key, value, type FROM json_each(NEW.{column}) "  # noqa: S608 - ours
        f"EXCEPT SELECT key, value, type FROM json_each(OLD.{column}))"
    )
