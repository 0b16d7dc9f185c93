"""Companies are counted whichever way they write their legal form; names are found by sound."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the key of the company; it is computed afterwards, as the text index is."""
    op.add_column("contact", sa.Column("company_key", sa.Text, nullable=False, server_default=""))
