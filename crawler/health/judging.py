"""The whole judgement of a visit: class, standing, what is usual from now on, what is proposed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from aggregator.health import Condition, Fault, Proposal, ProposalKind, SourceHealth, Trouble
from aggregator.model import Source
from crawler.health.changes import Comparison
from crawler.health.classes import Verdict, judge
from crawler.health.course import after, remembered
from crawler.health.facts import Facts
from crawler.health.proposals import Course, follow, is_outdated, propose
from crawler.health.usual import Usual

#: what is different for so many visits in a row is the usual from then on; the alarm was raised long ago
_SETTLED = 7
#: visits in such trouble show the site as it is otherwise
_HARMLESS = {Trouble.FEED_BROKEN, Trouble.MOVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a visit means."""

    verdict: Verdict
    health: SourceHealth
    proposal: Proposal | None = None  #: to be kept
    withdrawn: bool = False  #: an older proposal is out of date


def judge_visit(
    source: Source,
    facts: Facts,
    comparison: Comparison,
    before: SourceHealth,
    *,
    now: datetime,
    open_proposal: Proposal | None = None,
    new_row: Source | None = None,
) -> Judgement:
    """What a visit that ended at `now` (aware) means after all that was known `before`.

    `new_row` is the row that a fresh look at the site led to, None where there was none.
    """
    usual = Usual.from_json(before.memory.get("usual", {}))
    verdict = judge(usual, facts, comparison)
    course = follow(Course.from_json(before.memory.get("course", {})), source, facts, verdict)
    health = replace(after(before, verdict, now), changes=comparison.table or before.changes)
    usual = _usual_from_now(usual, facts, health)
    proposal = propose(source, course, health, facts, new_row=new_row, now=now)
    withdrawn = open_proposal is not None and proposal is None and is_outdated(open_proposal, course, health)
    if open_proposal is not None and not withdrawn and proposal is None:
        health = _reminded(health, open_proposal)
    return Judgement(
        verdict=verdict,
        health=replace(
            health,
            found=facts.found if verdict.trouble is None else before.found,
            usual=usual.usual_items(),
            coverage=usual.coverage(),
            memory={"usual": usual.to_json(), "course": course.to_json(), "before": remembered(before)},
        ),
        proposal=proposal,
        withdrawn=withdrawn,
    )


def _usual_from_now(usual: Usual, facts: Facts, health: SourceHealth) -> Usual:
    """Good visits teach what is usual, bad ones do not; a new design begins anew."""
    if health.trouble is Trouble.REDESIGNED:
        if not facts.found or not facts.articles:
            return usual
        usual = Usual()
    elif health.trouble is not None and health.trouble not in _HARMLESS and health.bad_visits < _SETTLED:
        return usual
    usual.learn(facts)
    return usual


def _reminded(health: SourceHealth, proposal: Proposal) -> SourceHealth:
    """A source that is read well again after a redesign still waits for a person to look at it."""
    if health.trouble is not None or proposal.kind is not ProposalKind.REDESIGNED:
        return health
    return replace(
        health,
        condition=Condition.WATCH,
        trouble=Trouble.REDESIGNED,
        fault=Fault.OURS,
        reason=f"a new design since {proposal.made:%Y-%m-%d}, read well since: {proposal.reason}",
        since=proposal.made,
    )
