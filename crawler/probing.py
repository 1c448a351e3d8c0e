"""Looking at a site without reading its articles: what was tried, what answered, which row would fit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scrapy.exceptions import DropItem

from aggregator.arrivals import SnapshotRef
from crawler.families import Ask, Lead
from crawler.report import Asked, ProbeReport, ProbeStep
from crawler.rows import proposal
from crawler.snapshots import digest_of
from crawler.spiders.auto import AutoSpider
from crawler.trips import Ended, Trip

#: lists asked for at most: a probe is a look, not a visit
MOST_LISTS, MOST_PAGES = 18, 3
SAMPLE = 5


class _NoMemory:
    """A probe knows nothing, keeps nothing and reads no article."""

    def recall(self, source: str, host: str, now: datetime) -> dict[str, Any]:  # noqa: ARG002
        return {"most_lists": MOST_LISTS, "most_pages": MOST_PAGES}

    def open(self, trip: Trip) -> None:
        trip.chosen.clear()

    def conditions(self, url: str, now: datetime, *, is_list: bool) -> dict[str, str]:  # noqa: ARG002
        return {}

    def keep_list(self, ref: SnapshotRef, trip: Trip, ask: Ask) -> None:
        pass


class ProbeSpider(AutoSpider):
    """Finds out how a site tells its news."""

    name = "probe"

    def remember(self) -> Any:
        return _NoMemory()

    def keep(self, response: Any, trip: Trip, lead: Lead | None = None) -> SnapshotRef:  # noqa: ARG002
        trip.bytes += len(response.body)
        return SnapshotRef(
            digest=digest_of(response.body), file="", offset=0, length=0, url=response.url, fetched=self.now()
        )


class ProbePipeline:
    """Turns the end of a visit into the report of a probe."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> ProbePipeline:
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Ended) and self._crawler.spider.listener is not None:
            self._crawler.spider.listener(report_of(item.trip))
        raise DropItem("a probe stores nothing")

    def close_spider(self) -> None:
        """What was asked of hosts goes into their ledgers."""
        if self._crawler.spider.listener is not None:
            self._crawler.spider.listener(Asked(self._crawler.engine.downloader.tallies.take()))


def report_of(trip: Trip) -> ProbeReport:
    """What a probe found out."""
    trouble = trip.troubles[0].reason if trip.troubles and not trip.leads else ""
    return ProbeReport(
        source=proposal(trip),
        found=len(trip.leads),
        system=trip.system,
        name=trip.name,
        tried=tuple(ProbeStep(t.ask.kind, t.ask.url, t.items, t.trouble) for t in trip.tried),
        sample=tuple((lead.url, lead.title) for lead in list(trip.leads.values())[:SAMPLE]),
        trouble=trouble or ("" if trip.leads else "no news was found on the site"),
    )
