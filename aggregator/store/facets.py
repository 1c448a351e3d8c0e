"""What the answer to a question consists of: how many announcements by kind, voivodeship, programme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, select

from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.query import Query, build
from aggregator.store.tables import AnnouncementRow, TagRow

_A = table_of(AnnouncementRow)
_T = table_of(TagRow)
#: announcements counted at most: a question over a large store must not cost more than its first page
MOST = 2000
_TAGS = (
    select(_T.c.programme, func.count())
    .where(_T.c.announcement.in_(bindparam("ids", expanding=True)))
    .group_by(_T.c.programme)
)

Rows = tuple[tuple[str, int], ...]  #: (term, announcements), the most first


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Counts over the newest `MOST` announcements that a question finds."""

    total: int
    partial: bool  #: there are more announcements than were counted
    kind: Rows
    voivodeship: Rows  #: those of the whole country are left out
    programme: Rows  #: a programme counts its descendants


class Faceted(Database):
    """The part of `Store` that counts answers."""

    def facets(self, query: Query) -> Facets:
        """Counts of what a query finds, its limit and position aside."""
        asked = replace(query, limit=MOST + 1, after=None)
        with self.reading() as connection:
            found = build(asked, connection, (_A.c.id, _A.c.kind, _A.c.voivodeship))
            rows = connection.execute(found).all()
            ids = [row.id for row in rows[:MOST]]
            programmes: Counter[str] = Counter(dict(connection.execute(_TAGS, {"ids": ids}).all()))
        partial, rows = len(rows) > MOST, rows[:MOST]
        return Facets(
            total=len(rows),
            partial=partial,
            kind=_most_first(Counter(row.kind for row in rows)),
            voivodeship=_most_first(Counter(row.voivodeship for row in rows if row.voivodeship)),
            programme=_most_first(programmes),
        )


def _most_first(counts: Counter[str]) -> Rows:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
