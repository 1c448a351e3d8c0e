"""What a source costs as the network grows: the same pipeline, no pause, so that only our work counts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.crawling import config_at, folder, largest_process, measured, simulated, sources
from benchmarks.measure import Row, is_full


def bench() -> Iterator[Row]:
    """One row a size; the smallest is the baseline."""
    sizes = (300, 1000, 2616, 10_000) if is_full() else (60, 240)
    smallest = 0.0
    with simulated() as sites:
        for size in sizes:
            with folder() as data:
                run = measured(config_at(data, sites, delay=0.0), sites, sources(size), processes=2)
            each = run.seconds / size * 1000
            smallest = smallest or each
            size_of = f"largest process {largest_process():.0f} MB"
            yield Row(
                what=f"{size} hosts × 6 pages, two processes",
                ours=f"{each:.0f} ms a source, {run.seconds:.0f} s, {size_of}",
                baseline=f"{sizes[0]} hosts: {smallest:.0f} ms a source",
                ratio=smallest / each,
                target="near linear: about 1×",
            )
