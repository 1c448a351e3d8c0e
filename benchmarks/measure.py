"""How every bench measures: ours and the baseline by turns in one run, the median of each, their ratio."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. `ratio` is ours over the baseline, more is better."""

    what: str
    ours: str
    baseline: str
    ratio: float | None
    target: str

    def as_markdown(self) -> str:
        """The row as a line of a Markdown table."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}×"
        return f"| {self.what} | {self.ours} | {self.baseline} | {ratio} | {self.target} |"


def is_full() -> bool:
    """Whether the benches run at full size, not at that of a quick look."""
    return os.environ.get("BENCH_FULL") == "1"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def both_clocks(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one call by the clock, and of the processor: the second does not see who else is busy."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


def by_turns(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int = 5
) -> tuple[float, float]:
    """Median seconds of the processor of each, by turns so that both meet the same machine, both warm."""
    ours()
    baseline()
    pairs = [(both_clocks(ours)[1], both_clocks(baseline)[1]) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
