"""When a row should change: after redirects that stay, after a site is gone, after a new design. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from aggregator.health import Proposal, ProposalKind, SourceHealth, Trouble
from aggregator.model import Source
from crawler.health.classes import Verdict
from crawler.health.facts import Facts, ListFact

#: visits in a row after which a permanent redirect is believed, and a site counts as gone
REDIRECTED, GONE = 3, 5
_GONE = {Trouble.DNS, Trouble.REFUSED, Trouble.NOT_FOUND, Trouble.PARKED}
#: columns of a row that a new look at the site may change
_WAYS = ("family", "news", "item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What counts over several visits."""

    moves: Mapping[str, str] = field(default_factory=dict)  #: column → address that redirects lead to
    moved: int = 0  #: visits in a row that led there
    gone: int = 0  #: visits in a row at which the site was not there

    def to_json(self) -> dict[str, Any]:
        """For the store."""
        return {"moves": dict(self.moves), "moved": self.moved, "gone": self.gone}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Course:
        """From the store."""
        return cls(**values) if values else cls()


def follow(course: Course, source: Source, facts: Facts, verdict: Verdict) -> Course:
    """The course after one more visit."""
    moves = moved_columns(source, facts.lists)
    known = any(fact.answered for fact in facts.lists)
    if not known:  # nothing answered: that says nothing about redirects
        moves, moved = dict(course.moves), course.moved
    else:
        moved = course.moved + 1 if moves and moves == dict(course.moves) else 1 if moves else 0
    return Course(moves=moves, moved=moved, gone=course.gone + 1 if verdict.trouble in _GONE else 0)


def moved_columns(source: Source, lists: tuple[ListFact, ...]) -> dict[str, str]:
    """Addresses of the row that permanent redirects lead away from, and where to."""
    found: dict[str, str] = {}
    for fact in lists:
        if not (fact.for_good and fact.answered) or fact.probing:
            continue
        for column, address in (("home", source.home), ("news", source.news)):
            if address == fact.url:
                found[column] = fact.answered
            elif address and column not in found and (other := _same_move(address, fact)):
                found[column] = other
    return found


def _same_move(address: str, fact: ListFact) -> str:
    """An address of the same site, moved like the one asked for where only the site's name changed."""
    mine, asked, answered = urlsplit(address), urlsplit(fact.url), urlsplit(fact.answered)
    same_site = (mine.scheme, mine.netloc) == (asked.scheme, asked.netloc)
    only_name = (asked.path, asked.query) == (answered.path, answered.query)
    if not (same_site and only_name):
        return ""
    return urlunsplit(mine._replace(scheme=answered.scheme, netloc=answered.netloc))


def propose(
    source: Source,
    course: Course,
    health: SourceHealth,
    facts: Facts,
    *,
    new_row: Source | None,
    now: datetime,
) -> Proposal | None:
    """The change of the row that a visit suggests, None = none.

    `health` is the standing after the visit, `new_row` what a fresh look at the site led to, if there was
    one.
    """
    tried = {"tried": [_step(fact) for fact in facts.lists]}
    if course.gone >= GONE:
        reason = f"the site was not there at {course.gone} visits in a row: {health.reason}"
        return Proposal(
            source=source.id, kind=ProposalKind.RETIRED, made=now, reason=reason,
            changes={"active": "no"}, evidence=tried,
        )  # fmt: skip
    if course.moved >= REDIRECTED:
        places = ", ".join(f"{column} → {address}" for column, address in course.moves.items())
        reason = f"permanent redirects at {course.moved} visits in a row: {places}"
        return Proposal(
            source=source.id, kind=ProposalKind.MOVED, made=now, reason=reason,
            changes=dict(course.moves), evidence=tried,
        )  # fmt: skip
    if health.trouble in (Trouble.REDESIGNED, Trouble.FEED_BROKEN) and health.visited == now:
        changes = _difference(source, new_row) if new_row is not None else {}
        if health.trouble is Trouble.FEED_BROKEN and not changes:
            return None
        table = [[change.field, change.before, change.after] for change in health.changes]
        return Proposal(
            source=source.id, kind=ProposalKind.REDESIGNED, made=now, reason=health.reason,
            changes=changes, evidence={**tried, "table": table},
        )  # fmt: skip
    return None


def is_outdated(proposal: Proposal, course: Course, health: SourceHealth) -> bool:
    """Whether a proposal made earlier is contradicted by the newest visit."""
    if proposal.kind is ProposalKind.RETIRED:
        return course.gone == 0
    if proposal.kind is ProposalKind.MOVED:
        return course.moved == 0
    return bool(proposal.changes) and health.trouble is None


def _step(fact: ListFact) -> list[Any]:
    said = fact.reason or (f"{fact.items} items" if not fact.unchanged else "unchanged")
    return [fact.kind, fact.url, said]


def _difference(source: Source, row: Source) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in _WAYS if getattr(row, name) != getattr(source, name)}
