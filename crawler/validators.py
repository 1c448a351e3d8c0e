"""Conditional requests: what a server said of a page the last time, and when not to believe it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aggregator.store.sites import Validator
from crawler.snapshots import digest_of

#: servers lie: after so long without a change a page is fetched whole, once in a while
TRUST = timedelta(days=7)


def conditions(kept: Validator | None, now: datetime) -> dict[str, str]:
    """The headers that ask whether a page has changed; none where that cannot or should not be asked."""
    if kept is None or now - kept.checked > TRUST or (now - kept.changed).days % TRUST.days == TRUST.days - 1:
        return {}
    headers = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in headers.items() if value}


def validator_of(response: Any, source: str, now: datetime) -> Validator:
    """What an answer says to ask with the next time. Of a 304 only the time counts (`settle`)."""
    asked = response.request.meta.get("redirect_urls", [response.request.url])[0]
    return Validator(
        address=asked,
        source=source,
        etag=(response.headers.get("ETag") or b"").decode("latin-1"),
        last_modified=(response.headers.get("Last-Modified") or b"").decode("latin-1"),
        digest=digest_of(response.body) if response.status != 304 else "",
        status=response.status,
        checked=now,
        changed=now,
    )


def settle(fresh: Validator, kept: Validator | None) -> Validator:
    """A fresh validator with the memory of the one before: an unchanged body keeps the time of its change."""
    if kept is None:
        return fresh
    if fresh.status == 304:
        return replace(kept, checked=fresh.checked)
    return replace(fresh, changed=kept.changed) if fresh.digest == kept.digest else fresh
