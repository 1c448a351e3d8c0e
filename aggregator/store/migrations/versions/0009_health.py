"""How sources stand, and the changes of rows that wait for a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from aggregator.store.columns import Json, Moment

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "source_health",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", Moment(), nullable=True),
        sa.Column("bad_visits", sa.Integer(), nullable=False),
        sa.Column("visited", Moment(), nullable=False),
        sa.Column("last_good", Moment(), nullable=True),
        sa.Column("shown", Json(), nullable=False),
        sa.Column("memory", Json(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_index(op.f("ix_source_health_condition"), "source_health", ["condition"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changes", Json(), nullable=False),
        sa.Column("evidence", Json(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
