"""Sources as rows of a table: what each told, from when to when, and how well it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aggregator.as_json import utc
from aggregator.health import Condition, SourceHealth
from aggregator.vocabulary import Status

if TYPE_CHECKING:
    from aggregator.model import Announcement, Source
    from aggregator.store import Store
    from aggregator.store.activity import Visits
    from feeds.award_rows import Row

_REGISTRY = ("id", "library", "kind", "teryt", "voivodeship", "home", "city", "active")


@dataclass(slots=True)
class _News:
    """Current announcements of a source, counted one by one; days by Warsaw time."""

    number: int = 0
    first: str = ""
    last: str = ""


class SourceRows:
    """Rows of all sources; every announcement is to be noted before they are asked for."""

    def __init__(self, store: Store) -> None:
        self._sources: list[Source] = sorted(store.sources(), key=lambda one: one.id)
        self._health = store.all_health()
        self._visits: dict[str, list[Visits]] = defaultdict(list)
        for one in store.visits_by_month():
            self._visits[one.source].append(one)
        self._news: dict[str, _News] = defaultdict(_News)
        visited = (health.visited for health in self._health.values())
        self.as_of: datetime | None = max((each for each in visited if each), default=None)  #: newest of all

    def note(self, announcement: Announcement) -> None:
        """Count an announcement for its source."""
        self.as_of = max(self.as_of or announcement.updated, announcement.updated)
        if announcement.status is not Status.CURRENT:
            return
        news = self._news[announcement.source]
        news.number += 1
        if published := announcement.content.published:
            day = published.value[:10]
            news.first, news.last = min(news.first or day, day), max(news.last, day)

    def rows(self) -> Iterator[Row]:
        """In the order of ids."""
        for source in self._sources:
            news = self._news[source.id]
            yield {
                **{name: getattr(source, name) for name in _REGISTRY},
                "announcements": news.number,
                "published_from": news.first or None,
                "published_to": news.last or None,
                **_read(self._visits[source.id], self._health.get(source.id)),
            }


def _read(visits: Iterable[Visits], health: SourceHealth | None) -> Row:
    """How a source was read: its visits, and how it stands after the last one."""
    visits = list(visits)
    first = min((one.first for one in visits), default=None)
    return {
        "visits": sum(one.count for one in visits),
        "visits_ok": sum(one.count for one in visits if one.outcome == "ok"),
        "visited_from": _second(first),
        "visited_to": _second(health.visited) if health else None,
        "last_good": _second(health.last_good) if health else None,
        "condition": (health.condition if health else Condition.NEW).value,
        "trouble": health.trouble.value if health and health.trouble else None,
    }


def _second(moment: datetime | None) -> str | None:
    return utc(moment.replace(microsecond=0)) if moment else None
