"""What commands ask the store about sources, and what they put there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from aggregator.arrivals import Tally
from aggregator.config import Config
from aggregator.model import Source
from aggregator.store import Store
from crawler.rereading import profile_of


def added_sources(config: Config) -> tuple[Source, ...]:
    """The rows that users added or changed."""
    with Store.open(config.database_url) as store:
        return tuple(store.sources())


def keep_sources(config: Config, sources: Iterable[Source], *, now: datetime) -> None:
    """Keep rows of a user."""
    with Store.open(config.database_url) as store:
        for source in sources:
            store.put_source(source, now=now)


def due_times(config: Config) -> Mapping[str, datetime]:
    """When each source is due; those never visited are missing."""
    with Store.open(config.database_url) as store:
        return store.due()


def facts_about(config: Config, source: str) -> dict[str, Any]:
    """What the store knows of a source, in JSON values."""
    with Store.open(config.database_url) as store:
        visits = store.last_visits(source, 1)
        profile = profile_of(store, source)
        return {
            "last_visit": _plain(asdict(visits[0])) if visits else None,
            "announcements": len({page.announcement for page in store.known_addresses(source).values()}),
            "profile": profile.version if profile else None,
            "site_notices": [_plain(asdict(notice)) for notice in store.site_notices(source)],
        }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def count_requests(config: Config, tallies: Mapping[str, Tally], now: datetime) -> None:
    """Add what was asked of hosts to their ledgers, outside a crawl."""
    with Store.open(config.database_url) as store:
        store.add_to_hosts(tallies, day=now.astimezone(UTC).date())
