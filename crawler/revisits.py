"""Which known pages are looked at again: soon after they were published, then ever more rarely. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Protocol

from crawler.families import Lead
from crawler.families.moments import WARSAW

#: ages at which a page is looked at again, and then every year
PLAN = tuple(timedelta(days=days) for days in (1, 3, 7, 30, 180))
YEAR = timedelta(days=365)
#: where so many looks at known pages in a row showed no edit and no removal, the first age is left out: the
#: second one is two days later. One edit, and the whole plan is kept again
STEADY = 12
#: a page first read at this share of an age, or later, is not read again at that age: the next one does
NEAR = 0.5
DAY = timedelta(days=1)
#: a feed that calls an entry modified so long after it was published knows of edits
EDITED = timedelta(minutes=10)
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


def is_due(
    born: datetime,
    last: datetime,
    now: datetime,
    *,
    read_at: timedelta = timedelta(0),
    plan: Sequence[timedelta] = PLAN,
) -> bool:
    """Whether a page published (or first seen) at `born` came to an age of the plan since the last visit.

    `read_at`: its age when it was first read. Old news of a new source need only the late ages.

    >>> from datetime import UTC
    >>> seen, day = datetime(2026, 11, 1, tzinfo=UTC), timedelta(days=1)
    >>> [is_due(seen, seen + n * day, seen + (n + 1) * day) for n in range(8)]
    [True, False, True, False, False, False, True, False]
    >>> [n for n in range(1200) if is_due(seen, seen + n * day, seen + (n + 1) * day)][3:]
    [29, 179, 364, 729, 1094]
    >>> [n for n in range(40) if is_due(seen, seen + n * day, seen + (n + 1) * day, read_at=5 * day)]
    [29]
    """
    if any(last < born + age <= now and read_at < age * NEAR for age in plan):
        return True
    return now - born >= YEAR and (now - born) // YEAR > (last - born) // YEAR


def pages_again(
    known: Mapping[str, KnownPage],
    leads: Mapping[str, Lead],
    *,
    last: datetime | None,
    now: datetime,
    asked: bool,
    quiet: int = 0,
) -> list[Lead]:
    """The known pages to fetch once more, the newest first; `leads` are what the lists name, by key.

    `asked`: somebody named the source, so the newest are looked at whatever the plan says, unless their
    list tells that they were not modified since the last visit: then they are neither changed nor gone.
    A page that its list calls modified since the last visit is looked at, too. `last` is None before the
    first whole visit: a page then counts as looked at when it was first seen. `quiet`: looks in a row that
    showed no change.
    """
    plan = PLAN[1:] if quiet >= STEADY else PLAN
    telling = lists_that_tell(leads.values())
    order = sorted(known, key=lambda key: (known[key].published or known[key].first_seen, key), reverse=True)
    spellings = spellings_of(leads.values())
    newest = set(order[:NEWEST]) if asked else set()
    again = []
    for key in order:
        page, lead = known[key], leads.get(key)
        told = last and lead and lead.modified and (lead.found_by == "wp-json" or lead.found_on in telling)
        changed = bool(last and lead and lead.modified and lead.modified > last)
        since = last or page.first_seen
        wanted = key in newest or (
            not page.gone and is_due(_born(page), since, now, read_at=_read_at(page), plan=plan)
        )
        if changed or (wanted and not told):
            again.append(lead or Lead(url=respell(page.address, spellings)))
    return again


def _born(page: KnownPage) -> datetime:
    return min(page.published or page.first_seen, page.first_seen)


def _read_at(page: KnownPage) -> timedelta:
    """Its age when it was first read, at least: where only the day is known it was published at its end."""
    born = _born(page)
    if page.published is not None and page.published.astimezone(WARSAW).time() == time():
        born = min(born + DAY, page.first_seen)
    return page.first_seen - born


def lists_that_tell(leads: Iterable[Lead]) -> set[str]:
    """Feeds that say of an entry that it was modified later than published: they know it of the others, too.

    Many feeds repeat the time of publication whatever becomes of the page; sitemaps guess.
    """
    return {
        lead.found_on
        for lead in leads
        if lead.found_by == "feed"
        and lead.modified is not None
        and lead.published is not None
        and lead.modified - lead.published.moment >= EDITED
    }


def spellings_of(leads: Iterable[Lead]) -> dict[str, str]:
    """How the lists of a site write its host now, where all do alike: host without www -> "https://www.host"."""
    found: dict[str, set[str]] = {}
    for lead in leads:
        scheme, _, rest = lead.url.partition("://")
        host = rest.partition("/")[0]
        found.setdefault(host.removeprefix("www."), set()).add(f"{scheme}://{host}")
    return {host: ways.pop() for host, ways in found.items() if len(ways) == 1}


def respell(address: str, spellings: Mapping[str, str]) -> str:
    """A known address as the site writes its addresses now: with https, with www, or without."""
    host, slash, path = address.partition("://")[2].partition("/")
    spelling = spellings.get(host.removeprefix("www."))
    return spelling + slash + path if spelling else address
