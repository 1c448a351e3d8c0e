"""What this process asked of each site: the ledger that equals the site's own log."""

from __future__ import annotations

from dataclasses import dataclass, field

from aggregator.arrivals import Tally

#: gaps in seconds that lie between two visits, not within one
BETWEEN_VISITS = 600.0


@dataclass(slots=True)
class Tallies:
    """By site."""

    kept: dict[str, Tally] = field(default_factory=dict)

    def note(self, site: str, status: int, size: int, gap: float | None) -> None:
        """One request came to its end; `status` 0 = without an answer."""
        tally = self.kept.setdefault(site, Tally())
        tally.requests += 1
        tally.bytes += size
        tally.unchanged += status == 304
        tally.refused += status in (429, 503)
        tally.failed += status == 0
        if gap is not None and gap < BETWEEN_VISITS:
            tally.gaps.append(gap)

    def take(self, *sites: str) -> dict[str, Tally]:
        """What was noted of some sites, all where none is named; it is noted no more."""
        chosen = sites or tuple(self.kept)
        return {site: self.kept.pop(site) for site in chosen if site in self.kept}
