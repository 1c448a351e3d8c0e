"""One request in flight and a pause between two, per host, over all its addresses; longer where a site asks.

The pause counts from the end of an answer: counted from the sending, a slow first connection would bring
the second request too close to the first in the server's eyes.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy.core.downloader import Downloader
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest

from crawler.families.home import site_of

#: seconds that we wait for a busy site within one visit; who asks for more is left alone until the next
LONGEST_WAIT = 60.0
#: a pause after an error, in units of the pause between requests, doubled each time
BACK_OFF = 5
BUSY = {429, 503}


class BusyError(IgnoreRequest):  # type: ignore[misc]
    """The site asked us to come back later."""

    def __init__(self, host: str, status: int, seconds: float) -> None:
        super().__init__(f"{host} answers {status} and asks to come back in {seconds:.0f} s")
        self.status = status


class PoliteDownloader(Downloader):  # type: ignore[misc]
    """Scrapy's downloader with one slot a host, whatever scheme, port or `www.`; it never forgets a pause."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self.closed: dict[str, BusyError] = {}  #: hosts that asked for a pause longer than this crawl

    def get_slot_key(self, request: Any) -> str:
        return site_of(request.url)

    def slow_down(self, host: str, seconds: float) -> None:
        """At least so many seconds between two requests to a host, for the rest of the crawl."""
        kept = self.per_slot_settings.setdefault(host, {"delay": self._delay, "concurrency": 1, "jitter": 0})
        kept["delay"] = max(kept["delay"], seconds)
        if host in self.slots:
            self.slots[host].delay = kept["delay"]

    def hold(self, host: str, seconds: float) -> None:
        """No request to a host for so many seconds."""
        slot = self.slots.get(host)
        if slot is not None:
            slot.lastseen = max(slot.lastseen, time.monotonic() + seconds - slot.delay)

    def pause_of(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return float(self.per_slot_settings.get(host, {}).get("delay", self._delay))

    def touched(self, host: str) -> None:
        """The host has just dealt with a request of ours."""
        self.hold(host, self.pause_of(host))


class PoliteHandler(HTTP11DownloadHandler):  # type: ignore[misc]
    """Scrapy's HTTP handler; says when an answer ended, and trusts the hosts whose rows say `tls=ignore`."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        strict: Any = self._contextFactory
        self._contextFactory: Any = _TrustPolicy(strict, crawler)

    async def download_request(self, request: Any) -> Any:
        host, downloader = site_of(request.url), self._crawler.engine.downloader
        if host in downloader.closed:  # those too that were waiting when the host said so
            raise downloader.closed[host]
        try:
            return await super().download_request(request)
        finally:
            downloader.touched(host)


class _TrustPolicy:
    """Certificates are verified, except of the sites whose row says otherwise."""

    def __init__(self, strict: Any, crawler: Any) -> None:
        from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
        from twisted.web.iweb import IPolicyForHTTPS
        from zope.interface import directlyProvides  # type: ignore[import-untyped]

        directlyProvides(self, IPolicyForHTTPS)
        self._strict, self._crawler = strict, crawler
        self._lax = _ScrapyClientContextFactory(verify_certificates=False)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        lax: frozenset[str] = getattr(self._crawler.spider, "unverified_hosts", frozenset())
        host = hostname.decode("ascii").rstrip(".").removeprefix("www.")
        return (self._lax if host in lax else self._strict).creatorForNetloc(hostname, port)


class PatienceMiddleware(RetryMiddleware):  # type: ignore[misc]
    """Retries, but waits first: as long as `Retry-After` says, or longer each time."""

    def process_response(self, request: Any, response: Any) -> Any:
        if response.status not in self.retry_http_codes or request.meta.get("dont_retry"):
            return response
        host = site_of(request.url)
        downloader = self.crawler.engine.downloader
        wait = retry_after(response.headers.get("Retry-After", b"").decode("latin-1"), datetime.now(UTC))
        tries = request.meta.get("retry_times", 0)
        if wait is None:
            wait = downloader.pause_of(host) * BACK_OFF * 2**tries
        if wait > LONGEST_WAIT or (response.status in BUSY and tries >= self.max_retry_times):
            downloader.closed[host] = BusyError(host, response.status, wait)
            raise downloader.closed[host]
        downloader.hold(host, wait)
        return super().process_response(request, response)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks for, None where it says nothing.

    >>> retry_after("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
