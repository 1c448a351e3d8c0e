"""Who of an official list told of the money on its own site, who did not, and whom we cannot judge. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from aggregator.arrivals import Visit
from aggregator.awards.same_award import same_edition
from aggregator.days import WARSAW
from aggregator.model import Announcement
from aggregator.official.model import OfficialAward, OfficialList
from aggregator.text import fold
from aggregator.vocabulary import Kind

#: a list of 2022 is told of until well into the next year: reports come late
_AFTER = timedelta(days=400)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FORMULA = re.compile(
    r"(?:do|s|wspol)finansowan\w*\b[^.\n]{0,40}\bsrodk\w*\b[^\n]{0,160}"
    r"\b(?:ministr|budzetu panstwa|funduszu|programu|narodow)"
)


class Told(StrEnum):
    """What a beneficiary's own site says of its award."""

    ANNOUNCED = "announced"  #: an announcement of the award, or one that carries its record
    MENTIONED = "mentioned"  #: the programme is named, in a report, an event, a purchase
    SILENT = "silent"  #: the site was read well, and says nothing
    NOT_READ = "not_read"  #: we know the site and could not read it: nothing can be said
    UNKNOWN = "unknown"  #: no source of the registry is this beneficiary: nothing can be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One beneficiary of the list and what was found of it."""

    award: OfficialAward
    told: Told
    announcement: str = ""  #: id
    url: str = ""
    published: date | None = None
    days: int | None = None  #: from the day of the list to that of the announcement, negative = before it
    formula: bool = False  #: whether a page of the beneficiary carries the duty formula
    reason: str = ""  #: why nothing can be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A list with what was found. Shares are of those that can be judged."""

    programme: str
    edition: str
    published: date | None = None  #: day of the list, None = not said
    lines: tuple[Line, ...]

    def counts(self) -> dict[str, int]:
        """How many beneficiaries by what they told, every state named."""
        found = Counter(line.told for line in self.lines)
        return {told.value: found[told] for told in Told}

    @property
    def judged(self) -> int:
        """The denominator: beneficiaries whose site is known and was read."""
        return sum(line.told in (Told.ANNOUNCED, Told.MENTIONED, Told.SILENT) for line in self.lines)

    @property
    def formulas(self) -> int:
        """How many of those that wrote of the award or the programme print the duty formula."""
        return sum(line.formula for line in self.lines)

    @property
    def median_days(self) -> float | None:
        """From the day of the list to the announcement, of those that announced; None where there is none."""
        days = [line.days for line in self.lines if line.days is not None and line.told is Told.ANNOUNCED]
        return median(days) if days else None


def cover(
    found: OfficialList,
    announcements: Iterable[Announcement],
    visits: Mapping[str, Iterable[Visit]],
    *,
    nodes: frozenset[str],
) -> Coverage:
    """Compare a list with the announcements of its programme.

    `announcements`: all that name the programme or a part of it (`nodes`: their ids); `visits`: by source
    id. What others say of a beneficiary is no word of its own. Silence is said of a site only if one of its
    visits since the edition began came to a good end.
    """
    first, last = period_of(found)
    by_source: dict[str, list[Announcement]] = {}
    for each in announcements:
        day = _day(each)
        if first <= day <= last:
            by_source.setdefault(each.source, []).append(each)
    lines = [
        _line(award, found, by_source.get(award.source, []), list(visits.get(award.source, ())), nodes)
        for award in found.rows
    ]
    return Coverage(
        programme=found.programme, edition=found.edition, published=found.published, lines=tuple(lines)
    )


def joined(programme: str, parts: Iterable[Coverage]) -> Coverage:
    """Several lists as one, under the programme they all belong to; a beneficiary of two counts twice."""
    lines = tuple(line for part in parts for line in part.lines)
    return Coverage(programme=programme, edition="", lines=lines)


def period_of(found: OfficialList) -> tuple[date, date]:
    """From when to when a list is told of: the years of its edition, a little before the list, long after."""
    years = [int(year) for year in _YEAR.findall(found.edition)]
    start = date(min(years), 1, 1) if years else found.published or date(2021, 1, 1)
    end = date(max(years), 12, 31) if years else start
    if found.published:
        start, end = min(start, found.published), max(end, found.published)
    return start, end + _AFTER


def _line(
    award: OfficialAward,
    found: OfficialList,
    told: list[Announcement],
    visits: list[Visit],
    nodes: frozenset[str],
) -> Line:
    if not award.source:
        return Line(award=award, told=Told.UNKNOWN, reason="no source of the registry is this beneficiary")
    ordered = sorted(told, key=lambda each: (not _is_award(each, found, nodes), _day(each), each.id))
    if ordered:
        best = ordered[0]
        day = _day(best)
        return Line(
            award=award,
            told=Told.ANNOUNCED if _is_award(best, found, nodes) else Told.MENTIONED,
            announcement=best.id,
            url=best.url,
            published=day,
            days=(day - found.published).days if found.published else None,
            formula=any(has_formula(each.content.text) for each in told),
        )
    since = period_of(found)[0]
    if any(visit.outcome == "ok" and visit.finished.date() >= since for visit in visits):
        return Line(award=award, told=Told.SILENT)
    last = max(visits, key=lambda visit: visit.started, default=None)
    reason = (
        "its site was not visited yet" if last is None else last.reason or "its site was not read to the end"
    )
    return Line(award=award, told=Told.NOT_READ, reason=reason)


def _is_award(each: Announcement, found: OfficialList, nodes: frozenset[str]) -> bool:
    """An announcement of the award; where it tells its edition, of this one."""
    own = [award for award in each.content.awards if award.programme in nodes]
    editions = {award.edition for award in own if award.edition}
    if editions and not any(same_edition(edition, found.edition) for edition in editions):
        return False
    return each.content.kind is Kind.AWARD


def has_formula(text: str) -> bool:
    """Whether a text carries the formula that beneficiaries are obliged to print.

    >>> has_formula("Dofinansowano ze środków Ministra Kultury i Dziedzictwa Narodowego.")
    True
    """
    return _FORMULA.search(fold(text)) is not None


def _day(each: Announcement) -> date:
    published = each.content.published
    return (published.moment if published else each.first_seen).astimezone(WARSAW).date()
