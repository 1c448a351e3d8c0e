"""Official lists of who got the money."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "official_lists",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("imported", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme", "edition"),
    )
    op.create_table(
        "official_awards",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("beneficiary", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("voivodeship", sa.String(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=True),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "edition", "position"),
    )
    op.create_index("ix_official_awards_source", "official_awards", ["source"])
