"""Publishing: everything, and what one new announcement costs in a small and in a large store."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.store import Store
from benchmarks.measure import Row, both_clocks
from benchmarks.stores import FOUND, Prepared, fill, late, prepared, sizes, sources
from feeds.publish import publish

_ROUNDS = 5
_numbers = count(50_000_000)


def bench() -> Iterator[Row]:
    """A row for each full publish, one for the publish after one new announcement."""
    small, large = (prepared(size) for size in sizes())
    for one in (small, large):
        cost = one.measured
        yield Row(
            what=f"full publish, {one.size:,} announcements",
            ours=f"{cost['publish']:.0f} s, {cost['files']:,.0f} files, {cost['bytes'] / 2**20:.0f} MB",
            baseline=f"{cost['cpu']:.0f} s of CPU",
            ratio=None,
            target="shown",
        )
    written: list[int] = []
    _after_one(small, written)
    _after_one(large, written)
    pairs = [(_after_one(small, written), _after_one(large, written)) for _ in range(_ROUNDS)]
    (less, busy_less), (more, busy_more) = (
        tuple(statistics.median(clock) for clock in zip(*column, strict=True))
        for column in zip(*pairs, strict=True)
    )
    yield Row(
        what=f"publish after one new announcement, {large.size:,} against {small.size:,}",
        ours=f"{busy_more:.2f} s of CPU ({more:.2f} s), {statistics.median(written):.0f} files",
        baseline=f"{busy_less:.2f} s of CPU ({less:.2f} s)",
        ratio=busy_less / busy_more,
        target="≥ 0.77× (at most 1.3 times the time)",
    )


def _after_one(ready: Prepared, written: list[int]) -> tuple[float, float]:
    """What a publish after one announcement more takes, by both clocks."""
    taxonomy = load_taxonomy()
    with Store.open(ready.config.database_url) as store:
        number = next(_numbers)
        moment = FOUND + timedelta(days=20, seconds=number % 100_000)
        libraries = sources(2000)
        while store.announcement(late(number, libraries[0], moment).id):  # of an earlier run
            number = next(_numbers)
        fill(store, [late(number, libraries[number % 2000], moment)], taxonomy)

        def work() -> None:
            written.append(len(publish(store, ready.config, taxonomy).written))

        return both_clocks(work)
