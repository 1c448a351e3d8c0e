"""A spider that sends six requests at once, run as a script: `proxy#delay` (no proxy: loopback itself) and
addresses as arguments."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from aggregator.config import Config
from crawler import settings as ours

ANSWERS: dict[str, str] = {}


class SixAtOnce(Spider):
    name = "six"

    async def start(self) -> AsyncIterator[Any]:
        for url in sys.argv[2:]:
            yield Request(url, callback=self.came, errback=self.failed, dont_filter=True)

    def came(self, response: Any) -> None:
        ANSWERS[response.request.url] = str(response.status)

    def failed(self, failure: Any) -> None:
        ANSWERS[failure.request.url] = f"{type(failure.value).__name__}: {failure.value}"


if __name__ == "__main__":
    proxy, _, delay = sys.argv[1].partition("#")
    config = Config(
        proxy=proxy, delay=float(delay or 0.02), data_dir=Path("unused"), allow_private_network=not proxy
    )
    settings = Settings()
    settings.setmodule(ours, priority="project")
    own = {**ours.settings_for(config), "ITEM_PIPELINES": {}, "ROBOTS_KEPT": False, "LOG_LEVEL": "ERROR"}
    settings.update(own, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(SixAtOnce)
    process.start()
    print(json.dumps(ANSWERS))
