"""Reading what we kept again by today's rules: corrections, never revisions; `updated` stays where it is.

The loop is here; reading a page is the crawler's and is passed in. `read_again` is pure and may run in
another process; `reprocess` writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aggregator.arrivals import Arrival, SnapshotRef
from aggregator.decide import Known
from aggregator.keeping.desk import Desk
from aggregator.keeping.fresh import Fresh
from aggregator.model import Content, RawAnnouncement, Source
from aggregator.printable import printable
from aggregator.vocabulary import Problem

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store
    from aggregator.store.history import Due

#: reads a kept page; None where it cannot be read
Read = Callable[[SnapshotRef], RawAnnouncement | None]
#: announcements a transaction
BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """An announcement, read again."""

    due: Due
    source: Source
    content: Content | None  #: None = its page cannot be used
    trouble: str = ""  #: why


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What we say otherwise of one announcement."""

    id: str
    source: str
    url: str
    reason: str
    changes: Mapping[str, Any]  #: field -> [before, after]; of a text only the lengths


@dataclass(slots=True)
class Report:
    """What reading again brought."""

    read: int = 0
    same: int = 0
    corrected: list[Corrected] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)  #: address, why

    @property
    def fields(self) -> Counter[str]:
        """How many announcements changed in each field."""
        return Counter(name for one in self.corrected for name in one.changes)


def read_again(due: Due, read: Read, source: Source, taxonomy: Taxonomy) -> Again:
    """What the kept pages of an announcement say by today's rules; the date from the page that gave it."""
    from aggregator.normalise import normalise

    raw = read(due.page)
    if raw is None:
        return Again(due=due, source=source, content=None, trouble="the kept page cannot be read")
    if raw.problem is not None and raw.problem is not Problem.STANDING:
        return Again(due=due, source=source, content=None, trouble=f"now read as {raw.problem.value}")
    if due.dated_by.digest != due.page.digest:
        first = read(due.dated_by)
        raw = replace(raw, published=first.published if first else raw.published)
    raw = replace(raw, title=printable(raw.title), text=printable(raw.text), url=due.page.url)
    return Again(due=due, source=source, content=normalise(raw, source, taxonomy))


def reprocess(store: Store, pages: Iterable[Again], *, taxonomy: Taxonomy, now: datetime) -> Report:
    """Write what reading again brought. The same code and taxonomy over the same pages change nothing.

    An announcement that changed since it was picked is left for the next time; a page that reads as no
    announcement any more takes nothing out, it is reported.
    """
    report, batch = Report(), []
    for page in pages:
        batch.append(page)
        if len(batch) == BATCH:
            _write(store, batch, report, taxonomy, now)
            batch = []
    if batch:
        _write(store, batch, report, taxonomy, now)
    return report


def _write(store: Store, batch: list[Again], report: Report, taxonomy: Taxonomy, now: datetime) -> None:
    with store.writing() as connection:
        desk = Desk(store.ledger(connection), taxonomy, now, None)
        stored = desk.load_known([again.due.id for again in batch])
        desk.load_contents([again.due.id for again in batch if _differs(desk, again, stored)])
        for again in batch:
            known = stored.get(again.due.id)
            if known is None or known.snapshot != again.due.page.digest:
                continue
            report.read += 1
            if again.content is None:
                report.unread.append((known.url, again.trouble))
                continue
            if not _differs(desk, again, stored):
                report.same += 1
                continue
            reason = desk.keep_correction(known, again.content)
            if reason:
                changes = desk.ledger.dirty.corrections[-1]["changes"]
                one = Corrected(
                    id=known.id, source=known.source, url=known.url, reason=reason, changes=changes
                )
                report.corrected.append(one)
            else:
                report.same += 1
            raw = RawAnnouncement(source=known.source, url=known.url, fetched=again.due.page.fetched)
            arrival = Arrival(raw=raw, source=again.source)
            fresh = Fresh(arrival, known.url, "", [], again.content)
            desk.keep_content(known, again.content, fresh, changed=bool(reason))
        desk.finish([])


def _differs(desk: Desk, again: Again, stored: Mapping[str, Known]) -> bool:
    """Whether we say something else now."""
    known = stored.get(again.due.id)
    return known is not None and again.content is not None and desk.digest(again.content) != known.digest
