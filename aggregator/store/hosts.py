"""The ledger of each host: what we asked of it, and how far apart."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from aggregator.arrivals import Tally
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.prepared import Prepared
from aggregator.store.saving import upsert
from aggregator.store.site_tables import HostDayRow

#: gaps kept of a day
MOST_GAPS = 200
_H = table_of(HostDayRow)
#: values in one IN (…)
_CHUNK = 500
_OF_DAY = select(_H).where(_H.c.day == bindparam("day"), _H.c.host.in_(bindparam("hosts", expanding=True)))

_BY_DAY = Prepared(
    select(_H.c.day, _H.c.requests).where(_H.c.host == bindparam("host"), _H.c.day >= bindparam("since"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLedger:
    """What was asked of one host over some days."""

    host: str
    requests: int
    bytes: int  #: of bodies, as they came over the wire
    unchanged: int  #: answers 304
    refused: int  #: answers 429 and 503
    failed: int  #: no answer, or not to its end
    shortest_gap: float | None  #: seconds between two requests, from sending to sending
    median_gap: float | None

    @property
    def share_unchanged(self) -> float:
        """Share of requests answered 304, 0 to 1."""
        return self.unchanged / self.requests if self.requests else 0.0


class HostBook(Database):
    """The part of `Store` about hosts. A host is named without `www.`."""

    def add_to_hosts(self, tallies: Mapping[str, Tally], *, day: date) -> None:
        """Add what was asked on a day (UTC) to what is known of it."""
        if not tallies:
            return
        with self.writing() as connection:
            known: dict[str, Mapping[Any, Any]] = {}
            for part in _parts(sorted(tallies)):
                found = connection.execute(_OF_DAY, {"day": day, "hosts": part}).mappings()
                known |= {row["host"]: row for row in found}
            rows = [_sum(host, day, tally, known.get(host)) for host, tally in sorted(tallies.items())]
            upsert(connection, _H, rows)

    def requests_by_day(self, host: str, *, since: date) -> dict[date, int]:
        """How many requests a host got on each day (UTC) from one on."""
        with self.reading() as connection:
            return dict(map(tuple, _BY_DAY.rows(connection, host=host, since=since)))

    def host_ledgers(
        self, hosts: Collection[str] | None = None, *, since: date | None = None
    ) -> dict[str, HostLedger]:
        """The ledger by host: of some (None = all), from a day (UTC) on. Hosts never asked are missing."""
        query = select(_H).order_by(_H.c.host, _H.c.day)
        if since is not None:
            query = query.where(_H.c.day >= since)
        days: dict[str, list[Mapping[Any, Any]]] = {}
        with self.reading() as connection:
            for part in [None] if hosts is None else _parts(sorted(hosts)):
                rows = connection.execute(query if part is None else query.where(_H.c.host.in_(part)))
                for row in rows.mappings():
                    days.setdefault(row["host"], []).append(row)
        return {host: _ledger(host, rows) for host, rows in days.items()}


def _sum(host: str, day: date, tally: Tally, known: Mapping[Any, Any] | None) -> dict[str, Any]:
    counts = ("requests", "bytes", "unchanged", "refused", "failed")
    shortest = [known["shortest"]] if known and known["shortest"] is not None else []
    gaps = [*(known["gaps"] if known else ()), *(round(gap, 3) for gap in tally.gaps)]
    return {
        "host": host,
        "day": day,
        **{name: getattr(tally, name) + (known[name] if known else 0) for name in counts},
        "shortest": min([*shortest, *tally.gaps], default=None),
        "gaps": gaps[-MOST_GAPS:],
    }


def _ledger(host: str, rows: Iterable[Mapping[Any, Any]]) -> HostLedger:
    days = list(rows)
    gaps = [gap for row in days for gap in row["gaps"]]
    return HostLedger(
        host=host,
        requests=sum(row["requests"] for row in days),
        bytes=sum(row["bytes"] for row in days),
        unchanged=sum(row["unchanged"] for row in days),
        refused=sum(row["refused"] for row in days),
        failed=sum(row["failed"] for row in days),
        shortest_gap=min((row["shortest"] for row in days if row["shortest"] is not None), default=None),
        median_gap=statistics.median(gaps) if gaps else None,
    )


def _parts(values: list[str]) -> list[list[str]]:
    return [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
