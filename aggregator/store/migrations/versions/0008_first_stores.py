"""What stores made by the first versions lack: their tables were mended in place before the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from aggregator.search import index_words
from aggregator.store.columns import Json, Moment
from aggregator.text import fold

revision = "0008"
down_revision = "0007"

_PAGE = 500


def upgrade() -> None:
    """Bring tables, indexes and the words to be searched to what a new store has."""
    inspector = sa.inspect(op.get_bind())
    if "search" in {column["name"] for column in inspector.get_columns("announcements")}:
        op.drop_column("announcements", "search")
    if "own" not in {column["name"] for column in inspector.get_columns("sources")}:
        _rows_of_users()
    indexes = {index["name"]: index["column_names"] for index in inspector.get_indexes("announcements")}
    for name in ("titled", "wording"):
        if indexes.get(f"ix_announcements_{name}") == ["source", name]:
            op.drop_index(f"ix_announcements_{name}", "announcements")
            op.create_index(f"ix_announcements_{name}", "announcements", [name, "source"])
    if "ix_addresses_key" not in {index["name"] for index in inspector.get_indexes("addresses")}:
        op.create_index("ix_addresses_key", "addresses", ["key"])
    _words_to_be_searched()


def _rows_of_users() -> None:
    """The table held only rows that users added or changed."""
    connection = op.get_bind()
    names = (sa.column("id"), sa.column("row", Json()), sa.column("changed", Moment()))
    kept = connection.execute(sa.select(*names).select_from(sa.table("sources"))).all()
    op.drop_table("sources")
    table = op.create_table(
        "sources",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("row", Json(), nullable=False),
        sa.Column("changed", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", "own"),
    )
    rows = [{"id": row.id, "own": True, "row": row.row, "changed": row.changed} for row in kept]
    if rows:
        connection.execute(table.insert(), rows)


def _words_to_be_searched() -> None:
    """Announcements that were stored before there was an index of words."""
    connection, last = op.get_bind(), ""
    a = sa.table("announcements", sa.column("id"), sa.column("title"), sa.column("text"))
    s = sa.table("search_words", sa.column("announcement"), sa.column("words"), sa.column("lemmas"))
    missing = a.c.id.not_in(sa.select(s.c.announcement))
    while True:
        query = sa.select(a).where(a.c.id > last, missing).order_by(a.c.id).limit(_PAGE)
        rows = connection.execute(query).all()
        if not rows:
            return
        last = rows[-1].id
        fresh = []
        for row in rows:
            whole = f"{row.title}\n{row.text}"
            words, lemmas = index_words(whole, fold(whole))
            fresh.append({"announcement": row.id, "words": words, "lemmas": lemmas})
        connection.execute(s.insert(), fresh)
