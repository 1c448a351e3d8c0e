"""Announcements sorted into feeds: which entry stands in which, kept between two publishes on a shelf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from aggregator.model import Announcement, Source
from aggregator.store.shelf import Place, Shelf
from aggregator.vocabulary import DateRole, Kind, Status
from feeds.channels import lineage, paths_of, standing_paths
from feeds.entry import Entry, Grant, Imprint, make_entry
from feeds.packing import Call, pack, unpack, unpack_call
from feeds.select import FEED_LENGTH, archive_month, is_news, moment_of, month_of

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy

#: entries kept unpacked
_KEPT = 4000
#: lists of a shelf that are no feeds; a feed's list has the feed's path for its name
CALLS, _NAMED, _FOUND, _DATED, _AWARDS = "~calls", "~named/", "~found", "~dated/", "~awards/"
_NOBODY = "9999-12"  #: the first month of an installation that found nothing yet


@dataclass(kw_only=True)
class Feeds:
    """Every feed with its entries, as they stand on a shelf. Every answer costs what it holds."""

    shelf: Shelf
    taxonomy: Taxonomy
    imprint: Imprint
    sources: Mapping[str, Source] = field(default_factory=dict)
    founded: str = _NOBODY  #: `yyyy-mm` in which the first of today's news was found
    _read: dict[str, Entry] = field(default_factory=dict)

    def add(self, announcement: Announcement) -> None:
        """Sort an announcement in, or out: what is no news leaves, a withdrawn call stays in calendars."""
        places = self._places(announcement)
        if not places:
            self.shelf.drop(announcement.id)
            return
        source = self.sources.get(announcement.source)
        whole = bool(source and source.full_text)
        entry = make_entry(announcement, self.taxonomy, self.imprint, whole=whole)
        body = pack(entry, open=announcement.status is Status.CURRENT)
        self.shelf.put(announcement.id, body, places)

    def _places(self, announcement: Announcement) -> list[Place]:
        places = []
        programmes = announcement.content.programmes
        if is_news(announcement):
            found = month_of(announcement.first_seen)
            month = archive_month(month_of(moment_of(announcement)), found, self.founded)
            rank = round(moment_of(announcement).timestamp() * 1_000_000)
            places += [Place(path, month, rank) for path in paths_of(announcement, self.taxonomy)]
            places += [Place(_NAMED + one, "", 0) for one in programmes if one in self.taxonomy]
            places.append(Place(_FOUND, found, 0))
            published = month_of(moment_of(announcement))
            places += [Place(_DATED + one, published, 0) for one in lineage(programmes, self.taxonomy)]
            if announcement.content.awards:
                places.append(Place(_AWARDS + announcement.source, "", rank))
        if deadline := _deadline(announcement):
            lists = [CALLS, *(f"{CALLS}/{one}" for one in lineage(programmes, self.taxonomy))]
            places += [Place(name, "", deadline.toordinal()) for name in lists]
        return places

    def paths(self) -> list[str]:
        """The feeds to publish: those with entries, and those that exist even when empty."""
        held = (name for name in self.shelf.sizes() if not name.startswith("~"))
        return sorted({*held, *standing_paths(self.taxonomy, self.sources)})

    def count(self, path: str) -> int:
        """How many announcements the feed and its archives hold."""
        return self.shelf.size(path)

    def archives(self, path: str) -> list[str]:
        """The months that a feed has archives of, the oldest first."""
        return list(self.shelf.sections(path))

    def months(self, programme: str) -> Counter[str]:
        """How many announcements of a programme were published in each month (`yyyy-mm`)."""
        return Counter(self.shelf.sections(_DATED + programme))

    def awards(self, source: str, limit: int) -> list[tuple[Grant, Entry]]:
        """Awards a source tells of, the newest announcement first, each with its entry."""
        entries = map(self.entry, self.shelf.newest(_AWARDS + source, limit))
        return [(award, entry) for entry in entries for award in entry.awards][:limit]

    def newest(self, path: str, limit: int = FEED_LENGTH) -> list[Entry]:
        """The newest entries of a feed, newest first."""
        return [self.entry(id) for id in self.shelf.newest(path, limit)]

    def month(self, path: str, month: str) -> list[Entry]:
        """The entries of an archive, newest first."""
        return [self.entry(id) for id in self.shelf.section(path, month)]

    def entry(self, id: str) -> Entry:
        """One entry."""
        found = self._read.get(id)
        if found is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            found = self._read[id] = unpack(self.shelf.body(id))
        return found

    @property
    def calls(self) -> list[Call]:
        """Every call with a deadline, the latest deadline first; withdrawn ones too."""
        return self.latest_calls()

    def open_calls(self, today: date) -> list[Call]:
        """Calls that can still be answered, the nearest deadline first."""
        found = [unpack_call(self.shelf.body(id)) for id in self.shelf.ranked(CALLS, today.toordinal())]
        return [call for call in reversed(found) if call.open]

    def latest_calls(self, programme: str = "", limit: int = 2**31) -> list[Call]:
        """The calls of a programme and of all below it, or all; the latest deadline first."""
        name = f"{CALLS}/{programme}" if programme else CALLS
        return [unpack_call(self.shelf.body(id)) for id in self.shelf.newest(name, limit)]

    @property
    def named(self) -> Counter[str]:
        """Announcements by the programme they name themselves."""
        sizes = self.shelf.sizes()
        return Counter({name[len(_NAMED) :]: n for name, n in sizes.items() if name.startswith(_NAMED)})

    @cached_property
    def libraries(self) -> dict[str, str]:
        """Names by source id: of those we read, and of those whose announcements we still have."""
        names = {source.id: source.library for source in self.sources.values() if source.active}
        for source in self._heard():
            if source not in names:
                names[source] = self.newest(f"libraries/{source}", 1)[0].author
        return names

    @cached_property
    def places(self) -> dict[str, str]:
        """TERYT of the voivodeship by source id, "" = Poland."""
        codes = {source.id: source.voivodeship for source in self.sources.values()}
        scheme = self.imprint.tag("voivodeships")
        for source in self._heard():
            if source not in codes:
                (entry,) = self.newest(f"libraries/{source}", 1)
                codes[source] = next((c.term for c in entry.categories if c.scheme == scheme), "")
        return codes

    def _heard(self) -> list[str]:
        """Sources with announcements."""
        lists = (name.partition("/") for name in sorted(self.shelf.sizes()))
        return [rest for group, _, rest in lists if group == "libraries"]

    def first_month(self) -> str:
        """What `founded` must be for what stands here now."""
        return next(iter(self.shelf.sections(_FOUND)), _NOBODY)


def _deadline(announcement: Announcement) -> date | None:
    """Until when a call runs; None for what belongs in no calendar."""
    content = announcement.content
    if content.kind is not Kind.CALL or content.standing:
        return None
    if announcement.status not in (Status.CURRENT, Status.GONE):
        return None
    days = {found.role: found.value for found in content.dates if not found.doubtful}
    return days.get(DateRole.DEADLINE)


def month_founded(first_seen: datetime | None) -> str:
    """`founded` of a store whose oldest news was first seen then."""
    return month_of(first_seen) if first_seen else _NOBODY
