"""Which part of the store a table holds: a programme with all that belongs to it, a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from aggregator.days import beginning, end, read_days

if TYPE_CHECKING:
    from datetime import datetime

    from aggregator.programmes.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is not said bounds nothing; both days belong to the period."""

    programme: str = ""
    since: date | None = None
    until: date | None = None

    def programmes(self, taxonomy: Taxonomy) -> frozenset[str]:
        """The programme and what belongs to it; empty = every one."""
        return frozenset((self.programme, *taxonomy.descendants(self.programme)) if self.programme else ())

    def holds(self, moment: datetime) -> bool:
        """Whether a moment is in the period."""
        first, after = beginning(self.since), end(self.until)
        return (first is None or first <= moment) and (after is None or moment < after)

    @property
    def words(self) -> str:
        """`nprcz-2/4.1, 2021-01-01/2025-12-31` (an open end is `..`), "" where nothing is bounded."""
        first, last = (day.isoformat() if day else ".." for day in (self.since, self.until))
        return ", ".join(
            filter(None, (self.programme, f"{first}/{last}" if self.since or self.until else ""))
        )


EVERYTHING = Scope()


def read_scope(taxonomy: Taxonomy, *, programme: str, since: str, until: str) -> Scope:
    """The scope that options name. Raises InputError."""
    if programme:
        taxonomy.node(programme)
    first, last = read_days(since, until)
    return Scope(programme=programme, since=first, until=last)
