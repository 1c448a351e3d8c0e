"""A store in memory, and what is put into it."""

from __future__ import annotations

from datetime import datetime, timedelta

from store_samples import (
    AUTHORITY,
    NOW,
    TAXONOMY,
)

from aggregator.arrivals import Arrival, Outcome
from aggregator.store import Query, Store

LATER = NOW + timedelta(days=3)


def put(store: Store, *arrivals: Arrival, now: datetime = NOW, **more: object) -> list[Outcome]:
    from aggregator.ingest import ingest

    return ingest(store, arrivals, taxonomy=TAXONOMY, now=now, authority=AUTHORITY, **more)  # type: ignore[arg-type]


def dump(store: Store) -> list[str]:
    """Everything published of every announcement."""
    return [f"{a.id} {a.url} {a.status} {a.first_seen} {a.updated} {a.content}" for a in everything(store)]


def everything(store: Store):  # type: ignore[no-untyped-def]
    return list(store.announcements(Query(statuses=())))
