"""What became of announcements: revisions, corrections, sightings, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from aggregator.arrivals import Sighting, SnapshotRef
from aggregator.identity import address_key, canonical_address
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.ledger import Ledger
from aggregator.store.tables import (
    AddressRow,
    AnnouncementRow,
    CorrectionRow,
    RevisionRow,
    SightingRow,
)

_A = table_of(AnnouncementRow)
_PAGE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A wording the source has replaced."""

    number: int  #: 1 = the first
    seen: datetime
    replaced: datetime
    title: str
    text: str
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What we said otherwise before, the source's words being the same."""

    announcement: str
    made: datetime
    reason: str
    changes: Mapping[str, Any]  #: field -> [before, after]; of a text only the lengths


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A feed, list or map that named an announcement."""

    found_by: str
    found_on: str
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An announcement to be read again."""

    id: str
    source: str
    page: SnapshotRef  #: the page it was read from
    dated_by: SnapshotRef  #: the page its publication date was read from; mostly the same


class History(Database):
    """The part of `Store` about the past of announcements."""

    def revisions(self, id: str) -> list[Revision]:
        """Earlier wordings, the first one first."""
        table = table_of(RevisionRow)
        names = ("number", "seen", "replaced", "title", "text", "snapshot")
        query = select(*(table.c[n] for n in names)).where(table.c.announcement == id)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(table.c.number)).mappings()
            return [Revision(**row) for row in rows]

    def corrections(self, *, id: str = "", since: datetime | None = None) -> list[Correction]:
        """What was corrected, of one announcement or of all, the oldest first."""
        table = table_of(CorrectionRow)
        query = select(table.c.announcement, table.c.made, table.c.reason, table.c.changes)
        if id:
            query = query.where(table.c.announcement == id)
        if since is not None:
            query = query.where(table.c.made >= since)
        query = query.order_by(table.c.made, table.c.announcement, table.c.number)
        with self.reading() as connection:
            return [Correction(**row) for row in connection.execute(query).mappings()]

    def sightings(self, id: str) -> list[Seen]:
        """Who named an announcement."""
        table = table_of(SightingRow)
        names = ("found_by", "found_on", "first_seen", "last_seen")
        query = select(*(table.c[n] for n in names)).where(table.c.announcement == id)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(table.c.found_by, table.c.found_on)).mappings()
            return [Seen(**row) for row in rows]

    def record_sightings(self, source: str, sightings: Iterable[Sighting], *, now: datetime) -> int:
        """Note that addresses were named again, without their pages being fetched. How many were known."""
        named: dict[str, list[Sighting]] = {}
        for each in sorted(sightings, key=astuple):
            key = address_key(canonical_address(each.address, keep_fragment=True), keep_fragment=True)
            named.setdefault(key, []).append(each)
        if not named:
            return 0
        with self.writing() as connection:
            ledger = Ledger(connection)
            known = ledger.addresses([(source, key) for key in named])
            for address in known:
                for each in named[address.key]:
                    if each.found_by:
                        ledger.dirty.sightings[address.announcement, each.found_by, each.found_on] = now
                ledger.dirty.seen[address.announcement] = now
                ledger.dirty.addresses[source, address.key] = {
                    "source": source, "key": address.key, "address": address.address,
                    "announcement": address.announcement, "first_seen": now, "last_seen": now,
                    "gone": address.gone,
                }  # fmt: skip
            ledger.flush()
        return len(known)

    def addresses(self, id: str) -> list[str]:
        """Every address an announcement has had, in the order they were found."""
        table = table_of(AddressRow)
        query = select(table.c.address).where(table.c.announcement == id)
        with self.reading() as connection:
            return list(connection.execute(query.order_by(table.c.first_seen, table.c.address)).scalars())

    def at_address(self, url: str) -> list[str]:
        """Ids of the announcements that have, or had, an address."""
        table = table_of(AddressRow)
        key = address_key(canonical_address(url, keep_fragment=True), keep_fragment=True)
        query = select(table.c.announcement).where(table.c.key == key).distinct()
        with self.reading() as connection:
            return list(connection.execute(query.order_by(table.c.announcement)).scalars())

    def due_for_reprocessing(self, *, source: str = "", since: datetime | None = None) -> Iterator[Due]:
        """Every announcement with the pages it was read from, by id, whatever becomes of them meanwhile.

        `since`: only those whose page was last fetched then or later.
        """
        last = ""
        while True:
            with self.reading() as connection:
                query = select(_A.c.id, _A.c.source, _A.c.url, _A.c.snapshot, _A.c.dated_by)
                query = query.where(_A.c.id > last, _A.c.snapshot != "")
                if source:
                    query = query.where(_A.c.source == source)
                rows = connection.execute(query.order_by(_A.c.id).limit(_PAGE)).all()
                digests = {d for row in rows for d in (row.snapshot, row.dated_by) if d}
                places = Ledger(connection).snapshots(digests)
            for row in rows:
                page, dated = places.get(row.snapshot), places.get(row.dated_by)
                if page is not None and (since is None or page.fetched >= since):
                    page = replace(page, url=row.url)
                    yield Due(id=row.id, source=row.source, page=page, dated_by=dated or page)
            if len(rows) < _PAGE:
                return
            last = rows[-1].id
