"""Which articles a visit looks at for the sake of health: one now and then, several when in doubt. Pure."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

from aggregator.identity import address_key
from crawler.families import Lead
from crawler.health.facts import Facts
from crawler.trips import Trip

#: articles that confirm that a site has a new design
CONFIRMING = 5
#: one article is looked at so often, though nothing is new: a new design shows there first
LOOK = timedelta(hours=20)
#: and so often where all lists, web pages with the same head and foot, are byte for byte as before
LOOK_AT_SAME = timedelta(days=5)
_WEB_PAGES = {"listing", "home"}


def choose_looks(trip: Trip) -> None:
    """Discovery is complete and articles are chosen: add what the health of the site wants to be seen."""
    alive = bool(trip.leads or trip.unchanged)
    if trip.is_trial:
        trip.chosen = deque(list(trip.leads.values())[:CONFIRMING])
    if alive and trip.watch.suspects_lists():
        doubt(trip)
    elif alive and not trip.chosen and not trip.first_sight and _should_look(trip):
        trip.chosen.extend(_samples(trip, 1))


def doubt(trip: Trip) -> None:
    """The site looks different: enough articles are fetched afresh to be sure of it."""
    if trip.watch.doubted:
        return
    trip.watch.doubted = True
    samples = [] if trip.is_trial else _samples(trip, CONFIRMING)
    chosen = {address_key(lead.url) for lead in trip.chosen}
    trip.afresh |= {address_key(lead.url) for lead in [*list(trip.chosen)[:CONFIRMING], *samples]}
    more = [lead for lead in samples if address_key(lead.url) not in chosen]
    trip.chosen.extendleft(reversed(more[: max(0, CONFIRMING - len(trip.chosen))]))


def facts_of(trip: Trip) -> Facts:
    """What a visit saw, for the judgement at its end."""
    found = len(trip.leads) or (len(trip.pages) if trip.unchanged else 0)
    return Facts(
        lists=tuple(trip.watch.seen.lists),
        articles=tuple(trip.watch.seen.articles),
        failures=tuple(trip.watch.seen.failures),
        found=0 if trip.is_trial else found,
        complete=not (trip.lost or (trip.over and found > 0)),
        min_items=trip.source.min_items,
        reprobe_found=len(trip.leads) if trip.is_trial else 0,
    )


def _should_look(trip: Trip) -> bool:
    if trip.wanted or trip.looked is None:
        return True
    lists = trip.watch.seen.lists
    same = bool(lists) and all(fact.unchanged and fact.kind in _WEB_PAGES for fact in lists)
    return trip.started - trip.looked >= (LOOK_AT_SAME if same else LOOK)


def _samples(trip: Trip, count: int) -> list[Lead]:
    """Known articles to look at again: those on the lists first, then the newest."""
    alive = {key: page for key, page in trip.pages.items() if not page.gone}
    listed = [lead for key, lead in trip.leads.items() if key in alive]
    newest = sorted(alive, key=lambda key: (alive[key].published or alive[key].first_seen, key), reverse=True)
    others = [Lead(url=alive[key].address) for key in newest if key not in trip.leads]
    return [*listed, *others][:count]
