"""Sites that are read by a feed alone."""

from __future__ import annotations

from aggregator.model import Source
from crawler.families import Ask, Plan
from crawler.spiders.base import LibrarySpider


class FeedSpider(LibrarySpider):
    """`news` is the address of the feed; without it the home page is asked for one."""

    name = "feed"

    def plan(self, source: Source) -> Plan:
        return ((Ask(kind="feed" if source.news else "home", url=source.news or source.home),),)
