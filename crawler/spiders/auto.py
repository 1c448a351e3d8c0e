"""A site of which nothing is known but its home page."""

from __future__ import annotations

from aggregator.model import Source
from crawler.families import Ask, Plan
from crawler.spiders.base import LibrarySpider


class AutoSpider(LibrarySpider):
    """Looks at the home page, then tries what it gave away."""

    name = "auto"

    def plan(self, source: Source) -> Plan:
        return ((Ask(kind="home", url=source.home),),)
