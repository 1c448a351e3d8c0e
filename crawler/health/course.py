"""How a source stands after one more visit: one bad visit is no alarm, a new design is. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aggregator.health import Condition, Fault, SourceHealth, Trouble, fault_of
from crawler.health.classes import Verdict

#: bad visits in a row that make an alarm at once, or after some time
_MANY, _SOME, _AFTER = 3, 2, timedelta(hours=12)
#: a silence that lasts so long, while we read other sites, is the site's
_SILENT_VISITS, _SILENT = 3, timedelta(hours=24)
_SILENCE = {Trouble.DNS, Trouble.REFUSED, Trouble.TIMEOUT, Trouble.BROKEN}


def after(before: SourceHealth, verdict: Verdict, now: datetime) -> SourceHealth:
    """The standing of a source after a visit that ended at `now` (aware) with this verdict."""
    if verdict.trouble is None:
        return replace(
            before,
            condition=Condition.OK,
            trouble=None,
            fault=None,
            reason="",
            since=None,
            bad_visits=0,
            visited=now,
            last_good=now,
            notes=verdict.notes,
        )
    since = before.since if before.bad_visits and before.since else now
    bad = before.bad_visits + 1
    return replace(
        before,
        condition=_condition(verdict.trouble, bad, since, now),
        trouble=verdict.trouble,
        fault=_fault(verdict.trouble, bad, since, now),
        reason=verdict.reason,
        since=since,
        bad_visits=bad,
        visited=now,
        notes=verdict.notes,
    )


#: what a visit may be taken back to
_STANDING = ("condition", "bad_visits")


def remembered(before: SourceHealth) -> dict[str, Any]:
    """How a source stood before a visit, in JSON values, for `excused`."""
    values = {name: getattr(before, name) for name in _STANDING}
    since = before.since.isoformat() if before.since else None
    return {**values, "since": since, "course": before.memory.get("course", {})}


def excused(health: SourceHealth) -> SourceHealth:
    """The standing of a source whose last visit failed by our own fault: that visit does not count."""
    before = health.memory.get("before") or {}
    since = before.get("since")
    memory = {**health.memory, "course": before.get("course", {})}
    bad = int(before.get("bad_visits", 0))
    return replace(
        health,
        condition=Condition(before["condition"]) if bad else Condition.WATCH,
        trouble=Trouble.OFFLINE,
        fault=Fault.OURS,
        reason="no site could be reached: our own connection was down",
        since=datetime.fromisoformat(since) if since else health.visited,
        bad_visits=bad,
        memory=memory,
    )


def _condition(trouble: Trouble, bad: int, since: datetime, now: datetime) -> Condition:
    if trouble is Trouble.REDESIGNED or bad >= _MANY or (bad >= _SOME and now - since >= _AFTER):
        return Condition.ALARM
    return Condition.WATCH


def _fault(trouble: Trouble, bad: int, since: datetime, now: datetime) -> Fault | None:
    """A silence is nobody's fault for a day; whether our own line was down is found out at the end of a
    crawl, and those visits never come here."""
    if trouble in _SILENCE and bad >= _SILENT_VISITS and now - since >= _SILENT:
        return Fault.SITE
    return fault_of(trouble)
