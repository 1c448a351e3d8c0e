"""Thirty simulated days at a realistic rhythm: how often a source is asked for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from benchmarks.crawling import config_at, folder, measured, simulated, sources
from benchmarks.measure import Row, is_full
from benchmarks.simulated import START
from crawler.selection import due

#: hours between two runs
STEP = 2 if is_full() else 11


def bench() -> Iterator[Row]:
    """One row; the day of first sight is not counted."""
    count, days = (70, 30) if is_full() else (14, 5)
    chosen = sources(count)
    kinds: Counter[str] = Counter()
    new = visits = unchanged = 0
    with simulated() as sites, folder() as data:
        config = config_at(data, sites, delay=0.0)
        measured(config, sites, chosen, now=START)
        for hour in range(STEP, days * 24 + 1, STEP):
            now = START + timedelta(hours=hour)
            sites.clock(hour / 24)
            wanted = due(config, chosen, now)
            if not wanted:
                continue
            run = measured(config, sites, wanted, now=now)
            kinds.update(run.log["kinds"])
            unchanged += run.log["unchanged"]
            new += sum(line.new for line in run.report.sources)
            visits += len(wanted)
    each = {kind: kinds[kind] / count / days for kind in ("list", "article", "picture", "robots")}
    asked = ", ".join(f"{kind} {share:.2f}" for kind, share in each.items())
    answered = f"{unchanged / max(1, kinds.total()):.0%} answered 304"
    yield Row(
        what=f"{count} sources over {days} simulated days, {new / count / days:.2f} news a source and day",
        ours=f"{sum(each.values()):.2f} requests a source and day: {asked}",
        baseline=f"{visits / count / days:.2f} visits; {answered}",
        ratio=None,
        target="≤ 3 requests",
    )
