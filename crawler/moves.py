"""A site that has moved: its old addresses are asked first, as long as they lead to the new ones. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from aggregator.identity import address_key
from crawler.families import Lead
from crawler.trips import Trip

#: strange news on the lists, and announcements known before, from which on a move is thought of
FEWEST = 3
#: old addresses asked at first: two that lead nowhere new say that there was no move
AT_FIRST = 2
#: old addresses asked in one visit
MOST = 60


def ask_old_first(trip: Trip) -> None:
    """Articles are chosen: where the lists name hardly anything that is known, begin with what was known.

    A page that an old address leads to is that announcement, whatever else was changed in the move: words,
    title, day. It costs no article more, since the new address then need not be asked for.
    """
    known = sum(key in trip.pages for key in trip.leads)
    chosen = {address_key(lead.url) for lead in trip.chosen}
    strange = len(chosen & trip.leads.keys() - trip.pages.keys())
    alive = [page for page in trip.pages.values() if not page.gone]
    if (
        trip.full
        or trip.first_sight
        or trip.is_trial
        or strange < FEWEST
        or 3 * known > strange
        or len(alive) < FEWEST
    ):
        return
    alive.sort(key=lambda page: (page.published or page.first_seen, page.address), reverse=True)
    old = [Lead(url=page.address) for page in alive]
    trip.former = deque(old[: min(MOST, strange)])
    trip.left = {address_key(lead.url) for lead in trip.former}
    trip.chosen = deque(lead for lead in trip.chosen if address_key(lead.url) not in trip.left)
    for _ in range(AT_FIRST):
        _ask_next(trip)


def follow(trip: Trip, lead: Lead, url: str) -> Lead:
    """The page of `lead` came from `url`. The lead, with what the lists say of the page that an old address
    led to: that page is not asked for again, and one more old address is asked."""
    new, old = address_key(url), address_key(lead.url)
    if old not in trip.left or new == old or new not in trip.leads:
        return lead
    trip.chosen = deque(other for other in trip.chosen if address_key(other.url) != new)
    _ask_next(trip)
    return replace(trip.leads[new], url=lead.url)


def is_led_back(trip: Trip, lead: Lead, url: str) -> bool:
    """Whether an article's address led to the home page or to a list of the site instead."""
    lists = [trip.source.home, trip.source.news, *(tried.ask.url for tried in trip.tried)]
    key = address_key(url)
    return key != address_key(lead.url) and key in {address_key(page) for page in lists if page}


def _ask_next(trip: Trip) -> None:
    if trip.former:
        trip.chosen.appendleft(trip.former.popleft())
