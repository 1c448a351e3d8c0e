"""What the crawl remembers between visits: known addresses, profiles, whether a visit was whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from aggregator.arrivals import Arrival, Change, Outcome, Sighting, SnapshotRef, Tally, Visit
from aggregator.config import Config
from aggregator.identity import address_key, canonical_address
from aggregator.ingest import FORGOTTEN
from aggregator.keeping.forgotten import keep_forgotten
from aggregator.model import RawAnnouncement
from aggregator.store import Store
from aggregator.store.answers import Validator
from aggregator.vocabulary import Problem
from crawler.erasing import erase
from crawler.families import Ask, Plan
from crawler.forgetting import Unwanted
from crawler.health.judging import Judgement, judge_visit
from crawler.health.usual import Usual
from crawler.health.watch import Watch
from crawler.looks import facts_of
from crawler.pages import SiteProfile
from crawler.pictures import room, since
from crawler.rereading import profile_from, reread
from crawler.rhythm import LONGEST, interval
from crawler.rows import renewed
from crawler.trips import Trip
from crawler.troubles import Trouble
from crawler.validators import LIST_TRUST, TRUST, conditions, settle

#: until the next visit of a source that could not be read, then twice as long each time
SOON = timedelta(minutes=30)
#: keys of addresses that are no announcements, kept a source
MOST_SKIPPED = 5000
#: visits at which a page, or a list with a page that failed, is tried again
MOST_RETRIES = 3


#: the way to the news of a site is looked for again after so long
ROUTE_HOLDS = timedelta(days=7)

_FOR_GOOD = {problem.value for problem in Problem}


class Memory:
    """The store as one crawl sees it: what counts is what was committed, a killed crawl forgets nothing."""

    def __init__(self, config: Config) -> None:
        self.store = Store.open(config.database_url)
        self._folder = config.snapshot_dir
        keep_forgotten(self.store, config.data_dir, now=datetime.now(UTC), erase=self._erase)
        self._states: dict[str, dict[str, Any]] = {}  #: of sources whose visit has not come to its pages
        self._profiles: list[tuple[str, int, Any, datetime]] = []  #: learnt and not stored yet
        self._open: dict[str, tuple[Trip, dict[str, Any]]] = {}
        self._noted: dict[str, set[Sighting]] = {}
        self._lists: dict[str, list[SnapshotRef]] = {}
        self._strangers: set[str] = set()  #: sources of which nothing is stored yet

    def _erase(self, pages: list[SnapshotRef]) -> tuple[()]:
        erase(self._folder, pages)
        return ()

    def recall(self, source: str, host: str, now: datetime) -> dict[str, Any]:
        """What a new trip to a source and its host starts with, as arguments of `Trip`."""
        with self.store.together(writes=False):
            return self._recall(source, host, now)

    def _recall(self, source: str, host: str, now: datetime) -> dict[str, Any]:
        state, pages = self.store.state(source), self.store.known_addresses(source)
        self._states[source] = state
        last = state.get("read")
        profiles = self.store.profiles(source)
        if not (state or pages or profiles):
            self._strangers.add(source)
        return {
            "pages": pages,
            "skipped": Unwanted(source, state.get("skipped", ()), self.store.dead_marks(source)),
            "retries": state.get("retry", {}),
            "first_sight": state.get("complete") is not True,
            "last": datetime.fromisoformat(last) if last else None,
            "quiet": state.get("quiet", 0),
            "profile": profile_from(profiles[max(profiles)][1]) if profiles else None,
            "profiles": max(profiles, default=0),
            "watch": Watch(Usual.from_json(self.store.health(source).memory.get("usual", {}))),
            "looked": datetime.fromisoformat(state["looked"]) if "looked" in state else None,
            "route": _route(state, now),
            "picture_room": room(self.store.requests_by_day(host, since=since(now.date()))),
        }

    def keep_profile(self, source: str, profile: SiteProfile, now: datetime) -> None:
        """A profile is in force from `now` on; `store_profiles` stores it, before anything read with it."""
        self._profiles.append((source, profile.version, json.loads(profile.to_json()), now))

    def store_profiles(self) -> None:
        """What was learnt since the last time goes into the store."""
        if self._profiles:
            self.store.put_profiles(self._profiles)
            self._profiles.clear()

    def conditions(self, url: str, now: datetime, *, is_list: bool) -> dict[str, str]:
        """The headers that ask whether a page has changed."""
        trust = LIST_TRUST if is_list else TRUST
        return conditions(self.store.validators([url]).get(url), now, trust)

    def kept(self, source: str, url: str, digest: str) -> SnapshotRef | None:
        """Where this very page of a source lies already."""
        if source in self._strangers:
            return None
        return self.store.snapshot_of(url, digest)

    def keep_list(self, ref: SnapshotRef, trip: Trip, ask: Ask) -> None:
        """A list, a feed, a map was kept and read; one that repeats what is forgotten is taken out again."""
        here = (sighting.address for sighting in trip.named if sighting.found_on == ask.url)
        if isinstance(trip.skipped, Unwanted) and trip.skipped.names_forgotten(here):
            erase(self._folder, [ref])
            return
        self._lists.setdefault(ref.source, []).append(ref)

    def open(self, trip: Trip) -> None:
        """Reading begins: until the visit is closed, the source counts as not read to its end."""
        source = trip.source.id
        state = self._states.pop(source) if source in self._states else self.store.state(source)
        if "skipped" in state:
            state["skipped"] = dict(state["skipped"])  # the trip has the one that was recalled
        self._open[source] = (trip, state)
        unread = bool(trip.chosen and state.get("complete"))
        noted = {sighting for sighting in trip.named if _key(sighting.address) in trip.pages}
        self._noted[source] = noted
        if not (unread or noted):
            return
        with self.store.together(writes=True):
            self.store.record_sightings(source, noted, now=trip.started)
            if unread:
                self.store.put_state(source, {**state, "complete": False})

    def note(self, arrival: Arrival, outcome: Outcome) -> None:
        """What became of an arrival."""
        trip, state = self._open[arrival.source.id]
        trip.outcomes[outcome.change.value] += 1
        if outcome.id:  # how it was found is stored with it
            address = arrival.requested or arrival.raw.url
            self._noted[arrival.source.id].add(
                Sighting(address=address, found_by=arrival.found_by, found_on=arrival.found_on)
            )
        if outcome.note == FORGOTTEN and arrival.snapshot:
            erase(self._folder, [arrival.snapshot])
        if outcome.change is Change.SKIPPED and outcome.note in _FOR_GOOD:
            skipped = state.setdefault("skipped", {})
            for address in filter(None, (arrival.requested, arrival.raw.url)):
                skipped[address_key(address)] = outcome.note
        elif outcome.change is Change.SKIPPED and outcome.note != FORGOTTEN:  # a fault of ours
            trip.missed.append(arrival.requested or arrival.raw.url)

    def lose(self, arrival: Arrival, error: Exception) -> None:
        """An arrival could not be stored: its source will be read again from the start."""
        trip, _ = self._open[arrival.source.id]
        trip.lost, trip.failed = True, trip.failed + 1
        trip.fail(Trouble("store", f"what was read could not be stored ({type(error).__name__})"))

    def judge(self, trip: Trip, now: datetime) -> Judgement:
        """What a visit that ended means for the health of its source."""
        source = trip.source
        return judge_visit(
            source,
            facts_of(trip),
            trip.watch.comparison(),
            self.store.health(source.id),
            now=now,
            open_proposal=self.store.proposal(source.id),
            new_row=renewed(trip),
        )

    def close(self, ended: Sequence[tuple[Trip, Visit, Judgement]]) -> None:
        """Visits ended. To be called `together`; when that is certain, `forget` each."""
        self._settle([trip for trip, _, _ in ended if self._end(trip)])
        states = []
        for trip, visit, judgement in ended:
            source = trip.source.id
            soon = min(LONGEST, SOON * 2 ** min(10, max(0, judgement.health.bad_visits - 1)))
            due = visit.finished + (soon if visit.outcome == "failed" else _rhythm(trip, visit.finished))
            states.append((source, self._state_of(trip), due))
            if not trip.is_trial:  # the new pages were not known when it began
                more = trip.named - self._noted.get(source, set())
                self.store.record_sightings(source, more, now=visit.finished)
            if judgement.proposal is not None:
                self.store.put_proposal(judgement.proposal)
            elif judgement.withdrawn:
                self.store.drop_proposal(source)
        self.store.put_snapshots(ref for trip, _, _ in ended for ref in self._lists.get(trip.source.id, ()))
        self.store.put_states(states)
        for now, visits in groupby(ended, key=lambda one: one[1].finished):  # known, if they never answered
            self.store.note_sources((trip.source for trip, _, _ in visits), now=now)
        self.store.record_visits(visit for _, visit, _ in ended)
        self.store.put_health(judgement.health for _, _, judgement in ended)

    def _state_of(self, trip: Trip) -> dict[str, Any]:
        source = trip.source.id
        if source not in self._open:
            self._open[source] = (trip, self.store.state(source))
        return self._open[source][1]

    def _end(self, trip: Trip) -> bool:
        """Its state as the next visit is to find it; whether it was read to its end."""
        state = self._state_of(trip)
        if trip.watch.seen.articles or trip.outcomes["same"]:
            state["looked"] = trip.started.isoformat()
            state["quiet"] = _quiet(trip)
        if (trip.leads and not trip.is_trial) or trip.unchanged:
            state["skipped"] = dict(list(state.get("skipped", {}).items())[-MOST_SKIPPED:])
            state["holes"] = state.get("holes", 0) + 1 if trip.hole else 0
            hole = 0 < state["holes"] <= MOST_RETRIES
            state["complete"] = not (trip.over or trip.lost or hole)
            if tuple(trip.steps) != trip.route[: len(trip.steps)] and (way := trip.way_found()):
                state["way"] = [[[ask.kind, ask.url] for ask in step] for step in way]
                state["routed"] = trip.started.isoformat()
            tries = {url: trip.retries.get(url, 0) + 1 for url in trip.missed}
            state["retry"] = {url: count for url, count in tries.items() if count <= MOST_RETRIES}
        whole = bool(state.get("complete") and not trip.is_trial and (trip.leads or trip.unchanged))
        if whole:
            state["read"] = trip.started.isoformat()
        return whole

    def _settle(self, trips: Sequence[Trip]) -> None:
        """Keep what the servers of visits that came to their end said to ask with the next time."""
        kept = self.store.validators(fresh.address for trip in trips for fresh in trip.validators)
        settled: dict[str, Validator] = {}
        for trip in trips:
            settled |= {v.address: settle(v, kept.get(v.address)) for v in trip.validators}
            kept |= settled
        self.store.put_validators(settled.values())

    def forget(self, trip: Trip) -> None:
        """What was in hand for a visit that is closed for certain."""
        self._strangers.discard(trip.source.id)
        books: tuple[dict[str, Any], ...] = (self._open, self._noted, self._lists, self._states)
        for kept in books:
            kept.pop(trip.source.id, None)

    def count(self, tallies: Mapping[str, Tally], now: datetime) -> None:
        """What was asked of hosts goes into their ledgers."""
        self.store.add_to_hosts(tallies, day=now.astimezone(UTC).date())

    def reread(self, ref: SnapshotRef) -> RawAnnouncement | None:
        """A kept page by today's rules, None where it cannot be read."""
        return reread(self.store, self._folder, ref)


def _key(address: str) -> str:
    return address_key(canonical_address(address, keep_fragment=True), keep_fragment=True)


def _quiet(trip: Trip) -> int:
    """Looks at known pages in a row that showed no change, this visit included."""
    changed = any(trip.outcomes[change.value] for change in (Change.EDITED, Change.GONE, Change.BACK))
    return 0 if changed else trip.quiet + trip.outcomes[Change.SAME.value]


def _route(state: Mapping[str, Any], now: datetime) -> Plan:
    """The lists that had the news the last time; once in a while a site is looked at afresh."""
    routed = state.get("routed")
    if not routed or now - datetime.fromisoformat(routed) > ROUTE_HOLDS:
        return ()
    return tuple(tuple(Ask(kind=kind, url=url) for kind, url in step) for step in state.get("way", ()))


def _rhythm(trip: Trip, now: datetime) -> timedelta:
    """How long until the next visit, from the days of the news known before and found now."""
    news = {key: lead.published.moment for key, lead in trip.leads.items() if lead.published}
    news |= {key: page.published or page.first_seen for key, page in trip.pages.items()}
    return interval(news.values(), now)
