"""robots.txt: asked once a site, obeyed by all requests that wait for it; in doubt nothing is fetched.

Scrapy's own check lets the third and later of simultaneous requests through, takes an error for permission
and never applies `Crawl-delay`; hence ours.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from crawler.families.home import site_of
from crawler.politeness import BusyError
from crawler.robots_kept import KeptRobots

#: the name that a robots.txt can address us by
AGENT = "Bibliowiesci"
#: more than a parser must read (RFC 9309)
MOST = 512_000
#: a site that wants longer pauses than this, in seconds, wants no crawler
LONGEST_PAUSE = 120.0
_HTML = re.compile(rb"^\s*(?:<!doctype|<html|<head|<!--|<\?xml)", re.I)


class RobotsError(IgnoreRequest):  # type: ignore[misc]
    """The site does not want this address fetched, or we cannot know; the message says which."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status  #: of a robots.txt that could not be read, 0 = it could


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to us."""

    parser: Any = None  #: None = no rules
    closed: str = ""  #: why nothing may be fetched now
    status: int = 0  #: of the answer that closed the site
    error: Exception | None = None  #: robots.txt could not be reached at all

    @property
    def delay(self) -> float:
        """Seconds between two requests, 0 = the site does not say."""
        return float(self.parser.crawl_delay(AGENT) or 0.0) if self.parser else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps it names."""
        return tuple(self.parser.sitemaps) if self.parser else ()

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return not self.closed and (self.parser is None or bool(self.parser.can_fetch(url, AGENT)))


def read_rules(status: int, body: bytes) -> Rules:
    """What an answer to /robots.txt means (RFC 9309): an error of the server closes the site for now."""
    if status >= 500 or status == 429:
        words = f"robots.txt answers {status}: nothing is fetched until it can be read"
        return Rules(closed=words, status=status)
    if not 200 <= status < 300 or _HTML.match(body[:500]):
        return Rules()  # there is none; a web page instead of rules is none either
    return Rules(parser=Protego.parse(body[:MOST].decode("utf-8-sig", "replace").replace("\x00", "")))


class RobotsMiddleware:
    """Downloader middleware, in front of all others."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._asked: dict[str, asyncio.Future[Rules]] = {}
        config = crawler.settings.get("BIBLIO") if crawler.settings.getbool("ROBOTS_KEPT") else None
        self._kept = KeptRobots(config.data_dir / "robots") if config is not None else None

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler)

    async def process_request(self, request: Any) -> None:
        if request.meta.get("robots"):
            return
        rules = await self.rules(request.url)
        host = site_of(request.url)
        if rules.error is not None:
            raise rules.error
        if not rules.allows(request.url):
            path = urlsplit(request.url).path or "/"
            raise RobotsError(rules.closed or f"robots.txt of {host} forbids {path}", rules.status)
        if rules.delay > LONGEST_PAUSE:
            raise RobotsError(f"robots.txt of {host} wants {rules.delay:.0f} s between two requests")
        request.meta["sitemaps"] = rules.sitemaps

    async def rules(self, url: str) -> Rules:
        """The rules of the site of an address: all who ask while robots.txt is under way get the same."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._asked:
            self._asked[origin] = asyncio.ensure_future(self._fetch(origin))
        return await asyncio.shield(self._asked[origin])

    async def _fetch(self, origin: str) -> Rules:
        now = self._now()
        kept = self._kept.get(origin, now) if self._kept else None
        if kept is not None:
            return self._apply(origin, read_rules(*kept))
        request = Request(f"{origin}/robots.txt", priority=1000, meta={"robots": True}, callback=NO_CALLBACK)
        try:
            response = await self._crawler.engine.download_async(request)
        except BusyError as exc:
            return Rules(error=exc) if exc.before else read_rules(exc.status, b"")
        except DownloadCancelledError:
            return Rules(closed=f"robots.txt of {site_of(origin)} is too large to be one")
        except Exception as exc:
            return Rules(error=exc)
        if self._kept:
            self._kept.put(origin, response.status, response.body[:MOST], now)
        return self._apply(origin, read_rules(response.status, response.body))

    def _now(self) -> datetime:
        return self._crawler.settings.get("BIBLIO_NOW") or datetime.now(UTC)

    def _apply(self, origin: str, rules: Rules) -> Rules:
        if rules.delay:
            self._crawler.engine.downloader.slow_down(site_of(origin), min(rules.delay, LONGEST_PAUSE))
        return rules
