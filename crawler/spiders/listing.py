"""Sites that are read by the pages that list their news."""

from __future__ import annotations

from aggregator.model import Source
from crawler.families import Ask, Plan
from crawler.spiders.base import LibrarySpider


class ListingSpider(LibrarySpider):
    """`news` is the first page of the list; `item` may name its links."""

    name = "listing"

    def plan(self, source: Source) -> Plan:
        return ((Ask(kind="listing", url=source.news or source.home),),)
