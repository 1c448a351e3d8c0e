"""One text on several sites: who leads, and who is a copy. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aggregator.model import Content, Source
from aggregator.text import fold
from aggregator.vocabulary import Kind, Status

#: folded letters and digits; a shorter text says too little to tell a copy from a coincidence
ENOUGH = 250
_NOT_LIBRARIES = {"operator", "inna"}
#: news of a library about its own money: the words of the duty formula are the same everywhere
_OWN_NEWS = {Kind.AWARD, Kind.PURCHASE, Kind.REPORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An announcement of a cluster, as far as leading goes."""

    id: str
    source: str
    rank: int
    kind: Kind
    ordered: datetime
    status: Status
    copy_of: str = ""


def rank_of(source: Source, content: Content, folded: str) -> int:
    """How good a claim a source has to lead the copies of a text: the least leads.

    `folded` is title and text, folded. 0: the operator of a call; 1: a library that the text names;
    2: a library; 3: anybody else.
    """
    if source.kind in _NOT_LIBRARIES:
        called = content.kind in (Kind.CALL, Kind.RESULTS)
        return 0 if source.kind == "operator" and called else 3
    return 1 if _names(source, folded) else 2


def _names(source: Source, folded: str) -> bool:
    """Whether the text names the place of the library, in whatever case of the noun."""
    words = fold(source.city).split()
    if not words:
        return False
    stems = [word if len(word) < 5 else word[: max(4, len(word) - 2)] for word in words]
    return all(re.search(rf"\b{re.escape(stem)}", folded) for stem in stems)


def settle(members: Iterable[Member]) -> dict[str, tuple[Status, str]]:
    """Status and leader ("" = none) of every member whose status or leader must change.

    The same whatever the order in which the members were found. Gone and standing pages take no part.
    Libraries that tell of their own money in the same words, none of them named, each lead for themselves.
    """
    taking_part = sorted(
        (m for m in members if m.status in (Status.CURRENT, Status.COPY)),
        key=lambda m: (m.rank, m.ordered, m.id),
    )
    found: dict[str, tuple[Status, str]] = {}
    leader: Member | None = None
    for member in taking_part:
        own = member.rank == 2 and member.kind in _OWN_NEWS and (leader is None or leader.rank == 2)
        if leader is None or own or member.source == leader.source:
            wanted = (Status.CURRENT, "")
        else:
            wanted = (Status.COPY, leader.id)
        leader = leader or member
        if wanted != (member.status, member.copy_of):
            found[member.id] = wanted
    return found
