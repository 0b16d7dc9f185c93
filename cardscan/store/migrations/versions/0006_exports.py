"""An export can go on from the last one to the same target."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the newest change that each target has seen."""
    op.create_table(
        "export",
        sa.Column("target", sa.Text, primary_key=True),
        sa.Column("change", sa.Integer, nullable=False),
    )
