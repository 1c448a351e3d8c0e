"""Announcements of one text, wherever they stand: brought together, and led by one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from aggregator.keeping.copies import settle
from aggregator.vocabulary import Status

if TYPE_CHECKING:
    from aggregator.store.ledger import Ledger


def settle_clusters(ledger: Ledger, touched: Collection[str], now: datetime) -> dict[str, str]:
    """Decide again who leads the clusters that changed. Leader by copy, for all copies in them."""
    wanted: dict[str, tuple[Status, str]] = {}
    copies: dict[str, str] = {}
    for members in ledger.members(touched).values():
        if len(members) == 1 and members[0].status is not Status.COPY:
            continue
        found = settle(members)
        wanted |= found
        for member in members:
            status, leader = found.get(member.id, (member.status, member.copy_of))
            if status is Status.COPY:
                copies[member.id] = leader
    ledger.set_status(wanted, changed=now)
    return copies
