"""How visible programmes are: announcements and awards by voivodeship and quarter, with denominators. Pure.

A number of announcements means little without the number of sources that could have told: each cell says how
many sources are known, could be reached, and were healthy in its quarter. A quarter in which a source was not
visited is judged by the next quarter in which it was, because a first visit reads back to 2021; such sources
are counted as read back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from aggregator.model import Source
    from aggregator.store.activity import Granted, Told, Visits

SMALL = 5  #: fewer announcements or healthy sources than this say little
EVERYWHERE = "*"  #: the place of a cell that counts the whole country
_WARSAW = ZoneInfo("Europe/Warsaw")
_READ = ("ok", "partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """Sources of one place in one quarter."""

    known: int = 0
    reachable: int = 0  #: read at least once
    healthy: int = 0  #: at least half of the visits went well
    back: int = 0  #: of the reachable ones, those visited only later


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was told in one place and quarter."""

    place: str  #: TERYT of a voivodeship, "" = sources of the whole country, `EVERYWHERE` = all of these
    quarter: str  #: `2023-Q2`, by Warsaw time
    announcements: int = 0
    libraries: int = 0  #: sources that told
    awards: int = 0  #: each once, however many announcements tell of it (same_award.py)
    grosze: int = 0  #: sum of the grants of these awards
    median_days: float | None = None  #: from publication to first sight; None = nothing to measure
    timed: int = 0  #: announcements that `median_days` was measured on
    sources: Denominator = Denominator()

    @property
    def small(self) -> bool:
        """Whether the numbers are too small to conclude from."""
        return self.announcements < SMALL or self.sources.healthy < SMALL


def quarter_of(moment: datetime) -> str:
    """`2023-Q2`, by Warsaw time."""
    there = moment.astimezone(_WARSAW)
    return f"{there.year:04}-Q{(there.month + 2) // 3}"


def quarters_between(first: str, last: str) -> list[str]:
    """Every quarter, both ends included.

    >>> quarters_between("2023-Q4", "2024-Q2")
    ['2023-Q4', '2024-Q1', '2024-Q2']
    """
    year, number, found = int(first[:4]), int(first[-1]), []
    while (name := f"{year:04}-Q{number}") <= last:
        found.append(name)
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    return found


@dataclass
class Network:
    """The sources and how visits to them went."""

    sources: Sequence[Source]
    visits: Iterable[Visits]
    _outcomes: dict[str, dict[str, list[int]]] = field(init=False)
    first_visit: dict[str, datetime] = field(init=False)  #: by source

    def __post_init__(self) -> None:
        self._outcomes = defaultdict(dict)
        self.first_visit = {}
        for one in self.visits:
            quarter = f"{one.month[:4]}-Q{(int(one.month[5:]) + 2) // 3}"
            tally = self._outcomes[one.source].setdefault(quarter, [0, 0, 0])  # all, read, well
            tally[0] += one.count
            tally[1] += one.count * (one.outcome in _READ)
            tally[2] += one.count * (one.outcome == "ok")
            self.first_visit[one.source] = min(one.first, self.first_visit.get(one.source, one.first))

    @cached_property
    def place_of(self) -> dict[str, str]:
        """Voivodeship of every source."""
        return {source.id: source.voivodeship for source in self.sources}

    @property
    def last_quarter(self) -> str:
        """The newest quarter with a visit, "" = none."""
        return max((quarter for found in self._outcomes.values() for quarter in found), default="")

    def denominators(self, first: str, last: str) -> dict[str, Denominator]:
        """Of these quarters together, by place; the whole country stands under `EVERYWHERE`."""
        tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for source in self.sources:
            if source.active:
                state = self._state(source.id, first, last)
                for place in (source.voivodeship, EVERYWHERE):
                    for at, value in enumerate((True, *state)):
                        tallies[place][at] += value
        return {
            place: Denominator(known=known, reachable=reachable, healthy=healthy, back=back)
            for place, (known, reachable, healthy, back) in tallies.items()
        }

    def _state(self, source: str, first: str, last: str) -> tuple[bool, bool, bool]:
        """Whether a source was reachable, healthy, and read back only."""
        found = self._outcomes.get(source, {})
        inside = [tally for quarter, tally in found.items() if first <= quarter <= last]
        after = min((quarter for quarter in found if quarter > last), default="")
        tallies = inside or ([found[after]] if after else [])
        visits, read, well = (sum(column) for column in zip(*tallies, strict=True)) if tallies else (0, 0, 0)
        return read > 0, 0 < visits <= well * 2, read > 0 and not inside


Key = tuple[str, str]  #: (place, quarter)


def cells(
    told: Iterable[Told], awards: Iterable[Granted], network: Network, quarters: Sequence[str]
) -> dict[Key, Cell]:
    """By (place, quarter), those without announcements too. `awards` are `distinct` ones of the programme."""
    news, money = _grouped(told, awards, network, quarter_of)
    found = {}
    for quarter in quarters:
        below = network.denominators(quarter, quarter)
        places = {*below, EVERYWHERE, *(place for place, when in (*news, *money) if when == quarter)}
        for place in sorted(places):
            key = place, quarter
            found[key] = _cell(key, news.get(key, ()), money.get(key, ()), network.first_visit, below)
    return found


def totals(
    told: Iterable[Told], awards: Iterable[Granted], network: Network, quarters: Sequence[str]
) -> dict[str, Cell]:
    """By place, over all these quarters together."""

    def period(moment: datetime) -> str:
        return quarters[-1] if quarters[0] <= quarter_of(moment) <= quarters[-1] else ""

    news, money = _grouped(told, awards, network, period)
    below = network.denominators(quarters[0], quarters[-1])
    places = {*below, EVERYWHERE, *(place for place, when in (*news, *money) if when)}
    keys = [(place, quarters[-1]) for place in sorted(places)]
    return {
        key[0]: _cell(key, news.get(key, ()), money.get(key, ()), network.first_visit, below) for key in keys
    }


def _grouped(
    told: Iterable[Told], awards: Iterable[Granted], network: Network, period: Callable[[datetime], str]
) -> tuple[dict[Key, list[Told]], dict[Key, list[Granted]]]:
    news: dict[Key, list[Told]] = defaultdict(list)
    for one in told:
        when = period(one.moment)
        for place in (one.voivodeship, EVERYWHERE):
            news[place, when].append(one)
    money: dict[Key, list[Granted]] = defaultdict(list)
    for award in awards:
        own = network.place_of.get(award.beneficiary, "") if award.known else ""
        for place in (own or award.voivodeship, EVERYWHERE):
            money[place, period(award.moment)].append(award)
    return news, money


def _cell(
    key: Key,
    news: Sequence[Told],
    money: Sequence[Granted],
    first_visit: Mapping[str, datetime],
    below: Mapping[str, Denominator],
) -> Cell:
    days = [
        max((one.first_seen - one.moment).total_seconds(), 0.0) / 86400
        for one in news
        # what was published before our first visit was found late through no fault of the source
        if one.dated and one.source in first_visit and one.moment >= first_visit[one.source]
    ]
    return Cell(
        place=key[0],
        quarter=key[1],
        announcements=len(news),
        libraries=len({one.source for one in news}),
        awards=len(money),
        grosze=sum(one.grosze or 0 for one in money),
        median_days=round(median(days), 1) if days else None,
        timed=len(days),
        sources=below.get(key[0], Denominator()),
    )
