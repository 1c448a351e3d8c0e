"""Sites that are read by their sitemap."""

from __future__ import annotations

from urllib.parse import urljoin

from aggregator.model import Source
from crawler.families import Ask, Plan
from crawler.spiders.base import LibrarySpider


class SitemapSpider(LibrarySpider):
    """`news` is the address of the sitemap; without it the usual ones are tried."""

    name = "sitemap"

    def plan(self, source: Source) -> Plan:
        names = ("/sitemap.xml", "/sitemap_index.xml", "/sitemap.xml.gz")
        addresses = [source.news] if source.news else [urljoin(source.home, name) for name in names]
        return tuple((Ask(kind="sitemap", url=address),) for address in addresses)
