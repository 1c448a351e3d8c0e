"""WordPress sites."""

from __future__ import annotations

from aggregator.model import Source
from crawler.families import Plan, wordpress
from crawler.spiders.base import LibrarySpider


class WordpressSpider(LibrarySpider):
    """By the interface where it is open, by feed and list where it is closed."""

    name = "wordpress"

    def plan(self, source: Source) -> Plan:
        return wordpress.plan(source.home, source.news)
