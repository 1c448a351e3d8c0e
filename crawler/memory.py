"""What the crawl remembers between visits, in the store: known addresses, profiles, whether a visit was whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from aggregator.arrivals import Arrival, Change, Outcome, Visit
from aggregator.config import Config
from aggregator.identity import address_key
from aggregator.model import Source
from crawler.pages import SiteProfile
from crawler.trips import Trip

#: until the next visit of a source that could be read, and of one that could not
DAILY, SOON = timedelta(hours=20), timedelta(minutes=30)
#: keys of addresses that are no announcements, kept a source
MOST_SKIPPED = 5000


class Memory:
    """The store as one crawl sees it. Nothing here outlives a batch: what counts is what was committed."""

    def __init__(self, config: Config) -> None:
        from aggregator.store import Store

        self.store = Store.open(config.database_url)
        self.store.upgrade()
        self._trips: dict[str, tuple[Trip, dict[str, Any]]] = {}

    def state(self, source: str) -> dict[str, Any]:
        """What we noted about a source at its last visit."""
        return dict(self.store.state(source) or {})

    def known(self, source: str) -> frozenset[str]:
        """Keys of the addresses that need no reading: stored, or found to be no announcements."""
        stored = {address_key(address) for address in self.store.known_addresses(source)}
        return frozenset(stored | set(self.state(source).get("skipped", {})))

    def was_completed(self, source: str) -> bool:
        """Whether the last visit that found anything new came to its end: else the next reads as at first sight."""
        return self.state(source).get("complete") is True

    def profile(self, source: str) -> SiteProfile | None:
        """The profile of a site in force."""
        kept = self.store.profile(source)
        return SiteProfile.from_json(kept) if kept else None

    def keep_profile(self, source: str, profile: SiteProfile) -> None:
        """Store a profile before the first page is read with it."""
        self.store.put_profile(source, profile.as_json())

    def open(self, trip: Trip) -> None:
        """A visit begins to read: until it is closed, the source counts as not read to the end."""
        state = self.state(trip.source.id)
        self._trips[trip.source.id] = (trip, state)
        if trip.chosen and state.get("complete"):
            self.store.put_state(trip.source.id, {**state, "complete": False})

    def note(self, arrival: Arrival, outcome: Outcome) -> None:
        """What became of an arrival."""
        trip, state = self._trips[arrival.source.id]
        trip.outcomes[outcome.change.value] += 1
        if outcome.change is Change.SKIPPED:
            for address in filter(None, (arrival.requested, arrival.raw.url)):
                state.setdefault("skipped", {})[address_key(address)] = outcome.note

    def close(self, trip: Trip, visit: Visit) -> None:
        """A visit ended."""
        _, state = self._trips.pop(trip.source.id, (trip, self.state(trip.source.id)))
        state["skipped"] = dict(list(state.get("skipped", {}).items())[-MOST_SKIPPED:])
        state["complete"] = visit.outcome == "ok" or (trip.discovered and not trip.over and not trip.failed)
        due = visit.finished + (DAILY if visit.outcome != "failed" else SOON)
        self.store.put_state(trip.source.id, state, due=due)
        self.store.record_visit(visit)


def added_sources(config: Config) -> Iterable[Source]:
    """The rows that users added or changed."""
    with _store(config) as store:
        return tuple(store.sources()) if store else ()
