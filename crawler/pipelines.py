"""One pipeline: arrivals to the store in small batches, outcomes counted, visits recorded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Self

from scrapy.exceptions import DropItem

from aggregator.arrivals import Arrival, Pictured
from aggregator.ingest import ingest
from aggregator.programmes.taxonomy import load_taxonomy
from crawler.report import summarise
from crawler.spiders.base import LibrarySpider
from crawler.trips import Ended, Trip

logger = logging.getLogger(__name__)

#: arrivals a transaction; what a killed process had not yet handed over is fetched again
BATCH = 20


class IngestPipeline:
    """Hands arrivals to `aggregator.ingest`; the last item of a visit closes it."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._batch: list[Arrival] = []
        self._pictured: list[Pictured] = []
        self._taxonomy = load_taxonomy()

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler)

    @property
    def _spider(self) -> LibrarySpider:
        spider: LibrarySpider = self._crawler.spider
        return spider

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Ended):
            self._flush()
            self._end(item.trip, item.finished)
            raise DropItem(f"visit to {item.trip.source.id} ended")
        if isinstance(item, Pictured):
            self._pictured.append(item)
            return item
        self._batch.append(item)
        self._tell(item)
        if len(self._batch) >= BATCH:
            self._flush()
        return item

    def close_spider(self) -> None:
        """Whatever is left when the crawl is stopped."""
        self._flush()
        if hasattr(self._spider, "memory"):  # a crawl that could not begin has none
            self._count()

    def _flush(self) -> None:
        if self._batch:
            self._ingest()
        pictured, self._pictured = self._pictured, []
        if pictured:
            self._spider.memory.store.put_pictures(pictured)

    def _ingest(self) -> None:
        self._spider.snapshots.sync()
        batch, self._batch = self._batch, []
        memory, config = self._spider.memory, self._spider.config
        try:
            outcomes = ingest(
                memory.store,
                batch,
                taxonomy=self._taxonomy,
                now=self._spider.now(),
                authority=config.tag_authority,
                reread=memory.reread,
            )
        except Exception as exc:  # the sites of other batches must not suffer
            logger.exception("%d pages could not be stored", len(batch))
            for arrival in batch:
                memory.lose(arrival, exc)
            return
        for arrival, outcome in zip(batch, outcomes, strict=True):
            self._crawler.stats.inc_value(f"announcements/{outcome.change.value}")
            memory.note(arrival, outcome)

    def _end(self, trip: Trip, finished: datetime) -> None:
        judgement = self._spider.memory.judge(trip, finished)
        visit, report = summarise(trip, judgement.verdict, finished)
        self._spider.memory.close(trip, visit, judgement)
        self._count(*trip.sites)
        if self._spider.listener is not None:
            self._spider.listener(report)

    def _count(self, *sites: str) -> None:
        """The requests to some hosts, all where none is named, go into their ledgers."""
        tallies = self._crawler.engine.downloader.tallies.take(*sites)
        self._spider.memory.count(tallies, self._spider.now())

    def _tell(self, item: Arrival) -> None:
        listener: Callable[[Any], None] | None = self._spider.listener
        if listener is not None:
            listener(item.source.id)
