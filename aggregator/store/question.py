"""A question to the index of words, as each database wants it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, column, exists, func, literal_column, select, table, text

from aggregator.search import Term
from aggregator.store.columns import table_of
from aggregator.store.tables import AnnouncementRow, SearchRow

_A, _W = table_of(AnnouncementRow), table_of(SearchRow)
_INDEX = table("search", column("rowid"))
#: more finds than this, and looking at the newest announcements one by one is quicker
_MANY = 3000
#: … as long as no more answers are wanted than these
_FEW = 200


def matching(connection: Connection, terms: tuple[Term, ...], wanted: int | None = None) -> Any:
    """The condition on announcements that a question makes; `wanted` answers are asked for, None = all."""
    if all(term.without for term in terms):
        return literal_column("1") == 1
    if connection.dialect.name == "postgresql":
        found = text("search_words.vector @@ to_tsquery('simple', :asked)")
        found = found.bindparams(asked=_postgresql(terms))
        return _A.c.id.in_(select(_W.c.announcement).where(found))
    match = text("search MATCH :asked").bindparams(asked=_sqlite(terms))
    finds = select(_INDEX.c.rowid).where(match)
    many = connection.execute(
        select(func.count()).select_from(finds.limit(_MANY + 1).subquery())
    ).scalar_one()
    if many <= _MANY or wanted is None or wanted > _FEW:
        return _A.c.id.in_(select(_W.c.announcement).where(_W.c.id.in_(finds)))
    return exists().where(_W.c.announcement == _A.c.id, _INDEX.c.rowid == _W.c.id, match)


def _sqlite(terms: tuple[Term, ...]) -> str:
    """FTS5: every word in quotation marks, so that none is read as an operator."""

    def one(term: Term) -> str:
        if term.phrase:
            return f'words : "{" ".join(term.words)}"'
        return "(" + " OR ".join(f'"{word}"' + (" *" if term.prefix else "") for word in term.words) + ")"

    wanted = " AND ".join(one(term) for term in terms if not term.without)
    unwanted = "".join(f" NOT ({one(term)})" for term in terms if term.without)
    return f"({wanted}){unwanted}"


def _postgresql(terms: tuple[Term, ...]) -> str:
    """A tsquery: weight A are the words in their order, B the dictionary forms."""

    def one(term: Term) -> str:
        if term.phrase:
            return "(" + " <-> ".join(f"'{word}':A" for word in term.words) + ")"
        return "(" + " | ".join(f"'{word}'" + (":*" if term.prefix else "") for word in term.words) + ")"

    return " & ".join(("!" if term.without else "") + one(term) for term in terms)
