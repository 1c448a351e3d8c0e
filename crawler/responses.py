"""Scrapy's requests and responses as the rest of the crawler sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.families import Answer
from crawler.snapshots import charset_in


def count_request(request: Any) -> None:
    """A request goes out: retries and redirects count."""
    trip = request.cb_kwargs.get("trip")
    if trip is not None:
        trip.requests += 1


def answer_of(response: Any, fetched: datetime) -> Answer:
    """A response as the families see it; one that came with a failure may not know its request."""
    meta = response.request.meta if response.request is not None else {}
    return Answer(
        url=response.url,
        body=response.body,
        fetched=fetched,
        charset=charset_of(response),
        headers={k.lower(): v for k, v in pairs(response.headers)},
        sitemaps=meta.get("sitemaps", ()),
    )


def charset_of(response: Any) -> str | None:
    """The charset of the Content-Type header."""
    return charset_in((response.headers.get("Content-Type") or b"").decode("latin-1"))


def pairs(headers: Any) -> list[tuple[str, str]]:
    """Scrapy's headers as text, in their order; characters that no header may hold are replaced."""
    return [
        (name.decode("latin-1"), " ".join(value.decode("latin-1").split()))
        for name, values in headers.items()
        for value in values
    ]


@dataclass(frozen=True, slots=True)
class Reply:
    """Where an answer came from in the end."""

    url: str
    for_good: bool  #: there were redirects, and all of them permanent


def reply_of(response: Any) -> Reply:
    """The way an answer took."""
    reasons = response.request.meta.get("redirect_reasons", [])
    return Reply(response.url, bool(reasons) and all(reason in (301, 308) for reason in reasons))
