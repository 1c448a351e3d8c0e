"""Sketches of long texts, and tombstones that hold no words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from aggregator.identity import words_of
from aggregator.keeping.copies import ENOUGH
from aggregator.keeping.likeness import sketch_of
from aggregator.keeping.marks import address_mark
from aggregator.store.columns import Moment
from aggregator.text import fold

revision = "0005"
down_revision = "0004"

_PAGE = 500


def upgrade() -> None:
    """Make the table of sketches and fill it; hash the addresses of tombstones."""
    bands = [f"band{number}" for number in range(6)]
    sketches = op.create_table(
        "sketches",
        sa.Column("announcement", sa.String(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in bands),
        sa.Column("figures", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("announcement"),
    )
    assert sketches is not None
    for name in bands:
        op.create_index(op.f(f"ix_sketches_{name}"), "sketches", [name], unique=False)
    _fill(sketches, [*bands, "figures"])
    _hash_tombstones()


def _fill(sketches: sa.Table, names: list[str]) -> None:
    connection, last = op.get_bind(), ""
    a = sa.table("announcements", sa.column("id"), sa.column("text"), sa.column("words"))
    while True:
        query = sa.select(a.c.id, a.c.text).where(a.c.id > last, a.c.words != "").order_by(a.c.id)
        rows = connection.execute(query.limit(_PAGE)).all()
        if not rows:
            return
        last = rows[-1].id
        fresh = []
        for row in rows:
            words = words_of(fold(row.text))
            if sum(map(len, words)) >= ENOUGH and (sketch := sketch_of(words)):
                fresh.append({"announcement": row.id, **dict(zip(names, sketch, strict=True))})
        if fresh:
            connection.execute(sketches.insert(), fresh)


def _hash_tombstones() -> None:
    connection = op.get_bind()
    names = ("source", "key", "announcement", "wording", "reason", "made")
    old = sa.table("tombstones", *(sa.column(name, Moment() if name == "made" else None) for name in names))
    kept = connection.execute(sa.select(old)).all()
    op.drop_table("tombstones")
    fresh = op.create_table(
        "tombstones",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", "mark"),
    )
    assert fresh is not None
    op.create_index(op.f("ix_tombstones_announcement"), "tombstones", ["announcement"], unique=False)
    rows = {}
    for row in kept:
        marks = [address_mark(row.source, row.key)] + ([f"w:{row.wording}"] if row.wording else [])
        for mark in marks:
            rows[row.source, mark] = {
                "source": row.source, "mark": mark, "announcement": row.announcement,
                "reason": row.reason, "made": row.made,
            }  # fmt: skip
    if rows:
        connection.execute(fresh.insert(), list(rows.values()))
