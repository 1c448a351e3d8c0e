"""From fetched pages to arrivals: the profile of a site is learnt first, then its pages are read with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aggregator.arrivals import Arrival, Pictured, SnapshotRef
from aggregator.identity import address_key
from aggregator.model import Published, RawAnnouncement, Reading
from aggregator.vocabulary import Precision, Problem
from crawler.families import Lead
from crawler.families.moments import WARSAW
from crawler.looks import doubt
from crawler.pages import Opened, SiteProfile, learn_from, open_page, read_page
from crawler.pictures import note_picture
from crawler.snapshots import read_snapshot
from crawler.trip_notes import Kept
from crawler.trips import Trip
from crawler.troubles import Trouble

#: keeps a new profile of a source
Save = Callable[[Trip, SiteProfile], None]
#: pages from which the profile of a site is learnt
PROFILE_PAGES = 5
#: rule of what a list alone tells
LISTED = "list"


def take(trip: Trip, kept: Kept, body: bytes, folder: Path, save: Save) -> Iterator[Arrival | Pictured]:
    """A page was fetched. While the profile is not known it waits; the fifth page makes it known.

    Pages come in the order of discovery, whatever order they were fetched in, so the profile is the same
    each time. `save(trip, profile)` stores it before any page is read. A page that does not look like its
    site waits, too, until some more have shown whether the site has a new design, and wants a new profile.
    """
    if trip.profile is not None and not (trip.in_doubt or trip.is_trial):
        raw = _read(trip, kept, body)
        fact = trip.watch.article(raw, body, kept.charset)
        if trip.watch.doubted or not trip.watch.suspects(fact):
            trip.watch.keep(fact)
            yield _arrival(trip, kept, raw)
            yield from note_picture(trip, kept.lead, raw)
            return
        doubt(trip)
    trip.waiting.append(kept)
    if len(trip.waiting) >= PROFILE_PAGES:
        yield from finish(trip, folder, save)


def finish(trip: Trip, folder: Path, save: Save) -> Iterator[Arrival | Pictured]:
    """No more pages are to come for the profile: learn it from what there is, and read what waits.

    All is read before the first is given: many sources come here at once, and each waits at every
    announcement it gives, with the pages it would still hold.
    """
    if not trip.waiting:
        return
    read = _read_waiting(trip, folder, save)
    if trip.is_trial:
        return
    for kept, raw in read:
        yield _arrival(trip, kept, raw)
        yield from note_picture(trip, kept.lead, raw)


def _read_waiting(trip: Trip, folder: Path, save: Save) -> list[tuple[Kept, RawAnnouncement]]:
    """What waits, read by the profile of the site, which is learnt first where there is none."""
    pages = [(kept, read_snapshot(folder, kept.ref).body) for kept in trip.waiting]
    trip.waiting.clear()
    opened = [
        open_page(body, kept.ref.url, fetched=kept.ref.fetched, charset=kept.charset) for kept, body in pages
    ]
    if trip.in_doubt:
        facts = [trip.watch.article(_read(trip, kept, body), body, kept.charset) for kept, body in pages]
        if trip.watch.decide(facts):
            trip.profile = None
    if trip.profile is None:
        trip.profile = learn_from(opened, trip.profiles + 1)
        if not trip.is_trial:
            save(trip, trip.profile)
    read = []
    for (kept, body), page in zip(pages, opened, strict=True):
        raw = _read(trip, kept, body, page)
        trip.watch.keep(trip.watch.article(raw, body, kept.charset))
        read.append((kept, raw))
    return read


def _read(trip: Trip, kept: Kept, body: bytes, opened: Opened | None = None) -> RawAnnouncement:
    """A page read with the profile of its site."""
    said = listed(kept.lead)
    return read_kept(body, kept.ref, kept.charset, trip.source.id, trip.profile, said, opened)


def _arrival(trip: Trip, kept: Kept, raw: RawAnnouncement) -> Arrival:
    return Arrival(
        raw=raw,
        source=trip.source,
        snapshot=kept.ref,
        found_by=kept.lead.found_by,
        found_on=kept.lead.found_on,
        requested=kept.lead.url if kept.lead.url != kept.ref.url else "",
        visit=trip.started,
    )


def withdrawn(trip: Trip, lead: Lead, now: datetime) -> Arrival:
    """A page that the server says is not there any more."""
    raw = RawAnnouncement(source=trip.source.id, url=lead.url, fetched=now, problem=Problem.NOT_FOUND)
    return Arrival(
        raw=raw, source=trip.source, found_by=lead.found_by, found_on=lead.found_on, visit=trip.started
    )


def led_back(trip: Trip, lead: Lead, url: str, now: datetime) -> Iterator[Arrival]:
    """An article's address leads to a list by now: how many sites say that a page is not there. One that
    a list still names is not believed to be gone."""
    key = address_key(lead.url)
    if key in trip.pages and key not in trip.leads and not trip.watch.doubted:
        yield withdrawn(trip, lead, now)
        return
    trip.failed += 1
    trip.fail(Trouble("http-404", f"{lead.url} leads to {url}, which is no article"))


def listed_only(trip: Trip, lead: Lead, now: datetime) -> Arrival | None:
    """What the list said of a page that could not be had, by the rule "list"; None where it said no title.

    The page itself takes its place when it can be fetched: that is a correction, no edit.
    """
    if not lead.title:
        return None
    raw = RawAnnouncement(
        source=trip.source.id,
        url=lead.url,
        fetched=now,
        title=lead.title,
        text=lead.summary,
        published=lead.published,
        reading=Reading(rule=LISTED),
    )
    return Arrival(raw=raw, source=trip.source, found_by=lead.found_by, found_on=lead.found_on)


def read_kept(
    body: bytes,
    ref: SnapshotRef,
    charset: str | None,
    source: str,
    profile: SiteProfile | None,
    listed: Mapping[str, str],
    opened: Opened | None = None,
) -> RawAnnouncement:
    """A kept page to its announcement; the day that the list stated stands in where the page has none."""
    raw = read_page(
        body, ref.url, fetched=ref.fetched, charset=charset, source=source, profile=profile, opened=opened
    )
    if raw.problem is None and raw.published is None and "published" in listed:
        raw = replace(raw, published=_published(listed))
    return raw


def listed(lead: Lead) -> dict[str, str]:
    """What the list said of a page, as it goes into the page's snapshot."""
    if lead.published is None:
        return {}
    return {
        "published": lead.published.moment.isoformat(),
        "precision": lead.published.precision.value,
        "origin": lead.published.origin,
        "words": lead.published.words,
        "confidence": str(lead.published.confidence),
    }


def _published(listed: Mapping[str, str]) -> Published:
    return Published(
        moment=datetime.fromisoformat(listed["published"]).astimezone(WARSAW),
        precision=Precision(listed["precision"]),
        origin=listed["origin"],
        words=listed["words"],
        confidence=float(listed["confidence"]),
    )
