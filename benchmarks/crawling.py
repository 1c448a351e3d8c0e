"""What the benches of the crawl share: the simulated network, its sources, a crawl over them."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aggregator.config import Config
from aggregator.model import Source
from crawler.report import CrawlReport
from crawler.run import crawl

ROOT = Path(__file__).resolve().parent.parent
#: compiled code is kept, whatever the environment says: compiling all libraries takes a process five seconds
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(tempfile.gettempdir()) / "biblio-bench-compiled"))


@dataclass(frozen=True, slots=True)
class Sites:
    """A running network: see `benchmarks.simulated`."""

    proxy: str

    def clock(self, day: float) -> None:
        """Let it be so many days after the first."""
        self._ask(f"/clock?day={day}")

    def warm(self, count: int) -> None:
        """Have the pages of so many hosts ready: making them is no work of whoever asks first."""
        self._ask(f"/warm?hosts={count}")

    def log(self) -> dict[str, Any]:
        """What its log says since the last time."""
        told: dict[str, Any] = json.loads(self._ask("/log"))
        return told

    def _ask(self, path: str) -> bytes:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": self.proxy}))
        with opener.open(f"http://control{path}", timeout=60) as answer:
            return bytes(answer.read())


@contextmanager
def simulated() -> Iterator[Sites]:
    """The network, as long as it is needed."""
    command = [sys.executable, "-m", "benchmarks.simulated"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        port = int(process.stdout.readline())
        try:
            yield Sites(f"http://127.0.0.1:{port}")
        finally:
            process.stdin.close()


def sources(count: int) -> tuple[Source, ...]:
    """So many libraries, each with a list of news."""
    return tuple(
        Source(
            id=f"b{n}", library=f"Biblioteka {n}", kind="gminna", teryt="14", home=f"http://b{n}.example/",
            news=f"http://b{n}.example/aktualnosci/", family="listing",
        )
        for n in range(count)
    )  # fmt: skip


def config_at(folder: Path, sites: Sites, *, delay: float) -> Config:
    """An installation of its own."""
    return Config(
        database_url=f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}", data_dir=folder,
        proxy=sites.proxy, delay=delay,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl, measured from outside."""

    report: CrawlReport
    seconds: float
    log: dict[str, Any]

    @property
    def pages(self) -> int:
        """Answers that were no robots.txt."""
        kinds: dict[str, int] = self.log["kinds"]
        return kinds.get("list", 0) + kinds.get("article", 0)

    @property
    def promise(self) -> str:
        """The promises of politeness as the server's log has them."""
        gap = self.log["shortest_gap"]
        told = (
            "one request a host"
            if gap is None
            else f"gaps ≥ {gap:.2f} s, median {self.log['median_gap']:.2f} s"
        )
        return f"{told}, {self.log['overlaps']} overlaps"


def measured(
    config: Config, sites: Sites, chosen: Sequence[Source], *, now: datetime | None = None, processes: int = 0
) -> Run:
    """Crawl and see what it took."""
    sites.log()
    started = time.perf_counter()
    report = crawl(config, chosen, now=now, processes=processes)
    seconds = time.perf_counter() - started
    return Run(report=report, seconds=seconds, log=sites.log())


def largest_process() -> float:
    """MB of the largest process of ours that has ended."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that goes away."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
