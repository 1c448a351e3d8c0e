"""What the store remembers of sites: rows, state, profiles, notices, visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from aggregator.arrivals import Visit
from aggregator.model import Source
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.prepared import Prepared
from aggregator.store.saving import save_sources, upsert
from aggregator.store.site_tables import (
    NoticeRow,
    ProfileRow,
    SourceRow,
    StateRow,
    VisitRow,
)
from aggregator.store.tables import AddressRow, AnnouncementRow

_VISIT = ("source", "started", "finished", "outcome", "trouble", "reason", "requests", "bytes",
          "unchanged", "counts", "details")  # fmt: skip

# Asked at every visit, so built once.
_A, _N = table_of(AddressRow), table_of(AnnouncementRow)
_ST, _PR = table_of(StateRow), table_of(ProfileRow)
_SOURCE: Any = bindparam("source")
_STATE = Prepared(select(_ST.c.state).where(_ST.c.source == _SOURCE))
_PROFILES = Prepared(
    select(_PR.c.version, _PR.c.learnt, _PR.c.profile).where(_PR.c.source == _SOURCE).order_by(_PR.c.version)
)
_NEWEST_PROFILE = select(_PR.c.profile).where(_PR.c.source == _SOURCE).order_by(_PR.c.version.desc()).limit(1)
_KNOWN = Prepared(
    select(_A.c.key, _A.c.address, _A.c.announcement, _A.c.gone, _A.c.first_seen, _A.c.last_seen,
           _N.c.updated, _N.c.published)
    .join_from(_A, _N, _A.c.announcement == _N.c.id)
    .where(_A.c.source == _SOURCE)
    .order_by(_A.c.key)
)  # fmt: skip
_NEW_VISIT = table_of(VisitRow).insert()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A programme named in the furniture of a site."""

    source: str
    programme: str
    words: str
    place: str
    first_seen: datetime
    last_seen: datetime
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAddress:
    """An address the crawl need not discover again."""

    address: str
    announcement: str
    gone: bool
    first_seen: datetime
    last_seen: datetime  #: named or fetched
    updated: datetime  #: of the announcement
    published: datetime | None


class Sites(Database):
    """The part of `Store` about sources."""

    def sources(self) -> list[Source]:
        """Every source we know, by id: the rows the crawl used, users' rows before them."""
        return self._sources(own=None)

    def added_sources(self) -> list[Source]:
        """Rows that users added or changed; they stand before the shipped ones of the same id."""
        return self._sources(own=True)

    def put_source(self, source: Source, *, now: datetime) -> None:
        """Keep a row a user added or changed."""
        with self.writing() as connection:
            row = {"id": source.id, "own": True, "row": asdict(source), "changed": now}
            upsert(connection, table_of(SourceRow), [row])

    def note_sources(self, sources: Iterable[Source], *, now: datetime) -> None:
        """Keep the rows the crawl works with, so that feeds and pages know them; users' rows stay."""
        with self.writing() as connection:
            save_sources(connection, {source.id: source for source in sources}, now)

    def _sources(self, own: bool | None) -> list[Source]:
        table = table_of(SourceRow)
        query = select(table.c.id, table.c.row).order_by(table.c.id, table.c.own)
        if own is not None:
            query = query.where(table.c.own.is_(own))
        with self.reading() as connection:
            return [Source(**row) for row in dict(connection.execute(query).all()).values()]

    def state(self, source: str) -> dict[str, Any]:
        """What the crawl remembers of a source, {} at first."""
        with self.reading() as connection:
            return next(iter(_STATE.values(connection, source=source)), None) or {}

    def put_state(self, source: str, state: Mapping[str, Any], *, due: datetime | None = None) -> None:
        """Keep JSON values for the next visit, and when that is due."""
        self.put_states([(source, state, due)])

    def put_states(self, states: Iterable[tuple[str, Mapping[str, Any], datetime | None]]) -> None:
        """The same of several sources."""
        rows = [{"source": source, "due": due, "state": dict(state)} for source, state, due in states]
        with self.writing() as connection:
            upsert(connection, _ST, rows)

    def due(self) -> dict[str, datetime]:
        """When each source is due; a source never visited is missing."""
        table = table_of(StateRow)
        query = select(table.c.source, table.c.due).where(table.c.due.is_not(None))
        with self.reading() as connection:
            return dict(connection.execute(query).all())

    def profile(self, source: str) -> Any:
        """The newest site profile, as it was put; None before the first."""
        with self.reading() as connection:
            return connection.execute(_NEWEST_PROFILE, {"source": source}).scalar()

    def profiles(self, source: str) -> dict[int, tuple[datetime, Any]]:
        """All profiles of a site by version, the oldest first, with the times from which they count."""
        with self.reading() as connection:
            rows = _PROFILES.rows(connection, source=source)
            return {version: (learnt, profile) for version, learnt, profile in rows}

    def put_profiles(self, profiles: Iterable[tuple[str, int, Any, datetime]]) -> None:
        """Keep versions of site profiles: (source, version, a JSON value, when it was learnt)."""
        names = ("source", "version", "profile", "learnt")
        rows = [dict(zip(names, profile, strict=True)) for profile in profiles]
        with self.writing() as connection:
            upsert(connection, _PR, rows, change=("profile",))

    def site_notices(self, source: str = "") -> list[Notice]:
        """Programmes named in the furniture of a site, or of all."""
        table = table_of(NoticeRow)
        query = select(table).order_by(table.c.source, table.c.programme, table.c.words)
        if source:
            query = query.where(table.c.source == source)
        with self.reading() as connection:
            return [Notice(**row) for row in connection.execute(query).mappings()]

    def record_visits(self, visits: Iterable[Visit]) -> None:
        """Keep what visits brought."""
        rows = [
            {name: getattr(visit, name) for name in _VISIT}
            | {"counts": dict(visit.counts), "details": dict(visit.details)}
            for visit in visits
        ]
        if rows:
            with self.writing() as connection:
                connection.execute(_NEW_VISIT, rows)

    def last_visits(self, source: str, limit: int = 30) -> list[Visit]:
        """Visits to a source, the newest first."""
        table = table_of(VisitRow)
        query = select(*(table.c[name] for name in _VISIT)).where(table.c.source == source)
        query = query.order_by(table.c.started.desc(), table.c.id.desc()).limit(limit)
        with self.reading() as connection:
            return [Visit(**row) for row in connection.execute(query).mappings()]

    def known_addresses(self, source: str) -> dict[str, KnownAddress]:
        """What is known of a source, by `identity.address_key`: to be re-read on plan, not discovered."""
        with self.reading() as connection:
            rows = _KNOWN.rows(connection, source=source)
            return {
                key: KnownAddress(
                    address=address, announcement=announcement, gone=gone, first_seen=first_seen,
                    last_seen=last_seen, updated=updated, published=published,
                )
                for key, address, announcement, gone, first_seen, last_seen, updated, published in rows
            }  # fmt: skip
