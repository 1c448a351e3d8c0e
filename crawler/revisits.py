"""Which known pages are looked at again: soon after they appeared, then ever more rarely. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from crawler.families import Lead

#: days after first sight at which a page is looked at again
PLAN = tuple(timedelta(days=days) for days in (1, 3, 7, 30, 180))
#: pages looked at again when somebody asks for a source by name
NEWEST = 20


class KnownPage(Protocol):
    """What the store knows of an address."""

    @property
    def address(self) -> str: ...
    @property
    def gone(self) -> bool: ...
    @property
    def first_seen(self) -> datetime: ...
    @property
    def published(self) -> datetime | None: ...


def is_due(first_seen: datetime, last: datetime | None, now: datetime) -> bool:
    """Whether a day of the plan lies between the last whole visit and now.

    >>> from datetime import UTC
    >>> seen, day = datetime(2026, 11, 1, tzinfo=UTC), timedelta(days=1)
    >>> [is_due(seen, seen + n * day, seen + (n + 1) * day) for n in range(8)]
    [True, False, True, False, False, False, True, False]
    """
    return any((last is None or last < first_seen + days) and first_seen + days <= now for days in PLAN)


def pages_again(
    known: Mapping[str, KnownPage],
    leads: Mapping[str, Lead],
    *,
    last: datetime | None,
    now: datetime,
    asked: bool,
) -> list[Lead]:
    """The known pages to fetch once more, the newest first; `leads` are what the lists name, by key.

    `asked`: somebody named the source, so the newest are looked at whatever the plan says, unless their
    list tells that they were not modified since the last visit. A page that
    its list calls modified since the last visit is looked at, too.
    """
    order = sorted(known, key=lambda key: (known[key].published or known[key].first_seen, key), reverse=True)
    newest = set(order[:NEWEST]) if asked else set()
    again = []
    for key in order:
        page, lead = known[key], leads.get(key)
        told = last and lead and lead.modified and lead.found_by == "wp-json"  # sitemaps guess
        changed = bool(last and lead and lead.modified and lead.modified > last)
        if (key in newest and not told) or changed or (not page.gone and is_due(page.first_seen, last, now)):
            again.append(lead or Lead(url=page.address))
    return again
