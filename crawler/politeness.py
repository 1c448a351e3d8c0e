"""One request in flight and a pause between two, per site and per address; longer where a site asks.

Held over all processes of the machine (`crawler.turns`), at the last moment before a request goes out, so
that redirects and robots.txt are no exception. The pause counts from the end of an answer: counted from the
sending, a slow first connection would bring the second request too close to the first in the server's eyes.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy.core.downloader import Downloader
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, IgnoreRequest

from crawler.addresses import addresses_of, plain
from crawler.families.home import site_of
from crawler.guard import number_address
from crawler.queueing import AwayError, Turn, network_of, queue_to
from crawler.tally import Tallies

#: seconds that we wait for a busy site within one visit; who asks for more is left alone until the next
LONGEST_WAIT = 60.0
#: a pause after an error, in units of the pause between requests, doubled each time
BACK_OFF = 5
BUSY = {429, 503}
#: what a site may ask for at most, in seconds; after that we look again
LONGEST_REST = 86_400.0
#: connections kept open to a proxy, which is all sites visited side by side; to a site itself it is one
KEPT_TO_PROXY = 250


class BusyError(IgnoreRequest):  # type: ignore[misc]
    """The site asked us to come back later."""

    def __init__(
        self, host: str, status: int, seconds: float, *, before: bool = False, response: Any = None
    ) -> None:
        when = "answered" if before else "answers"
        super().__init__(f"{host} {when} {status} and asks to come back in {seconds:.0f} s")
        self.status = status
        self.before = before  #: it said so before this crawl, to us or to another process
        self.response = response  #: what it said besides, for the class of the trouble


class PoliteDownloader(Downloader):  # type: ignore[misc]
    """Scrapy's downloader with one slot a host, whatever scheme, port or `www.`; it never forgets a pause."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self.closed: dict[str, BusyError] = {}  #: hosts that asked for a pause longer than this crawl
        self.tallies = Tallies()
        config = crawler.settings["BIBLIO"]
        self.queue = queue_to(network_of(config.proxy))
        self.proxied = bool(config.proxy)

    @property
    def usual_pause(self) -> float:
        """Seconds between two requests to one machine."""
        return float(self._delay)

    def get_slot_key(self, request: Any) -> str:
        return site_of(request.url)

    def slow_down(self, host: str, seconds: float) -> None:
        """At least so many seconds between two requests to a host, for the rest of the crawl."""
        kept = self.per_slot_settings.setdefault(host, {"delay": self._delay, "concurrency": 1, "jitter": 0})
        kept["delay"] = max(kept["delay"], seconds)
        if host in self.slots:
            self.slots[host].delay = kept["delay"]

    def hold(self, host: str, seconds: float) -> None:
        """No request to a host for so many seconds, from no process."""
        self.queue.hold(host, seconds)
        self._rest(host, seconds)

    def _rest(self, host: str, seconds: float) -> None:
        slot = self.slots.get(host)
        if slot is not None:
            slot.lastseen = max(slot.lastseen, time.monotonic() + seconds - slot.delay)

    def pause_of(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return float(self.per_slot_settings.get(host, {}).get("delay", self._delay))

    def touched(self, host: str) -> None:
        """The host has just dealt with a request of ours."""
        self._rest(host, self.pause_of(host))


class PoliteHandler(HTTP11DownloadHandler):  # type: ignore[misc]
    """Scrapy's HTTP handler; waits for its turn, and trusts the hosts whose rows say `tls=ignore`."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        strict: Any = self._contextFactory
        self._contextFactory: Any = _TrustPolicy(strict, crawler)
        self._pool.retryAutomatically = False  # Twisted sends again at once when a kept connection breaks
        if crawler.settings["BIBLIO"].proxy:
            self._pool.maxPersistentPerHost = KEPT_TO_PROXY

    async def download_request(self, request: Any) -> Any:
        host, downloader = site_of(request.url), self._crawler.engine.downloader
        addresses = [] if downloader.proxied else await self._addresses(request.url)
        pause = downloader.pause_of(host)
        try:
            async with downloader.queue.turn(
                host, addresses, pause=pause, usual=downloader.usual_pause
            ) as turn:
                if host in downloader.closed:  # those too that were waiting when the host said so
                    raise downloader.closed[host]
                return await self._ask(request, host, turn)
        except AwayError as exc:
            downloader.closed[host] = BusyError(host, exc.wait.status or 503, exc.wait.seconds, before=True)
            raise downloader.closed[host] from exc
        finally:
            downloader.touched(host)

    async def _ask(self, request: Any, host: str, turn: Turn) -> Any:
        """Send it, put it into the tally, and learn what pause the answer asks for."""
        tallies = self._crawler.engine.downloader.tallies
        try:
            response = await super().download_request(request)
        except (CannotResolveHostError, DownloadConnectionRefusedError):
            raise  # nothing was asked
        except Exception:
            tallies.note(host, 0, 0, turn.gap)
            raise
        tallies.note(host, response.status, len(response.body), turn.gap)
        if response.status in BUSY:
            asked = retry_after(_header(response, "Retry-After"), datetime.now(UTC)) or 0.0
            turn.pause, turn.status = max(turn.pause, min(asked, LONGEST_REST)), response.status
        return response

    async def _addresses(self, url: str) -> list[str]:
        from twisted.internet import reactor

        host = urlsplit(url).hostname or ""
        number = number_address(host)
        resolver: Any = reactor
        return [plain(str(number))] if number else await addresses_of(host, resolver.nameResolver)


class _TrustPolicy:
    """Certificates are verified, except of the sites whose row says otherwise."""

    def __init__(self, strict: Any, crawler: Any) -> None:
        from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
        from twisted.web.iweb import IPolicyForHTTPS
        from zope.interface import directlyProvides

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
        wait = retry_after(_header(response, "Retry-After"), datetime.now(UTC))
        tries = request.meta.get("retry_times", 0)
        if wait is None:
            wait = downloader.pause_of(host) * BACK_OFF * 2**tries
        if wait > LONGEST_WAIT or (response.status in BUSY and tries >= self.max_retry_times):
            downloader.closed[host] = BusyError(host, response.status, wait, response=response)
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


def _header(response: Any, name: str) -> str:
    return str(response.headers.get(name, b"").decode("latin-1"))
