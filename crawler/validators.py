"""Conditional requests: what a server said of a page the last time, and when not to believe it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aggregator.store.answers import Validator
from crawler.snapshots import digest_of

#: servers lie: so long after it was last sent whole, a page is asked for whole; lists bring the news
TRUST, LIST_TRUST = timedelta(days=7), timedelta(days=2)
#: status of a page whose server called it unchanged when it was not: never believed again
LIAR = 0


def conditions(kept: Validator | None, now: datetime, trust: timedelta = TRUST) -> dict[str, str]:
    """The headers that ask whether a page has changed; none where that cannot or should not be asked."""
    if kept is None or kept.status == LIAR or not timedelta(0) <= now - kept.checked <= trust:
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
    """What to keep of an answer, knowing the one before. `checked` stays the time of the last whole page.

    Another body under the same validators: the server does not know when its page changes. The same body
    under another ETag: it makes one up each time, so only its Last-Modified is asked with.
    """
    if kept is None:
        return fresh
    if fresh.status == 304:
        return kept
    same = fresh.digest == kept.digest
    changed = kept.changed if same else fresh.changed
    if kept.status == LIAR or (not same and _says_the_same(fresh, kept)):
        return replace(fresh, etag="", last_modified="", status=LIAR, changed=changed)
    if same and fresh.etag != kept.etag and fresh.last_modified:
        return replace(fresh, etag="", changed=changed)
    return replace(fresh, changed=changed)


def _says_the_same(fresh: Validator, kept: Validator) -> bool:
    if fresh.etag or kept.etag:
        return fresh.etag == kept.etag
    return bool(fresh.last_modified) and fresh.last_modified == kept.last_modified
