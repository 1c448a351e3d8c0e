"""A page parsed and walked once, for those who look at it twice: learning what repeats, then reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.pages.blocks import Scan, scan
from crawler.pages.document import Page, parse_page


@dataclass(slots=True)
class Opened:
    """A parsed page with its lines and boxes. Reading marks these, so they serve for one reading."""

    page: Page
    found: Scan | None


def open_page(body: bytes, url: str, *, fetched: datetime, charset: str | None = None) -> Opened:
    """Decode, parse and walk; any bytes give a page. `charset` is what the HTTP header says."""
    page = parse_page(body, url, fetched=fetched, charset=charset)
    return Opened(page, scan(page.tree))
