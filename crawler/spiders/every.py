"""All families in one process: what `biblio crawl` runs. One engine, so one pause for each host."""

from __future__ import annotations

from typing import Any, ClassVar

from aggregator.model import Source
from crawler.families import Plan
from crawler.spiders.auto import AutoSpider
from crawler.spiders.base import LibrarySpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.joomla import JoomlaSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.piaseczno import PiasecznoSpider
from crawler.spiders.sitemap import SitemapSpider
from crawler.spiders.wordpress import WordpressSpider

FAMILY_SPIDERS: tuple[type[LibrarySpider], ...] = (
    AutoSpider, FeedSpider, WordpressSpider, JoomlaSpider, SitemapSpider, ListingSpider, PiasecznoSpider,
)  # fmt: skip


class EverySpider(LibrarySpider):
    """Visits each source in the way of its family."""

    name: ClassVar[str] = "every"

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self._families = {spider.name: spider() for spider in FAMILY_SPIDERS}

    def plan(self, source: Source) -> Plan:
        return self._families[source.family].plan(source)
