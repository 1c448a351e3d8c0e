"""Our whole crawl against a bare Scrapy spider that only fetches: same sites, as many processes, no delay."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from benchmarks.crawling import ROOT, Sites, config_at, folder, measured, simulated, sources
from benchmarks.measure import Row, is_full


def bench() -> Iterator[Row]:
    """One row: pages a second, from the first request to the end of the last process, on both sides."""
    count, processes = 400 if is_full() else 200, os.cpu_count() or 1
    with simulated() as sites:
        sites.warm(count)
        rates = []
        for _ in range(3 if is_full() else 1):
            bare = _bare(sites, count, processes)
            with folder() as data:
                busy = _busy()
                run = measured(config_at(data, sites, delay=0.0), sites, sources(count), processes=processes)
                ended = time.monotonic()
            rates.append((run.pages / (ended - run.log["began"]), bare[0], _busy() - busy, bare[1]))
        ours, theirs, cost, cost_of_theirs = sorted(rates, key=lambda r: r[0] / r[1])[len(rates) // 2]
    yield Row(
        what=f"{count} hosts without a pause, {processes} processes: reading, tagging, storing included",
        ours=f"{ours:.0f} pages/s, {cost:.0f} s of CPU with start-up",
        baseline=f"bare Scrapy {theirs:.0f} pages/s, {cost_of_theirs:.0f} s of CPU",
        ratio=ours / theirs,
        target="≥ 0.25×",
    )


def _busy() -> float:
    """Seconds of the processor that children which have ended used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bare(sites: Sites, count: int, processes: int) -> tuple[float, float]:
    """Spiders that ask for the same pages and do nothing with them: pages a second, seconds of CPU."""
    sites.log()
    busy = _busy()
    commands = [
        [sys.executable, "-m", "benchmarks.spider", sites.proxy, str(part), str(processes), str(count)]
        for part in range(processes)
    ]
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    for process in running:
        process.wait()
    ended = time.monotonic()
    log = sites.log()
    assert log["requests"] == count * 6, log
    return log["requests"] / (ended - log["began"]), _busy() - busy


def _crawl_bare(proxy: str, part: int, parts: int, count: int) -> None:
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    class Bare(Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[Any]:
            for n in range(part, count, parts):
                for path in ("", *(f"{k}-wiadomosc" for k in range(5))):
                    url = f"http://b{n}.example/aktualnosci/{path}"
                    yield Request(url, meta={"proxy": proxy}, callback=self.took)

        def took(self, response: Any) -> None:
            """Nothing is done with it."""

    process = AsyncCrawlerProcess(
        {"LOG_ENABLED": False, "CONCURRENT_REQUESTS": 32, "TELNETCONSOLE_ENABLED": False,
         "REMOTE_CONTROL_ENABLED": False, "ROBOTSTXT_OBEY": False}
    )  # fmt: skip
    process.crawl(Bare)
    process.start()


if __name__ == "__main__":
    _crawl_bare(sys.argv[1], *(int(word) for word in sys.argv[2:5]))
