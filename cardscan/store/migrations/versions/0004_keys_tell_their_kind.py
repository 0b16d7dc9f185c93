"""Blocking keys tell what they are keys of; they are computed anew after the migration."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Leave the tables as they are: what is computed follows from them."""
