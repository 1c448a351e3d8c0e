"""`Store`: announcements asked for, and the transaction in which ingest works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Connection, func, select

from aggregator.model import Announcement
from aggregator.store.activity import Activity
from aggregator.store.answers import Answers
from aggregator.store.columns import table_of
from aggregator.store.contents import COLUMNS, announcements_of
from aggregator.store.database import Database, check_version, open_engine, upgrade
from aggregator.store.facets import Faceted
from aggregator.store.forgetting import Forgetting
from aggregator.store.health import HealthBook
from aggregator.store.history import History
from aggregator.store.hosts import HostBook
from aggregator.store.journal import Journal
from aggregator.store.leases import Leases
from aggregator.store.ledger import Ledger
from aggregator.store.official import Official
from aggregator.store.pictures import Pictures
from aggregator.store.query import Order, Query, build, filtered
from aggregator.store.sites import Sites
from aggregator.store.tables import AnnouncementRow, TagRow
from aggregator.vocabulary import Status

_A = table_of(AnnouncementRow)
_T = table_of(TagRow)
#: announcements read at a time
_PAGE = 400


@dataclass(frozen=True, slots=True)
class Counts:
    """How many announcements there are."""

    by_status: Mapping[str, int]
    by_source: Mapping[str, int]  #: news only
    by_programme: Mapping[str, int]  #: news only; a node counts its descendants
    by_kind: Mapping[str, int]  #: news only


class Store(
    Sites, Leases, Answers, HealthBook, HostBook, History, Pictures, Faceted, Activity, Forgetting, Official,
    Journal, Database,
):  # fmt: skip
    """An open store. Reading gives domain objects; writing goes through `aggregator.ingest`."""

    @classmethod
    def open(cls, url: str, *, check: bool = True) -> Self:
        """The store at an address; an empty database gets its tables.

        Raises StoreError, with what to do, where it cannot be opened or is of another version.
        """
        store = cls(open_engine(url))
        if check:
            try:
                check_version(store)
            except BaseException:
                store.close()
                raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def upgrade(self) -> tuple[str, str]:
        """Bring the tables to this version; gives the version before and after."""
        return upgrade(self)

    def ledger(self, connection: Connection) -> Ledger:
        """What ingest works with, inside `with store.writing() as connection`."""
        return Ledger(connection)

    def announcements(self, query: Query | None = None) -> Iterator[Announcement]:
        """Announcements in the order of the query, read page by page while you take them."""
        for announcement, _ in self._walk(query or Query()):
            yield announcement

    def changed_since(self, moment: datetime) -> Iterator[tuple[datetime, Announcement]]:
        """What changed at `moment` or later, whatever its status, each with the time; oldest change first."""
        query = Query(changed_since=moment, statuses=(), order=Order.CHANGED)
        for announcement, row in self._walk(query):
            yield row["changed"], announcement

    def announcement(self, id: str) -> Announcement | None:
        """One announcement, None where there is none of that id."""
        with self.reading() as connection:
            rows = connection.execute(select(*COLUMNS).where(_A.c.id == id)).mappings().all()
            return announcements_of(connection, rows)[0] if rows else None

    def with_id(self, word: str) -> list[str]:
        """Ids that are `word`, or end with it after a slash."""
        tail = _A.c.id.endswith("/" + word.rpartition("/")[2], autoescape=True)
        with self.reading() as connection:
            exact = list(connection.execute(select(_A.c.id).where(_A.c.id == word)).scalars())
            query = select(_A.c.id).where(tail).order_by(_A.c.id)
            return exact or ([] if ":" in word else list(connection.execute(query).scalars()))

    def count(self, query: Query | None = None) -> int:
        """How many announcements a query finds, its limit and position aside."""
        with self.reading() as connection:
            statement = filtered(query or Query(), [_A.c.id], connection).subquery()
            return int(connection.execute(select(func.count()).select_from(statement)).scalar_one())

    def counts(self) -> Counts:
        """How many announcements there are, by what."""
        news = _A.c.status == Status.CURRENT.value
        with self.reading() as connection:

            def by(column: Any, *where: Any, source: Any = _A) -> dict[str, int]:
                query = select(column, func.count()).select_from(source).where(*where).group_by(column)
                return {str(k): int(n) for k, n in connection.execute(query.order_by(column))}

            others = [status.value for status in Status if status is not Status.CURRENT]
            no_news = select(_A.c.id).where(_A.c.status.in_(others))  # few: count them and take them off
            hidden = by(_T.c.programme, _T.c.announcement.in_(no_news), source=_T)
            tagged = {p: n - hidden.get(p, 0) for p, n in by(_T.c.programme, source=_T).items()}
            return Counts(
                by_status=by(_A.c.status),
                by_source=by(_A.c.source, news),
                by_programme={programme: n for programme, n in tagged.items() if n},
                by_kind=by(_A.c.kind, news),
            )

    def copies_of(self, id: str) -> list[Announcement]:
        """The announcements that are copies of this one, by library."""
        with self.reading() as connection:
            query = select(*COLUMNS).where(_A.c.copy_of == id).order_by(_A.c.source, _A.c.id)
            return announcements_of(connection, connection.execute(query).mappings().all())

    def leader_of(self, id: str) -> str:
        """Id of the announcement this one is a copy of, "" = it leads."""
        with self.reading() as connection:
            return connection.execute(select(_A.c.copy_of).where(_A.c.id == id)).scalar() or ""

    def projection(self) -> list[tuple[Any, ...]]:
        """What two equal stores have in common, sorted: (source, address, title, published, programmes,
        amounts as (grosze, role), kind, text, status) of every announcement."""
        return sorted(
            (
                a.source,
                a.url,
                a.content.title,
                a.content.published.value if a.content.published else "",
                a.content.programmes,
                tuple((amount.grosze, amount.role.value) for amount in a.content.amounts),
                a.content.kind.value,
                a.content.text,
                a.status.value,
            )
            for a in self.announcements(Query(statuses=()))
        )

    def _walk(self, query: Query) -> Iterator[tuple[Announcement, Mapping[str, Any]]]:
        left, after = query.limit, query.after
        while left is None or left > 0:
            page = replace(query, limit=_PAGE if left is None else min(left, _PAGE), after=after)
            with self.reading() as connection:
                rows = connection.execute(build(page, connection)).mappings().all()
                found = announcements_of(connection, rows)
            yield from zip(found, rows, strict=True)
            if len(rows) < (page.limit or 0):
                return
            moment = "changed" if query.order is Order.CHANGED else "ordered"
            after = (rows[-1][moment], rows[-1]["id"])
            left = None if left is None else left - len(rows)


def position(announcement: Announcement) -> tuple[datetime, str]:
    """Where an announcement stands in the order of feeds, for `Query.after`."""
    published = announcement.content.published
    return (published.moment if published else announcement.first_seen), announcement.id
