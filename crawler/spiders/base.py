"""What all spiders share: visits to many sources side by side, one request of each under way at a time.

A family says what to ask (`plan`); `crawler.families` reads the answers; `crawler.trips` decides what comes
next. Here is only fetching, keeping, and handing over.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider

from aggregator.arrivals import Sighting, SnapshotRef
from aggregator.config import Config
from aggregator.errors import BiblioError
from aggregator.identity import address_key
from aggregator.model import Source
from crawler import reading
from crawler.families import Answer, Ask, Lead, Plan
from crawler.families.home import site_of
from crawler.families.readers import READERS
from crawler.looks import choose_looks
from crawler.memory import Memory
from crawler.moves import ask_old_first, follow, is_led_back
from crawler.pages import SiteProfile
from crawler.pictures import PictureAsking
from crawler.responses import answer_of, charset_of, count_request, pairs, reply_of
from crawler.selection import pick_sources
from crawler.snapshots import SnapshotWriter, digest_of
from crawler.trip_notes import Kept
from crawler.trips import Ended, Trip
from crawler.troubles import Trouble, answer_in, ends_the_visit, error_in, explain
from crawler.validators import validator_of

logger = logging.getLogger(__name__)

#: sources visited side by side in one process: bounds memory and open connections
SOURCES_AT_ONCE = 250
#: articles in a row that fail at one host before the rest of the visit is given up
FAILURES_IN_A_ROW = 5
Output = Iterator[Any]


class LibrarySpider(PictureAsking, Spider):
    """Base of the spiders. A subclass has a `name`, the family of its rows, and a `plan`."""

    name: ClassVar[str] = ""
    custom_settings: ClassVar[dict[str, Any]] = {}

    def __init__(
        self,
        source: str = "",
        full: str = "",
        again: bool = False,
        named: bool = False,
        sources: tuple[Source, ...] | None = None,
        listener: Callable[[Any], None] | None = None,
        **values: Any,
    ) -> None:
        super().__init__(**values)
        self.again = again or bool(source)  #: look at the newest known pages again
        self.named = named or bool(source)  #: these very sources were asked for
        self.sources = sources  #: given by `crawler.run`; None = the registry decides
        self.listener = listener  #: told of pages and ends of visits
        self.wanted = tuple(part.strip() for part in source.split(",") if part.strip())
        self.full = full.lower() in ("1", "yes", "true")

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> Self:
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider.config = crawler.settings["BIBLIO"]
        spider.fixed_now = crawler.settings.get("BIBLIO_NOW")
        crawler.signals.connect(count_request, signals.request_reached_downloader)
        return spider

    config: Config
    fixed_now: datetime | None = None

    def remember(self) -> Memory:
        """What is known of the sources from before."""
        return Memory(self.config)

    def plan(self, source: Source) -> Plan:
        """What to ask first, and what if that gives nothing."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """The first request of as many sources as are visited at once."""
        try:
            self._prepare()
        except BiblioError as exc:  # said in one line, to whoever started us
            if self.listener is not None:
                self.listener(exc)
            else:
                logger.error("%s", exc)
            raise CloseSpider("wrong-call") from exc
        for _ in range(min(SOURCES_AT_ONCE, len(self.waiting))):
            for output in self._begin_next():
                yield output

    def _prepare(self) -> None:
        chosen = self.sources
        if chosen is None:
            chosen = pick_sources(self.config, self.name, self.wanted)
        self.waiting = deque(chosen)
        self.unverified_hosts = frozenset(site_of(s.home) for s in chosen if s.tls == "ignore")
        for source in chosen:
            for url in filter(None, (source.home, source.news) if source.delay else ()):
                self.crawler.engine.downloader.slow_down(site_of(url), source.delay)
        self.memory = self.remember()
        self.snapshots = SnapshotWriter(self.config.snapshot_dir)

    def now(self) -> datetime:
        """The time of a fetch, aware; a crawl may be told to take another."""
        return self.fixed_now or datetime.now(UTC)

    def _begin_next(self) -> Output:
        if not self.waiting:
            return
        source = self.waiting.popleft()
        yield from self._advance(self.trip_to(source))

    def trip_to(self, source: Source) -> Trip:
        """A visit as it begins."""
        return Trip(
            source=source,
            started=self.now(),
            plan=self.plan(source),
            full=self.full,
            again=self.again,
            wanted=self.named,
            **self.memory.recall(source.id, site_of(source.home), self.now()),
        )

    def _advance(self, trip: Trip) -> Output:
        """The next request of a trip, or its end and the beginning of another."""
        ask = trip.next_ask()
        if ask is not None:
            yield self._request(ask.url, trip, self.parse_list, self.list_failed, ask=ask)
            return
        if not trip.discovered:
            trip.choose()
            ask_old_first(trip)
            choose_looks(trip)
            self.memory.open(trip)
        if trip.chosen:
            lead = trip.chosen.popleft()
            yield self._request(lead.url, trip, self.parse_article, self.article_failed, lead=lead)
            return
        yield from reading.finish(trip, self.config.snapshot_dir, self._keep_profile)
        if trip.pictures:
            yield self.picture_request(trip)
            return
        yield Ended(trip, self.now())
        yield from self._begin_next()

    def _request(self, url: str, trip: Trip, callback: Any, errback: Any, **values: Any) -> Request:
        """Asks whether the page has changed where we had it before and nothing else depends on it."""
        ask: Ask | None = values.get("ask")
        known = ask.kind != "home" if ask else address_key(url) in trip.pages
        plain = trip.full or trip.first_sight or not known or address_key(url) in trip.afresh
        headers = {} if plain else self.memory.conditions(url, self.now(), is_list=ask is not None)
        return Request(
            url,
            callback=callback,
            errback=errback,
            dont_filter=True,
            headers=headers,
            meta={"handle_httpstatus_list": [304]} if headers else {},
            cb_kwargs={"trip": trip, **values},
        )

    def _is_unchanged(self, response: Any, trip: Trip) -> bool:
        """Whether the server says that nothing is new; what it says to ask with the next time is noted."""
        trip.validators.append(validator_of(response, trip.source.id, self.now()))
        trip.unchanged += response.status == 304
        return bool(response.status == 304)

    def parse_list(self, response: Any, trip: Trip, ask: Ask) -> Output:
        """A list, a feed, a sitemap, a home page."""
        if self._is_unchanged(response, trip):
            trip.plan = ()  # it had news before, it still has
            trip.watch.list_unchanged(ask, reply_of(response))
            yield from self._advance(trip)
            return
        ref = self.keep(response, trip)
        answer = answer_of(response, self.now())
        try:
            found = READERS[ask.kind](answer, ask, trip.source)
            found = trip.watch.list_read(ask, reply_of(response), answer, found, probing=trip.probing)
        except Exception as exc:
            self._note(trip, explain(exc, ask.url), exc, ask=ask, answer=answer)
        else:
            trip.take(answer, ask, found)
        self.memory.keep_list(ref, trip, ask)
        yield from self._advance(trip)

    def list_failed(self, failure: Any) -> Output:
        """A list could not be had: the plan goes on without it, unless nothing can be had."""
        trip: Trip = failure.request.cb_kwargs["trip"]
        trouble = explain(error_in(failure), failure.request.url)
        ask = failure.request.cb_kwargs["ask"]
        response = answer_in(error_in(failure))
        answer = answer_of(response, self.now()) if response is not None else None
        alone = not trip.leads and (ask is None or trip.is_own(ask.url))  # a feed may be named by an old host
        trip.fail(trouble, ask=ask, answer=answer, everything=alone and ends_the_visit(trouble))
        yield from self._advance(trip)

    def parse_article(self, response: Any, trip: Trip, lead: Lead) -> Output:
        """An article: kept, then read when the profile of its site is known."""
        trip.failures = 0
        if self._is_unchanged(response, trip):
            trip.outcomes["same"] += 1
            trip.named.add(Sighting(address=lead.url, found_by=lead.found_by, found_on=lead.found_on))
        elif not trip.is_own(response.url):
            trip.failed += 1
            trip.fail(Trouble("moved", f"{lead.url} leads to another site, {response.url}"))
        elif is_led_back(trip, lead, response.url):
            yield from reading.led_back(trip, lead, response.url, self.now())
        else:
            try:
                lead = follow(trip, lead, response.url)
                ref = self.keep(response, trip, lead)
                trip.read += 1
                kept = Kept(lead=lead, ref=ref, charset=charset_of(response))
                yield from reading.take(
                    trip, kept, response.body, self.config.snapshot_dir, self._keep_profile
                )
            except Exception as exc:
                trip.failed += 1
                self._note(trip, explain(exc, lead.url), exc)
        yield from self._advance(trip)

    def article_failed(self, failure: Any) -> Output:
        """An article could not be had: counted, and kept as its list tells it; after some in a row the visit
        ends."""
        trip: Trip = failure.request.cb_kwargs["trip"]
        trouble = explain(error_in(failure), failure.request.url)
        lead: Lead = failure.request.cb_kwargs["lead"]
        known = address_key(lead.url) in trip.pages and not trip.watch.doubted
        if trouble.problem in ("http-404", "http-410") and known:
            yield reading.withdrawn(trip, lead, self.now())
            yield from self._advance(trip)
            return
        trip.failed += 1
        where = site_of(failure.request.url)  # a redirect may have led to somebody else's server
        if not trouble.problem.startswith("http-4") and trouble.problem not in ("robots", "too-big"):
            trip.failures = trip.failures + 1 if where == trip.failing else 1
            trip.failing = where
            trip.missed.append(lead.url)
        if address_key(lead.url) not in trip.pages and trouble.problem not in ("http-404", "http-410"):
            arrival = reading.listed_only(trip, lead, self.now())
            if arrival is not None:
                yield arrival
        busy = trip.is_own(failure.request.url) and trouble.problem in ("http-429", "http-503")
        trip.fail(trouble, everything=busy or trip.failures >= FAILURES_IN_A_ROW)
        yield from self._advance(trip)

    def _keep_profile(self, trip: Trip, profile: SiteProfile) -> None:
        self.memory.keep_profile(trip.source.id, profile, trip.started)

    def keep(self, response: Any, trip: Trip, lead: Lead | None = None) -> SnapshotRef:
        """Into the snapshots, before anything is made of it."""
        trip.bytes += len(response.body)
        headers, now = pairs(response.headers), self.now()
        kept = self.memory.kept(trip.source.id, response.url, digest_of(response.body))
        if kept is not None:
            return self.snapshots.write_again(kept, fetched=now, status=response.status, headers=headers)
        return self.snapshots.write(
            response.url,
            response.body,
            fetched=now,
            status=response.status,
            headers=headers,
            request_headers=pairs(response.request.headers),
            listed=reading.listed(lead) if lead else None,
            source=trip.source.id,
        )

    def _note(
        self,
        trip: Trip,
        trouble: Trouble,
        error: Exception,
        ask: Ask | None = None,
        answer: Answer | None = None,
    ) -> None:
        if trouble.problem == "failed":  # ours, not the site's
            logger.error("%s: %s", trip.source.id, trouble.reason, exc_info=error)
        trip.fail(trouble, ask=ask, answer=answer)

    def closed(self, reason: str) -> None:  # noqa: ARG002
        """Everything to the disk."""
        if hasattr(self, "snapshots"):
            self.snapshots.close()
