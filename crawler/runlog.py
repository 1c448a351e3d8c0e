"""What crawls did, one JSON object a line, for programs that watch: `log/crawl-YYYY-MM.jsonl` of the data."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.report import SourceReport


@dataclass(frozen=True, slots=True)
class RunLog:
    """Appends whole lines; a full disk or a missing right stops no crawl. Times are UTC."""

    folder: Path

    def visit(self, report: SourceReport) -> None:
        """A visit ended: every field of its report."""
        self._write("visit", asdict(report))

    def begin(self, sources: int, processes: int) -> None:
        """A crawl begins."""
        self._write("begin", {"sources": sources, "processes": processes})

    def end(self, visited: int, failed: int, seconds: float) -> None:
        """A crawl came to its end, or was stopped with fewer sources visited than it began with."""
        self._write("end", {"sources": visited, "failed": failed, "seconds": round(seconds, 1)})

    def _write(self, event: str, values: dict[str, object]) -> None:
        now = datetime.now(UTC)
        line = {"time": f"{now:%Y-%m-%dT%H:%M:%SZ}", "event": event, **values}
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f"crawl-{now:%Y-%m}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
