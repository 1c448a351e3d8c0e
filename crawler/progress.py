"""How far a crawl has come, in lines for a person who reads a log instead of a terminal."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

from crawler.report import SourceReport

#: seconds between two lines
QUIET = 30.0


@dataclass(slots=True)
class Steps:
    """Counts what a crawl tells; `every` so many seconds it prints a line on stderr, None = never."""

    total: int
    every: float | None
    visited: int = 0
    failed: int = 0
    pages: int = 0
    _told: float = field(default_factory=time.monotonic)

    def take(self, event: str | SourceReport) -> None:
        """A page was read (the id of its source), or a visit ended."""
        if isinstance(event, str):
            self.pages += 1
        else:
            self.visited += 1
            self.failed += event.is_failure
        if self.every is not None and time.monotonic() - self._told >= self.every:
            self._told = time.monotonic()
            print(f"biblio: {self}", file=sys.stderr, flush=True)

    def __str__(self) -> str:
        return (
            f"{self.visited} of {self.total} sources visited, {self.failed} failed, {self.pages} pages read."
        )
