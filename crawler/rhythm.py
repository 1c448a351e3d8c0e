"""When a source is visited again: as often as it has news, between every hour and every day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

#: a little less than an hour and a day: who runs hourly or daily must not come a minute too early. An hour
#: less than a day, too, so that a robots.txt, which holds a day, serves two visits
SHORTEST, LONGEST = timedelta(minutes=55), timedelta(hours=22)
#: a visit for so much of the usual time between two pieces of news
SHARE = 0.9
#: news older than this says nothing of today's rhythm
MEMORY = timedelta(days=60)
#: the newest so many tell the rhythm; fewer than the second number tell nothing
MOST, FEWEST = 12, 3


def interval(news: Iterable[datetime], now: datetime) -> timedelta:
    """Nine tenths of the usual time between two pieces of news, from when those of a source were published.

    >>> from datetime import UTC
    >>> now, day = datetime(2026, 11, 23, 9, tzinfo=UTC), timedelta(days=1)
    >>> [str(interval([now - n * day / a for n in range(20)], now)) for a in (0.1, 1, 2, 8, 100)]
    ['22:00:00', '19:48:00', '9:54:00', '2:28:30', '0:55:00']
    """
    recent = sorted((moment for moment in news if now - MEMORY <= moment <= now), reverse=True)[:MOST]
    if len(recent) < FEWEST:
        return LONGEST
    usual = (now - recent[-1]) / len(recent)
    return min(LONGEST, max(SHORTEST, usual * SHARE))
