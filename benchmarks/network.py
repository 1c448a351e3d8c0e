"""A whole network visited politely, twice within the hour; the promises are read from the server's log."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.crawling import Run, config_at, folder, largest_process, measured, simulated, sources
from benchmarks.measure import Row, is_full


def bench() -> Iterator[Row]:
    """Two rows: the first visits, and the same again."""
    count = 2616 if is_full() else 150
    with simulated() as sites, folder() as data:
        config = config_at(data, sites, delay=1.0)
        first = measured(config, sites, sources(count))
        size = f"{largest_process():.0f} MB a process"
        yield Row(
            what=f"{count} hosts, a list and 5 articles each, full pipeline, 1 s a host",
            ours=f"{first.seconds:.0f} s, {_new(first)} new, {size}; {first.promise}",
            baseline=f"{first.log['requests']} requests, {first.log['bytes'] / 1e6:.0f} MB",
            ratio=None,
            target="2,616 in ≤ 4 min, ≤ 400 MB, gaps ≥ 0.95 s",
        )
        again = measured(config, sites, sources(count))
        each = again.log["requests"] / count
        yield Row(
            what=f"the same {count} again within the hour, unchanged",
            ours=f"{each:.2f} requests a source, {again.seconds:.0f} s, {_new(again)} new",
            baseline=f"{again.log['bytes'] / first.log['bytes']:.1%} of the first bytes",
            ratio=None,
            target="≤ 1.2 requests, < 5 % of the bytes",
        )


def _new(run: Run) -> int:
    return sum(line.new for line in run.report.sources)
