"""Events on an index page: what is yet to come is announced beside the news, and is none."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice, pairwise

from aggregator.dates import find_dates
from crawler.pages.listing.days import day_of
from crawler.pages.listing.item import Cluster, Item
from crawler.pages.listing.links import is_front, key_of
from crawler.pages.listing.rows import Rows
from crawler.pages.listing.sections import NEWS

_PLACES = 2  #: where events stand between news
_MOST = 120  #: characters of a line that tells when something takes place
_SOFT = 0.3  #: of the points of a cluster, where it is one of events
_SEVERAL = 3  #: items of a list
_FEW = 40  #: items of a cluster that are looked at
#: folders of what takes place
_EVENTS = re.compile(
    r"[^/]+/(?:[^/]+/)?(?:wydarzeni[ea]|kalendarz|kalendarium|repertuar|events?|imprez[ay])/"
)


def weigh_events(
    clusters: list[Cluster], found: Rows, base: datetime, beside: list[Cluster] | None = None
) -> None:
    """Clusters of what is yet to come count for less, where others have days or are named as news."""
    dated = [c for c in clusters if len(c.items) > 1 and all(entry.dated for entry in c.items)]
    named = any(c.section.kind == NEWS and c not in dated for c in (clusters if beside is None else beside))
    if len(dated) < 2 and not named:
        return
    for cluster in dated:
        if all(_is_to_come(entry, found, base) for entry in cluster.items[:_FEW]):
            cluster.soft = True
            cluster.score *= _SOFT


def _is_to_come(entry: Item, found: Rows, base: datetime) -> bool:
    """Is the only day an item tells one after that of the visit?"""
    rows = found.rows[entry.first : entry.last]
    told = day_of(entry.title_link.text, rows, base)
    if told is not None and told < base.date().isoformat():
        return False
    return any(
        date.moment > base
        for row in rows
        if len(row.text) <= _MOST
        for date in find_dates(row.text, base=base)
    )


def _is_amid(chosen: list[Item], events: list[Item]) -> bool:
    """Stand events in several places between the news, in one box with them? Then both are of one list."""
    known = set(events)
    told = [entry in known for entry in chosen]
    between = sum(before and not after for before, after in pairwise(told[told.index(False) :]))
    boxes = {entry.parent for entry in chosen if entry not in known}
    return between >= _PLACES and all(
        not boxes.isdisjoint((entry.parent, *islice(entry.parent.iterancestors(), 2))) for entry in events
    )


def without_events(chosen: list[Item], found: Rows, base: datetime, url: str = "") -> list[Item]:
    """Of a page of news and events the news: what lies in a folder of events and is yet to come is none.

    On a front page it is none even where nothing else is shown.
    """
    events = [entry for entry in chosen if _EVENTS.match(key_of(entry.url))]
    if events and len(events) == len(chosen) and url and is_front(url):
        return [] if all(_is_to_come(entry, found, base) for entry in chosen) else chosen
    if not events or len(events) == len(chosen):
        return chosen
    days = (day_of(entry.title_link.text, found.rows[entry.first : entry.last], base) for entry in events)
    if any(day and day < base.date().isoformat() for day in days) or _is_amid(chosen, events):
        return chosen
    return [entry for entry in chosen if not _EVENTS.match(key_of(entry.url))]


def beside_events(clusters: list[Cluster], events: list[Item]) -> list[Cluster]:
    """What may be news without days, where a front page tells days of events alone: most titles are long."""
    known = {entry.url for entry in events}
    rest = [c for c in clusters if known.isdisjoint(entry.url for entry in c.items)]
    return [c for c in rest if len(c.items) >= _SEVERAL and c.long_titles]
