"""Taking a proposal of the health check: the row changes, the source is visited next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from aggregator.health import Condition, Proposal, SourceHealth, Trouble
from aggregator.model import Source
from aggregator.store import Store
from crawler.registry import check_source, row_of


def accept(store: Store, source: Source, *, now: datetime) -> Proposal | None:
    """Take the open proposal of a source; None where there is none. `source` is its row in force.

    Raises InputError where the proposed row cannot be. The remembered way to the news is forgotten and the
    source is due at once; what a redesign was held against it is settled.
    """
    proposal = store.proposal(source.id)
    if proposal is None:
        return None
    if proposal.changes:
        row = check_source(row_of(source) | dict(proposal.changes))
        store.put_source(row, now=now)
    state = {k: v for k, v in store.state(source.id).items() if k not in ("route", "routed")}
    store.put_state(source.id, state, due=now)
    health = store.health(source.id)
    if health.trouble in (Trouble.REDESIGNED, Trouble.FEED_BROKEN, Trouble.MOVED) and health.visited:
        settled = replace(health, condition=Condition.OK, trouble=None, fault=None, reason="", since=None)
        store.put_health([replace(settled, bad_visits=0, memory=_without_lists(health, proposal))])
    store.drop_proposal(source.id)
    return proposal


def _without_lists(health: SourceHealth, proposal: Proposal) -> dict[str, Any]:
    """What is usual, less the lists that the row named before: they are no loss any more."""
    memory = {**health.memory, "course": {}}
    if proposal.changes and memory.get("usual"):
        memory["usual"] = memory["usual"] | {"lists": {}}
    return memory
