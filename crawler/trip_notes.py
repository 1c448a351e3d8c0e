"""What a visit notes of a page it fetched and of a list it asked for."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.arrivals import SnapshotRef
from crawler.families import Ask, Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fetched article that is not read yet; the page itself lies in the snapshots."""

    lead: Lead
    ref: SnapshotRef
    charset: str | None  #: of the HTTP header


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A list that was asked for, and what came of it."""

    ask: Ask
    items: int = 0
    trouble: str = ""  #: one sentence, "" = it could be read
