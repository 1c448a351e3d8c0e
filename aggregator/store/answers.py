"""What servers answered: what to ask with the next time, and where the kept answers lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from aggregator.arrivals import SnapshotRef
from aggregator.identity import canonical_address
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.ledger import snapshot_of
from aggregator.store.prepared import Prepared
from aggregator.store.saving import upsert
from aggregator.store.site_tables import SnapshotRow, ValidatorRow

#: addresses in one IN (…)
_CHUNK = 500
_V, _SN = table_of(ValidatorRow), table_of(SnapshotRow)
# Asked at every visit, so built once.
_VALIDATORS = select(_V).where(_V.c.address.in_(bindparam("addresses", expanding=True)))
_THE_SNAPSHOT = Prepared(
    select(_SN).where(_SN.c.url == bindparam("url"), _SN.c.digest == bindparam("digest"))
)


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


_VALIDATOR = tuple(field.name for field in fields(Validator))
_REF = tuple(field.name for field in fields(SnapshotRef))


class Answers(Database):
    """The part of `Store` about answers of servers."""

    def validators(self, addresses: Iterable[str]) -> dict[str, Validator]:
        """What servers said of these addresses the last time."""
        wanted, found = sorted(set(addresses)), {}
        with self.reading() as connection:
            for start in range(0, len(wanted), _CHUNK):
                part = {"addresses": wanted[start : start + _CHUNK]}
                for row in connection.execute(_VALIDATORS, part).mappings():
                    found[row["address"]] = Validator(**row)
        return found

    def put_validators(self, validators: Iterable[Validator]) -> None:
        """Keep what servers said."""
        with self.writing() as connection:
            upsert(connection, _V, [{name: getattr(v, name) for name in _VALIDATOR} for v in validators])

    def put_snapshots(self, snapshots: Iterable[SnapshotRef]) -> None:
        """Keep where answers lie that did not come with an arrival: lists, feeds, other pages."""
        rows = [{name: getattr(s, name) for name in _REF} | {"last_fetched": s.fetched} for s in snapshots]
        with self.writing() as connection:
            upsert(connection, _SN, rows, change=("last_fetched",))

    def snapshot_of(self, url: str, digest: str) -> SnapshotRef | None:
        """Where the answer of this address with this digest lies, None where it was not kept."""
        with self.reading() as connection:
            rows = _THE_SNAPSHOT.mappings(connection, url=url, digest=digest)
            return snapshot_of(rows[0]) if rows else None

    def snapshots(
        self, *, url: str = "", source: str = "", since: datetime | None = None
    ) -> list[SnapshotRef]:
        """Kept answers of an address or of a source, the oldest first."""
        query = select(_SN)
        if url:
            query = query.where(_SN.c.url.in_({url, canonical_address(url)}))
        if source:
            query = query.where(_SN.c.source == source)
        if since is not None:
            query = query.where(_SN.c.last_fetched >= since)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(_SN.c.fetched, _SN.c.url)).mappings()
            return [snapshot_of(row) for row in rows]

    def snapshot_at(self, url: str, until: datetime | None = None) -> SnapshotRef | None:
        """The page an address had before a moment (None = now), as far as we looked.

        A page that came back after another one is one row: it counts from its last fetch on, and before
        that from its first.
        """
        query = select(_SN).where(_SN.c.url.in_({url, canonical_address(url)}))
        with self.reading() as connection:
            rows = list(connection.execute(query.order_by(_SN.c.digest)).mappings())
        before = [row for row in rows if until is None or row["fetched"] < until]

        def seen(row: Mapping[Any, Any]) -> datetime:
            last: datetime = row["last_fetched"]
            return last if until is None or last < until else row["fetched"]

        best = max(before, key=seen, default=None)
        return snapshot_of(best) if best is not None else None
