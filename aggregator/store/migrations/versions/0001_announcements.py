"""The announcements and their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from aggregator.store.columns import Json, Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "addresses",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("first_seen", Moment(), nullable=False),
        sa.Column("last_seen", Moment(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source", "key"),
    )
    op.create_index(op.f("ix_addresses_announcement"), "addresses", ["announcement"], unique=False)
    op.create_index("ix_addresses_key", "addresses", ["key"], unique=False)
    op.create_table(
        "amounts",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grosze", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("doubtful", sa.String(), nullable=False),
        sa.Column("evidence", Json(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "position"),
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("library", sa.String(), nullable=False),
        sa.Column("voivodeship", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copy_of", sa.String(), nullable=False),
        sa.Column("first_seen", Moment(), nullable=False),
        sa.Column("last_seen", Moment(), nullable=False),
        sa.Column("updated", Moment(), nullable=False),
        sa.Column("changed", Moment(), nullable=False),
        sa.Column("ordered", Moment(), nullable=False),
        sa.Column("published", Moment(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("titled", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("dated_by", sa.String(), nullable=False),
        sa.Column("taxonomy", sa.String(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("grant", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("details", Json(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_announcements_changed", "announcements", ["changed", "id"], unique=False)
    op.create_index("ix_announcements_cluster", "announcements", ["cluster"], unique=False)
    op.create_index(
        "ix_announcements_kind", "announcements", ["kind", "status", "ordered", "id"], unique=False
    )
    op.create_index("ix_announcements_news", "announcements", ["status", "ordered", "id"], unique=False)
    op.create_index(
        "ix_announcements_place", "announcements", ["voivodeship", "status", "ordered", "id"], unique=False
    )
    op.create_index(
        "ix_announcements_source", "announcements", ["source", "status", "ordered", "id"], unique=False
    )
    op.create_index("ix_announcements_titled", "announcements", ["titled", "source"], unique=False)
    op.create_index("ix_announcements_wording", "announcements", ["wording", "source"], unique=False)
    op.create_index("ix_announcements_words", "announcements", ["words"], unique=False)
    op.create_table(
        "awards",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=True),
        sa.Column("beneficiary", sa.String(), nullable=True),
        sa.Column("beneficiary_source", sa.String(), nullable=True),
        sa.Column("granted", sa.BigInteger(), nullable=True),
        sa.Column("own_contribution", sa.BigInteger(), nullable=True),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("task", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("evidence", Json(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "position"),
    )
    op.create_index(op.f("ix_awards_beneficiary_source"), "awards", ["beneficiary_source"], unique=False)
    op.create_index("ix_awards_programme", "awards", ["programme", "edition"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changes", Json(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "number"),
    )
    op.create_index(op.f("ix_corrections_made"), "corrections", ["made"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("evidence", Json(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "position"),
    )
    op.create_index(op.f("ix_mentions_programme"), "mentions", ["programme"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seen", Moment(), nullable=False),
        sa.Column("replaced", Moment(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "number"),
    )
    op.create_table(
        "sightings",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.Column("found_on", sa.String(), nullable=False),
        sa.Column("first_seen", Moment(), nullable=False),
        sa.Column("last_seen", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "found_by", "found_on"),
    )
    op.create_table(
        "tags",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("ordered", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "announcement"),
    )
    op.create_index("ix_tags_announcement", "tags", ["announcement"], unique=False)
    op.create_index("ix_tags_feed", "tags", ["programme", "ordered", "announcement"], unique=False)
    op.create_table(
        "tombstones",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", "key"),
    )
    op.create_index(op.f("ix_tombstones_announcement"), "tombstones", ["announcement"], unique=False)
    op.create_index("ix_tombstones_wording", "tombstones", ["source", "wording"], unique=False)
    op.create_table(
        "typed_dates",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("value", sa.Date(), nullable=False),
        sa.Column("doubtful", sa.String(), nullable=False),
        sa.Column("evidence", Json(), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "position"),
    )
    op.create_index("ix_typed_dates_role", "typed_dates", ["role", "value"], unique=False)
