"""What a crawl says at its end: one line a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aggregator.arrivals import Tally, Visit
from aggregator.health import Trouble as Class
from aggregator.model import Source

if TYPE_CHECKING:
    from crawler.health.classes import Verdict
    from crawler.trips import Trip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One visit, for the table at the end of a crawl."""

    source: str
    library: str
    found: int = 0  #: addresses of news on the site's lists
    new: int = 0
    edited: int = 0
    same: int = 0
    gone: int = 0
    skipped: int = 0  #: pages that are no announcements
    failed: int = 0  #: pages that could not be had
    problem: str = ""  #: class of the trouble, "" = none
    reason: str = ""  #: one sentence
    requests: int = 0
    bytes: int = 0
    unchanged: int = 0  #: answers “not modified”
    seconds: float = 0.0

    @property
    def passed(self) -> int:
        """Addresses that were not asked for: older than the years that are read, or known and not due."""
        return max(0, self.found - self.new - self.edited - self.same - self.skipped - self.failed)

    @property
    def is_failure(self) -> bool:
        """Whether the source could not be read at all."""
        return bool(self.problem) and self.found == 0


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """A list that was asked for."""

    kind: str
    url: str
    items: int
    trouble: str  #: one sentence, "" = it could be read


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeReport:
    """What a look at a site found out."""

    source: Source  #: the row that leads to its news
    found: int  #: items of news
    system: str = ""  #: content system, as far as it gave itself away
    name: str = ""  #: what the site calls itself, where that names a library
    tried: tuple[ProbeStep, ...] = ()
    sample: tuple[tuple[str, str], ...] = ()  #: address and title of the first items
    trouble: str = ""  #: why nothing was found


@dataclass(frozen=True, slots=True)
class Asked:
    """The requests of a probe, by host."""

    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """The visits of one crawl, in the order of the sources asked for."""

    sources: tuple[SourceReport, ...]
    notices: tuple[str, ...] = ()  #: what a person should know, each a sentence

    @property
    def all_failed(self) -> bool:
        """Whether there was something to visit and nothing could be read."""
        return bool(self.sources) and all(source.is_failure for source in self.sources)


def summarise(trip: Trip, verdict: Verdict, finished: datetime) -> tuple[Visit, SourceReport]:
    """The record of a visit that was judged so, and its line in the table."""
    counts = trip.outcomes
    found = 0 if trip.is_trial else len(trip.leads) or (len(trip.pages) if trip.unchanged else 0)
    problem = verdict.trouble.value if verdict.trouble else ""
    reason = verdict.reason or "; ".join(verdict.notes)
    outcome = "ok"
    if verdict.trouble is not None:
        outcome = "held" if verdict.trouble is Class.ROBOTS else "partial" if found else "failed"
    visit = Visit(
        source=trip.source.id,
        started=trip.started,
        finished=finished,
        outcome=outcome,
        trouble=problem,
        reason=reason,
        requests=trip.requests,
        bytes=trip.bytes,
        unchanged=trip.unchanged,
        counts={**counts, "found": found, "failed": trip.failed},
    )
    report = SourceReport(
        source=trip.source.id,
        library=trip.source.library,
        found=found,
        new=counts["new"] + counts["copy"],
        edited=counts["edited"],
        same=counts["same"] + counts["corrected"] + counts["moved"] + counts["back"],
        gone=counts["gone"],
        skipped=counts["skipped"],
        failed=trip.failed,
        problem=problem,
        reason=reason,
        requests=trip.requests,
        bytes=trip.bytes,
        unchanged=trip.unchanged,
        seconds=(finished - trip.started).total_seconds(),
    )
    return visit, report
