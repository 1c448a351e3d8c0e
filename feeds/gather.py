"""Announcements sorted into feeds, in one pass over the store."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from sys import intern
from typing import TYPE_CHECKING

from aggregator.model import Announcement, Award, Source
from aggregator.vocabulary import DateRole, Kind, Status
from feeds.channels import channel, lineage, paths_of, standing_paths
from feeds.document import Document
from feeds.entry import Entry, Imprint, make_entry
from feeds.select import FEED_LENGTH, archive_month, is_news, moment_of, month_of
from feeds.spool import Spool

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for applications with its days, for calendars; `open` is False once the source withdrew it."""

    entry: Entry
    deadline: date
    opens: date | None
    open: bool
    programmes: tuple[str, ...]  #: with everything above them


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A document that can be built: of which feed and month, and the numbers of its entries, newest first."""

    path: str
    month: str  #: `yyyy-mm` of an archive, "" for the feed itself
    older: str  #: month of the next older archive, "" = none
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Feeds:
    """Every feed with its entries. Numbers are those of the spool."""

    spool: Spool
    taxonomy: Taxonomy
    imprint: Imprint
    libraries: dict[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    places: dict[str, str] = field(
        default_factory=dict
    )  #: source id to TERYT of its voivodeship, "" = Poland
    named: Counter[str] = field(
        default_factory=Counter
    )  #: announcements by the programme they name themselves
    granted: dict[str, list[tuple[Award, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )  #: awards of each source, with the number of the entry that tells of them
    _members: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _orders: list[tuple[datetime, str]] = field(default_factory=list)
    _months: list[tuple[str, str]] = field(default_factory=list)
    _founded: str = "9999-12"

    def add(self, announcement: Announcement) -> None:
        """Sort an announcement in; what is no news is passed over, a withdrawn call stays in calendars."""
        source = self.sources.get(announcement.source)
        if is_news(announcement):
            self.libraries.setdefault(announcement.source, announcement.library)
            self.places.setdefault(announcement.source, announcement.voivodeship)
            whole = bool(source and source.full_text)
            entry = make_entry(announcement, self.taxonomy, self.imprint, whole=whole)
            number = self.spool.add(entry)
            self.named.update(tag.programme for tag in entry.tags)
            self.granted[announcement.source] += [(award, number) for award in announcement.content.awards]
            self._orders.append(entry.order)
            found = month_of(announcement.first_seen)
            self._founded = min(self._founded, found)
            self._months.append((intern(month_of(moment_of(announcement))), intern(found)))
            for path in paths_of(announcement, self.taxonomy):
                self._members[intern(path)].append(number)
        if announcement.content.kind is Kind.CALL:
            self._add_call(announcement)

    def _add_call(self, announcement: Announcement) -> None:
        if announcement.status not in (Status.CURRENT, Status.GONE) or announcement.content.standing:
            return
        days = {found.role: found.value for found in announcement.content.dates if not found.doubtful}
        if DateRole.DEADLINE not in days:
            return
        self.calls.append(
            Call(
                entry=make_entry(announcement, self.taxonomy, self.imprint),
                deadline=days[DateRole.DEADLINE],
                opens=days.get(DateRole.OPENS),
                open=announcement.status is Status.CURRENT,
                programmes=tuple(lineage(announcement.content.programmes, self.taxonomy)),
            )
        )

    def paths(self) -> list[str]:
        """The feeds to publish: those with entries, and those that exist even when empty."""
        return sorted({*self._members, *standing_paths(self.taxonomy, self.sources)})

    def count(self, path: str) -> int:
        """How many announcements the feed and its archives hold."""
        return len(self._members.get(path, ()))

    def months(self, path: str) -> Counter[str]:
        """How many announcements of a feed were published in each month (`yyyy-mm`)."""
        return Counter(self._months[number][0] for number in self._members.get(path, ()))

    def awards(self, source: str, limit: int) -> list[tuple[Award, Entry]]:
        """Awards a source tells of, the newest announcement first, each with its entry."""
        found = sorted(self.granted.get(source, ()), key=lambda pair: self._orders[pair[1]], reverse=True)
        return [(award, self.spool.read(number)) for award, number in found[:limit]]

    def newest(self, path: str, limit: int = FEED_LENGTH) -> list[Entry]:
        """The newest entries of a feed, newest first."""
        return [self.spool.read(number) for number in self._sorted(path)[:limit]]

    def plans(self, path: str) -> list[Plan]:
        """The documents of a feed: archives, oldest first, then the feed itself."""
        months: dict[str, list[int]] = defaultdict(list)
        numbers = self._sorted(path)
        for number in numbers:
            months[archive_month(*self._months[number], self._founded)].append(number)
        older, plans = "", []
        for month in sorted(months):
            plans.append(Plan(path=path, month=month, older=older, numbers=tuple(months[month])))
            older = month
        return [*plans, Plan(path=path, month="", older=older, numbers=tuple(numbers[:FEED_LENGTH]))]

    def document(self, plan: Plan) -> Document:
        """What a plan says, with its entries."""
        return Document(
            channel=channel(plan.path, self.taxonomy, self.libraries),
            entries=[self.spool.read(number) for number in plan.numbers],
            imprint=self.imprint,
            month=plan.month,
            older=plan.older,
        )

    def seal(self, plan: Plan) -> str:
        """Equal for plans that make the same document."""
        about = channel(plan.path, self.taxonomy, self.libraries)
        seal = hashlib.blake2b(repr((about, self.imprint, plan.month, plan.older)).encode(), digest_size=16)
        for number in plan.numbers:
            seal.update(self.spool.digests[number])
        return seal.hexdigest()

    def _sorted(self, path: str) -> list[int]:
        return sorted(self._members.get(path, ()), key=self._orders.__getitem__, reverse=True)


def gather(
    announcements: Iterable[Announcement],
    sources: Iterable[Source],
    *,
    spool: Spool,
    taxonomy: Taxonomy,
    imprint: Imprint,
) -> Feeds:
    """Read the announcements once; order does not matter."""
    known = {source.id: source for source in sources}
    feeds = Feeds(
        spool=spool,
        taxonomy=taxonomy,
        imprint=imprint,
        sources=known,
        libraries={source.id: source.library for source in known.values() if source.active},
        places={source.id: source.voivodeship for source in known.values()},
    )
    for announcement in announcements:
        feeds.add(announcement)
    return feeds
