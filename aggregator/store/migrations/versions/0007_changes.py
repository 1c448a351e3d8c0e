"""The journal of changes, written by triggers: see aggregator/store/journal.py."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

#: columns that a sight without news leaves alone; a statement that sets one of them counts as a change
_TOLD = "changed, status, digest, url"
_NEXT = "(SELECT coalesce(max(number), 0) + 1 FROM changes)"
_SQLITE = tuple(
    f"CREATE TRIGGER announcements_{name} AFTER {event} ON announcements BEGIN "
    f"INSERT INTO changes(announcement, number) VALUES ({row}.id, {_NEXT}) "
    "ON CONFLICT (announcement) DO UPDATE SET number = excluded.number; END"
    for name, event, row in (
        ("added", "INSERT", "new"),
        ("altered", f"UPDATE OF {_TOLD}", "new"),
        ("forgotten", "DELETE", "old"),
    )
)
_POSTGRESQL = (
    """
    CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO changes(announcement, number)
        VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END, pg_current_xact_id()::text::bigint)
        ON CONFLICT (announcement) DO UPDATE SET number = excluded.number;
        RETURN NULL;
    END $$
    """,
    f"CREATE TRIGGER announcements_noted AFTER INSERT OR DELETE OR UPDATE OF {_TOLD} ON announcements "
    "FOR EACH ROW EXECUTE FUNCTION note_change()",
)


def upgrade() -> None:
    """Make the tables; what is stored already has no change yet: who never looked reads everything."""
    op.create_table(
        "changes",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("announcement"),
    )
    op.create_index("ix_changes_number", "changes", ["number"])
    epochs = op.create_table(
        "epochs", sa.Column("epoch", sa.String(), nullable=False), sa.PrimaryKeyConstraint("epoch")
    )
    op.bulk_insert(epochs, [{"epoch": uuid4().hex}])
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)
