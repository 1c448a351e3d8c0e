"""The process of one crawl: reads its job from stdin, tells what happens on stdout, dies with its parent."""

from __future__ import annotations

import logging
import os
import pickle
import sys
import threading
from typing import IO, Any

from aggregator.errors import BiblioError
from crawler.processes import Job

#: names that cannot be resolved must not take minutes; read by the system's resolver
RESOLVER_OPTIONS = "timeout:3 attempts:2"


def main() -> int:
    """Crawl. The exit code is 0 when the crawl came to its end, whatever the sites answered."""
    os.environ.setdefault("RES_OPTIONS", RESOLVER_OPTIONS)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write between our words
    job: Job = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        return _crawl(job, out)
    except BiblioError as exc:
        _tell(out, exc)
        return 2


def _die_with_parent() -> None:
    """The end of stdin is the end of the parent: whoever starts the next crawl must not meet us."""
    sys.stdin.buffer.read(1)
    os._exit(3)


def _tell(out: IO[bytes], event: Any) -> None:
    try:
        pickle.dump(event, out)
        out.flush()
    except OSError:
        os._exit(3)


def _crawl(job: Job, out: IO[bytes]) -> int:
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings
    from twisted.logger import globalLogBeginner

    from crawler import settings as ours
    from crawler.probing import ProbeSpider
    from crawler.readiness import get_ready
    from crawler.spiders.every import EverySpider

    settings = Settings()
    settings.setmodule(ours, priority="project")
    settings.update(ours.settings_for(job.config), priority="cmdline")
    settings.set("BIBLIO_NOW", job.now, priority="cmdline")
    settings.set("LOG_LEVEL", os.environ.get("BIBLIO_LOG", "ERROR"), priority="cmdline")
    if job.probe:
        settings.set("ROBOTS_KEPT", False, priority="cmdline")
        settings.set("ITEM_PIPELINES", {"crawler.probing.ProbePipeline": 100}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    if "BIBLIO_LOG" not in os.environ:  # a certificate in disorder is a line of the report, not a traceback
        globalLogBeginner.beginLoggingTo((), discardBuffer=True, redirectStandardIO=False)
        logging.getLogger("twisted").setLevel(logging.CRITICAL + 1)
    logging.getLogger("scrapy").setLevel(os.environ.get("BIBLIO_LOG", "ERROR"))
    crawler = process.create_crawler(ProbeSpider if job.probe else EverySpider)
    process.crawl(
        crawler,
        full="1" if job.full else "",
        again=job.again,
        named=job.named,
        sources=job.sources,
        listener=lambda event: _tell(out, event),
    )
    get_ready()
    process.start()
    return 1 if process.bootstrap_failed else 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # threads that still wait for a name server wait alone
