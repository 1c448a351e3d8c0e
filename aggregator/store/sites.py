"""What the store remembers of sites: rows, state, profiles, notices, visits, validators, snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from aggregator.arrivals import SnapshotRef, Visit
from aggregator.identity import canonical_address
from aggregator.model import Source
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.ledger import snapshot_of
from aggregator.store.saving import save_sources, upsert
from aggregator.store.site_tables import (
    LeaseRow,
    NoticeRow,
    ProfileRow,
    SnapshotRow,
    SourceRow,
    StateRow,
    ValidatorRow,
    VisitRow,
)
from aggregator.store.tables import AddressRow, AnnouncementRow

_VISIT = ("source", "started", "finished", "outcome", "trouble", "reason", "requests", "bytes",
          "unchanged", "counts", "details")  # fmt: skip


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What to ask a server with the next time."""

    address: str
    source: str
    etag: str = ""
    last_modified: str = ""
    digest: str = ""  #: of the body
    status: int = 200
    checked: datetime
    changed: datetime  #: when the body was last another one


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

    def drop_source(self, id: str) -> bool:
        """Take a user's row out: the shipped one counts again. False where there was none."""
        table = table_of(SourceRow)
        with self.writing() as connection:
            where = (table.c.id == id, table.c.own.is_(True))
            return bool(connection.execute(delete(table).where(*where)).rowcount)

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
        table = table_of(StateRow)
        with self.reading() as connection:
            return connection.execute(select(table.c.state).where(table.c.source == source)).scalar() or {}

    def put_state(self, source: str, state: Mapping[str, Any], *, due: datetime | None = None) -> None:
        """Keep JSON values for the next visit, and when that is due."""
        with self.writing() as connection:
            row = {"source": source, "due": due, "state": dict(state)}
            upsert(connection, table_of(StateRow), [row])

    def due(self) -> dict[str, datetime]:
        """When each source is due; a source never visited is missing."""
        table = table_of(StateRow)
        query = select(table.c.source, table.c.due).where(table.c.due.is_not(None))
        with self.reading() as connection:
            return dict(connection.execute(query).all())

    def take_lease(self, name: str, owner: str, *, now: datetime, seconds: float) -> int | None:
        """The right to do something alone for a time: a number that grows with each holder, None = taken."""
        table = table_of(LeaseRow)
        with self.writing() as connection:
            found = connection.execute(select(table).where(table.c.name == name).with_for_update()).first()
            if found and found.until > now and found.owner != owner:
                return None
            fence = (found.fence if found else 0) + (not found or found.owner != owner or found.until <= now)
            row = {"name": name, "owner": owner, "until": now + timedelta(seconds=seconds), "fence": fence}
            upsert(connection, table, [row])
            return int(fence)

    def release_lease(self, name: str, owner: str, *, now: datetime) -> None:
        """Give it back before its time."""
        table = table_of(LeaseRow)
        with self.writing() as connection:
            where = (table.c.name == name, table.c.owner == owner)
            connection.execute(table.update().where(*where).values(until=now))

    def profile(self, source: str) -> Any:
        """The newest site profile, as it was put; None before the first."""
        table = table_of(ProfileRow)
        query = select(table.c.profile).where(table.c.source == source)
        with self.reading() as connection:
            return connection.execute(query.order_by(table.c.version.desc()).limit(1)).scalar()

    def profiles(self, source: str) -> dict[int, tuple[datetime, Any]]:
        """All profiles of a site by version, the oldest first, with the times from which they count."""
        table = table_of(ProfileRow)
        query = select(table.c.version, table.c.learnt, table.c.profile).where(table.c.source == source)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(table.c.version))
            return {row.version: (row.learnt, row.profile) for row in rows}

    def put_profile(self, source: str, profile: Any, *, version: int, now: datetime) -> None:
        """Keep a version of a site profile, a JSON value."""
        row = {"source": source, "version": version, "learnt": now, "profile": profile}
        with self.writing() as connection:
            upsert(connection, table_of(ProfileRow), [row], change=("profile",))

    def site_notices(self, source: str = "") -> list[Notice]:
        """Programmes named in the furniture of a site, or of all."""
        table = table_of(NoticeRow)
        query = select(table).order_by(table.c.source, table.c.programme, table.c.words)
        if source:
            query = query.where(table.c.source == source)
        with self.reading() as connection:
            return [Notice(**row) for row in connection.execute(query).mappings()]

    def record_visit(self, visit: Visit) -> None:
        """Keep what a visit brought."""
        row = {name: getattr(visit, name) for name in _VISIT}
        row |= {"counts": dict(visit.counts), "details": dict(visit.details)}
        with self.writing() as connection:
            connection.execute(table_of(VisitRow).insert(), [row])

    def last_visits(self, source: str, limit: int = 30) -> list[Visit]:
        """Visits to a source, the newest first."""
        table = table_of(VisitRow)
        query = select(*(table.c[name] for name in _VISIT)).where(table.c.source == source)
        query = query.order_by(table.c.started.desc(), table.c.id.desc()).limit(limit)
        with self.reading() as connection:
            return [Visit(**row) for row in connection.execute(query).mappings()]

    def latest_visits(self) -> dict[str, Visit]:
        """The newest visit of every source that had one."""
        table = table_of(VisitRow)
        newest = select(func.max(table.c.id)).group_by(table.c.source)
        query = select(*(table.c[name] for name in _VISIT)).where(table.c.id.in_(newest))
        with self.reading() as connection:
            rows = connection.execute(query.order_by(table.c.source)).mappings()
            return {row["source"]: Visit(**row) for row in rows}

    def known_addresses(self, source: str) -> dict[str, KnownAddress]:
        """What is known of a source, by `identity.address_key`: to be re-read on plan, not discovered."""
        a, n = table_of(AddressRow), table_of(AnnouncementRow)
        query = (
            select(a.c.key, a.c.address, a.c.announcement, a.c.gone, a.c.first_seen, a.c.last_seen,
                   n.c.updated, n.c.published)
            .join_from(a, n, a.c.announcement == n.c.id)
            .where(a.c.source == source)
        )  # fmt: skip
        with self.reading() as connection:
            rows = connection.execute(query.order_by(a.c.key)).mappings()
            return {row["key"]: KnownAddress(**{k: v for k, v in row.items() if k != "key"}) for row in rows}

    def validators(self, addresses: Iterable[str]) -> dict[str, Validator]:
        """What servers said of these addresses the last time."""
        table, wanted, found = table_of(ValidatorRow), sorted(set(addresses)), {}
        with self.reading() as connection:
            for start in range(0, len(wanted), 500):
                query = select(table).where(table.c.address.in_(wanted[start : start + 500]))
                for row in connection.execute(query).mappings():
                    found[row["address"]] = Validator(**row)
        return found

    def put_validators(self, validators: Iterable[Validator]) -> None:
        """Keep what servers said."""
        with self.writing() as connection:
            upsert(connection, table_of(ValidatorRow), [asdict(v) for v in validators])

    def put_snapshots(self, snapshots: Iterable[SnapshotRef]) -> None:
        """Keep where answers lie that did not come with an arrival: lists, feeds, other pages."""
        rows = [asdict(s) | {"last_fetched": s.fetched} for s in snapshots]
        with self.writing() as connection:
            upsert(connection, table_of(SnapshotRow), rows, change=("last_fetched",))

    def snapshots(
        self, *, url: str = "", digest: str = "", source: str = "", since: datetime | None = None
    ) -> list[SnapshotRef]:
        """Kept answers of an address, with a digest or of a source, the oldest first."""
        table = table_of(SnapshotRow)
        query = select(table)
        if url:
            query = query.where(table.c.url.in_({url, canonical_address(url)}))
        if digest:
            query = query.where(table.c.digest == digest)
        if source:
            query = query.where(table.c.source == source)
        if since is not None:
            query = query.where(table.c.last_fetched >= since)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(table.c.fetched, table.c.url)).mappings()
            return [snapshot_of(row) for row in rows]

    def snapshot_at(self, url: str, until: datetime | None = None) -> SnapshotRef | None:
        """The page an address had before a moment (None = now), as far as we looked.

        A page that came back after another one is one row: it counts from its last fetch on, and before
        that from its first.
        """
        table = table_of(SnapshotRow)
        query = select(table).where(table.c.url.in_({url, canonical_address(url)}))
        with self.reading() as connection:
            rows = list(connection.execute(query.order_by(table.c.digest)).mappings())
        before = [row for row in rows if until is None or row["fetched"] < until]

        def seen(row: Mapping[Any, Any]) -> datetime:
            last: datetime = row["last_fetched"]
            return last if until is None or last < until else row["fetched"]

        best = max(before, key=seen, default=None)
        return snapshot_of(best) if best is not None else None
