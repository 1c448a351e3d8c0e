"""One pipeline: arrivals and ends of visits to the store in small batches, outcomes counted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Self

from scrapy.exceptions import DropItem

from aggregator.arrivals import Arrival, Pictured
from aggregator.ingest import ingest
from aggregator.programmes.taxonomy import load_taxonomy
from crawler.readiness import TOGETHER
from crawler.report import SourceReport, summarise
from crawler.spiders.base import LibrarySpider
from crawler.trips import Ended

logger = logging.getLogger(__name__)

#: seconds that a batch waits to be full: a transaction of at most TOGETHER arrivals and ends of visits. What
#: a killed process had not yet handed over is fetched again
PATIENCE = 2.0


class IngestPipeline:
    """Hands arrivals to `aggregator.ingest`, then closes the visits whose last item came with them."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._batch: list[Arrival] = []
        self._pictured: list[Pictured] = []
        self._ended: list[Ended] = []
        self._timer: asyncio.TimerHandle | None = None
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
            self._ended.append(item)
        elif isinstance(item, Pictured):
            self._pictured.append(item)
        else:
            self._batch.append(item)
            self._tell(item)
        if len(self._batch) + len(self._ended) >= TOGETHER:
            self._flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._flush)
        if isinstance(item, Ended):
            raise DropItem(f"visit to {item.trip.source.id} ended")
        return item

    def close_spider(self) -> None:
        """Whatever is left when the crawl is stopped."""
        if hasattr(self._spider, "memory"):  # a crawl that could not begin has none
            self._flush()
            self._count()

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._store()
        ended, self._ended = self._ended, []
        try:
            reports = self._close(ended)
        except Exception:  # the visits of other sites must not suffer
            logger.exception("%d visits could not be closed together", len(ended))
            reports = [report for one in ended for report in self._close([one])]
        if self._spider.listener is not None:
            for report in reports:
                self._spider.listener(report)

    def _store(self) -> None:
        """What arrived goes into the store."""
        self._spider.memory.store_profiles()
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
            memory.note(arrival, outcome)

    def _close(self, ended: list[Ended]) -> list[SourceReport]:
        """Visits that ended are closed, in one transaction; what is to be told of them."""
        if not ended:
            return []
        memory, closed, reports = self._spider.memory, [], []
        with memory.store.together(writes=True):
            for one in ended:
                judgement = memory.judge(one.trip, one.finished)
                visit, report = summarise(one.trip, judgement.verdict, one.finished)
                closed.append((one.trip, visit, judgement))
                reports.append(report)
            memory.close(closed)
        for one in ended:
            memory.forget(one.trip)
        self._count(*(site for one in ended for site in one.trip.sites))
        return reports

    def _count(self, *sites: str) -> None:
        """The requests to some hosts, all where none is named, go into their ledgers."""
        tallies = self._crawler.engine.downloader.tallies.take(*sites)
        self._spider.memory.count(tallies, self._spider.now())

    def _tell(self, item: Arrival) -> None:
        listener: Callable[[Any], None] | None = self._spider.listener
        if listener is not None:
            listener(item.source.id)
