"""The index of words: FTS5 on SQLite, a tsvector on PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "words, lemmas, content='search_words', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN "
    "INSERT INTO search(rowid, words, lemmas) VALUES (new.id, new.words, new.lemmas); END",
    "CREATE TRIGGER search_words_gone AFTER DELETE ON search_words BEGIN "
    "INSERT INTO search(search, rowid, words, lemmas) VALUES ('delete', old.id, old.words, old.lemmas); END",
    "CREATE TRIGGER search_words_changed AFTER UPDATE ON search_words BEGIN "
    "INSERT INTO search(search, rowid, words, lemmas) VALUES ('delete', old.id, old.words, old.lemmas); "
    "INSERT INTO search(rowid, words, lemmas) VALUES (new.id, new.words, new.lemmas); END",
)
_POSTGRESQL = (
    "ALTER TABLE search_words ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', words), 'A') || setweight(to_tsvector('simple', lemmas), 'B')) STORED",
    "CREATE INDEX ix_search_words_vector ON search_words USING gin (vector)",
)


def upgrade() -> None:
    """Make the table and its index."""
    op.create_table(
        "search_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lemmas", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("announcement"),
    )
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)
