"""The profile of a site whose pages a test has at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.pages import SiteProfile, learn_from, open_page

_FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)


def learn_profile(pages: Iterable[tuple[bytes, str, str | None]], version: int = 1) -> SiteProfile:
    """What repeats on pages (body, address, charset of the header or None) of one site."""
    return learn_from((open_page(body, url, fetched=_FETCHED, charset=c) for body, url, c in pages), version)
