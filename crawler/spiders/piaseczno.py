"""A site with a spider of its own: the worked example."""

from urllib.parse import urljoin

from aggregator.model import Source
from crawler.families import Ask, Plan
from crawler.spiders.listing import ListingSpider


class PiasecznoSpider(ListingSpider):
    """The list of news first; the home page, which shows the newest, where the list is not there."""

    name = "piaseczno"

    def plan(self, source: Source) -> Plan:
        lists = (source.news or urljoin(source.home, "aktualnosci/"), source.home)
        return tuple((Ask(kind="listing", url=address),) for address in lists)
