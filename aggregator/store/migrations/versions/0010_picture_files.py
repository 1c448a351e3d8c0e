"""Files of pictures, noted in the journal of changes as their announcements are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_NEXT = "(SELECT coalesce(max(number), 0) + 1 FROM changes)"
_SQLITE = tuple(
    f"CREATE TRIGGER picture_files_{name} AFTER {event} ON picture_files BEGIN "
    f"INSERT INTO changes(announcement, number) VALUES (new.announcement, {_NEXT}) "
    "ON CONFLICT (announcement) DO UPDATE SET number = excluded.number; END"
    for name, event in (("added", "INSERT"), ("altered", "UPDATE"))
)
_POSTGRESQL = (
    """
    CREATE FUNCTION note_picture() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO changes(announcement, number)
        VALUES (NEW.announcement, pg_current_xact_id()::text::bigint)
        ON CONFLICT (announcement) DO UPDATE SET number = excluded.number;
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER picture_files_noted AFTER INSERT OR UPDATE ON picture_files "
    "FOR EACH ROW EXECUTE FUNCTION note_picture()",
)


def upgrade() -> None:
    """Make the table; pictures of what is stored already are not asked for."""
    op.create_table(
        "picture_files",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("on_page", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("announcement"),
    )
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)
