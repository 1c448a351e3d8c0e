"""What was asked of each host, by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from aggregator.store.columns import Json

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "host_days",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("shortest", sa.Float(), nullable=True),
        sa.Column("gaps", Json(), nullable=False),
        sa.PrimaryKeyConstraint("host", "day"),
    )
