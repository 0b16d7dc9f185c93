"""Who waits for a person is found without looking at everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Index the few that wait."""
    op.create_index(
        "contact_waiting",
        "contact",
        ["live", "sort_name", "number"],
        sqlite_where=sa.text("needs_review = 1"),
        postgresql_where=sa.text("needs_review"),
    )
