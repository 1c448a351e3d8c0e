"""Which announcements readers get, in what order, how many. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime

from aggregator.model import Announcement
from aggregator.vocabulary import Status
from feeds.wording import WARSAW

FEED_LENGTH = 50  #: announcements in a feed; older ones are in its archive


def is_news(announcement: Announcement) -> bool:
    """Whether it belongs in a feed: not gone, not a copy, not a permanent page."""
    return announcement.status is Status.CURRENT and not announcement.content.standing


def moment_of(announcement: Announcement) -> datetime:
    """The publication; where the page does not say, when we first saw it."""
    published = announcement.content.published
    return published.moment if published else announcement.first_seen


def order(announcement: Announcement) -> tuple[datetime, str]:
    """The key feeds are sorted by; the newest is the greatest."""
    return moment_of(announcement), announcement.id


def newest(announcements: Iterable[Announcement], limit: int = FEED_LENGTH) -> list[Announcement]:
    """The news among them, newest first, at most `limit`."""
    return heapq.nlargest(limit, filter(is_news, announcements), key=order)


def month_of(moment: datetime) -> str:
    """`yyyy-mm` by Warsaw time."""
    return f"{moment.astimezone(WARSAW):%Y-%m}"


def archive_month(published: str, found: str, founded: str) -> str:
    """The month whose archive holds an announcement; all three months as `yyyy-mm`.

    What the first month of an installation (`founded`) brought in is history and lies in the month it was
    published. What is found later lies in the month it was found: a closed month never grows (RFC 5005 §4).

    >>> archive_month("2021-08", "2026-11", "2026-11"), archive_month("2021-08", "2027-01", "2026-11")
    ('2021-08', '2027-01')
    """
    return found if found > founded else min(published, found)
