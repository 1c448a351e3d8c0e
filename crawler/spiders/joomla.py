"""Joomla sites."""

from __future__ import annotations

from aggregator.model import Source
from crawler.families import Plan, joomla
from crawler.spiders.base import LibrarySpider


class JoomlaSpider(LibrarySpider):
    """`news` is the list; without it the home page is asked for one."""

    name = "joomla"

    def plan(self, source: Source) -> Plan:
        return joomla.plan(source.home, source.news)
